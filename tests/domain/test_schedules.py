"""The one clock: when a route leaves, arrives, waits and returns."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import (
    Costs,
    Rule,
    TravelMatrix,
    complaints,
    never_overtaking,
    plan_from_document,
    plan_to_document,
)
from dashboard.domain.timetable import Roads, travel_at
from tests.build import at, day_plan, depot, order, plan_of, problem, shift, street


def test_a_van_leaves_as_late_as_delays_no_service() -> None:
    plan = plan_of(problem([order("a", 1, windows=[("10:00", "11:00")])]), {"s1": ["a"]})
    [route] = plan.routes
    [visit] = route.visits
    assert route.departure == at("09:50")
    assert visit.arrival == visit.service_start == at("10:00")
    assert visit.departure == at("10:05")
    assert route.return_ == at("10:15")


def test_a_wait_later_on_the_route_stays_a_wait() -> None:
    orders = [order("a", 1), order("b", 2, windows=[("12:00", "13:00")])]
    [route] = plan_of(problem(orders), {"s1": ["a", "b"]}).routes
    assert route.departure == at("09:00")
    assert route.visits[1].wait == timedelta(hours=2, minutes=35)


def test_between_two_windows_a_driver_waits_for_the_second() -> None:
    split = order("a", 6, windows=[("09:00", "09:30"), ("11:00", "12:00")])
    [route] = plan_of(problem([split]), {"s1": ["a"]}).routes
    assert route.visits[0].service_start == at("11:00")


def test_a_late_visit_is_timed_and_named() -> None:
    plan = plan_of(problem([order("a", 6, windows=[("09:00", "09:30")])]), {"s1": ["a"]})
    assert plan.routes[0].visits[0].service_start == at("10:00")
    [violation] = plan.violations
    assert (violation.rule, violation.amount) == (Rule.WINDOW, 30 * 60)
    assert plan.totals.on_time == 0


def test_loading_is_paid_before_leaving() -> None:
    day = problem([order("a", 1)], at_depot=depot(loading_min=0))
    van = shift(loading=timedelta(minutes=20))
    day = problem([order("a", 1)], [van])
    [route] = plan_of(day, {"s1": ["a"]}).routes
    assert route.loading_start == at("09:00")
    assert route.departure == at("09:20")
    assert route.duty == timedelta(minutes=20 + 10 + 5 + 10)


def test_goods_released_late_hold_the_van() -> None:
    [route] = plan_of(problem([order("a", 1, release=at("10:00"))]), {"s1": ["a"]}).routes
    assert route.departure == at("10:00")


def test_orders_at_one_door_share_a_stop_with_times_of_their_own() -> None:
    orders = [order("a", 1), order("b", 1), order("c", 2)]
    [route] = plan_of(problem(orders), {"s1": ["a", "b", "c"]}).routes
    assert [step.stop_no for step in route.visits] == [1, 1, 2]
    assert [step.arrival for step in route.visits] == [at("09:10"), at("09:15"), at("09:30")]
    assert route.stop_count == 2


def test_starting_and_ending_anywhere_costs_no_way() -> None:
    van = shift(start=None, end=None)
    [route] = plan_of(problem(street(2), [van]), {"s1": ["o1", "o2"]}).routes
    assert route.drive == timedelta(minutes=10)
    assert route.distance_m == 1000


def test_money_counts_hours_kilometres_stops_and_overtime() -> None:
    costs = Costs(
        shift_cents=1000,
        hour_cents=3600,
        km_cents=100,
        stop_cents=50,
        overtime_after=timedelta(minutes=20),
        overtime_factor=2.0,
    )
    [route] = plan_of(problem([order("a", 1)], [shift(costs=costs)]), {"s1": ["a"]}).routes
    # 25 minutes, 5 of them twice: 30 minutes at 60 cents; two kilometres; one stop.
    assert route.cost_cents == 1000 + 1800 + 200 + 50


def test_an_idle_van_is_paid_only_when_its_class_says_so() -> None:
    costs = Costs(shift_cents=5000)
    fleet = [shift("s1", 1, costs=costs), shift("s2", 2, costs=costs, paid_when_idle=True)]
    plan = plan_of(problem([order("a", 1)], [*fleet, shift("s3", 3, costs=costs)]), {"s1": ["a"]})
    assert plan.totals.cost_cents == 10_000


def test_rules_broken_by_a_route_are_measured() -> None:
    van = shift(hours=("09:00", "09:30"), parcels=1, weight_g=100, max_stops=1)
    orders = [order("a", 1, weight_g=80), order("b", 2, weight_g=80)]
    broken = plan_of(problem(orders, [van]), {"s1": ["a", "b"]}).violations
    assert {v.rule: v.amount for v in broken} == {
        Rule.SHIFT_END: 20 * 60,
        Rule.PARCELS: 1,
        Rule.WEIGHT: 60,
        Rule.STOPS: 1,
    }


def test_travel_between_slots_is_interpolated_and_never_overtakes() -> None:
    durations = np.array([[[0, 4000], [0, 0]], [[0, 100], [0, 0]]], dtype=np.int32)
    raised = never_overtaking(durations, (0, 3600))
    assert raised[1, 0, 1] == 400
    slots = np.array([[0, 1000], [3600, 1000]], dtype=np.int64)
    roads = Roads(raised, slots, raised[0])
    arrivals = [now + travel_at(roads, 0, 1, now) for now in range(0, 4000, 7)]
    assert arrivals == sorted(arrivals)
    assert travel_at(roads, 0, 1, 1800) == 2200


@given(st.permutations(range(1, 7)), st.integers(0, 30), st.integers(1, 5))
def test_a_schedule_never_goes_back_in_time_and_passes_the_checker(
    houses: list[int], service_min: int, doors: int
) -> None:
    orders = [
        order(f"o{k}", k % doors, service_min=service_min, windows=[("10:00", "11:00")])
        for k in houses
    ]
    day = problem(orders)
    plan = plan_of(day, {"s1": [o.id for o in orders]})
    instants = [plan.routes[0].departure]
    for step in plan.routes[0].steps:
        instants += [step.arrival, step.service_start, step.departure]
    assert instants == sorted(instants)
    assert complaints(day, plan) == []


def test_a_plan_reads_back_equal() -> None:
    plan = day_plan()
    assert plan_from_document(plan_to_document(plan)) == plan


def test_a_matrix_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="belong together"):
        TravelMatrix(np.zeros((1, 2, 2), np.int32), np.zeros((3, 3), np.int32))
