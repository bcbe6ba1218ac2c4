"""How routes begin that are held: where, when and with what a shift goes on from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.domain import Clock, Kind, Pin, Problem, Shift, Step, Task
from dashboard.domain.spans import seconds


@dataclass(frozen=True, slots=True)
class Begun:
    """
    What the first steps of a shift come to: for a search, it starts where they end.

    ``row`` is the place, -1 for anywhere; ``ready_s`` when it goes on, ``spent_s`` since it
    began to load, ``has_left`` whether it can still take goods along.
    """

    steps: tuple[Step, ...]
    row: int
    ready_s: int
    spent_s: int
    distance_m: int
    orders: tuple[int, ...]
    has_left: bool


def first_steps(problem: Problem, shift: Shift) -> tuple[Step, ...]:
    """What a shift has done or is held to do, or else the orders that are pinned first."""
    held = problem.held.get(shift.id)
    if held is not None:
        return held.steps
    pins = {pin.position: pin for pin in problem.pins if pin.shift_id == shift.id}
    return tuple(_pinned_first(problem, pins))


def begun(on: Clock, shift: Shift) -> Begun | None:
    """How a shift goes on; None where nothing is held and it has not left."""
    problem, steps = on.problem, first_steps(on.problem, shift)
    has_left = on.leaves_then(shift)
    if not steps and not has_left:
        return None
    route = [problem.step_index[step] for step in steps if step in problem.step_index]
    times = on.time_steps(shift, route)
    rows = [int(on.steps.places[step]) for step in route]
    rows = [problem.row_of(shift.start), *(row for row in rows if row >= 0)]
    ready_s = int(times.departure_s[-1]) if route else times.leave_s
    distances = problem.travel[shift.profile].distances_m
    legs = pairwise(rows)
    return Begun(
        steps=steps,
        row=rows[-1],
        ready_s=ready_s,
        spent_s=ready_s - int(times.leave_s) + seconds(shift.loading),
        distance_m=sum(max(0, int(distances[a, b])) for a, b in legs if min(a, b) >= 0),
        orders=tuple(step for step in route if step < len(problem.orders)),
        has_left=has_left,
    )


def _pinned_first(problem: Problem, pins: dict[int | None, Pin]) -> Sequence[Step]:
    """The orders pinned to the first place, the second, … as far as none is missing."""
    found: list[Step] = []
    place = 1
    while place in pins and (order := problem.order_by_id.get(pins[place].order_id)) is not None:
        if order.collect is not None:
            found.append(Task(order.id, Kind.PICK_UP))
        found.append(Task(order.id, order.kind))
        place += 1
    return found
