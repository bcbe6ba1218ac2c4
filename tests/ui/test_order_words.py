"""How an order stands, in words that say it without colour."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain import Day, Order, Point, Zone
from dashboard.domain.words import STANDARD
from dashboard.services.orders import OrderView, Quality
from dashboard.ui import order_words
from tests.build import DATE, window

HERE = Point(24.94, 60.17)
FINE = OrderView(
    key=("file", "A"),
    order_id="A",
    text={},
    order=Order("A", HERE),
    problems=(),
    excluded=False,
    conflicts={},
    far_km=None,
    quality=Quality.STREET,
)
NORTH = Zone("North", b"", fee_cents=490)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "✓ ok"),
        ({"excluded": True, "state": "excluded"}, "– left out"),
        ({"excluded": True, "state": "pickup"}, "– pickup"),
        ({"excluded": True, "state": "not_shipped"}, "– nothing to ship"),
        ({"excluded": True, "left_out_by": "Post"}, "– left out by rule “Post”"),
        ({"order": Order("A")}, "▲ no position"),
        ({"far_km": 4000.0, "swapped": True}, "▲ latitude and longitude swapped?"),
        ({"far_km": 4000.0}, "▲ too far"),
        ({"missing_in": "new.csv"}, "▲ not in new.csv"),
        ({"is_outside": True}, "▲ outside your zones"),
        ({"is_off_day": True, "zone": NORTH}, "▲ zone not served that day"),
    ],
)
def test_every_state_has_a_sign_and_words(changes: dict[str, Any], words: str) -> None:
    assert order_words.status(replace(FINE, **changes)) == words


def test_a_place_is_named_by_what_it_is_the_middle_of() -> None:
    assert order_words.place(FINE) == "▬ street"
    assert {order_words.place(replace(FINE, quality=q))[0] for q in Quality} == set("⌂▬▪○")


def test_a_window_stands_beside_what_the_file_said() -> None:
    order = replace(FINE.order, windows=(window("10:00", "12:00"),)) if FINE.order else None
    said = replace(FINE, text={"window": "10am-noon"}, order=order)
    assert order_words.hours_words(said, Day(DATE), STANDARD) == "10am-noon → 10:00–12:00"
    assert order_words.hours_words(FINE, Day(DATE), STANDARD) == "any time"


def test_an_address_that_no_map_knows_has_a_reason_and_a_remedy() -> None:
    lost = replace(FINE, order=Order("A"), text={"address": "Street 1"})
    [(column, value, wrong, remedy)] = order_words.reasons(lost)
    assert (column, value) == ("Address", "Street 1")
    assert wrong == "There is no map of your area yet."
    assert "addresses page" in remedy


def test_what_delivery_costs_is_said_where_a_zone_asks_for_it() -> None:
    assert order_words.fee(replace(FINE, zone=NORTH), STANDARD) == "4.90 €"
    assert order_words.fee(replace(FINE, zone=replace(NORTH, fee_cents=0)), STANDARD) == ""
    assert order_words.fee(FINE, STANDARD) == ""


def test_what_is_wrong_with_a_zone_has_a_remedy() -> None:
    [(column, _, wrong, remedy)] = order_words.reasons(replace(FINE, is_outside=True))
    assert (column, "outside all your zones" in wrong) == ("Zone", True)
    assert "draw a zone around it" in remedy
    [(_, name, wrong, remedy)] = order_words.reasons(replace(FINE, is_off_day=True, zone=NORTH))
    assert (name, "planned all the same" in wrong) == ("North", True)
    assert "move it to another day" in remedy
