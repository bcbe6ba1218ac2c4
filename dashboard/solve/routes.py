"""Routes as sequences of the problem's step indices, and back."""

from collections.abc import Iterable, Sequence

from dashboard.domain import Assignment, Pause, Problem, Reload

Routes = dict[str, list[int]]
"""The steps of each shift, as indices into the problem's ``steps``."""


def routes_of(problem: Problem, assignment: Assignment) -> Routes:
    """The steps of each shift by index; those that the problem does not have are left out."""
    index = problem.step_index
    return {
        shift: [index[step] for step in steps if step in index]
        for shift, steps in assignment.steps.items()
    }


def assignment_of(problem: Problem, routes: Routes) -> Assignment:
    """Back to steps; routes that serve nobody are left out."""
    return Assignment(
        {
            shift: tuple(problem.steps[k] for k in route)
            for shift, route in routes.items()
            if orders_in(problem, route)
        }
    )


def orders_in(problem: Problem, route: Iterable[int]) -> list[int]:
    """The orders that a route serves, in sequence."""
    return [step for step in route if step < len(problem.orders)]


def without_order(problem: Problem, route: Sequence[int], order: int) -> list[int]:
    """A route without an order, and without what fetches it."""
    gone = {order, problem.collect_step.get(order, -1)}
    return tidied(problem, [step for step in route if step not in gone])


def tidied(problem: Problem, route: Sequence[int]) -> list[int]:
    """A route without reloads that load nothing: before the first order, after the last, twice."""
    kept: list[int] = []
    is_loading, is_begun = False, False
    reload = -1
    for step in route:
        what = problem.steps[step]
        if isinstance(what, Reload):
            is_loading, reload = is_begun, step
            continue
        if is_loading and not isinstance(what, Pause):
            kept.append(reload)
            is_loading = False
        kept.append(step)
        is_begun = is_begun or not isinstance(what, Pause)
    return kept
