"""The addresses page: one question at a time, its answers, and what cannot be read."""

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from dashboard.domain import Point
from dashboard.services import days, order_files, orders
from dashboard.store import Store
from tests.build import DATE
from tests.intake.build_tables import csv_bytes
from tests.pages.plan_pages import labels, open_page, words
from tests.small_map import VILLAGE, bring_map, house

HEADINGS = ("order_id", "customer", "address", "latitude", "longitude", "window", "date")
NUMBERLESS = ["a", "*Ann*", "Long Street 30, 12345 Bramley"]
NOWHERE = ["b", "Bo", "Nowhere Road 1"]


def begin(store: Store, *rows: list[str], has_map: bool = True) -> AppTest:
    """The page of a day with these orders."""
    days.get_setup(store, DATE)
    days.save_depot(store, DATE, point=VILLAGE, name="Shop")
    if has_map:
        bring_map(store.folder)
    table = csv_bytes(HEADINGS, *([*row, "", "", "", ""][: len(HEADINGS)] for row in rows))
    order_files.import_upload(store, DATE, table, "orders.csv", keep_unreadable=True)
    return open_page("addresses")


def click(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def point_of(store: Store, order_id: str) -> Point | None:
    views = orders.list_orders(store, DATE)
    found = next(view for view in views if view.order_id == order_id)
    return found.order.point if found.order else None


def primary(at: AppTest) -> list[str]:
    return [button.label for button in at.button if button.proto.type == "primary"]


def test_a_day_without_orders_leads_to_them(store: Store) -> None:
    assert "Try the sample day" in labels(open_page("addresses"))


def test_the_best_place_is_one_click_and_the_next_question_comes_by_itself(store: Store) -> None:
    at = begin(store, NUMBERLESS, ["c", "Cy", "Mill Lane 30, 12345 Bramley"])
    assert "1 of 2" in words(at)
    assert "*Ann* a" in words(at)
    assert "▲ The street is known, the house number is not." in words(at)
    assert primary(at) == ["Use this one"]
    click(at, "Use this one")
    assert point_of(store, "a") is not None
    assert "2 of 2" in words(at)
    assert "Cy c" in words(at)


def test_a_pin_places_what_no_map_knows(store: Store) -> None:
    at = begin(store, NOWHERE)
    assert next(b for b in at.button if b.label == "Put it here").disabled
    next(f for f in at.text_input if f.label == "Latitude, longitude").set_value(
        "60.17, 24.95"
    ).run()
    assert primary(at) == ["Put it here"]
    click(at, "Put it here")
    assert point_of(store, "b") == Point(24.95, 60.17)
    assert "✓ All addresses are placed." in words(at)
    assert primary(at) == ["Plan the day"]


def test_the_last_answer_can_be_undone(store: Store) -> None:
    at = begin(store, NUMBERLESS)
    click(at, "Use this one")
    assert "All addresses are placed" in words(at)
    click(at, "Undo")
    assert point_of(store, "a") is None
    assert "1 of 1" in words(at)
    click(at, "Skip today")
    assert orders.list_orders(store, DATE)[0].excluded
    click(at, "Undo")
    assert not orders.list_orders(store, DATE)[0].excluded


def test_a_corrected_address_is_looked_up_again(store: Store) -> None:
    at = begin(store, NUMBERLESS)
    field = next(field for field in at.text_input if field.label == "Address")
    field.set_value("Long Street 3, 12345 Bramley").run()
    assert point_of(store, "a") == house("Long Street", 3)
    assert "All addresses are placed" in words(at)


def test_a_question_put_off_comes_last(store: Store) -> None:
    at = begin(store, NUMBERLESS, NOWHERE)
    first = words(at)
    click(at, "Later")
    assert ("Bo b" in first) != ("Bo b" in words(at))
    assert "1 of 2" in words(at)


def test_an_order_can_go_on_another_day(store: Store) -> None:
    at = begin(store, NOWHERE)
    click(at, "Move 1 order")
    [moved] = orders.list_orders(store, DATE + timedelta(days=1))
    assert moved.order_id == "b"
    click(at, "Undo")
    assert len(orders.list_orders(store, DATE)) == 1


def test_exchanged_degrees_are_mended_by_one_click(store: Store) -> None:
    at = begin(store, ["a", "Ann", "", "24.95", "60.17"])
    assert primary(at) == ["Swap latitude and longitude"]
    click(at, "Swap latitude and longitude")
    assert point_of(store, "a") == Point(24.95, 60.17)


def test_a_position_far_away_can_give_way_to_the_address(store: Store) -> None:
    at = begin(store, ["a", "Ann", "Mill Lane 2, 12345 Bramley", "65.01", "25.47"])
    assert "km from the depot, and you deliver within 200 km." in words(at)
    assert primary(at) == ["Go by the address instead"]
    click(at, "Go by the address instead")
    assert point_of(store, "a") == house("Mill Lane", 2)


def test_without_a_map_the_ways_out_are_named(store: Store) -> None:
    at = begin(store, NOWHERE, has_map=False)
    assert "Addresses cannot be looked up yet: there is no map of your area." in words(at)
    assert "There is no map of your area yet." in words(at)
    assert "Skip today" in labels(at)


def test_an_order_that_cannot_be_read_is_mended_in_place(store: Store) -> None:
    at = begin(store, ["a", "Ann", "", "60.17", "24.94", "25 to 99"])
    assert "1 order cannot be read" in words(at)
    assert "All addresses are placed" not in words(at)
    next(field for field in at.text_input if field.label == "Window").set_value("10:00-12:00")
    click(at, "Save")
    assert point_of(store, "a") == Point(24.94, 60.17)
    assert "All addresses are placed" in words(at)


def test_a_date_that_cannot_be_read_is_chosen(store: Store) -> None:
    at = begin(store, ["a", "Ann", "", "60.17", "24.94", "", "someday"])
    tomorrow = DATE + timedelta(days=1)
    form_day = next(box for box in at.main.date_input if box.label == "Deliver on")
    form_day.set_value(tomorrow)
    click(at, "Save")
    assert orders.list_orders(store, DATE) == []
    [moved] = orders.list_orders(store, tomorrow)
    assert moved.order is not None


def test_other_days_of_the_file_are_mentioned(store: Store) -> None:
    tomorrow = DATE + timedelta(days=1)
    rows = (["a", "Ann", "", "60.17", "24.94", "", DATE.isoformat()],
            ["b", "Bo", "Nowhere Road 1", "", "", "", tomorrow.isoformat()])  # fmt: skip
    at = begin(store, *rows)
    click(at, "Wed 11 Mar: 1 order")
    assert at.query_params["day"] == tomorrow.isoformat()
    assert "Bo b" in words(at)
