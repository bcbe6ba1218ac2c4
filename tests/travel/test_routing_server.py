"""Travel from routing servers: what each kind says, what it costs, and what is kept."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.domain import UNREACHABLE, Point, TravelError, TravelMatrix
from dashboard.travel.routing_server import RoutingServer, Server
from dashboard.travel.server_services import SERVICES, pause_s
from tests.travel.fake_routing import SEA, FakeRouting, leg

TOWN = [Point(24.9 + k * 0.01, 60.2) for k in range(5)]
ISLAND = Point(SEA + 1, 60.2)
DAY_S = 86_400.0


def server(fake: FakeRouting, service: str = "osrm", **more: Any) -> Server:
    """The fake one, under the name that its kind has for a van."""
    profiles = (("van", SERVICES[service].profiles["van"]),)
    return Server(service, fake.url, **{"key": "k" * 20, "profiles": profiles} | more)


def provider(fake: FakeRouting, service: str = "osrm", **more: Any) -> RoutingServer:
    """Asks the fake one, without waiting."""
    return RoutingServer(server(fake, service), sleep=lambda _: None, **more)


def assert_as_driven(travel: TravelMatrix, points: list[Point]) -> None:
    """Each leg to the second and the metre."""
    legs = [[leg(a, b) or (UNREACHABLE, UNREACHABLE) for b in points] for a in points]
    expected = np.array(legs)
    assert np.abs(travel.durations_s[0] - expected[:, :, 0]).max() <= 1
    assert np.abs(travel.distances_m - expected[:, :, 1]).max() <= 1


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_gives_seconds_and_metres(fake: FakeRouting, service: str) -> None:
    travel = provider(fake, service).matrix(TOWN, "van", (0, 3600))
    assert_as_driven(travel, TOWN)
    assert travel.durations_s.shape == (1, 5, 5)
    assert travel.durations_s.dtype == travel.distances_m.dtype == np.int32
    assert not travel.estimated
    assert travel.kind.startswith(f"server: {SERVICES[service].label}")
    assert "k" * 20 not in travel.kind


@pytest.mark.parametrize("service", SERVICES)
def test_a_place_far_from_any_road_is_reached_from_nowhere(fake: FakeRouting, service: str) -> None:
    points = [TOWN[0], ISLAND, *TOWN[1:]]
    travel = provider(fake, service).matrix(points, "van")
    away = np.arange(6) != 1
    assert (travel.durations_s[0, 1, away] == UNREACHABLE).all()
    assert (travel.distances_m[away, 1] == UNREACHABLE).all()
    assert (np.diag(travel.durations_s[0]) == 0).all()
    assert (travel.durations_s[0][np.ix_(away, away)] >= 0).all()


@pytest.mark.parametrize("service", SERVICES)
def test_a_server_with_a_map_of_elsewhere_says_so(fake: FakeRouting, service: str) -> None:
    points = [Point(SEA + 1 + k / 100, 60.2) for k in range(3)]
    with pytest.raises(TravelError, match="a map of this area"):
        provider(fake, service).matrix(points, "van")


def test_pairs_without_a_way_are_unreachable(fake: FakeRouting) -> None:
    def cut(given: Any) -> Any:
        given["durations"][0][1] = None
        return given

    fake.change = cut
    travel = provider(fake).matrix(TOWN, "van")
    assert travel.durations_s[0, 0, 1] == travel.distances_m[0, 1] == UNREACHABLE
    assert travel.durations_s[0, 1, 0] > 0


@pytest.mark.parametrize(("service", "questions"), [("osrm", 4), ("valhalla", 9), ("mapbox", 100)])
def test_a_day_is_asked_in_parts_within_the_limits(
    fake: FakeRouting, service: str, questions: int
) -> None:
    points = [Point(24 + k % 10 / 100, 60 + k // 10 / 100) for k in range(120)]
    assert_as_driven(provider(fake, service).matrix(points, "van"), points)
    assert fake.tables == questions == SERVICES[service].questions(120)
    if service == "mapbox":
        assert max(path.partition("?")[0].count(";") for path, *_ in fake.asked) < 25


@pytest.mark.parametrize("service", ["osrm", "valhalla", "ors"])
def test_a_server_that_takes_less_is_asked_for_less(fake: FakeRouting, service: str) -> None:
    fake.most = 9
    assert_as_driven(provider(fake, service).matrix(TOWN, "van"), TOWN)
    fake.most = 0
    with pytest.raises(TravelError, match="cannot answer"):
        provider(fake, service).matrix(TOWN, "van")


def test_answers_are_kept_and_a_new_customer_costs_only_his_own(
    fake: FakeRouting, tmp_path: Path
) -> None:
    points = [Point(24 + k / 100, 60.0) for k in range(200)]
    for _ in range(2):
        provider(fake, folder=tmp_path).matrix(points[1:], "van")
    assert fake.tables == 4
    fake.asked.clear()
    assert_as_driven(provider(fake, folder=tmp_path).matrix(points, "van"), points)
    asked = sum(origins * destinations for origins, destinations in map(_pairs, fake.asked))
    assert asked < 200 * 200 / 3


def test_answers_are_forgotten_after_a_month(fake: FakeRouting, tmp_path: Path) -> None:
    for days, tables in ((0, 1), (30, 1), (31, 2), (32, 2)):
        now = 1_800_000_000 + days * DAY_S
        provider(fake, folder=tmp_path, now=lambda now=now: now).matrix(TOWN, "van")
        assert fake.tables == tables


def test_another_profile_or_server_is_asked_anew(fake: FakeRouting, tmp_path: Path) -> None:
    provider(fake, folder=tmp_path).matrix(TOWN, "van")
    provider(fake, "valhalla", folder=tmp_path).matrix(TOWN, "van")
    both = server(fake, profiles=(("van", "driving"), ("bike", "driving-slowly")))
    with pytest.raises(TravelError, match="no travel times at that address and profile"):
        RoutingServer(both, tmp_path, sleep=lambda _: None).matrix(TOWN, "bike")
    assert fake.tables == 3


def test_that_there_is_no_way_is_asked_again(fake: FakeRouting, tmp_path: Path) -> None:
    for _ in range(2):
        provider(fake, folder=tmp_path).matrix([*TOWN, ISLAND], "van")
    assert fake.tables == 2


def test_what_terms_forbid_to_keep_is_not_kept(fake: FakeRouting, tmp_path: Path) -> None:
    for service in ("mapbox", "google"):
        provider(fake, service, folder=tmp_path).matrix(TOWN, "van")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_of_answers_is_written_anew(fake: FakeRouting, tmp_path: Path) -> None:
    for damage in (b"", b"PK nonsense", None):
        provider(fake, folder=tmp_path).matrix(TOWN, "van")
        [file] = tmp_path.iterdir()
        file.write_bytes(file.read_bytes()[:-30] if damage is None else damage)
        assert_as_driven(provider(fake, folder=tmp_path).matrix(TOWN, "van"), TOWN)
    assert fake.tables == 4


def test_what_came_before_a_failure_is_kept(fake: FakeRouting, tmp_path: Path) -> None:
    points = [Point(24 + k % 10 / 100, 60 + k // 10 / 100) for k in range(120)]
    asks = provider(fake, folder=tmp_path)
    fake.change = lambda given: given if fake.tables < 3 else {}
    with pytest.raises(TravelError):
        asks.matrix(points, "van")
    fake.change = None
    fake.asked.clear()
    asks.matrix(points, "van")
    assert fake.tables == 2


def test_a_profile_without_a_name_is_not_taken_for_another(fake: FakeRouting) -> None:
    with pytest.raises(TravelError, match="what it calls a 'bike'"):
        provider(fake).matrix(TOWN, "bike")
    assert fake.asked == []


def test_hours_of_questions_are_not_begun() -> None:
    points = [Point(24 + k / 1000, 60.0) for k in range(1000)]
    slow = Server("mapbox", "http://127.0.0.1:9", profiles=(("van", "driving"),))
    with pytest.raises(TravelError, match="6,468 questions and at least 108 min"):
        RoutingServer(slow).matrix(points, "van")


def test_questions_are_kept_apart_as_public_servers_ask() -> None:
    assert pause_s(SERVICES["osrm"], "https://router.project-osrm.org/") == 1
    assert pause_s(SERVICES["ors"], "https://api.openrouteservice.org") == 1.6
    assert pause_s(SERVICES["ors"], "http://localhost:8080/ors") < 0.1


def test_a_position_off_the_earth_is_not_sent(fake: FakeRouting) -> None:
    with pytest.raises(TravelError, match="not on earth"):
        provider(fake).matrix([Point(0, 91)], "van")
    assert fake.asked == []


def test_places_near_a_zero_degree_are_written_without_an_exponent(fake: FakeRouting) -> None:
    provider(fake).matrix([Point(0.00003, 51.4), Point(-0.00008, 51.41)], "van")
    assert "e-" not in fake.asked[0][0]


def test_a_line_follows_the_streets_part_by_part_and_is_asked_once(fake: FakeRouting) -> None:
    points = [Point(24 + k / 100, 60.0) for k in range(99)]
    asks = provider(fake)
    line = asks.line(points)
    assert line == asks.line(points)
    assert line[0] == points[0]
    assert line[-1] == points[-1]
    assert set(points) == set(line)
    assert len(line) > 2 * 99
    assert len(fake.asked) == 2
    assert asks.line(points[:1]) == points[:1]


def _pairs(asked: tuple[str, Any, Any]) -> tuple[int, int]:
    query = asked[0].partition("?")[2]
    sides = dict(part.split("=") for part in query.split("&"))
    return len(sides["sources"].split(";")), len(sides["destinations"].split(";"))
