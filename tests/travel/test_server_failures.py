"""Routing servers that fail: patience where it helps, plain words where not, never the key."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from dashboard.domain import Point, TravelError
from dashboard.travel.routing_server import INSTEAD, OrEstimate, RoutingServer, Server
from dashboard.travel.server_services import SERVICES
from tests.travel.fake_routing import Answer, FakeRouting, said

TOWN = [Point(round(24.9 + k * 0.01, 2), 60.2) for k in range(3)]
KEY = "very-secret-key"


def asking(
    fake: FakeRouting, waits: list[float] | None = None, service: str = "osrm", **more: Any
) -> RoutingServer:
    """Asks the fake one, and waits into a list."""
    profiles = (("van", SERVICES[service].profiles["van"]),)
    sleep = (waits if waits is not None else []).append
    return RoutingServer(Server(service, fake.url, KEY, profiles, **more), sleep=sleep)


def failure(fake: FakeRouting, service: str = "osrm", **more: Any) -> str:
    """The words of what goes wrong."""
    with pytest.raises(TravelError) as caught:
        asking(fake, service=service, **more).matrix(TOWN, "van")
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


def patience(waits: list[float]) -> list[float]:
    """The waits that are no politeness."""
    return [wait for wait in waits if wait >= 0.5]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_that_passes_costs_a_second(fake: FakeRouting, status: int) -> None:
    waits: list[float] = []
    fake.script = [Answer(status)]
    asking(fake, waits).matrix(TOWN, "van")
    assert patience(waits) == [1]


def test_a_fault_that_stays_is_told_after_four_questions(fake: FakeRouting) -> None:
    waits: list[float] = []
    fake.script = [Answer(500)] * 9
    with pytest.raises(TravelError, match="has a fault or is overloaded"):
        asking(fake, waits).matrix(TOWN, "van")
    assert patience(waits) == [1, 2, 4]
    assert len(fake.asked) == 4


@pytest.mark.parametrize("way", ["seconds", "date"])
def test_a_server_that_wants_patience_is_given_it(fake: FakeRouting, way: str) -> None:
    waits: list[float] = []
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    fake.script = [Answer(429, headers={"Retry-After": "20" if way == "seconds" else then})]
    asking(fake, waits).matrix(TOWN, "van")
    assert patience(waits) == [pytest.approx(20, abs=2)]


def test_questions_are_kept_apart(fake: FakeRouting) -> None:
    waits: list[float] = []
    points = [Point(24.9 + k / 100, 60.2) for k in range(20)]
    asking(fake, waits, "mapbox").matrix(points, "van")
    assert fake.tables == 4
    assert [round(wait) for wait in waits] == [1, 2, 3]  # As sleep is not slept, they add up.


def test_a_server_that_wants_an_hour_is_not_waited_for(fake: FakeRouting) -> None:
    fake.script = [Answer(429, headers={"Retry-After": "3600"})]
    assert "allows no more questions now: try again in about 60 min" in failure(fake)
    assert len(fake.asked) == 1


def test_a_connection_that_breaks_off_is_tried_again(fake: FakeRouting) -> None:
    fake.script = [Answer(closes=True), Answer(body=b'{"code":', headers={"Content-Length": "99"})]
    asking(fake).matrix(TOWN, "van")
    assert len(fake.asked) == 3
    fake.script = [Answer(closes=True)] * 9
    assert "the connection broke off" in failure(fake)


def test_a_slow_server_is_not_waited_for_for_ever(fake: FakeRouting) -> None:
    fake.script = [Answer(wait_s=0.6)] * 2
    assert "did not answer within 0.1 seconds" in failure(fake, timeout_s=0.1, tries=2)
    assert len(fake.asked) == 2


def test_nobody_at_the_address_is_told() -> None:
    nobody = FakeRouting(url="http://127.0.0.1:9")
    assert "OSRM at 127.0.0.1:9 does not answer: nothing runs" in failure(nobody, tries=1)


def test_a_web_page_is_no_answer(fake: FakeRouting) -> None:
    fake.script = [Answer(body=b"<html>Please log in</html>")]
    assert "something else than travel times (a web page)" in failure(fake)
    assert len(fake.asked) == 1


def test_a_server_that_points_elsewhere_is_not_followed(fake: FakeRouting) -> None:
    fake.script = [Answer(302, headers={"Location": f"{fake.url}/elsewhere"})]
    assert "sends us to another address" in failure(fake)
    assert len(fake.asked) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_told_and_never_shown(fake: FakeRouting, status: int) -> None:
    fake.script = [said({"error": f"The key {KEY} is not valid"}, status)]
    told = failure(fake, "ors")
    assert "does not accept the key" in told
    assert "It says: The key … is not valid. Check the routing server" in told
    fake.script = [said({"message": f"Odd: {KEY}", "code": "Odd"}, 400)]
    assert "It says: Odd: …" in failure(fake)


def test_the_key_goes_where_each_service_wants_it(fake: FakeRouting) -> None:
    given = {}
    for service in SERVICES:
        asking(fake, service=service).matrix(TOWN, "van")
        path, headers, _ = fake.asked[-1]
        given[service] = path.count(KEY), headers.get("Authorization")
    assert given == {
        "osrm": (0, f"Bearer {KEY}"),
        "valhalla": (0, f"Bearer {KEY}"),
        "ors": (0, KEY),
        "mapbox": (1, None),
        "google": (1, None),
    }
    assert KEY not in repr(Server("ors", fake.url, KEY))


def test_google_says_within_its_answer_how_it_went(fake: FakeRouting) -> None:
    fake.script = [said({"status": "OVER_QUERY_LIMIT"}), said({"status": "UNKNOWN_ERROR"})]
    asking(fake, service="google").matrix(TOWN, "van")
    assert len(fake.asked) == 3
    fake.script = [said({"status": "REQUEST_DENIED", "error_message": f"{KEY} is wrong"})]
    assert "does not accept the key" in failure(fake, "google")


def put(name: str, value: Any) -> Callable[[Any], Any]:
    """A change of one cell of a table."""

    def change(given: Any) -> Any:
        given[name][0][1] = value
        return given

    return change


def scaled(name: str, by: float) -> Callable[[Any], Any]:
    """A change of all cells of a table."""

    def change(given: Any) -> Any:
        return given | {name: [[value * by for value in row] for row in given[name]]}

    return change


WRONG = {
    "rows": (lambda given: given | {"durations": given["durations"][:2]}, "not 3 rows"),
    "columns": (lambda given: given | {"distances": [[1, 2]] * 3}, "rows not of 3"),
    "no seconds": (lambda given: given | {"durations": None}, "not 3 rows"),
    "places": (lambda given: given | {"sources": given["sources"][:1]}, "other places than"),
    "place": (lambda given: given | {"sources": [{"location": "?"}] * 3}, "places that are none"),
    "no places": (lambda given: given | {"sources": None}, "something else"),
    "empty": (lambda given: {}, "something else"),
    "list": (lambda given: [], "something else"),
    "word": (lambda given: "OK", "something else"),
    "text": (put("durations", "600"), "figures that are none"),
    "truth": (put("durations", True), "figures that are none"),
    "nested": (put("durations", [1]), "figures that are none"),
    "nan": (put("durations", float("nan")), "something else"),
    "endless": (put("distances", float("inf")), "something else"),
    "negative": (put("durations", -5), "a drive that cannot be"),
    "far": (put("distances", 1e12), "a drive that cannot be"),
    "kilometres": (scaled("distances", 0.001), "shorter than the straight line"),
    "minutes": (scaled("durations", 1 / 60), "faster than any"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_cannot_be_is_refused(fake: FakeRouting, wrong: str) -> None:
    fake.change, words = WRONG[wrong]
    points = [Point(24.9 + k * 0.1, 60.2) for k in range(3)]
    with pytest.raises(TravelError, match=words):
        asking(fake).matrix(points, "van")


def test_an_answer_larger_than_any_is_not_read(
    fake: FakeRouting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.travel.server_asking.MOST_BYTES", 1000)
    fake.script = [Answer(body=b"[" * 5000)]
    assert "far too much" in failure(fake)


def test_without_leave_a_failure_is_a_failure_and_with_it_an_estimate(fake: FakeRouting) -> None:
    fake.script = [Answer(500)] * 4
    either = OrEstimate(asking(fake))
    travel = either.matrix(TOWN, "van")
    assert travel.kind == either.kind == INSTEAD
    assert travel.estimated
    assert either.estimated
    assert "has a fault" in either.why
    assert either.line(TOWN) == TOWN
    assert either.matrix(TOWN, "van").estimated
    assert len(fake.asked) == 4


def test_an_answer_is_preferred_to_an_estimate(fake: FakeRouting) -> None:
    either = OrEstimate(asking(fake))
    assert not either.matrix(TOWN, "van").estimated
    assert len(either.line(TOWN)) > len(TOWN)
    # Bicycles have no name there; vans are still asked for.
    assert either.matrix(TOWN, "bike").kind == INSTEAD
    assert not either.matrix(TOWN, "van").estimated


def test_where_the_server_knows_no_way_a_line_is_straight(fake: FakeRouting) -> None:
    fake.script = [said({"code": "NoRoute", "message": "Impossible route"}, 400)]
    assert asking(fake).line(TOWN) == TOWN
