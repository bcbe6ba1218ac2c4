"""A tighter fleet: fewer shifts than a plan has, which a search would not give up by itself."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import Assignment, Problem, Shift
from dashboard.domain.loads import DIMENSIONS

_MOST = 0.1
"""Of the shifts that drive, at most so many are given up at once."""


def spare_shifts(problem: Problem, assignment: Assignment) -> int:
    """
    How many fewer shifts are worth a try.

    That is halfway towards the fewest that could carry all orders, and a tenth at most, but
    one at least; 0 where none can be spared.
    """
    driving = _driving(problem, assignment)
    spare = len(driving) - fewest_shifts(problem, driving)
    return min((spare + 1) // 2, max(1, round(_MOST * len(driving))))


def with_fewer(problem: Problem, assignment: Assignment, fewer: int) -> tuple[Problem, Assignment]:
    """The day with only the shifts that drive, without those with fewest orders; what is left."""
    driving = _driving(problem, assignment)
    driving.sort(key=lambda shift: -len(assignment.steps[shift.id]))
    kept = {shift.id for shift in driving[: len(driving) - fewer]} | problem.held.keys()
    shifts = tuple(shift for shift in problem.shifts if shift.id in kept)
    steps = {shift.id: assignment.steps.get(shift.id, ()) for shift in shifts}
    return replace(problem, shifts=shifts), Assignment(steps)


def _driving(problem: Problem, assignment: Assignment) -> list[Shift]:
    """Those that could be given up: who is under way is not among them."""
    return [s for s in problem.shifts if s.id in assignment.steps and s.id not in problem.held]


def fewest_shifts(problem: Problem, shifts: Sequence[Shift]) -> int:
    """How many shifts, the roomiest first, could carry all orders; at least one."""
    return max(1, *(_carrying(problem, shifts, name) for name in DIMENSIONS))


def _carrying(problem: Problem, shifts: Sequence[Shift], name: str) -> int:
    load = sum(getattr(order.load, name) for order in problem.orders if order.is_loaded)
    rooms = [(getattr(shift.capacity, name), 1 + shift.reloads) for shift in shifts]
    if any(room is None for room, _ in rooms):
        return 1
    carried = 0
    trips = (room * loads for room, loads in rooms)
    for count, room in enumerate(sorted(trips, reverse=True), start=1):
        carried += room
        if carried >= load:
            return count
    return len(rooms)
