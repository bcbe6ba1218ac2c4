"""Where an average day misleads: how late its routes really are, and deadlines against it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from dashboard.domain import Assignment, Clock, Order, Problem, Shift, Task, TimeWindow, clock

_MARGIN = timedelta(minutes=3)
_MOST_STOPS = 0.9
_HOUR_S = 3600

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Lateness:
    """Seconds behind the last window by order id, and beyond the hours by shift id."""

    orders: Mapping[str, int]
    shifts: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.orders or self.shifts)


def lateness(on: Clock, assignment: Assignment) -> Lateness:
    """Where an assignment is late under this clock."""
    problem = on.problem
    orders: dict[str, int] = {}
    shifts: dict[str, int] = {}
    for shift in problem.shifts:
        steps = assignment.steps.get(shift.id)
        if not steps:
            continue
        times = on.time(shift, steps)
        for step, late_s in zip(steps, times.late_s.tolist(), strict=True):
            if late_s and isinstance(step, Task):
                orders[step.order_id] = late_s
        if (over_s := times.return_s - problem.day.seconds(shift.hours.end)) > 0:
            shifts[shift.id] = int(over_s)
    return Lateness(orders, shifts)


def earlier(sought: Problem, on: Clock, found: Assignment) -> Problem:
    """
    The average day with earlier deadlines, from what the true clock says of routes for it.

    A deadline comes earlier by as much as the true day is behind at that hour. What
    was late all the same is due by as much earlier again, and a little more. No
    window loses more than half of what was promised.
    """
    late, behind = lateness(on, found), _behind(sought, on, found)

    def order(one: Order) -> Order:
        promised = on.problem.order_by_id[one.id]
        again = timedelta(seconds=late.orders.get(one.id, 0))
        windows = []
        for window, first in zip(one.windows, promised.windows, strict=True):
            hour = (on.problem.day.seconds(first.end) - 1) // _HOUR_S
            due = min(window.end, first.end - behind.get(hour, _NONE))
            if again:
                due = min(due, window.end - again - _MARGIN)
            middle = first.start + (first.end - first.start) / 2
            windows.append(TimeWindow(window.start, min(window.end, max(due, middle))))
        return replace(one, windows=tuple(windows))

    return replace(
        sought,
        orders=tuple(map(order, sought.orders)),
        shifts=_home_earlier(sought.shifts, late),
    )


def _behind(sought: Problem, on: Clock, found: Assignment) -> dict[int, timedelta]:
    """By hour from midnight: how far the true day is behind the average one, for most stops."""
    average = clock(sought)
    behind_s: dict[int, list[int]] = {}
    for shift in on.problem.shifts:
        if steps := found.steps.get(shift.id):
            expected = average.time(shift, steps).begin_s
            actual = on.time(shift, steps).begin_s
            for begin_s, late_s in zip(
                expected.tolist(), (actual - expected).tolist(), strict=True
            ):
                behind_s.setdefault(begin_s // _HOUR_S, []).append(late_s)
    return {
        hour: timedelta(seconds=max(0, int(np.quantile(late_s, _MOST_STOPS))))
        for hour, late_s in behind_s.items()
    }


def _home_earlier(shifts: tuple[Shift, ...], late: Lateness) -> tuple[Shift, ...]:
    """The shifts, of which all alike end earlier where one of them was not home in time."""
    over_s: dict[object, int] = {}
    for shift in shifts:
        alike = shift.class_name, shift.hours
        over_s[alike] = max(over_s.get(alike, 0), late.shifts.get(shift.id, 0))
    return tuple(_ending_earlier(s, over_s[s.class_name, s.hours]) for s in shifts)


def _ending_earlier(shift: Shift, over_s: int) -> Shift:
    if not over_s:
        return shift
    middle = shift.hours.start + (shift.hours.end - shift.hours.start) / 2
    end = shift.hours.end - timedelta(seconds=over_s) - _MARGIN
    return replace(shift, hours=TimeWindow(shift.hours.start, max(end, middle)))
