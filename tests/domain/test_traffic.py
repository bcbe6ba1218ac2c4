"""Traffic in a plan: what it costs, what the checker says of it, and what is written down."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from dashboard.domain import (
    NO_TRAFFIC,
    Plan,
    PlannerError,
    Problem,
    Traffic,
    TravelMatrix,
    complaints,
    plan_from_document,
    plan_to_document,
    verdict,
)
from dashboard.domain.traffic import HOURS, Week
from tests.build import at, order, plan_of, problem, street

ROUTES = {"s1": ["o1", "o2", "o3"]}


def in_traffic(day: Problem, *, one_factor: bool = False) -> Problem:
    """The day, with drives that take half as long again around noon than at nine."""
    free = day.travel["van"]
    slots, permille = (32_400, 43_200, 54_000), (1000, 1500, 1000)
    legs = free.durations_s[0]
    if one_factor:
        slow = replace(free, slots_s=slots, slots_permille=permille, free_flow_s=legs)
    else:
        layers = np.stack([legs * factor // 1000 for factor in permille]).astype(np.int32)
        slow = TravelMatrix(layers, free.distances_m, slots, free_flow_s=legs)
    return replace(day, travel={"van": slow})


DAY = problem(street(3, windows=[("09:00", "15:00")]))


@pytest.mark.parametrize("one_factor", [False, True])
def test_a_plan_says_what_traffic_costs_and_passes_the_checker(one_factor: bool) -> None:
    day = in_traffic(DAY, one_factor=one_factor)
    plan, free = plan_of(day, ROUTES), plan_of(DAY, ROUTES)
    assert complaints(day, plan) == []
    assert plan.totals.traffic == plan.totals.driving - free.totals.driving > timedelta(0)
    assert plan.totals.traffic_cents == plan.totals.cost_cents - free.totals.cost_cents > 0
    assert plan.travel.traffic.startswith("by the hour")


def test_both_ways_to_write_traffic_give_the_same_times() -> None:
    layers, factors = (plan_of(in_traffic(DAY, one_factor=one), ROUTES) for one in (False, True))
    assert layers.routes == factors.routes


def test_the_checker_knows_the_hour_and_the_time_lost() -> None:
    day = in_traffic(DAY)
    plan = plan_of(day, ROUTES)
    assert any("leg" in words for words in complaints(DAY, plan))
    less = replace(plan, totals=replace(plan.totals, traffic=timedelta(minutes=1)))
    assert [words for words in complaints(day, less) if "in traffic" in words]


def test_a_visit_that_only_traffic_makes_late_is_named_late() -> None:
    day = problem([order("a", 6, windows=[("09:00", "10:00")])])
    assert plan_of(day, {"s1": ["a"]}).violations == ()
    slow = replace(
        day.travel["van"],
        durations_s=np.stack([day.travel["van"].durations_s[0] * 3 // 2] * 2),
        slots_s=(0, 86_400),
    )
    plan = plan_of(replace(day, travel={"van": slow}), {"s1": ["a"]})
    assert [v.amount for v in plan.violations] == [30 * 60]
    assert plan.routes[0].visits[0].service_start == at("10:30")


def test_the_verdict_ends_with_what_traffic_costs() -> None:
    plan = plan_of(DAY, ROUTES)
    assert "Traffic" not in verdict(plan)
    lost = replace(plan.totals, traffic=timedelta(minutes=34), traffic_cents=1280)
    assert verdict(replace(plan, totals=lost)).endswith(" Traffic costs 34 min and 12.80 € of it.")
    unpaid = replace(lost, traffic_cents=0)
    assert verdict(replace(plan, totals=unpaid)).endswith(" Traffic costs 34 min of it.")


def read_back(plan: Plan) -> Plan:
    """The plan after a journey through text."""
    return plan_from_document(json.loads(json.dumps(plan_to_document(plan))))


def test_traffic_is_in_the_document_where_there_is_any() -> None:
    plan, free = plan_of(in_traffic(DAY), ROUTES), plan_of(DAY, ROUTES)
    assert read_back(plan) == plan
    assert read_back(free) == free
    document = plan_to_document(plan)
    assert document["totals"]["traffic_s"] == plan.totals.traffic.total_seconds()
    assert document["travel"]["traffic"] == "by the hour"
    assert "traffic_s" not in plan_to_document(free)["totals"]
    assert "traffic" not in plan_to_document(free)["travel"]


def test_a_speed_is_that_of_the_hour_on_the_local_clock() -> None:
    traffic = Traffic((*[100] * 8, 50, *[100] * 15), (80,) * HOURS)
    assert traffic.speed_at(datetime(2026, 3, 13, 8, 59, tzinfo=UTC)) == 50
    assert traffic.speed_at(datetime(2026, 3, 14, 8, 59, tzinfo=UTC)) == 80
    assert NO_TRAFFIC.is_none
    assert not traffic.is_none


def test_a_day_and_a_road_class_may_have_speeds_of_their_own() -> None:
    friday = datetime(2026, 3, 13, 8, tzinfo=UTC)
    saturday = datetime(2026, 3, 14, 8, tzinfo=UTC)
    slow, main = (70,) * HOURS, Week((50,) * HOURS, (60,) * HOURS, days=((5, (40,) * HOURS),))
    traffic = Traffic(days=((4, slow),), classes=(("primary", main),))
    assert traffic.speed_at(friday) == traffic.speed_at(friday, "residential") == 70
    assert traffic.speed_at(saturday) == 100
    assert traffic.speed_at(friday, "primary") == 50
    assert traffic.speed_at(saturday, "primary") == 40


def test_one_slow_class_is_traffic() -> None:
    assert not Traffic(classes=(("primary", Week((50,) * HOURS)),)).is_none
    assert Traffic(classes=(("primary", Week()),)).is_none


@pytest.mark.parametrize(
    ("speeds", "words"),
    [
        ((100,) * 23, "24 speeds"),
        ((*[100] * 8, 9, *[100] * 15), "At 08:00 the speed is 9 %"),
        ((*[100] * 8, 101, *[100] * 15), "give 10 to 100 %"),
    ],
)
def test_what_no_road_knows_is_refused(speeds: tuple[int, ...], words: str) -> None:
    for make in (Traffic, lambda own: Week(days=((4, own),))):
        with pytest.raises(PlannerError, match=words):
            make(speeds)
