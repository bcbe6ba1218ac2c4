"""Taking one order along in the place of another that would be missed less."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from dashboard.domain import Shift
from dashboard.solve.fits import Routes
from dashboard.solve.obstacles import masks
from dashboard.solve.seats import Board, board

_TRIED = 20
"""Orders that could give way: the least important, and of these the nearest."""


class Swap(NamedTuple):
    """The order that gives way, and where on its shift the other one goes then."""

    instead_of: int
    shift_id: str
    position: int
    extra_cents: int


def cheapest_swap(where: Board, order: int) -> Swap | None:
    """The cheapest with which every rule is kept; None where nobody of less priority gives way."""
    tried = _giving_way(where, order)
    if not tried:
        return None
    # Each route without one of its orders, as if it were a shift of its own.
    fleet: list[Shift] = []
    routes: Routes = {}
    for number, (shift, other) in enumerate(tried):
        copy = replace(where.shifts[shift], id=str(number))
        fleet.append(copy)
        routes[copy.id] = [k for k in where.fits.routes[shift] if k != other]
    without = board(where.fits.on, routes, fleet)
    seats = without.seats(order)
    fit = np.flatnonzero(masks(without, order, seats) == 0)
    if not len(fit):
        return None
    shifts = np.array([shift for shift, _ in tried], dtype=np.int64)
    saved = (without.cents - where.cents[shifts])[seats.shift]
    extra = seats.extra_cents + saved
    priority = np.array([where.fits.on.problem.orders[other].priority for _, other in tried])
    best = fit[np.lexsort((seats.shift[fit], extra[fit], priority[seats.shift[fit]]))[0]]
    shift, other = tried[int(seats.shift[best])]
    return Swap(other, where.shifts[shift].id, int(seats.index[best]), int(extra[best]))


def _giving_way(where: Board, order: int) -> list[tuple[int, int]]:
    """Shift and order of those that could give way."""
    on = where.fits.on
    orders, wanted = on.problem.orders, on.problem.orders[order]
    found = [
        (shift, other)
        for shift, route in enumerate(where.fits.routes)
        if wanted.needs <= where.fits.offers[shift]
        for other in route
        if orders[other].priority < wanted.priority
    ]

    def turn(one: tuple[int, int]) -> tuple[int, int, int]:
        shift, other = one
        durations, _ = on.matrices[where.shifts[shift].profile]
        away = durations[0, on.places[order], on.places[other]]
        return orders[other].priority, int(away), other

    return sorted(found, key=turn)[:_TRIED]
