"""Fitting orders into routes one by one: what completes and mends an assignment."""

from collections.abc import Sequence

import numpy as np

from dashboard.domain import Assignment, Clock, Pause, Problem, Reload, Shift, Task, clock
from dashboard.solve.board import Board, board, board_of
from dashboard.solve.fits import best_fit, best_pause
from dashboard.solve.routes import (
    Routes,
    assignment_of,
    orders_in,
    routes_of,
    tidied,
    without_order,
)
from dashboard.solve.soundness import done_by, keeps_rules


def complete(problem: Problem, assignment: Assignment, on: Clock | None = None) -> Assignment:
    """Every order fitted in that fits without moving another; dearest priority first."""
    served = set(assignment.order_ids()) | _held_orders(problem)
    left = [k for k, order in enumerate(problem.orders) if order.id not in served]
    if not left:
        return assignment
    on = on or clock(problem)
    # What is pinned within its route waits for the others.
    placed = {pin.order_id for pin in problem.pins if pin.position not in (None, 1, -1)}
    orders = problem.orders
    left.sort(key=lambda k: (orders[k].id in placed, -orders[k].priority, _latest(on, k), k))
    room = board(on, routes_of(problem, assignment))
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
    routes = routes_of(problem, assignment)
    held = {step for shift in problem.shifts for step in done_by(problem, shift)}
    for shift in problem.shifts:
        others = taken | held.difference(done_by(problem, shift))
        route = _clean(problem, shift, routes.get(shift.id, []), others)
        kept = route if keeps_rules(on, shift, route) else settled(on, shift, route)
        while orders_in(problem, kept) and not keeps_rules(on, shift, kept):
            fewer = without_order(problem, kept, _worst(on, shift, kept))
            kept = settled(on, shift, fewer)
        taken.update(orders_in(problem, kept))
        sound[shift.id] = kept
    return complete(problem, assignment_of(problem, sound), on)


def settled(on: Clock, shift: Shift, route: Sequence[int]) -> list[int]:
    """A route with its breaks where they cost least, without those that are not owed."""
    problem, done = on.problem, done_by(on.problem, shift)
    ahead = [s for s in route[len(done) :] if not isinstance(problem.steps[s], Pause)]
    where = board_of(on, [(shift, tidied(problem, [*done, *ahead]))])
    for latest, after, pause, lacks, _ in where.limits.rests[0].tolist():
        is_owed = lacks and where.back_s[0] > latest and where.duty_s[0] > after
        if is_owed and (fit := best_pause(where, 0, pause)) is not None:
            where.put(0, fit.route)
    return where.routes[0]


def resettled(on: Clock, shift: Shift, route: Sequence[int]) -> list[int]:
    """A changed route with breaks and loads anew where that suits it better, else as it is."""
    problem = on.problem
    if not orders_in(problem, route):
        return []
    tries = [list(route)]
    if shift.breaks:
        tries.append(settled(on, shift, route))
    if shift.id not in problem.held:
        tries += [fewer for one in tries for fewer in _with_a_load_less(problem, one)]
    if len(tries) == 1:
        return tries[0]
    where = board_of(on, [(shift, one) for one in tries])
    over = where.limits.amounts(np.arange(len(tries)), where.timed).sum(axis=0)
    return tries[int(np.lexsort((where.cents, over))[0])]


def _with_a_load_less(problem: Problem, route: Sequence[int]) -> list[list[int]]:
    loads = [k for k, step in enumerate(route) if isinstance(problem.steps[step], Reload)]
    return [tidied(problem, [*route[:k], *route[k + 1 :]]) for k in loads]


def _clean(problem: Problem, shift: Shift, route: Sequence[int], taken: set[int]) -> list[int]:
    """What is done first, each step once but loads, whole pairs, nothing that another has."""
    done = done_by(problem, shift)
    is_begun = list(route[: len(done)]) == done
    ahead = route[len(done) :] if is_begun else [step for step in route if step not in done]
    seen, kept = taken | _foreign_rests(problem, shift), list[int]()
    for step in [*done, *ahead]:
        if isinstance(problem.steps[step], Reload) or step not in seen:
            seen.add(step)
            kept.append(step)
    present, other = set(kept), problem.collect_step
    return tidied(problem, [step for step in kept if other.get(step, step) in present])


def _foreign_rests(problem: Problem, shift: Shift) -> set[int]:
    own = {rest.id for rest in shift.breaks}
    rests = (rest for rest in problem.break_by_id if rest not in own)
    return {problem.step_index[Pause(rest)] for rest in rests}


def _held_orders(problem: Problem) -> set[str]:
    """The orders on what shifts have done or are held to do: nobody else may have them."""
    steps = (step for held in problem.held.values() for step in held.steps)
    return {step.order_id for step in steps if isinstance(step, Task)}


def _is_put(room: Board, order: int) -> bool:
    fit = best_fit(room, order)
    if fit is not None:
        room.put(fit.shift, fit.route)
    return fit is not None


def _worst(on: Clock, shift: Shift, route: Sequence[int]) -> int:
    """The order to give up first: not for this shift, else least priority, else most time."""
    problem, held = on.problem, set(done_by(on.problem, shift))
    orders = [k for k in orders_in(problem, route) if k not in held] or orders_in(problem, route)
    offers = problem.offers(shift)
    lacking = [order for order in orders if not problem.needs[order] <= offers]
    if lacking:
        return lacking[0]
    where = board_of(on, [(shift, without_order(problem, route, order)) for order in orders])
    priority = np.array([problem.orders[order].priority for order in orders])
    return orders[int(np.lexsort((where.back_s + where.late_s, priority))[0])]


def _latest(on: Clock, order: int) -> int:
    first, stop = on.steps.window_first[order], on.steps.window_first[order + 1]
    return int(on.steps.window_ends[stop - 1]) if stop > first else 2**40
