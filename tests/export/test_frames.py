"""The tables of a plan."""

from dataclasses import replace
from datetime import datetime

from dashboard.domain import Change, Plan, Remedy, RemedyKind
from dashboard.export import rejected_frame, routes_frame, stops_frame, unassigned_frame
from dashboard.export.safe import csv_bytes
from tests.build import day_plan, order, plan_of, problem, shift
from tests.export.errands import errands_plan
from tests.export.market import market_plan

STOPS = (
    "route_id, driver, stop_no, order_id, lat, lon, window_start, window_end, arrival,"
    " service_start, departure, drive_s, distance_m, parcels"
)


def test_the_stops_have_exactly_the_promised_columns() -> None:
    assert ", ".join(stops_frame(market_plan()).columns) == STOPS


def test_each_scheduled_order_is_one_row_and_a_reload_is_none() -> None:
    frame = stops_frame(market_plan())
    first = [f"o{k}" for k in (1, 2, 3, 4, 5, 10, 11)]
    assert list(frame["order_id"]) == [*first, "o6", "o7", "o8", "o9"]


def test_orders_at_one_door_share_a_stop_number_and_keep_their_own_times() -> None:
    first, second = stops_frame(market_plan()).iloc[:2].to_dict("records")
    assert first["stop_no"] == second["stop_no"] == 1
    assert first["departure"] == second["arrival"]
    assert (second["drive_s"], second["distance_m"]) == (0, 0)


def test_times_are_iso_8601_in_the_zone_of_the_day() -> None:
    frame = stops_frame(market_plan())
    assert frame["window_start"][0] == "2026-03-10T11:00:00+02:00"
    for column in ("arrival", "service_start", "departure"):
        assert all(datetime.fromisoformat(text).utcoffset() for text in frame[column])


def test_of_several_windows_the_one_served_in_is_shown() -> None:
    windows = [("08:00", "08:30"), ("09:00", "11:00"), ("12:00", "13:00")]
    plan = plan_of(problem([order("a", 1, windows=windows)], [shift("s")]), {"s": ["a"]})
    assert stops_frame(plan)["window_start"][0] == "2026-03-10T09:00:00+00:00"


def test_a_late_visit_shows_the_window_it_missed_and_none_is_empty() -> None:
    orders = [order("late", 1, windows=[("07:00", "08:00")]), order("free", 2)]
    plan = plan_of(problem(orders, [shift("s")]), {"s": ["late", "free"]})
    assert list(stops_frame(plan)["window_end"]) == ["2026-03-10T08:00:00+00:00", ""]
    assert routes_frame(plan)["late_orders"][0] == 1


def test_an_order_that_is_fetched_first_is_one_row_where_it_is_delivered() -> None:
    frame = stops_frame(errands_plan())
    assert list(frame["order_id"]) == ["a", "b", "c", "d"]
    assert list(frame["lon"]) == [0.01, 0.04, 0.02, 0.01]


def test_a_route_counts_its_breaks_and_reloads() -> None:
    [route] = routes_frame(errands_plan()).to_dict("records")
    assert (route["orders"], route["parcels"], route["late_orders"]) == (4, 10, 0)
    assert (route["reloads"], route["break_s"]) == (1, 1800)
    assert route["service_s"] == 30 * 60


def test_a_route_adds_up_its_stops() -> None:
    plan = market_plan()
    route = routes_frame(plan).iloc[0]
    stops = stops_frame(plan)
    mine = stops[stops["route_id"] == route["route_id"]]
    assert route["orders"] == len(mine) == 7
    assert route["parcels"] == mine["parcels"].sum()
    assert route["cost_cents"] == plan.routes[0].cost_cents
    assert route["class"] == "Van"


def test_the_unassigned_and_the_rejected_say_why() -> None:
    plan = market_plan()
    text = "Every driver is busy till the end."
    assert csv_bytes(unassigned_frame(plan)).decode().splitlines() == [
        "order_id,reason_code,reason_text,remedy,extra_cents",
        f"o12,FLEET_FULL_TIME,{text},,",
    ]
    assert list(rejected_frame(plan).loc[0, ["file", "row", "value"]]) == ["orders.csv", 5, "=A1"]


def test_the_cheapest_remedy_stands_beside_the_reason() -> None:
    plan = market_plan()
    [left] = plan.unassigned
    later = Remedy(RemedyKind.LATE, "10 min late with Sam", 210, Change("o12", "s1"))
    morrow = Remedy(RemedyKind.TOMORROW, "deliver it tomorrow", 0, Change("o12"))
    helped = replace(plan, unassigned=(replace(left, remedies=(later, morrow)),))
    [row] = unassigned_frame(helped).to_dict("records")
    assert (row["remedy"], row["extra_cents"]) == ("10 min late with Sam", 210)


def test_a_day_without_anything_has_empty_tables_with_their_columns() -> None:
    plan = _empty()
    for frame in (stops_frame(plan), routes_frame(plan), unassigned_frame(plan)):
        assert len(frame) == 0
        assert len(frame.columns) > 2


def test_every_order_of_a_larger_day_is_told_of_once() -> None:
    plan = day_plan(30, 4)
    told = [*stops_frame(plan)["order_id"], *unassigned_frame(plan)["order_id"]]
    assert sorted(told) == sorted(o.id for o in plan.orders)


def _empty() -> Plan:
    return plan_of(problem([], [shift("s")]), {})
