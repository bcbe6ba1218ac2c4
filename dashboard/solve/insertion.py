"""Fitting orders into routes one by one: what completes, mends and explains an assignment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dashboard.domain import Assignment, Capacity, Clock, Problem, Shift, Task, clock, deliveries
from dashboard.domain.arrays import halts
from dashboard.domain.loads import total_load

Routes = dict[str, list[int]]
"""The orders of each shift, as indices into the problem's."""


class Fit(NamedTuple):
    """The cheapest place for an order on one shift."""

    shift: Shift
    position: int
    added_s: int
    """Paid seconds more, and the opening of the shift in seconds' worth."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which rules an insertion must keep; reasons ask what each of them stands in the way of."""

    load: bool = True
    stops: bool = True
    windows: bool = True
    hours: bool = True


KEEP_ALL = Limits()


def complete(problem: Problem, assignment: Assignment, on: Clock | None = None) -> Assignment:
    """Every order fitted in that fits without moving another; dearest priority first."""
    on = on or clock(problem)
    routes = routes_of(problem, assignment)
    served = {order for sequence in routes.values() for order in sequence}
    left = [k for k in range(len(problem.orders)) if k not in served]
    left.sort(key=lambda k: (-problem.orders[k].priority, _latest(on, k), k))
    changed = False
    for order in left:
        fit = best_fit(on, routes, order)
        if fit is not None:
            routes.setdefault(fit.shift.id, []).insert(fit.position, order)
            changed = True
    return assignment_of(problem, routes) if changed else assignment


def mend(problem: Problem, assignment: Assignment, on: Clock | None = None) -> Assignment:
    """The assignment without what breaks a rule, fitted in elsewhere where it fits."""
    on = on or clock(problem)
    sound: Routes = {}
    for shift_id, sequence in routes_of(problem, assignment).items():
        shift = problem.shift_by_id.get(shift_id)
        if shift is None:
            continue
        kept = list(dict.fromkeys(sequence))
        while kept and not _keeps_rules(on, shift, kept):
            kept.pop(_worst(on, shift, kept))
        taken = {order for other in sound.values() for order in other}
        sound[shift_id] = [order for order in kept if order not in taken]
    return complete(problem, assignment_of(problem, sound), on)


def best_fit(on: Clock, routes: Routes, order: int, limits: Limits = KEEP_ALL) -> Fit | None:
    """Where one more order adds the least paid time, over all shifts; None where nowhere."""
    best: Fit | None = None
    idle_seen: set[tuple[object, ...]] = set()
    for shift in on.problem.shifts:
        sequence = routes.get(shift.id, [])
        if not sequence:
            alike = (shift.class_name, shift.start, shift.end, shift.hours)
            if alike in idle_seen:
                continue
            idle_seen.add(alike)
        fit = fit_into(on, shift, sequence, order, limits)
        if fit is not None and (best is None or fit.added_s < best.added_s):
            best = fit
    return best


def fit_into(
    on: Clock, shift: Shift, sequence: Sequence[int], order: int, limits: Limits = KEEP_ALL
) -> Fit | None:
    """The cheapest position for one more order on this shift that keeps the limits, or None."""
    problem = on.problem
    together = [*sequence, order]
    if not problem.orders[order].skills <= shift.skills:
        return None
    if limits.load and not _fits(problem, shift.capacity, together):
        return None
    late, back, leave = on.insertions(shift, sequence, order, windows=limits.windows)
    good = late == 0
    if limits.hours:
        good &= back <= problem.day.seconds(shift.hours.end)
    if limits.stops and shift.max_stops is not None:
        good &= [
            _stops(on, [*sequence[:k], order, *sequence[k:]]) <= shift.max_stops
            for k in range(len(together))
        ]
    if not good.any():
        return None
    spent = np.where(good, back - leave, np.iinfo(np.int64).max)
    position = int(spent.argmin())
    added_s = int(spent[position])
    if sequence:
        times = on.time(shift, [Task(problem.orders[k].id) for k in sequence])
        added_s -= int(times.return_s - times.leave_s)
    else:
        added_s += _opening_s(shift)
    return Fit(shift, position, added_s)


def routes_of(problem: Problem, assignment: Assignment) -> Routes:
    """The orders of each shift by index; steps that are no orders of the problem are left out."""
    index = problem.order_index
    return {
        shift: [index[s.order_id] for s in steps if isinstance(s, Task) and s.order_id in index]
        for shift, steps in assignment.steps.items()
    }


def assignment_of(problem: Problem, routes: Routes) -> Assignment:
    """Back to ids, empty routes left out."""
    return deliveries(
        {
            shift: [problem.orders[k].id for k in orders]
            for shift, orders in routes.items()
            if orders
        }
    )


def _keeps_rules(on: Clock, shift: Shift, sequence: Sequence[int]) -> bool:
    problem = on.problem
    times = on.time(shift, [Task(problem.orders[k].id) for k in sequence])
    return bool(
        not times.late_s.any()
        and (times.drive_s >= 0).all()
        and times.return_s <= problem.day.seconds(shift.hours.end)
        and _fits(problem, shift.capacity, sequence)
        and (shift.max_stops is None or _stops(on, sequence) <= shift.max_stops)
        and all(problem.orders[k].skills <= shift.skills for k in sequence)
    )


def _worst(on: Clock, shift: Shift, sequence: Sequence[int]) -> int:
    """The position to give up first: lacking skill, else least priority, else most time."""
    problem = on.problem
    lacking = [k for k, o in enumerate(sequence) if not problem.orders[o].skills <= shift.skills]
    if lacking:
        return lacking[0]

    def spent(position: int) -> tuple[int, int]:
        rest = [*sequence[:position], *sequence[position + 1 :]]
        times = on.time(shift, [Task(problem.orders[k].id) for k in rest])
        return problem.orders[sequence[position]].priority, int(times.return_s + times.late_s.sum())

    return min(range(len(sequence)), key=spent)


def _fits(problem: Problem, capacity: Capacity, orders: Iterable[int]) -> bool:
    return capacity.fits(total_load(problem.orders[k].load for k in orders))


def _stops(on: Clock, sequence: Sequence[int]) -> int:
    return halts([int(on.places[k]) for k in sequence])[-1] if sequence else 0


def _latest(on: Clock, order: int) -> int:
    first, stop = on.window_first[order], on.window_first[order + 1]
    return int(on.window_ends_s[stop - 1]) if stop > first else 2**40


def _opening_s(shift: Shift) -> int:
    """What letting a shift drive is worth in its paid seconds."""
    if shift.paid_when_idle or not shift.costs.hour_cents:
        return 0
    return round(shift.costs.shift_cents / shift.costs.hour_cents * 3600)
