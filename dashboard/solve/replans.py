"""Planning again from a plan: how much of it may change."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dashboard.domain import Assignment, Problem, clock
from dashboard.solve.engines import AUTO, Solved
from dashboard.solve.insertion import mend
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import Budget, OnBetter, Stop, never, unheard
from dashboard.solve.reasons import reasons
from dashboard.solve.traffic import plan_in_traffic

KEEP_ORDER, KEEP_DRIVERS, ANEW = "keep_order", "keep_drivers", "anew"
FROM_NOW = "from_now"
"""Everything that is still ahead: of a day that ``under_way`` has made of the problem."""

SEARCHES: Mapping[str, str] = MappingProxyType(
    {
        ANEW: "dashboard.solve.traffic:plan_in_traffic",
        FROM_NOW: "dashboard.solve.traffic:plan_in_traffic",
        KEEP_DRIVERS: "dashboard.solve.replans:keep_drivers",
        KEEP_ORDER: "dashboard.solve.replans:keep_order",
    }
)
"""Mode to the function that plans so; each takes what ``plan_routes`` takes."""

_LEAST_S = 0.2


def keep_order(
    problem: Problem,
    *,
    budget: Budget,
    seed: int = 0,
    solver: str = AUTO,
    start: Assignment | None = None,
    on_better: OnBetter = unheard,
    stop: Stop = never,
) -> Solved:
    """
    What is new fitted in where it costs least; what is planned keeps driver and sequence.

    For vans that are loaded. What breaks a rule by now is taken out and fitted in like new.
    """
    on = clock(problem)
    fitted = mend(problem, start or Assignment(), on)
    return Solved(fitted, reasons(problem, fitted, on), "insertion")


def keep_drivers(
    problem: Problem,
    *,
    budget: Budget,
    seed: int = 0,
    solver: str = AUTO,
    start: Assignment | None = None,
    on_better: OnBetter = unheard,
    stop: Stop = never,
) -> Solved:
    """What is new fitted in, then each route searched by itself: nobody gets another driver."""
    on = clock(problem)
    best = mend(problem, start or Assignment(), on)
    on_better(best)
    shared = _share(budget, len(best.steps))
    for shift_id in best.steps:
        if stop():
            break
        alone = _alone(problem, best, shift_id)
        kept = Assignment({shift_id: best.steps[shift_id]})
        found = plan_in_traffic(
            alone, budget=shared, seed=seed, solver=solver, start=kept, stop=stop
        ).assignment
        tried = mend(problem, Assignment({**best.steps, **found.steps}), on)
        if price_of(problem, tried, on) < price_of(problem, best, on):
            best = tried
            on_better(best)
    return Solved(best, reasons(problem, best, on), solver)


def _alone(problem: Problem, assignment: Assignment, shift_id: str) -> Problem:
    """One shift and its orders; the places stay as they are."""
    own = set(Assignment({shift_id: assignment.steps[shift_id]}).order_ids())
    return replace(
        problem,
        orders=tuple(order for order in problem.orders if order.id in own),
        shifts=(problem.shift_by_id[shift_id],),
    )


def _share(budget: Budget, routes: int) -> Budget:
    """Of the seconds, for each route; iterations are for each route anyway."""
    if budget.seconds is None or not routes:
        return budget
    return replace(budget, seconds=max(_LEAST_S, budget.seconds / routes))
