"""Whether the route of a shift keeps every rule."""

from collections.abc import Sequence

import numpy as np

from dashboard.domain import Clock, Problem, Shift
from dashboard.domain.timetable import LOADED, RELOAD
from dashboard.solve.board import board_of
from dashboard.solve.holds import misplaced
from dashboard.solve.routes import orders_in


def keeps_rules(on: Clock, shift: Shift, route: Sequence[int]) -> bool:
    """Whether a route breaks no rule."""
    if not route:
        return not done_by(on.problem, shift)
    return _has_form(on, shift, route) and _keeps_limits(on, shift, route)


def done_by(problem: Problem, shift: Shift) -> list[int]:
    """What a shift has done or is held to do, first of all."""
    held = problem.held.get(shift.id)
    if held is None:
        return []
    return [problem.step_index[step] for step in held.steps if step in problem.step_index]


def _keeps_limits(on: Clock, shift: Shift, route: Sequence[int]) -> bool:
    where = board_of(on, [(shift, route)])
    return not where.limits.amounts(np.zeros(1, np.int64), where.timed).any()


def _has_form(on: Clock, shift: Shift, route: Sequence[int]) -> bool:
    """Whether the right steps stand there in the right sequence, whatever the clock says."""
    problem, done = on.problem, done_by(on.problem, shift)
    offers, orders = problem.offers(shift), orders_in(problem, route)
    loads = [k for k, step in enumerate(route) if on.steps.kinds[step] == RELOAD]
    pins = [pin for pin in problem.pins if pin.position is not None and pin.shift_id == shift.id]
    return (
        list(route[: len(done)]) == done
        and (shift.id not in problem.locked or list(route) == done)
        and all(problem.needs[order] <= offers for order in orders)
        and len(loads) <= shift.reloads
        and _are_fetched_first(problem, route)
        and _are_aboard(on, shift, route, loads)
        and not (pins and misplaced(on, pins, route))
    )


def _are_fetched_first(problem: Problem, route: Sequence[int]) -> bool:
    """Whether of each pair both stand there, the fetching first."""
    place = {step: k for k, step in enumerate(route)}
    return all(
        (other := problem.collect_step[step]) in place
        and (place[other] < place[step]) == (other > step)
        for step in route
        if step in problem.collect_step
    )


def _are_aboard(on: Clock, shift: Shift, route: Sequence[int], loads: Sequence[int]) -> bool:
    """Whether a shift that has left has what it delivers before it loads again."""
    held = on.problem.held.get(shift.id)
    if held is None or held.left is None:
        return True
    until = loads[held.loads - 1] if len(loads) >= held.loads else len(route)
    return all(
        on.problem.orders[step].id in held.aboard
        for step in route[:until]
        if on.steps.kinds[step] == LOADED
    )
