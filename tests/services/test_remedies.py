"""A remedy taken: the day is changed as it says, the plan follows, and a later search agrees."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from dashboard.domain import (
    Capacity,
    Costs,
    Plan,
    PlannerError,
    Remedy,
    RemedyKind,
    complaints,
)
from dashboard.intake.habits import EndMeans
from dashboard.services import days, orders, plans, remedies, sources
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import plan_from_solved, problem_of
from dashboard.solve.engines import Solved, plan_routes
from dashboard.solve.reasons import reasons
from dashboard.store import Store
from dashboard.travel.estimates import Estimate
from tests.services.planned import BUDGET, VAN, day_of, far, kept_plan
from tests.services.ready import DATE, row, take_in


def remedy_of(plan: Plan, kind: RemedyKind) -> Remedy:
    """The plan's first remedy of a kind."""
    return next(r for left in plan.unassigned for r in left.remedies if r.kind is kind)


def take(store: Store, kind: RemedyKind) -> tuple[Plan, Plan, Remedy]:
    """The plan before and after, with the remedy taken."""
    ref, before = kept_plan(store)
    remedy = remedy_of(before, kind)
    after = plans.load(store, *remedies.take(store, *ref, remedy))
    return before, after, remedy


def served(plan: Plan) -> set[str | None]:
    """The orders on any route."""
    return {step.order_id for _, step in plan.visits()}


SOUTH = ["S1", "Customer south", "60.1300", "24.9300", "09:10", "09:15", ""]
"""Nine minutes away from the street."""
DAYS: dict[RemedyKind, tuple[list[list[str]], dict[str, Any]]] = {
    RemedyKind.WINDOW: ([far(1, window=("09:00", "09:10"))], {}),
    RemedyKind.OVERTIME: ([far(1)], {"shift_end": time(9, 45)}),
    RemedyKind.DRIVER: ([row(1), row(2)], {"capacity": Capacity(parcels=1)}),
    RemedyKind.TOMORROW: ([row(1), row(2)], {"capacity": Capacity(parcels=1)}),
    RemedyKind.LATE: ([row(1, window=("09:10", "09:15")), SOUTH], {}),
}
"""Orders for a van, and how it is changed, so that one is left out and this remedy is there."""


@pytest.mark.parametrize("kind", DAYS)
def test_a_remedy_taken_serves_the_order_at_its_price(store: Store, kind: RemedyKind) -> None:
    rows, more = DAYS[kind]
    day_of(store, *rows, **more)
    before, after, remedy = take(store, kind)
    order_id = remedy.change.order_id
    extra = after.totals.cost_cents - before.totals.cost_cents
    assert extra == remedy.extra_cents
    assert order_id not in served(before)
    if kind is RemedyKind.TOMORROW:
        assert order_id not in {order.id for order in after.orders}
        moved = orders.list_orders(store, DATE + timedelta(days=1))
        assert [view.order_id for view in moved] == [order_id]
    else:
        assert order_id in served(after)
    assert after.unassigned == ()
    inputs = stored_inputs(store, DATE)
    assert after.input_sha256 == inputs.sha256
    assert complaints(problem_of(inputs, Estimate()), after) == []
    assert bool(after.violations) == (kind is RemedyKind.LATE)


@pytest.mark.parametrize("kind", [kind for kind in DAYS if kind is not RemedyKind.LATE])
def test_a_later_search_from_that_plan_serves_the_order_too(store: Store, kind: RemedyKind) -> None:
    rows, more = DAYS[kind]
    day_of(store, *rows, **more)
    _, after, _ = take(store, kind)
    problem = problem_of(stored_inputs(store, DATE), Estimate())
    start = plans.assignment_of(after)
    solved = plan_routes(problem, budget=BUDGET, start=start)
    assert solved.unassigned == ()


def test_overtime_is_for_that_day_alone(store: Store) -> None:
    day_of(store, far(1), shift_end=time(9, 45))
    _, _, remedy = take(store, RemedyKind.OVERTIME)
    [shift] = days.get_setup(store, DATE).shifts
    assert shift.hours.end == remedy.change.end
    tomorrow = DATE + timedelta(days=1)
    days.begin(store, tomorrow)
    assert days.get_setup(store, tomorrow).overtime == ()
    days.save_overtime(store, DATE, shift.id, None)
    assert days.get_setup(store, DATE).overtime == ()


def test_an_order_missed_less_gives_way_and_is_told_of(store: Store) -> None:
    day_of(store, row(1), row(2), capacity=Capacity(parcels=1))
    ref, before = kept_plan(store)
    [left] = before.unassigned
    view = next(v for v in orders.list_orders(store, DATE) if v.order_id == left.order_id)
    orders.edit(store, {view.key: {"priority": "high"}})
    problem = problem_of(inputs := stored_inputs(store, DATE), Estimate())
    routes = plans.assignment_of(before)
    solved = Solved(routes, reasons(problem, routes), "insertion")
    plan = plan_from_solved(inputs, problem, solved, seed=0, budget=BUDGET)
    ref = plans.keep(store, plan, {"what": "test"})
    remedy = remedy_of(plan, RemedyKind.INSTEAD)
    after = plans.load(store, *remedies.take(store, *ref, remedy))
    assert served(after) == {left.order_id}
    assert [one.order_id for one in after.unassigned] == [remedy.change.instead_of]
    assert after.unassigned[0].remedies


def test_one_more_contractor_has_its_guarantee_as_its_price(store: Store) -> None:
    costs = Costs(stop_cents=600, min_guarantee_cents=6000)
    contractor = replace(VAN, name="Contractor", count=0, costs=costs)
    day_of(store, row(1), row(2), capacity=Capacity(parcels=1), count=1)
    days.save_classes(
        store, DATE, [replace(VAN, capacity=Capacity(parcels=1), costs=Costs(shift_cents=9000)),
                      contractor]
    )  # fmt: skip
    before, after, remedy = take(store, RemedyKind.DRIVER)
    assert remedy.words == "one more Contractor from 09:00"
    assert remedy.extra_cents == 6000 == after.totals.cost_cents - before.totals.cost_cents
    assert [kind.count for kind in days.get_setup(store, DATE).classes] == [1, 1]


def test_a_remedy_of_a_day_that_has_changed_is_refused(store: Store) -> None:
    day_of(store, row(1), row(2), capacity=Capacity(parcels=1))
    ref, plan = kept_plan(store)
    take_in(store, row(1), row(2), row(3))
    with pytest.raises(PlannerError, match="Plan again first"):
        remedies.take(store, *ref, remedy_of(plan, RemedyKind.TOMORROW))
    assert orders.list_orders(store, DATE + timedelta(days=1)) == []


def test_what_fits_in_besides_is_taken_along(store: Store) -> None:
    day_of(store, row(1), row(2), row(3), capacity=Capacity(parcels=1))
    small = replace(VAN, capacity=Capacity(parcels=1), costs=Costs(shift_cents=9000))
    days.save_classes(store, DATE, [small, replace(VAN, name="Truck", count=0)])
    before, after, _ = take(store, RemedyKind.DRIVER)
    assert (len(before.unassigned), len(after.unassigned)) == (2, 0)


def test_a_window_by_which_service_ends_is_widened_by_what_the_order_needs(store: Store) -> None:
    day_of(store, far(1, window=("09:00", "09:10")))
    [view] = orders.list_orders(store, DATE)
    source = sources.source(store, view.key[0])
    sources.save_source(store, replace(source, end_means=EndMeans.FINISH_BY))
    orders.edit(store, {view.key: {"service_min": "5"}})
    _, after, remedy = take(store, RemedyKind.WINDOW)
    [order] = after.orders
    assert order.windows[0].end == remedy.change.end
