"""The routing server on the settings page: off at first, tried before it is trusted."""

from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.services import routing, sample
from dashboard.services.routing import Routing
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import open_page, words
from tests.travel.fake_routing import Answer, FakeRouting, serving


def choose(at: AppTest, service: str) -> AppTest:
    """Take one from the list of services."""
    next(box for box in at.selectbox if box.label == "Routing service").set_value(service).run()
    assert not at.exception
    return at


def field(at: AppTest, label: str) -> Any:
    """The text field that is called so."""
    return next(one for one in at.text_input if one.label == label)


def click(at: AppTest, label: str) -> AppTest:
    """Press the button that is called so."""
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_no_place_is_sent_until_somebody_switches_a_server_on(store: Store) -> None:
    at = open_page("settings")
    assert "✓ Off: no place leaves this machine." in words(at)
    choose(at, "osrm")
    click(at, "Save the server")
    assert "Say where your OSRM runs" in at.error[0].value.replace("\\", "")
    assert routing.get(store) == Routing()
    field(at, "Its address").set_value("http://localhost:5000/")
    click(at, "Save the server")
    assert routing.get(store).url == "http://localhost:5000"
    assert "are sent to OSRM at localhost:5000" in words(at).replace("\\", "")
    choose(at, "")
    click(at, "Switch it off")
    assert routing.get(store) == Routing()
    assert "✓ Off: no place leaves this machine." in words(at)


def test_a_server_is_asked_once_before_it_is_saved(store: Store) -> None:
    sample.load(store, DATE)
    with serving(FakeRouting()) as fake:
        at = choose(open_page("settings"), "osrm")
        field(at, "Its address").set_value(fake.url)
        click(at, "Ask it once")
        told = at.success[0].value.replace("\\", "")
        assert "From the depot to order S1001:" in told
        assert "km" in told
        assert told.endswith("for vans.")
        assert routing.get(store) == Routing()
        fake.script = [Answer(body=b"<html>")]
        click(at, "Ask it once")
        assert "a web page" in at.error[0].value


def test_a_key_is_never_shown_again(store: Store) -> None:
    at = choose(open_page("settings"), "ors")
    field(at, "Its key").set_value("secret-1234")
    click(at, "Save the server")
    assert routing.has_key(store, Routing("ors"))
    fresh = open_page("settings")
    assert field(fresh, "Its key").value == ""
    assert "secret" not in words(fresh)


def test_what_a_paid_service_costs_is_said_before(store: Store) -> None:
    at = choose(open_page("settings"), "google")
    told = words(at)
    assert "100 questions" in told
    assert "10,000 paid pairs of places" in told
    assert not [one for one in at.text_input if one.label == "Its address"]
