"""The cheapest way to take one more order along, with what that asks for besides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.domain import Reload
from dashboard.domain.timetable import RELOAD
from dashboard.solve.board import Board, board_of
from dashboard.solve.seats import Seats, joined

_BLINK = 0.1


class Fit(NamedTuple):
    """The route that a shift, given by its index on the board, would have."""

    shift: int
    route: list[int]
    price: int
    """Cents more, with what lateness weighs."""


class _Variant(NamedTuple):
    """A shift's route with a step more that an order may need, and where the order may stand."""

    shift: int
    route: list[int]
    opens: int


def best_fit(where: Board, order: int, blinks: Random | None = None) -> Fit | None:
    """
    The cheapest that keeps all rules; None where the order fits nowhere.

    With ``blinks`` a place or a shift is now and then overlooked, which lets a search come out
    of a dead end (Christiaens and Vanden Berghe, 2020).
    """
    may = _may_take(where, order)
    if blinks is not None and may.sum() > 1:
        seen = np.array([blinks.random() >= _BLINK for _ in may])
        may = may & seen if (may & seen).any() else may
    if (fetch := where.on.problem.collect_step.get(order)) is not None:
        return _best_of(where, order, list(_with_fetch(where, fetch, may)), blinks)
    fit = _plain(where, order, may, blinks)
    if fit is not None and (blinks is None or blinks.random() >= _BLINK):
        return fit
    variants = [*_with_pause(where, may), *_with_reload(where, may)]
    other = _best_of(where, order, variants, blinks)
    return min(filter(None, (fit, other)), key=lambda one: one.price, default=None)


def places(where: Board, order: int, *, keeps_window: bool = True) -> Seats:
    """
    All places for an order, with what it asks for besides: what fetches it, for one of a pair,
    else as it is, or beside a break that a shift lacks, or with one more load.
    """
    may = np.ones(len(where.shifts), dtype=bool)
    fetch = where.on.problem.collect_step.get(order)
    if fetch is not None:
        fetched = list(_with_fetch(where, fetch, may))
        return _seats_of(where, order, fetched, keeps_window)
    found = [where.seats(order, keeps_window=keeps_window)]
    if variants := [*_with_pause(where, may), *_with_reload(where, may)]:
        found.append(_seats_of(where, order, variants, keeps_window))
    return joined(found)


def best_pause(where: Board, shift: int, pause: int) -> Fit | None:
    """The cheapest place for a break in a shift's route."""
    asked = np.zeros(len(where.shifts), dtype=bool)
    asked[shift] = True
    return _plain(where, pause, asked)


def _plain(
    where: Board, step: int, asked: npt.NDArray[np.bool_], blinks: Random | None = None
) -> Fit | None:
    return _cheapest(where.seats(step, strict=True, asked=asked), step, blinks)


def _cheapest(seats: Seats, step: int, blinks: Random | None) -> Fit | None:
    sound = np.flatnonzero(seats.amounts.sum(axis=0) == 0)
    if blinks is not None and len(sound) > 1:
        kept = [blinks.random() >= _BLINK for _ in sound]
        sound = sound[kept] if any(kept) else sound
    if not len(sound):
        return None
    price = (seats.extra_cents + seats.weight_cents)[sound]
    best = int(sound[np.lexsort((seats.extra_s[sound], price))[0]])
    return Fit(int(seats.shift[best]), seats.route(best, step), int(price.min()))


def _may_take(where: Board, order: int) -> npt.NDArray[np.bool_]:
    """Shifts that have what it needs, and of idle ones alike only the first."""
    needs = where.on.problem.needs[order]
    able = np.array([needs <= offers for offers in where.offers], dtype=bool)
    able &= ~where.is_full(order)
    seen: set[int] = set()
    for index, route in enumerate(where.routes):
        if not route and able[index]:
            able[index] = where.kind_of[index] not in seen
            seen.add(where.kind_of[index])
    return able


def _best_of(
    where: Board, order: int, variants: Sequence[_Variant], blinks: Random | None
) -> Fit | None:
    """The cheapest place of an order in any of the variants, each as if it were a shift."""
    if not variants:
        return None
    return _cheapest(_seats_of(where, order, variants, strict=True), order, blinks)


def _seats_of(
    where: Board,
    order: int,
    variants: Sequence[_Variant],
    keeps_window: bool = True,
    strict: bool = False,
) -> Seats:
    """Their places, judged as against the routes that are on the board."""
    shifts = np.array([one.shift for one in variants], dtype=np.int64)
    tried = board_of(where.on, [(where.shifts[one.shift], one.route) for one in variants])
    opens = np.array([one.opens for one in variants], dtype=np.int64)
    everyone = np.ones(len(variants), dtype=bool)
    seats = tried.seats(
        order, keeps_window=keeps_window, strict=strict, asked=everyone, opens=opens
    )
    # A variant by itself may break a rule; what counts is what its route is with the order.
    variant = seats.shift
    is_idle = where.is_idle[shifts]
    before = np.where(is_idle, 0, where.limits.amounts(shifts, where.timed[shifts]))
    return replace(
        seats,
        shift=shifts[variant],
        extra_cents=seats.extra_cents + (tried.cents - where.cents[shifts])[variant],
        which=variant,
        base=[one.route for one in variants],
        extra_s=seats.extra_s + (tried.paid_s - where.paid_s[shifts])[variant],
        amounts=np.maximum(0, seats.totals - before[:, variant]),
    )


def _with_fetch(where: Board, fetch: int, may: npt.NDArray[np.bool_]) -> Iterator[_Variant]:
    for shift in np.flatnonzero(may).tolist():
        route = where.routes[shift]
        for place in range(_first_free(where, shift), len(route) + 1):
            yield _Variant(shift, [*route[:place], fetch, *route[place:]], place + 1)


def _with_pause(where: Board, may: npt.NDArray[np.bool_]) -> Iterator[_Variant]:
    """Shifts that lack a break, with it at each place."""
    for shift in np.flatnonzero(may).tolist():
        route = where.routes[shift]
        for _, _, pause, lacks, _ in where.limits.rests[shift].tolist():
            if lacks and pause >= 0:
                for place in range(_first_free(where, shift), len(route) + 1):
                    yield _Variant(shift, [*route[:place], pause, *route[place:]], 0)


def _with_reload(where: Board, may: npt.NDArray[np.bool_]) -> Iterator[_Variant]:
    """Shifts that may load once more, with that at each place."""
    on = where.on
    for shift in np.flatnonzero(may).tolist():
        route = where.routes[shift]
        loads = sum(on.steps.kinds[step] == RELOAD for step in route)
        if route and loads < where.shifts[shift].reloads:
            again = on.problem.step_index[Reload(where.shifts[shift].depot_id)]
            for place in range(max(1, _first_free(where, shift)), len(route) + 1):
                yield _Variant(shift, [*route[:place], again, *route[place:]], 0)


def _first_free(where: Board, shift: int) -> int:
    return int(where.limits.holds.first_free[shift])
