"""A pin goes where a person put it last, on the map or in figures."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import Point
from dashboard.ui.pins import Pin, moved, typed

HOME, SHOP = Point(lon=24.94, lat=60.17), Point(lon=24.95, lat=60.18)


def event(point: Point = SHOP, revision: int = 1) -> dict[str, Any]:
    return {"lon": point.lon, "lat": point.lat, "revision": revision}


def test_the_map_puts_the_pin() -> None:
    pin = moved(Pin(HOME), event())
    assert (pin.put, pin.at, pin.revision) == (SHOP, SHOP, 1)


def test_a_pin_nobody_touched_was_put_nowhere() -> None:
    assert (Pin(HOME).put, Pin(HOME).at, Pin(None).at) == (None, HOME, None)


def test_a_message_from_before_the_latest_change_is_dropped() -> None:
    pin = typed(Pin(HOME), "60.2, 25.0")
    assert moved(pin, event(revision=1)) == pin
    assert moved(pin, event(revision=2)).put == SHOP


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        "60.17, 24.94",
        [24.94, 60.17],
        {"revision": 1},
        {"lon": "24.94", "lat": 60.17, "revision": 1},
        {"lon": float("nan"), "lat": 60.17, "revision": 1},
        {"lon": 1e400, "lat": 60.17, "revision": 1},
        {"lon": 24.94, "lat": 91, "revision": 1},
        {"lon": 24.94, "lat": None, "revision": 1},
    ],
)
def test_nonsense_from_a_browser_moves_nothing(nonsense: object) -> None:
    assert moved(Pin(HOME), nonsense) == Pin(HOME)


def test_figures_put_the_pin_and_emptied_they_take_it_back() -> None:
    pin = typed(Pin(HOME), "60.18, 24.95")
    assert (pin.put, pin.revision) == (SHOP, 2)
    assert typed(pin, " ") == Pin(HOME, revision=3)


def test_wrong_figures_leave_the_pin_and_say_why() -> None:
    pin = typed(moved(Pin(HOME), event()), "at the church")
    assert pin.put == SHOP
    assert "Give latitude and longitude" in pin.wrong
    assert moved(pin, event(HOME)).wrong == ""


def test_the_field_follows_the_pin_and_sets_it() -> None:
    at = page().run()
    assert field(at) == "60.17, 24.94"
    assert at.text[0].value == "None None"

    at.text_input[0].set_value("60.18 24.95").run()
    assert field(at) == "60.18, 24.95"
    assert at.text[0].value == f"{SHOP} {SHOP}"

    at.text_input[0].set_value("nowhere").run()
    assert (field(at), len(at.error)) == ("nowhere", 1)
    assert at.text[0].value == f"{SHOP} {SHOP}"

    at.text_input[0].set_value("").run()
    assert (field(at), len(at.error)) == ("60.17, 24.94", 0)
    assert at.text[0].value == "None None"


def test_another_place_given_starts_anew() -> None:
    at = page().run()
    at.text_input[0].set_value("60.18, 24.95").run()
    at.session_state["given"] = Point(lon=25.0, lat=60.0)
    at.run()
    assert field(at) == "60.0, 25.0"
    assert at.text[0].value == "None None"


def page() -> AppTest:
    def script() -> None:
        import streamlit as st

        from dashboard.domain import Point
        from dashboard.ui.pin_map import Mark, pin_map, place_fields

        given = st.session_state.get("given", Point(lon=24.94, lat=60.17))
        candidates = [Mark(Point(lon=24.9, lat=60.1), "Main Street 5")]
        put = pin_map(given, key="pin", theme="light", alt="Anna's place", candidates=candidates)
        st.text(f"{put} {place_fields(given, 'pin')}")

    return AppTest.from_function(script)


def field(at: AppTest) -> str:
    assert not at.exception
    return str(at.text_input[0].value)
