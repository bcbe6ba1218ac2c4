"""What is done with ticked orders: how, by whom, from where and how late."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import Kind, Order, Point
from dashboard.services import days, depots, order_files, orders
from dashboard.services.depot_places import DepotPlace
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import open_page

FILE = "order_id,customer,latitude,longitude,parcels\nA,Anna,60.17,24.94,1\nB,Bert,60.18,24.95,1\n"


@pytest.fixture
def page(store: Store) -> AppTest:
    """The orders page with both orders ticked."""
    order_files.import_file(store, DATE, FILE.encode(), "o.csv")
    days.save_depot(store, DATE, point=Point(24.94, 60.17), name="Shop")
    depots.save(store, DATE, DepotPlace(Point(24.9, 60.2), "Warehouse"))
    at = open_page("orders")
    next(button for button in at.button if button.label == "Tick all").click().run()
    assert not at.exception
    return at


def set_this(at: AppTest) -> AppTest:
    next(button for button in at.button if button.label == "Set this").click().run()
    assert not at.exception
    return at


def key(at: AppTest, name: str) -> str:
    """Of the field of this name."""
    kinds = (at.selectbox, at.multiselect, at.text_input, at.number_input, at.button_group)
    keys = [str(element.key) for kind in kinds for element in kind]
    return next(key for key in keys if key.startswith(name))


def read(store: Store) -> list[Order]:
    return orders.open_orders(orders.list_orders(store, DATE))


def test_orders_are_taken_back_and_delivered_again(store: Store, page: AppTest) -> None:
    page.button_group(key=key(page, "kind_")).set_value("Take back").run()
    set_this(page)
    assert [order.kind for order in read(store)] == [Kind.HAND_BACK] * 2
    page.button_group(key=key(page, "kind_")).set_value("Deliver").run()
    set_this(page)
    assert [order.kind for order in read(store)] == [Kind.DELIVER] * 2


def test_orders_are_fetched_where_it_is_said(store: Store, page: AppTest) -> None:
    page.button_group(key=key(page, "kind_")).set_value("Fetch and deliver").run()
    page.text_input(key=key(page, "pickup_address_")).set_value("Harbour Road 3")
    page.text_input(key=key(page, "pickup_position_")).set_value("60.16, 24.96")
    set_this(page)
    fetched = [order.collect for order in read(store) if order.collect]
    assert [(one.address, one.point) for one in fetched] == [
        ("Harbour Road 3", Point(24.96, 60.16))
    ] * 2


def test_a_place_to_fetch_is_asked_for(store: Store, page: AppTest) -> None:
    page.button_group(key=key(page, "kind_")).set_value("Fetch and deliver").run()
    set_this(page)
    assert "where it is fetched" in page.error[0].value
    assert [order.collect for order in read(store)] == [None, None]


def test_only_and_never_drivers_the_depot_and_lateness_are_set(store: Store, page: AppTest) -> None:
    page.multiselect(key=key(page, "drivers_")).set_value(["Own van 1"])
    page.multiselect(key=key(page, "not_drivers_")).set_value(["Own van 2"])
    page.selectbox(key=key(page, "depot_of_")).set_value("Warehouse")
    page.number_input(key=key(page, "max_late_")).set_value(15)
    set_this(page)
    second = days.get_setup(store, DATE).depots[1]
    for order in read(store):
        assert order.drivers == {"Own van 1"}
        assert order.not_drivers == {"Own van 2"}
        assert (order.depot, order.max_late) == (second.id, timedelta(minutes=15))


def test_what_is_not_touched_stays_as_it_is(store: Store, page: AppTest) -> None:
    orders.edit(store, {("file", "A"): {"drivers": "Own van 1"}})
    page.run()
    page.number_input(key=key(page, "max_late_")).set_value(10)
    set_this(page)
    first, second = read(store)
    assert first.drivers == {"Own van 1"}
    assert not second.drivers
