"""Builders: stored days of one van, planned by insertion alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from dashboard.domain import Assignment, Plan, clock
from dashboard.services import days, plans
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import plan_from_solved, problem_of
from dashboard.solve.engines import Solved
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import reasons
from dashboard.store import Store
from dashboard.travel.estimates import Estimate
from tests.services.ready import DATE, ready_day, row, take_in, van

BUDGET = Budget(None, 50, workers=1)
VAN = replace(van(), count=1, shift_start=time(9), shift_end=time(12))


def kept_plan(store: Store) -> tuple[tuple[str, int], Plan]:
    """The day filled by insertion alone, kept as a plan."""
    inputs = stored_inputs(store, DATE)
    problem = problem_of(inputs, Estimate())
    on = clock(problem)
    routes = complete(problem, Assignment(), on)
    solved = Solved(routes, reasons(problem, routes, on), "insertion")
    plan = plan_from_solved(inputs, problem, solved, seed=0, budget=BUDGET)
    return plans.keep(store, plan, {"what": "test"}), plan


def day_of(store: Store, *rows: Sequence[str], **more: object) -> None:
    """A day of these orders for one van, changed as given."""
    ready_day(store, 0)
    days.save_classes(store, DATE, [replace(VAN, **more)])  # type: ignore[arg-type]
    take_in(store, *rows)


def far(number: int, window: tuple[str, str] = ("", "")) -> list[str]:
    """An order some thirty kilometres along the street."""
    return [f"F{number}", *row(150, window=window)[1:]]
