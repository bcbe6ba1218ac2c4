"""Services on the web: what their answers are worth, and what becomes of silence."""

from types import SimpleNamespace
from typing import Any

import pytest
from geopy.exc import GeocoderAuthenticationFailure, GeocoderTimedOut

from dashboard.domain import PlannerError, Point
from dashboard.places import Found, Quality
from dashboard.places.online import PROVIDERS, Provider, geocoder, judge

ADDRESS = "Kaivokatu 10 B, 00100 Helsinki"


def place(label: str, lat: Any = 60.1711, lon: Any = 24.9414) -> SimpleNamespace:
    """A place as geopy hands it over."""
    return SimpleNamespace(address=label, latitude=lat, longitude=lon)


def judged(*places: Any, address: str = ADDRESS) -> Found:
    return judge(address, places, "Photon by Komoot (1 address a second)")


class Service:
    """Answers what it is told to, or fails as it is told to."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.questions: list[str] = []

    def geocode(self, address: str, **_: Any) -> Any:
        """As geopy's geocoders do."""
        self.questions.append(address)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def asking(service: Service, pauses: list[float] | None = None, name: str = "photon") -> Any:
    """The function that asks this service, and sleeps into a list."""
    sleep = (pauses if pauses is not None else []).append
    return geocoder(name, make=lambda *_: service, sleep=sleep)


def test_the_same_street_and_number_is_taken() -> None:
    found = judged(place("10 B, Kaivokatu, Kluuvi, Helsinki, 00100, Suomi"))
    assert (found.state, found.reason) == ("accepted", "")
    assert found.best is not None
    assert (found.best.quality, found.best.point) == (Quality.HOUSE, Point(24.9414, 60.1711))


@pytest.mark.parametrize(
    "label",
    ["Kaivokatu, Helsinki, 00100", "12, Kaivokatu, Helsinki, 00100", "10, Kaivokatu, Espoo, 02100"],
)
def test_another_number_or_none_is_for_a_person(label: str) -> None:
    found = judged(place(label))
    assert found.state == "review"
    assert found.reason.startswith("Photon by Komoot is not sure of this address")
    assert found.best is not None
    assert found.best.quality is Quality.STREET


def test_a_street_of_another_name_is_for_a_person_whatever_its_number() -> None:
    found = judged(place("10, Ratsumiehenpolku, 00100, Vantaa"), address="Kaivokatu 10, 00100")
    assert found.state == "review"


def test_two_places_as_good_are_for_a_person_and_one_place_twice_is_not() -> None:
    label = "10 B, Kaivokatu, Helsinki, 00100"
    assert judged(place(label), place(label, lat=60.2)).state == "review"
    assert judged(place(label), place(label)).state == "accepted"


def test_the_best_of_three_comes_first_and_more_are_not_kept() -> None:
    far = [place(f"{number}, Elsewhere Road") for number in (1, 2, 3)]
    found = judged(far[0], place("10 B, Kaivokatu, Helsinki, 00100"), *far[1:])
    assert found.state == "accepted"
    assert len(found.candidates) == 3
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "nowhere",
    [
        place(""),
        place("Kaivokatu 10", lat=None),
        place("Kaivokatu 10", lat="north"),
        place("Kaivokatu 10", lat=float("nan")),
        place("Kaivokatu 10", lat=91),
        place("Kaivokatu 10", lat=0, lon=0),
        SimpleNamespace(address="Kaivokatu 10"),
        None,
    ],
)
def test_a_place_that_is_none_is_passed_over(nowhere: Any) -> None:
    found = judged(nowhere)
    assert (found.state, found.best, found.candidates) == ("rejected", None, ())
    assert "place a pin" in found.reason


def test_a_very_long_label_is_cut() -> None:
    [only] = judged(place("Kaivokatu 10 " + "x" * 1000)).candidates
    assert len(only.label) == 300


def test_no_places_are_an_answer_and_failures_are_none() -> None:
    nothings: tuple[object, ...] = (None, [])
    for nothing in nothings:
        found = asking(Service(nothing))(ADDRESS)
        assert found is not None
        assert found.state == "rejected"
    for failure in (
        GeocoderTimedOut("late"),
        GeocoderAuthenticationFailure("key"),
        ValueError("no"),
        KeyError("features"),
        TypeError("None"),
    ):
        assert asking(Service(failure))(ADDRESS) is None


def test_a_fault_of_ours_is_not_taken_for_silence() -> None:
    with pytest.raises(AssertionError):
        asking(Service(AssertionError()))(ADDRESS)


def test_questions_are_kept_apart_by_the_pause_of_the_service() -> None:
    pauses: list[float] = []
    ask = asking(Service([]), pauses)
    for _ in range(3):
        ask(ADDRESS)
    assert len(pauses) == 2
    assert 0.5 < pauses[0] <= 1.0
    assert 1.5 < pauses[1] <= 2.0


def test_an_unknown_service_is_named() -> None:
    with pytest.raises(PlannerError, match="no geocoding service 'oracle'"):
        geocoder("oracle")


@pytest.mark.parametrize("server", ["", "maps.example", "file:///etc", "https://"])
def test_a_server_of_ones_own_needs_an_address(server: str) -> None:
    with pytest.raises(PlannerError, match="no address of a server"):
        geocoder("own", server=server)


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_service_can_be_made_ready_without_asking_it(name: str) -> None:
    assert geocoder(name, "key", server="https://maps.example/nominatim/") is not None


def test_the_key_and_the_server_reach_who_asks() -> None:
    given: list[tuple[Provider, str, str]] = []

    def make(*told: Any) -> Service:
        given.append(told)
        return Service([])

    geocoder("own", "", server="https://maps.example", make=make)
    geocoder("here", "secret", make=make)
    assert given == [
        (PROVIDERS["own"], "", "https://maps.example"),
        (PROVIDERS["here"], "secret", ""),
    ]
