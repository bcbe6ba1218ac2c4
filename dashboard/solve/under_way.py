"""A day in the middle of it: where its drivers are by their plan, what is done, what is aboard."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from dashboard.domain import (
    Assignment,
    Clock,
    Held,
    Problem,
    Reload,
    Shift,
    Step,
    Task,
    TimeWindow,
    clock,
)
from dashboard.domain.spans import seconds

_UNTOLD: Mapping[str, datetime] = MappingProxyType({})


def under_way(
    problem: Problem,
    assignment: Assignment,
    now: datetime,
    departures: Mapping[str, datetime] = _UNTOLD,
) -> Problem:
    """
    The day as it is at an instant, if all has gone by the plan so far.

    Who has left keeps what is done and where the van is on its way to; what is aboard stays
    with its driver. Who has not left cannot before now, and a day's work that is over stays.
    ``departures`` says when shifts leave by that plan: one made in the middle of the day may let
    them leave later than their steps alone tell.
    """
    left = {
        name: replace(problem.held.get(name, Held()), left=at) for name, at in departures.items()
    }
    on = clock(replace(problem, held={**problem.held, **left}))
    held, shifts, over = dict(problem.held), [], set(problem.locked)
    for shift in problem.shifts:
        steps = [s for s in assignment.steps.get(shift.id, ()) if s in problem.step_index]
        if shift.id in problem.locked:
            shifts.append(shift)
            continue
        if (so_far := _so_far(on, shift, steps, now)) is not None:
            held[shift.id] = so_far
            shifts.append(shift)
        else:
            shifts.append(_not_before(shift, now))
        if _is_over(on, shift, steps, now):
            held[shift.id] = replace(held.get(shift.id, Held()), steps=tuple(steps))
            over.add(shift.id)
    return replace(problem, shifts=tuple(shifts), held=held, locked=frozenset(over))


def _so_far(on: Clock, shift: Shift, steps: Sequence[Step], now: datetime) -> Held | None:
    """What a shift has done and has aboard; None where it has not begun to load."""
    if not steps:
        return None
    times, now_s = on.time(shift, steps), on.problem.day.seconds(now)
    if times.leave_s - seconds(shift.loading) > now_s:
        return None
    ahead = len(steps)
    if times.leave_s > now_s:
        ahead = 0
    else:
        # The first that is not over yet is where the van is, or is on its way to.
        ahead = 1 + next((k for k, at in enumerate(times.departure_s) if at > now_s), ahead - 1)
    done = tuple(steps[:ahead])
    left = on.problem.day.instant(times.leave_s)
    return Held(done, left, _loaded(on.problem, steps, Held(done).loads))


def _loaded(problem: Problem, steps: Sequence[Step], loads: int) -> frozenset[str]:
    """The orders of the first so many trips that come from the depot."""
    found: set[str] = set()
    for step in steps:
        loads -= isinstance(step, Reload)
        if not loads:
            break
        if isinstance(step, Task) and problem.order_by_id[step.order_id].is_loaded:
            found.add(step.order_id)
    return frozenset(found)


def _is_over(on: Clock, shift: Shift, steps: Sequence[Step], now: datetime) -> bool:
    """Whether a shift is back, or can go nowhere any more."""
    if not steps:
        return now >= shift.hours.end
    return on.time(shift, steps).return_s <= on.problem.day.seconds(now)


def _not_before(shift: Shift, now: datetime) -> Shift:
    """A shift that begins now, if it would have begun earlier."""
    opens = min(max(shift.hours.start, now), shift.hours.end)
    return replace(shift, hours=TimeWindow(opens, shift.hours.end))
