"""The ways in which an order that is left out could be served after all, each with its price."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np

from dashboard.domain import (
    Change,
    Clock,
    Order,
    Remedy,
    RemedyKind,
    Rule,
    Step,
    Unassigned,
    clock_words,
    duration_words,
)
from dashboard.domain.spans import Int64Array, seconds
from dashboard.solve.board import Board
from dashboard.solve.fits import places
from dashboard.solve.obstacles import bit, masks
from dashboard.solve.seats import Seats
from dashboard.solve.swaps import cheapest_swap

_CLASSES = 2
"""Of which a driver more is named: the cheapest may have no more to give."""
_LATEST_S = 2 * 3600
_LONGEST_S = 3 * 3600
_ROUND_S = 300
"""Windows and shifts are moved by whole five minutes."""


@dataclass(frozen=True, slots=True)
class Case:
    """An order that is left out, on the routes as they stand."""

    left: Unassigned
    index: int
    board: Board
    spare: Board
    """One shift more of each class that could be had, with nothing on it."""

    @property
    def on(self) -> Clock:
        """The clock of the day."""
        return self.board.on

    @property
    def order(self) -> Order:
        """The order itself."""
        return self.on.problem.orders[self.index]


def late(case: Case, seats: Seats, broken: Int64Array) -> Iterator[Remedy]:
    """Served late, as little as can be, while everybody else keeps their window."""
    fit = np.flatnonzero((broken == bit(Rule.WINDOW)) & (seats.late_s <= _LATEST_S))
    if len(fit):
        best = fit[np.lexsort((seats.extra_cents[fit], _fives(seats.late_s[fit])))[0]]
        words = f"{_minutes(seats.late_s[best])} late with {_driver_at(case.board, seats, best)}"
        yield _remedy(RemedyKind.LATE, words, case, case.board, seats, best)


def window(case: Case) -> Iterator[Remedy]:
    """The window widened to when somebody can be there; one of several is left alone."""
    if len(case.order.windows) != 1:
        return
    [window], day = case.order.windows, case.on.problem.day
    seats = places(case.board, case.index, keeps_window=False)
    opens, closes = day.seconds(window.start), day.seconds(window.end)
    apart = np.maximum(0, opens - seats.begin_s) + np.maximum(0, seats.begin_s - closes)
    fit = np.flatnonzero(masks(case.board, case.index, seats) == 0)
    if not len(fit):
        return
    best = fit[np.lexsort((seats.extra_cents[fit], _fives(apart[fit])))[0]]
    begin = int(seats.begin_s[best])
    start = window.start if begin >= opens else day.instant(begin // _ROUND_S * _ROUND_S)
    end = window.end if begin <= closes else day.instant(int(_fives(begin)) * _ROUND_S)
    at = clock_words(end if begin > closes else start, day)
    words = f"a wider window, {'until' if begin > closes else 'from'} {at}"
    yield _remedy(RemedyKind.WINDOW, words, case, case.board, seats, best, start=start, end=end)


def overtime(case: Case, seats: Seats, broken: Int64Array) -> Iterator[Remedy]:
    """A longer shift for the one with whom that costs the least."""
    fit = np.flatnonzero((broken == bit(Rule.SHIFT_END)) & (seats.over_s <= _LONGEST_S))
    if len(fit):
        best = fit[np.lexsort((seats.over_s[fit], seats.extra_cents[fit]))[0]]
        longer = timedelta(seconds=int(_fives(seats.over_s[best])) * _ROUND_S)
        shift = case.board.shifts[int(seats.shift[best])]
        words = f"+{duration_words(longer)} overtime for {shift.driver}"
        over = timedelta(seconds=int(case.board.over_s[seats.shift[best]]))
        end = shift.hours.end + over + longer
        yield _remedy(RemedyKind.OVERTIME, words, case, case.board, seats, best, end=end)


def driver(case: Case) -> Iterator[Remedy]:
    """One more driver, of the class with which that costs the least, and of the next one."""
    seats, day = places(case.spare, case.index), case.on.problem.day
    fit = np.flatnonzero(masks(case.spare, case.index, seats) == 0)
    # A shift that nobody has hired yet costs nothing while it is idle.
    cents = seats.extra_cents + case.spare.pay.idle_cents[seats.shift]
    for best in fit[np.lexsort((seats.shift[fit], cents[fit]))[:_CLASSES]]:
        shift = case.spare.shifts[int(seats.shift[best])]
        begins = day.instant(int(seats.leave_s[best]) - seconds(shift.loading))
        words = f"one more {shift.class_name} from {clock_words(begins, day)}"
        remedy = _remedy(
            RemedyKind.DRIVER, words, case, case.spare, seats, best, class_name=shift.class_name
        )
        yield replace(remedy, extra_cents=int(cents[best]))


def instead(case: Case) -> Iterator[Remedy]:
    """Taken along in the place of an order that would be missed less."""
    swap = cheapest_swap(case.board, case.index)
    if swap is not None:
        other = case.on.problem.orders[swap.instead_of]
        words = f"leave out {other.id} instead ({other.priority.name.lower()} priority)"
        change = Change(case.order.id, swap.shift_id, _steps(case, swap.route), instead_of=other.id)
        yield Remedy(RemedyKind.INSTEAD, words, swap.extra_cents, change)


def tomorrow(order: Order) -> Remedy:
    return Remedy(RemedyKind.TOMORROW, "deliver it tomorrow", 0, Change(order.id))


def _remedy(
    kind: RemedyKind,
    words: str,
    case: Case,
    where: Board,
    seats: Seats,
    best: np.intp,
    **more: Any,
) -> Remedy:
    shift_id = where.shifts[int(seats.shift[best])].id
    steps = _steps(case, seats.route(int(best), case.index))
    change = Change(case.order.id, shift_id, steps, **more)
    return Remedy(kind, words, int(seats.extra_cents[best]), change)


def _steps(case: Case, route: Sequence[int]) -> tuple[Step, ...]:
    return tuple(case.on.problem.steps[step] for step in route)


def _driver_at(where: Board, seats: Seats, place: np.intp) -> str:
    return where.shifts[int(seats.shift[place])].driver


def _minutes(span_s: int) -> str:
    """To the next full minute: what is promised is kept."""
    return duration_words(timedelta(minutes=-(-int(span_s) // 60)))


def _fives(span_s: Any) -> Any:
    """Seconds, one number or many, as fives of minutes begun."""
    return -(-span_s // _ROUND_S)
