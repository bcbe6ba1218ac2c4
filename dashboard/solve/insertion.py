"""Fitting orders into routes one by one: what completes and mends an assignment."""

from collections.abc import Sequence

from dashboard.domain import Assignment, Clock, Problem, Shift, Task, clock, deliveries
from dashboard.domain.arrays import halts
from dashboard.domain.loads import total_load
from dashboard.solve.fits import Fits, Routes, fits


def complete(problem: Problem, assignment: Assignment, on: Clock | None = None) -> Assignment:
    """Every order fitted in that fits without moving another; dearest priority first."""
    on = on or clock(problem)
    routes = routes_of(problem, assignment)
    served = {order for sequence in routes.values() for order in sequence}
    left = [k for k in range(len(problem.orders)) if k not in served]
    if not left:
        return assignment
    left.sort(key=lambda k: (-problem.orders[k].priority, _latest(on, k), k))
    room = fits(on, routes)
    remaining = [order for order in left if not _is_put(room, order)]
    if len(remaining) == len(left):
        return assignment
    # What fitted nowhere may fit beside what came after it: at its door, or by a way from there.
    while remaining != left:
        left, remaining = remaining, [o for o in remaining if not _is_put(room, o)]
    return assignment_of(problem, room.as_routes())


def mend(problem: Problem, assignment: Assignment, on: Clock | None = None) -> Assignment:
    """The assignment without what breaks a rule, fitted in elsewhere where it fits."""
    on = on or clock(problem)
    sound: Routes = {}
    taken: set[int] = set()
    for shift_id, sequence in routes_of(problem, assignment).items():
        shift = problem.shift_by_id.get(shift_id)
        if shift is None:
            continue
        kept = [order for order in dict.fromkeys(sequence) if order not in taken]
        while kept and not _keeps_rules(on, shift, kept):
            kept.pop(_worst(on, shift, kept))
        taken.update(kept)
        sound[shift_id] = kept
    return complete(problem, assignment_of(problem, sound), on)


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


def _is_put(room: Fits, order: int) -> bool:
    fit = room.best(order)
    if fit is not None:
        room.put(order, fit)
    return fit is not None


def _keeps_rules(on: Clock, shift: Shift, sequence: Sequence[int]) -> bool:
    problem = on.problem
    times = on.time_orders(shift, sequence)
    stops = halts([int(on.halt_keys[k]) for k in sequence])[-1]
    offers = shift.offers
    return bool(
        not times.late_s.any()
        and (times.drive_s >= 0).all()
        and times.return_s <= problem.day.seconds(shift.hours.end)
        and shift.capacity.fits(total_load(problem.orders[k].load for k in sequence))
        and (shift.max_stops is None or stops <= shift.max_stops)
        and all(problem.orders[k].needs <= offers for k in sequence)
    )


def _worst(on: Clock, shift: Shift, sequence: Sequence[int]) -> int:
    """The position to give up first: not for this shift, else least priority, else most time."""
    orders, offers = on.problem.orders, shift.offers
    lacking = [k for k, order in enumerate(sequence) if not orders[order].needs <= offers]
    if lacking:
        return lacking[0]

    def spent(position: int) -> tuple[int, int]:
        rest = [*sequence[:position], *sequence[position + 1 :]]
        times = on.time_orders(shift, rest)
        return orders[sequence[position]].priority, int(times.return_s + times.late_s.sum())

    return min(range(len(sequence)), key=spent)


def _latest(on: Clock, order: int) -> int:
    first, stop = on.window_first[order], on.window_first[order + 1]
    return int(on.window_ends_s[stop - 1]) if stop > first else 2**40
