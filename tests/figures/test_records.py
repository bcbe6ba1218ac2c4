"""What a map is given to draw."""

import json

from dashboard.domain import Formats, Order, Point
from dashboard.figures.records import order_records, plan_records
from tests.build import DAY, day_plan, house, order, plan_of, problem, shift, street


def test_every_order_is_either_a_stop_or_left_out() -> None:
    plan = day_plan(orders=12, drivers=3)
    records = plan_records(plan)
    shown = [record["order_id"] for record in (*records.stops, *records.unassigned)]
    assert sorted(shown) == sorted(order.id for order in plan.orders)
    assert [leg["number"] for leg in records.legs] == [1, 2, 3]


def test_a_way_leads_from_the_depot_by_each_stop_and_back() -> None:
    plan = plan_of(problem(street(2)), {"s1": ["o2", "o1"]})
    [leg] = plan_records(plan).legs
    assert leg["path"] == [[0.0, 0.0], [0.02, 0.0], [0.01, 0.0], [0.0, 0.0]]


def test_a_shift_that_may_start_and_end_anywhere_has_a_way_between_its_stops_only() -> None:
    day = problem(street(2), [shift(start=None, end=None)])
    [leg] = plan_records(plan_of(day, {"s1": ["o1", "o2"]})).legs
    assert leg["path"] == [[0.01, 0.0], [0.02, 0.0]]


def test_a_known_line_takes_the_place_of_the_straight_way() -> None:
    plan = plan_of(problem(street(1)), {"s1": ["o1"]})
    [leg] = plan_records(plan, lines={"R1": [Point(0, 0), Point(0.005, 0.001)]}).legs
    assert leg["path"] == [[0, 0], [0.005, 0.001]]


def test_orders_at_one_door_are_one_stop_that_both_can_be_found_by() -> None:
    plan = plan_of(problem([order("a", 1), order("b", 1), order("c", 2)]), {"s1": ["a", "b", "c"]})
    records = plan_records(plan)
    assert [(stop["stop_no"], stop.get("also")) for stop in records.stops] == [
        (1, ["b"]),
        (2, None),
    ]
    assert records.place_of("b") == [0.01, 0.0]
    assert records.number_of("c") == 2
    assert records.place_of("nobody") is None
    assert records.number_of("nobody") is None


def test_the_words_of_a_stop_tell_who_when_and_how_late() -> None:
    orders = [order("a", 1, windows=[("09:00", "09:05")], customer="Café <b>"), order("b", 2)]
    plan = plan_of(problem(orders), {"s1": ["b", "a"]})
    first, second = plan_records(plan, Formats(clock="12h")).stops
    assert first["tip"] == "1 Driver 1, stop 1\nCustomer b\n9:20 am"
    assert second["tip"].splitlines() == [
        "1 Driver 1, stop 2",
        "Café <b>",
        "9:35 am (asked for 9:00 am–9:05 am)",
        "30 min late",
    ]


def test_an_order_left_out_says_why() -> None:
    plan = plan_of(problem(street(2)), {"s1": ["o1"]})
    [left] = plan_records(plan).unassigned
    assert left["tip"] == "Customer o2\nNot scheduled: no time left"
    assert left["at"] == [0.02, 0.0]


def test_only_the_chosen_drivers_remain() -> None:
    chosen = plan_records(day_plan()).of_shifts({"s2"})
    assert {stop["shift_id"] for stop in chosen.stops} == {"s2"}
    assert [leg["shift_id"] for leg in chosen.legs] == ["s2"]
    assert chosen.depots
    assert chosen.unassigned


def test_records_are_plain_json_of_at_most_five_decimals() -> None:
    orders = [Order("a", Point(24.123456789, 60.987654321)), Order("nowhere")]
    [record] = json.loads(json.dumps(order_records(orders, DAY)))
    assert record == {"order_id": "a", "at": [24.12346, 60.98765], "tip": "Order a"}


def test_a_window_that_was_asked_for_is_told_before_there_is_a_plan() -> None:
    [record] = order_records([order("a", windows=[("09:00", "10:00")])], DAY)
    assert record["tip"] == "Customer a\n09:00–10:00"
    assert record["at"] == list(house(1))
