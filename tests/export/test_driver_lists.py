"""What a driver reads."""

from dashboard.domain import Formats
from dashboard.export import DriverList, csv_bytes, driver_lists, lists_frame
from tests.build import day_plan, order, plan_of, problem, shift
from tests.export.conftest import Golden
from tests.export.errands import FETCHED_AT, errands_plan
from tests.export.market import market_plan


def test_the_lists_of_the_market_day_are_as_they_were(golden: Golden) -> None:
    lists = driver_lists(market_plan(), Formats())
    golden("driver-lists.csv", csv_bytes(lists_frame(lists), for_excel=True))


def test_a_list_has_a_row_for_each_order_and_each_reload() -> None:
    first = _first()
    assert [row.order_id or row.task for row in first.rows] == [
        *("o1", "o2", "o3", "o4", "o5"),
        "Load again at Depot",
        *("o10", "o11"),
    ]


def test_the_loading_list_turns_each_trip_round() -> None:
    assert [row.order_id or row.task for row in _first().loading] == [
        *("o5", "o4", "o3", "o2", "o1"),
        "Load again at Depot",
        *("o11", "o10"),
    ]


def test_only_the_second_order_at_a_door_says_so() -> None:
    assert [row.same_door for row in _first().rows[:3]] == [False, True, False]


def test_a_late_visit_says_by_how_much() -> None:
    plan = plan_of(
        problem([order("a", 1, windows=[("08:00", "09:00")])], [shift("s")]), {"s": ["a"]}
    )
    row = driver_lists(plan, Formats())[0].rows[0]
    assert (row.planned, row.window, row.late) == ("09:10", "08:00–09:00", "10 min late")


def test_navigation_is_a_plain_link_to_the_door() -> None:
    row = driver_lists(day_plan(2, 1), Formats())[0].rows[0]
    assert row.navigation == (
        "https://www.google.com/maps/dir/?api=1&destination=0.000000,0.010000"
    )
    assert row.geo == "geo:0.000000,0.010000?q=0.000000,0.010000"


def test_an_order_without_an_address_shows_its_degrees() -> None:
    assert driver_lists(day_plan(2, 1), Formats())[0].rows[0].address == "Position 0.00000, 0.01000"


def test_the_figures_follow_the_settings() -> None:
    american = driver_lists(day_plan(7, 1), Formats("USD", "mi", "12h"))[0]
    assert american.distance == "7.5 mi"
    assert american.rows[0].planned == "9:10 am"
    assert american.hours.startswith("9:00 am–")


def test_a_route_that_ends_anywhere_is_done_at_its_last_stop() -> None:
    second = driver_lists(market_plan(), Formats())[1]
    assert second.end.startswith("Done at the last stop at ")
    assert second.start.startswith("Leave Depot at ")


def test_the_summary_counts_stops_and_orders_apart() -> None:
    assert _first().summary.startswith("6 stops, 7 orders, 9 parcels, 1.5 kg. ")


def test_every_step_says_what_is_done_there() -> None:
    assert [(row.stop_no, row.task, row.customer) for row in _errands().rows] == [
        (1, "", "Customer a"),
        (2, f"Fetch from {FETCHED_AT}", "for Café Ströget"),
        (None, "Break 30 min", ""),
        (3, "", "Café Ströget"),
        (4, "Take back: 3 parcels", "Customer c"),
        (5, "Load again at Depot", ""),
        (6, "", "Customer d"),
    ]


def test_where_goods_are_fetched_stands_with_its_own_address_and_window() -> None:
    fetch, deliver = _errands().rows[1], _errands().rows[3]
    assert (fetch.address, fetch.window) == (FETCHED_AT, "09:00–10:00")
    assert fetch.navigation.endswith("0.030000")
    assert (deliver.window, deliver.notes) == ("", "Ring twice.")
    assert deliver.navigation.endswith("0.040000")


def test_a_break_stands_when_it_begins_and_until_when_it_lasts() -> None:
    pause = _errands().rows[2]
    assert (pause.planned, pause.notes, pause.navigation) == ("09:45", "until 10:15", "")


def test_only_what_comes_from_the_depot_is_loaded() -> None:
    assert [row.name for row in _errands().loading] == [
        *("Customer a", "Load again at Depot", "Customer d")
    ]


def test_what_is_taken_back_is_counted_apart() -> None:
    assert _errands().summary.startswith("5 stops, 4 orders, 7 parcels, 3 parcels to take back. ")


def _errands() -> DriverList:
    [one] = driver_lists(errands_plan(), Formats())
    return one


def _first() -> DriverList:
    return driver_lists(market_plan(), Formats())[0]
