"""What would put an order that is left out on a route after all, at what price."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import (
    Assignment,
    Clock,
    Problem,
    Reason,
    Remedy,
    RemedyKind,
    Shift,
    Unassigned,
    clock,
)
from dashboard.domain.spans import Int64Array
from dashboard.solve import ways_out
from dashboard.solve.board import board
from dashboard.solve.fits import places
from dashboard.solve.obstacles import masks
from dashboard.solve.routes import routes_of
from dashboard.solve.seats import Seats
from dashboard.solve.ways_out import Case

MOST = 3
"""For each order."""
MOST_ORDERS = 500
"""With remedies of their own: who leaves out more needs drivers, not remedies."""
_NEVER_IN_TIME = (Reason.WINDOW_IMPOSSIBLE_ALONE, Reason.SHIFT_TOO_SHORT_ALONE)
_TURN = list(RemedyKind)


def with_remedies(
    problem: Problem,
    assignment: Assignment,
    unassigned: Sequence[Unassigned],
    *,
    spare: Sequence[Shift] = (),
    on: Clock | None = None,
) -> tuple[Unassigned, ...]:
    """
    The orders left out with up to three remedies each, those of the day's own first.

    ``spare`` are shifts that could be had beside the problem's, one for each class; those
    that start or end where the matrices do not reach are passed over.
    """
    more_shifts = tuple(s for s in spare if _is_known(problem, s))
    if any(shift.breaks for shift in more_shifts):  # Their breaks are steps of their own.
        known = {shift.id for shift in problem.shifts}
        new = tuple(s for s in more_shifts if s.id not in known)
        problem, on = replace(problem, shifts=(*problem.shifts, *new)), None
    shifts = [s for s in problem.shifts if s not in more_shifts]
    on = on or clock(problem)
    where, more = board(on, routes_of(problem, assignment), shifts), board(on, {}, more_shifts)
    first = sorted(unassigned, key=lambda left: -_priority(problem, left))[:MOST_ORDERS]
    helped = {left.order_id for left in first if left.order_id in problem.order_index}
    return tuple(
        replace(
            left,
            remedies=remedies_of(Case(left, problem.order_index[left.order_id], where, more)),
        )
        if left.order_id in helped
        else left
        for left in unassigned
    )


def remedies_of(case: Case) -> tuple[Remedy, ...]:
    """The cheapest first; the next day comes last, as what it costs is not known."""
    if case.left.reason is Reason.UNREACHABLE:
        return ()
    seats = places(case.board, case.index)
    broken = masks(case.board, case.index, seats)
    found = [
        *_another_time(case, seats, broken),
        *ways_out.overtime(case, seats, broken),
        *ways_out.driver(case),
        *ways_out.instead(case),
    ]
    found.sort(key=lambda remedy: (remedy.extra_cents, _TURN.index(remedy.kind)))
    return (*found, ways_out.tomorrow(case.order))[:MOST]


def _another_time(case: Case, seats: Seats, broken: Int64Array) -> list[Remedy]:
    """Late, or in another window where nobody could ever keep the one that was promised."""
    late = [] if case.left.reason in _NEVER_IN_TIME else list(ways_out.late(case, seats, broken))
    return late or list(ways_out.window(case))


def _is_known(problem: Problem, shift: Shift) -> bool:
    """Whether the matrices reach where a shift starts and ends."""
    ends = (point for point in (shift.start, shift.end) if point is not None)
    return shift.profile in problem.travel and all(p.door in problem.place_row for p in ends)


def _priority(problem: Problem, left: Unassigned) -> int:
    order = problem.order_by_id.get(left.order_id)
    return 0 if order is None else order.priority
