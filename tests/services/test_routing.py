"""The routing server: off unless somebody says so, its key kept apart and sent nowhere else."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.domain import PlannerError, Point, TravelError
from dashboard.services import backups, depots, routing, routing_trial, sample
from dashboard.services.routing import Routing
from dashboard.store import Store, save_settings
from dashboard.travel.routing_server import INSTEAD
from tests.build import DATE
from tests.travel.fake_routing import SEA, Answer, FakeRouting, serving

PROFILES = {"van": "driving", "bike": ""}
TOWN = [Point(24.9 + k / 100, 60.2) for k in range(3)]


@pytest.fixture
def fake() -> Iterator[FakeRouting]:
    """A server that answers until the end of the test."""
    with serving(FakeRouting()) as started:
        yield started


def osrm(fake: FakeRouting) -> Routing:
    """The fake one."""
    return Routing("osrm", fake.url, PROFILES)


def test_no_server_is_asked_unless_somebody_switches_one_on(
    store: Store, fake: FakeRouting
) -> None:
    assert routing.provider(store) is None
    routing.save(store, osrm(fake))
    asks = routing.provider(store)
    assert asks is not None
    assert (asks.kind, asks.estimated) == ("server", False)
    assert not asks.matrix(TOWN, "van").estimated
    routing.save(store, Routing())
    assert routing.provider(store) is None


def test_an_estimate_stands_in_only_with_leave(store: Store, fake: FakeRouting) -> None:
    fake.script = [Answer(404)] * 2
    routing.save(store, osrm(fake))
    asks = routing.provider(store)
    assert asks is not None
    with pytest.raises(TravelError):
        asks.matrix(TOWN, "van")
    routing.save(store, replace(osrm(fake), fallback=True))
    asks = routing.provider(store)
    assert asks is not None
    assert asks.matrix(TOWN, "van").kind == INSTEAD


def test_answers_are_kept_in_the_workspace_until_the_server_is_saved_anew(
    store: Store, fake: FakeRouting
) -> None:
    for tables in (1, 2):
        routing.save(store, osrm(fake))
        for _ in range(2):
            asks = routing.provider(store)
            assert asks is not None
            asks.matrix(TOWN, "van")
        assert fake.tables == tables


def test_keys_are_in_no_backup_and_no_setting_and_for_their_server_alone(store: Store) -> None:
    mine = Routing("ors", "https://ors.example/ors", {"van": "driving-car"})
    routing.save(store, mine, " very-secret-key ")
    assert routing.has_key(store, mine)
    assert routing.server_of(store, mine, "").key == "very-secret-key"
    assert not routing.has_key(store, replace(mine, url="https://thief.example/ors"))
    assert not routing.has_key(store, replace(mine, url=""))
    assert routing.server_of(store, replace(mine, url="https://thief.example"), "").key == ""
    assert b"very-secret-key" not in backups.make(store)
    assert "secret" not in repr(routing.server_of(store, mine, ""))
    routing.save(store, mine)
    assert routing.has_key(store, mine)


@pytest.mark.parametrize(
    ("given", "key", "words"),
    [
        (Routing("oracle"), "", "no routing service 'oracle'"),
        (Routing("osrm", "", PROFILES), "", "where your OSRM runs, as in http://localhost:5000"),
        (Routing("osrm", "maps.example", PROFILES), "", "'maps.example' is no address"),
        (Routing("osrm", "file:///etc", PROFILES), "", "is no address"),
        (Routing("osrm", "http://maps.example:x", PROFILES), "", "is no address"),
        (Routing("osrm", "http://[", PROFILES), "", "is no address"),
        (Routing("osrm", "https://me:pass@maps.example", PROFILES), "", "no key and no password"),
        (Routing("osrm", "https://maps.example/?key=x", PROFILES), "", "no key and no password"),
        (Routing("osrm", "https://maps.example", {}), "", "calls the profile of a van"),
        (Routing("osrm", "https://maps.example", {"van": "../x"}), "", "is no name of a profile"),
        (Routing("osrm", "http://maps.example", PROFILES), "key", "https://"),
        (Routing("osrm", "https://maps.example", PROFILES), "a\nb", "copy it anew"),
        (Routing("ors", "", {"van": "driving-car"}), "", "openrouteservice needs a key"),
        (Routing("google", "", {"van": "driving"}), "", "Google Maps needs a key"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_not_switched_on(
    store: Store, given: Routing, key: str, words: str
) -> None:
    with pytest.raises(PlannerError, match=words):
        routing.save(store, given, key)
    assert routing.get(store) == Routing()


def test_a_paid_service_is_asked_where_it_runs_whatever_an_address_says(store: Store) -> None:
    routing.save(store, Routing("google", "https://thief.example", {"van": "driving"}), "key")
    assert routing.get(store).url == "https://maps.googleapis.com/maps/api"
    assert routing.get(store).name == "Google Maps"


def test_a_service_of_a_newer_program_is_off_and_a_newer_field_passed_over(store: Store) -> None:
    save_settings(store, routing={"service": "oracle", "url": "https://maps.example"})
    assert routing.provider(store) is None
    newer = {"service": "osrm", "url": "https://maps.example", "profiles": PROFILES, "hue": 3}
    save_settings(store, routing=newer)
    assert routing.get(store) == Routing("osrm", "https://maps.example", PROFILES)


def test_a_day_says_what_it_costs_the_server() -> None:
    for service, apart_s in (("valhalla", 0.08), ("ors", 6.4)):
        questions, told_s = routing.effort(Routing(service), 100)
        assert questions == 4
        assert told_s == pytest.approx(apart_s)
    assert routing.effort(Routing("google"), 200)[0] == 400


def test_a_trial_asks_for_one_drive_and_saves_nothing(store: Store, fake: FakeRouting) -> None:
    sample.load(store, DATE)
    both = replace(osrm(fake), profiles={"van": "driving", "bike": ""})
    trial = routing_trial.try_once(store, DATE, both)
    assert trial.origin == "the depot"
    assert trial.destination.startswith("order ")
    seconds, metres = trial.drives["van"]
    assert metres == pytest.approx(10 * seconds, abs=10)
    assert list(trial.drives) == ["van"]
    assert routing.get(store) == Routing()
    assert len(fake.asked) == 1


def test_a_trial_needs_a_place_and_the_depot_alone_will_do(store: Store, fake: FakeRouting) -> None:
    with pytest.raises(PlannerError, match="Set the depot first"):
        routing_trial.try_once(store, DATE, osrm(fake))
    for lon, is_reached in ((24.9, True), (SEA + 1, False)):
        depots.save_depot(store, DATE, point=Point(lon, 60.2), name="Yard")
        trial = routing_trial.try_once(store, DATE, osrm(fake))
        assert trial.destination == "a place about 1 km east of the depot"
        seconds, metres = trial.drives["van"]
        assert (metres == pytest.approx(1500, rel=0.01)) == is_reached
        assert (seconds > 0) == is_reached


def test_a_trial_tells_at_once_what_is_wrong(store: Store, fake: FakeRouting) -> None:
    sample.load(store, DATE)
    fake.script = [Answer(503)]
    with pytest.raises(TravelError, match="has a fault or is overloaded"):
        routing_trial.try_once(store, DATE, osrm(fake))
    assert len(fake.asked) == 1
