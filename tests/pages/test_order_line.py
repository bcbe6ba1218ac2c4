"""The line of what the files brought: each number opens its orders and what can be done."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import Point
from dashboard.services import addresses, order_files, orders
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import labels, open_page, words

HEAD = (
    "Name,Cancelled at,Fulfillment Status,Lineitem quantity,Shipping Name,Shipping Address1,"
    "Shipping Method,Note Attributes\n"
)
TODAY, TOMORROW = DATE, DATE + timedelta(days=1)


def row(name: str, *, day: str = "", method: str = "Local Delivery", cancelled: str = "") -> str:
    """An order of one item in a shop's export."""
    street = "" if method == "Pickup" else f"Street {name}"
    wish = f"Delivery-Date: {day}" if day else ""
    return f"#{name},{cancelled},unfulfilled,1,Customer {name},{street},{method},{wish}\n"


EXPORT = HEAD + "".join(
    (
        row("1", day="2026-03-10"),
        row("2"),
        row("3", day="2026-03-11"),
        row("4", method="Pickup"),
        row("5", cancelled="2026-03-09 10:00:00 +0000"),
        row("6"),
    )
)


@pytest.fixture(autouse=True)
def known_streets(store: Store) -> None:
    """All streets but the last are in the address book."""
    for number in range(1, 6):
        addresses.place(store, f"Street {number}", Point(24.94, 60.17 + number / 1000))


def bring(store: Store, text: str = EXPORT, name: str = "orders.csv") -> None:
    order_files.import_file(store, TODAY, text.encode(), name)


def line(at: AppTest) -> Any:
    """The numbers of the line."""
    return next(group for group in at.button_group if "brought" in group.label)


def choose(at: AppTest, name: str) -> pd.DataFrame:
    """Open the list behind a number."""
    line(at).set_value(name).run()
    assert not at.exception
    return next(f for element in at.dataframe if "Order" in (f := element.value))


def click(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def primary(at: AppTest) -> list[str]:
    return [button.label for button in at.button if button.proto.type == "primary"]


def ids(store: Store, day: date = TODAY) -> set[str]:
    """The orders that a day would plan."""
    return {view.order_id for view in orders.list_orders(store, day) if not view.excluded}


def test_one_line_says_where_every_order_of_the_file_has_come(store: Store) -> None:
    at = open_page("orders")
    data = ("orders.csv", EXPORT.encode(), "text/csv")
    at.file_uploader[0].set_value([data]).run()
    assert line(at).options == [
        "3 orders for Tue 10 Mar",
        "1 order for Wed 11 Mar",
        "1 pickup",
        "1 cancelled",
        "▲ 1 needs you",
    ]
    assert "Shopify orders, 6 rows: 6 imported, 0 updated, 0 duplicate, 0 rejected." in words(at)


def test_the_line_of_the_last_file_is_there_again_after_a_reload(store: Store) -> None:
    bring(store)
    assert len(line(open_page("orders")).options) == 5


def test_today_and_tomorrow_are_called_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.ui.state.today", lambda: TODAY)
    bring(store)
    assert line(open_page("orders")).options[:2] == ["3 orders for today", "1 order for tomorrow"]


def test_a_number_opens_its_orders_with_what_the_file_says_of_day_and_window(store: Store) -> None:
    wish = "Delivery-Date: 2026-03-10\nDelivery-Time: 10am-12pm"
    bring(store, EXPORT + row("7").replace(",\n", f',"{wish}"\n'))
    table = choose(open_page("orders"), "day 2026-03-10").set_index("Order").loc["#7"]
    assert table["Day"] == "2026-03-10 → Tue 10 Mar"
    assert table["Window"] == "10am-12pm → 10:00–12:00"


def test_orders_of_another_day_lead_there_or_are_brought_here(store: Store) -> None:
    bring(store)
    at = open_page("orders")
    choose(at, "day 2026-03-11")
    click(at, "Deliver all 1 on Tue 10 Mar instead")
    assert "#3" in ids(store)
    assert not ids(store, TOMORROW)


def test_a_pickup_is_delivered_all_the_same_where_a_person_says_so(store: Store) -> None:
    bring(store)
    at = open_page("orders")
    assert list(choose(at, "pickup")["Status"]) == ["– pickup"]
    click(at, "Deliver all 1 all the same")
    assert "#4" in ids(store)


def test_an_order_that_needs_a_person_says_why_and_leads_to_the_addresses(store: Store) -> None:
    bring(store)
    at = open_page("orders")
    table = choose(at, "need_you")
    assert list(table["Why"]) == ["There is no map of your area yet."]
    assert "Look at the addresses" in labels(at)


def test_a_file_for_another_day_leads_there_first(store: Store) -> None:
    bring(store, HEAD + row("3", day="2026-03-11"))
    at = open_page("orders")
    assert "None of these orders is for Tuesday 10 March 2026." in words(at)
    assert primary(at) == ["Go to Wed 11 Mar"]
    click(at, "Go to Wed 11 Mar")
    assert at.query_params["day"] == "2026-03-11"


def test_an_order_that_a_newer_file_lacks_is_kept_or_left_out(store: Store) -> None:
    bring(store)
    bring(store, EXPORT.replace(row("2"), ""), "newer.csv")
    at = open_page("orders")
    assert list(choose(at, "missing")["Status"]) == ["▲ not in newer.csv"]
    click(at, "Keep all 1")
    assert "missing" not in " ".join(line(at).options)
    assert "#2" in ids(store)


def test_what_a_newer_file_changed_is_told_field_by_field(store: Store) -> None:
    bring(store)
    at = open_page("orders")
    newer = EXPORT.replace("Customer 1", "Somebody Else")
    at.file_uploader[0].set_value([("newer.csv", newer.encode(), "text/csv")]).run()
    table = next(f for element in at.dataframe if "Before" in (f := element.value))
    assert table.to_numpy().tolist() == [["#1", "Customer", "Customer 1", "Somebody Else"]]


def test_nobody_is_asked_for_addresses_that_are_still_looked_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(store)
    monkeypatch.setattr("dashboard.services.lookups.waiting", lambda *_: ["Street 6"])
    monkeypatch.setattr("dashboard.services.lookups.begin", lambda *_: 1)
    at = open_page("orders")
    assert "Looking up addresses: 1 address to go." in words(at)
    assert not any("need" in said for said in line(at).options)
