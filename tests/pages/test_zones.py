"""The zones page, and what zones are on the other pages."""

from typing import Any
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import Point
from dashboard.services import orders
from dashboard.services.zones import ServiceArea, Zone, get_area
from dashboard.store import Store
from dashboard.ui import sketches
from dashboard.ui.sketches import NEW
from tests.build import DATE
from tests.intake.build_zones import BOW_TIE, EAST, WEST, feature, geojson
from tests.pages.plan_pages import labels, open_page, words
from tests.services.build_zones import keep_zones, zone
from tests.services.ready import ready_day

SQUARE = (Point(24.92, 60.17), Point(24.94, 60.17), Point(24.94, 60.175), Point(24.92, 60.175))


@pytest.fixture
def day(store: Store) -> Store:
    """A day of five orders along a street."""
    ready_day(store, 5, date=DATE)
    return store


def click(at: AppTest, label: str) -> AppTest:
    """Press the button; nothing may go wrong."""
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def draw(at: AppTest, corners: tuple[Point, ...] = SQUARE) -> AppTest:
    """What the map says when the border is closed."""
    sketch = at.session_state["zone_sketch"]
    event = {"corners": [list(corner) for corner in corners], "revision": sketch.revision}
    at.session_state["zone_sketch"] = sketches.drawn(sketch, event)
    return at.run()


def take(at: AppTest, number: int, corners: tuple[Point, ...] | None = SQUARE) -> AppTest:
    """Have a zone in hand, as by a click on the map."""
    sketch = at.session_state["zone_sketch"]
    at.session_state["zone_sketch"] = sketches.looking_at(sketch, number, corners)
    return at.run()


def told(at: AppTest) -> str:
    """What was done, as the page says it."""
    return "\n".join(element.value for element in at.success).replace("\\", "")


def test_without_zones_the_page_says_what_they_are_for(store: Store) -> None:
    at = open_page("zones")
    assert "No zones yet" in words(at)
    assert "Draw a zone" in labels(at)
    assert not at.toggle
    assert not at.dataframe


def test_a_zone_is_drawn_given_its_rules_and_kept(day: Store) -> None:
    at = click(open_page("zones"), "Draw a zone")
    assert "close it by a double click" in words(at)
    draw(at)
    assert at.text_input[0].value == "Zone 1"
    at.text_input[0].set_value(" South ")
    at.number_input[0].set_value(4.9)
    at.button_group[0].set_value([0, 2])
    click(at, "Save the zone")
    [kept] = get_area(day).zones
    assert (kept.name, kept.fee_cents, kept.weekdays) == ("South", 490, frozenset({0, 2}))
    assert "“South” is saved. On this day 2 orders lie in “South”" in told(at)
    assert "2 orders are in a zone that is not served on this weekday" in told(at)
    assert list(at.dataframe[0].value.iloc[0]) == ["South", "4.90 €", "Mon, Wed", "anyone", 2]
    assert at.session_state["zone_sketch"].zone is None


@pytest.mark.parametrize(
    ("corners", "name", "reason"),
    [
        (SQUARE, " ", "needs a name"),
        (SQUARE, "north", "Two zones are called"),
        ((Point(0, 0), Point(1, 1), Point(2, 2)), "New", "on one line"),
    ],
)
def test_a_zone_that_cannot_be_is_refused_and_stays_in_hand(
    day: Store, corners: tuple[Point, ...], name: str, reason: str
) -> None:
    keep_zones(day, zone("North"))
    at = draw(click(open_page("zones"), "Draw a zone"), corners)
    at.text_input[0].set_value(name)
    click(at, "Save the zone")
    assert reason in words(at)
    assert at.session_state["zone_sketch"].zone == NEW
    assert len(get_area(day).zones) == 1


def test_rules_of_a_zone_change_and_its_border_stays(day: Store) -> None:
    keep_zones(day, zone("A", 1, 3), zone("B", 4, 5))
    before = get_area(day).zones[1].area
    at = take(open_page("zones"), 1, None)
    assert "its border stays" in words(at)
    at.selectbox[0].set_value("Own van")
    click(at, "Save the zone")
    [_, b] = get_area(day).zones
    assert (b.driver_class, b.area) == ("Own van", before)
    assert "2 orders are now only for Own van" in told(at)


def test_the_sequence_of_zones_that_overlap_is_said_and_changed(day: Store) -> None:
    keep_zones(day, zone("A", 1, 3), zone("B", 3, 4))
    at = open_page("zones")
    assert "the upper one counts: A before B." in words(at)
    take(at, 1)
    at.button(key="move_zone_-1").click().run()
    assert [one.name for one in get_area(day).zones] == ["B", "A"]
    assert at.session_state["zone_sketch"].zone == 0
    assert at.button(key="move_zone_-1").disabled
    assert "the upper one counts: B before A." in words(at)


def test_a_zone_is_deleted_after_a_question(day: Store) -> None:
    keep_zones(day, zone("A"), zone("B"))
    at = take(open_page("zones"), 0)
    at.button(key="delete_zone").click().run()
    at.button(key="confirm_delete_zone").click().run()
    assert [one.name for one in get_area(day).zones] == ["B"]
    assert "The zone is deleted." in told(at)


def test_only_inside_the_zones_is_a_switch_that_tells_what_it_does(day: Store) -> None:
    keep_zones(day, zone("A", 1, 3))
    at = open_page("zones")
    at.toggle[0].set_value(True).run()
    assert get_area(day).is_limit
    assert "2 orders are now outside your zones" in told(at)
    at.toggle[0].set_value(False).run()
    assert "2 orders are no longer outside your zones" in told(at)


def test_zones_of_a_file_are_named_and_taken_in(day: Store) -> None:
    keep_zones(day, zone("East"))
    at = bring(open_page("zones"), feature(WEST, plz="00100"), feature(EAST, plz="East"))
    assert at.selectbox[0].value == ""
    at.selectbox[0].set_value("plz").run()
    assert "2 zones: 00100, East (2)" in words(at)
    click(at, "Add 2 zones")
    assert [one.name for one in get_area(day).zones] == ["East", "00100", "East (2)"]
    assert "2 zones added" in told(at)


def test_what_was_mended_in_a_file_is_said_and_nonsense_is_refused(day: Store) -> None:
    at = bring(open_page("zones"), feature(BOW_TIE, name="Bow"))
    assert "crossed itself and was mended" in words(at)
    at.file_uploader[0].set_value(("zones.json", b"{}", "application/json")).run()
    assert "zones.json: This is JSON, but no GeoJSON" in words(at)


def bring(at: AppTest, *features: dict[str, Any]) -> AppTest:
    """A file of these areas, dropped on the page."""
    file = ("zones.geojson", geojson(*features), "application/geo+json")
    at.file_uploader[0].set_value(file).run(timeout=60)
    assert not at.exception
    return at


def test_orders_show_their_zone_its_fee_and_what_is_wrong_there(day: Store) -> None:
    off = zone("B", 3, 4, weekdays=frozenset({5}))
    keep_zones(day, zone("A", 1, 2, fee_cents=490, driver_class="Bike"), off, is_limit=True)
    with patch("streamlit.data_editor", side_effect=lambda table, **_: shown.append(table)):
        shown: list[Any] = []
        at = open_page("orders")
    [table] = shown
    assert list(table["zone"]) == ["A", "A", "B", "B", ""]
    assert list(table["fee"]) == ["4.90 €", "4.90 €", "", "", ""]
    assert list(table["driver_class"]) == ["Bike", "Bike", "", "", ""]
    assert list(table["status"])[1:] == [
        "✓ ok",
        *["▲ zone not served that day"] * 2,
        "▲ outside your zones",
    ]
    problems = at.dataframe[0].value
    assert list(problems["Value"]) == ["B", "B", ""]
    assert "1 order outside your zones." in words(open_page("today"))


def test_a_workspace_without_zones_shows_no_columns_for_them(day: Store) -> None:
    [view, *_] = orders.list_orders(day, DATE)
    assert view.zone is None
    assert get_area(day) == ServiceArea()
    assert "Zone" not in words(open_page("orders"))


def test_a_zone_that_is_gone_meanwhile_is_put_down(day: Store) -> None:
    keep_zones(day, zone("A"), zone("B"))
    at = take(open_page("zones"), 1)
    keep_zones(day, Zone("A", get_area(day).zones[0].area))
    at.run()
    assert not at.exception
    assert at.session_state["zone_sketch"].zone is None
