"""How long the best place for one more order takes, in the plan of a large day."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import median

from dashboard.bench.instance_days import generated_day
from dashboard.bench.instance_problem import problem_of
from dashboard.bench.searches import Effort
from dashboard.domain import Assignment, Problem, clock
from dashboard.solve.engines import plan_routes
from dashboard.solve.positions import positions
from dashboard.solve.protocol import Budget
from dashboard.solve.routes import assignment_of, routes_of, without_order

STOPS, ROUTES, ASKED = 1_000, 40, 200

_ROOM = 1.03  # In all vans together, of what is to be delivered: none of them stays at home.


@dataclass(frozen=True, slots=True)
class Answers:
    """The milliseconds of each answer on the clock, and of the processor."""

    stops: int
    routes: int
    clock_ms: Sequence[float]
    processor_ms: Sequence[float]
    without: int
    """Answers without any place that keeps all rules."""


def full_day(stops: int = STOPS, routes: int = ROUTES) -> Problem:
    """A day that so many vans can just carry."""
    instance = generated_day(stops, 1)
    capacity = max(*instance.demands, round(_ROOM * sum(instance.demands) / routes))
    return problem_of(replace(instance, capacity=capacity, vehicles=routes))


def answers(problem: Problem, effort: Effort, asked: int = ASKED) -> Answers:
    """Plan the day, then take out one order after another and ask where it could go."""
    budget = Budget(effort.seconds, workers=effort.workers)
    plan = plan_routes(problem, budget=budget, seed=effort.seed).assignment
    served, on = list(plan.order_ids()), clock(problem)
    positions(problem, plan, served[0], on)  # Compiled by then.
    clock_ms, processor_ms, without = [], [], 0
    for order_id in Random(effort.seed).choices(served, k=asked):
        others = _without(problem, plan, order_id)
        began, cpu_began = time.perf_counter(), time.process_time()
        best = positions(problem, others, order_id, on)[0]
        processor_ms.append(1000 * (time.process_time() - cpu_began))
        clock_ms.append(1000 * (time.perf_counter() - began))
        without += bool(best.breaks)
    return Answers(len(served), len(plan.steps), clock_ms, processor_ms, without)


def said(found: Answers) -> str:
    """The figures in words."""
    return (
        f"{len(found.clock_ms)} orders into {found.stops} stops of {found.routes} routes:"
        f" {_ms(found.clock_ms)}; of the processor {_ms(found.processor_ms)};"
        f" {found.without} without a place"
    )


def _ms(spent: Sequence[float]) -> str:
    return f"median {median(spent):.1f} ms, worst {max(spent):.1f} ms"


def _without(problem: Problem, plan: Assignment, order_id: str) -> Assignment:
    order = problem.order_index[order_id]
    routes = routes_of(problem, plan)
    return assignment_of(
        problem, {shift: without_order(problem, route, order) for shift, route in routes.items()}
    )
