"""A day planned again in the middle of it: what is done stays, what is aboard stays aboard."""

from dataclasses import replace
from datetime import timedelta

from dashboard.domain import (
    Assignment,
    Plan,
    Problem,
    Reload,
    Task,
    complaints,
    deliveries,
    make_plan,
)
from dashboard.solve.engines import plan_routes
from dashboard.solve.protocol import Budget
from dashboard.solve.under_way import under_way
from tests.build import at, house, order, problem, shift, street

FEW = Budget(None, 60)


def planned(day: Problem, start: Assignment) -> Plan:
    """The checked plan that a search makes of a day, from a start."""
    solved = plan_routes(day, budget=FEW, start=start, seed=1)
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    return plan


def sequence(plan: Plan, shift_id: str) -> list[str]:
    """The orders of a shift."""
    return [
        step.order_id or ""
        for route in plan.routes
        if route.shift_id == shift_id
        for step in route.visits
    ]


def test_who_has_left_keeps_what_is_done_and_where_the_van_is_on_its_way_to() -> None:
    day = problem(street(5))
    bad = deliveries({"s1": ["o1", "o5", "o2", "o4", "o3"]})
    # At 9:20 the van has served the first order, and is on its way to the fifth.
    now = under_way(day, bad, at("09:20"))
    assert now.held["s1"].steps == (Task("o1"), Task("o5"))
    assert now.held["s1"].aboard == {f"o{k}" for k in range(1, 6)}
    assert sequence(planned(now, bad), "s1") == ["o1", "o5", "o4", "o3", "o2"]


def test_times_of_what_is_done_do_not_move() -> None:
    day = problem(street(5))
    bad = deliveries({"s1": ["o1", "o5", "o2", "o4", "o3"]})
    before = make_plan(day, bad).routes[0]
    after = planned(under_way(day, bad, at("09:20")), bad).routes[0]
    assert after.steps[:2] == before.steps[:2]
    assert after.return_ < before.return_


def test_what_is_aboard_stays_with_its_driver() -> None:
    fleet = [shift("s1", 1), shift("s2", 2, start=house(5), end=house(5))]
    day = problem([*street(2), order("far", 5)], fleet)
    bad = deliveries({"s1": ["o1", "far", "o2"]})
    plan = planned(under_way(day, bad, at("09:05")), bad)
    assert set(sequence(plan, "s1")) == {"o1", "o2", "far"}


def test_a_new_order_goes_with_who_can_still_load_it() -> None:
    fleet = [shift("s1", 1), shift("s2", 2, hours=("11:00", "17:00"))]
    day = problem([*street(3), order("new", 2)], fleet)
    begun = deliveries({"s1": ["o1", "o2", "o3"]})
    plan = planned(under_way(day, begun, at("09:20")), begun)
    assert sequence(plan, "s2") == ["new"]


def test_or_the_van_comes_back_for_it_where_it_may_load_again() -> None:
    day = problem([*street(3), order("new", 2)], [replace(shift("s1", 1), reloads=1)])
    begun = deliveries({"s1": ["o1", "o2", "o3"]})
    plan = planned(under_way(day, begun, at("09:20")), begun)
    steps = [step.order_id for step in plan.routes[0].steps]
    assert steps.index(None) < steps.index("new")


def test_without_that_it_is_said_that_everybody_has_left_without_it() -> None:
    day = problem([*street(3), order("new", 2)])
    begun = deliveries({"s1": ["o1", "o2", "o3"]})
    plan = planned(under_way(day, begun, at("09:20")), begun)
    [left] = plan.unassigned
    assert (left.order_id, left.reason.value) == ("new", "ROUTES_HELD")
    assert left.text == "every driver has left without it, and cannot come back for it in time"


def test_who_has_not_left_cannot_before_now() -> None:
    day = problem(street(2), [shift(hours=("09:00", "17:00"))])
    late = under_way(day, Assignment(), at("12:00"))
    assert planned(late, Assignment()).routes[0].loading_start >= at("12:00")


def test_a_day_that_is_over_stays_as_it_was() -> None:
    day = problem(street(3))
    bad = deliveries({"s1": ["o1", "o3", "o2"]})
    over = under_way(day, bad, at("16:30"))
    assert over.locked == {"s1"}
    assert sequence(planned(over, bad), "s1") == ["o1", "o3", "o2"]


def test_a_second_load_is_aboard_once_the_van_has_been_at_the_depot() -> None:
    day = problem(street(3), [replace(shift("s1", 1, parcels=2), reloads=1)])
    begun = Assignment({"s1": (Task("o1"), Task("o2"), Reload("depot"), Task("o3"))})
    back = make_plan(day, begun).routes[0].steps[2].departure
    early = under_way(day, begun, back - timedelta(minutes=30)).held["s1"]
    later = under_way(day, begun, back + timedelta(minutes=1)).held["s1"]
    assert set(early.aboard) == {"o1", "o2"}
    assert set(later.aboard) == {"o1", "o2", "o3"}
