"""How each kind of routing server is asked through routingpy, and what its answers mean."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain import Point
from dashboard.travel.server_asking import Asker
from dashboard.travel.server_refusals import Failures, RefusalError
from dashboard.travel.server_tables import SNAP_M, Table, positions

Line = Sequence[Sequence[float]]

_NOWHERE_TO_BEGIN = "171"
_POINT_NOT_FOUND = "6010"
_NAMED_POINTS = re.compile(r"(Source|Destination) point\(s\) \[([\d, ]+)\]")
_NO_LEG: dict[str, Any] = {"duration": {"value": None}, "distance": {"value": None}}


@dataclass(frozen=True, slots=True)
class Question:
    """Travel from some of the points to some of them, by their numbers."""

    points: Sequence[Point]
    origins: Sequence[int]
    destinations: Sequence[int]
    profile: str
    """As the server names it."""


def _nobody(asker: Asker, question: Question, refusal: RefusalError) -> Collection[int]:
    return ()


def _as_it_is(answer: Any, failures: Failures) -> Any:
    return answer


@dataclass(frozen=True, slots=True)
class Dialect:
    """One kind of server; the first argument of ``table`` and ``line`` is routingpy's for it."""

    table: Callable[[Any, Question], Table]
    line: Callable[[Any, Sequence[Point], str], Line]
    lost: Callable[[Asker, Question, RefusalError], Collection[int]] = _nobody
    """The points for whose sake it refused, as it finds no road there; empty: not for that."""
    readable: Callable[[Any, Failures], Any] = _as_it_is
    """The answer as routingpy can read it; raises ``TravelError`` for a refusal inside it."""


def _osrm_table(router: Any, question: Question) -> Table:
    """It puts a place anywhere, and says where: with radiuses one place would fail them all."""
    asked = {"sources": question.origins, "destinations": question.destinations}
    matrix = router.matrix(
        question.points, question.profile, annotations=["duration", "distance"], **asked
    )
    where = [positions(matrix.raw[name]) for name in asked]
    return Table(matrix.durations, matrix.distances, *where)


def _osrm_line(router: Any, points: Sequence[Point], profile: str) -> Line:
    """Turning round at a stop is allowed, as it is in the table."""
    way: Line = router.directions(
        points, profile, geometries="geojson", overview="full", continue_straight=False
    ).geometry
    return way


def _osrm_readable(answer: Any, failures: Failures) -> Any:
    """Behind a proxy, refusals may come as a success."""
    if answer.get("code", "Ok") != "Ok":
        raise failures.refused(200, str(answer["code"]), str(answer.get("message", "")))
    return answer


def _valhalla_table(router: Any, question: Question) -> Table:
    near = [router.Waypoint(point, search_cutoff=SNAP_M) for point in question.points]
    matrix = router.matrix(
        near, question.profile, sources=question.origins, destinations=question.destinations
    )
    return Table(matrix.durations, matrix.distances)


def _valhalla_line(router: Any, points: Sequence[Point], profile: str) -> Line:
    way: Line = router.directions(points, profile, directions_type="none").geometry
    return way


def _valhalla_lost(asker: Asker, question: Question, refusal: RefusalError) -> Collection[int]:
    """It refuses all for one place, and tells which only when asked for it."""
    if refusal.code != _NOWHERE_TO_BEGIN:
        return ()
    near = [{"lon": at.lon, "lat": at.lat, "search_cutoff": SNAP_M} for at in question.points]
    found = asker.ask("/locate", None, {"locations": near, "costing": question.profile})
    return [number for number, place in enumerate(found) if not place.get("edges")]


def _ors_table(router: Any, question: Question) -> Table:
    asked = {"sources": question.origins, "destinations": question.destinations}
    matrix = router.matrix(
        question.points, question.profile, metrics=["duration", "distance"], **asked
    )
    where = [positions(matrix.raw[name]) for name in asked]
    return Table(matrix.durations, matrix.distances, *where)


def _ors_line(router: Any, points: Sequence[Point], profile: str) -> Line:
    way: Line = router.directions(points, profile, instructions=False).geometry
    return way


def _ors_lost(asker: Asker, question: Question, refusal: RefusalError) -> Collection[int]:
    """Off its map, it names them: ``Source point(s) [0, 2] out of bounds: …``."""
    if refusal.code != _POINT_NOT_FOUND:
        return ()
    sides = {"Source": question.origins, "Destination": question.destinations}
    return {
        sides[side][int(number)]
        for side, numbers in _NAMED_POINTS.findall(refusal.reason)
        for number in numbers.split(",")
        if int(number) < len(sides[side])
    }


def _google_table(router: Any, question: Question) -> Table:
    """It does not say where it put the places."""
    matrix = router.matrix(
        question.points,
        question.profile,
        sources=question.origins,
        destinations=question.destinations,
    )
    return Table(matrix.durations, matrix.distances)


def _google_line(router: Any, points: Sequence[Point], profile: str) -> Line:
    way: Line = router.directions(points, profile).geometry
    return way


def _google_readable(answer: Any, failures: Failures) -> Any:
    """Refusals are raised, and pairs without a way are given the shape of the others."""
    status, reason = str(answer["status"]), str(answer.get("error_message", ""))
    if status in ("OVER_QUERY_LIMIT", "OVER_DAILY_LIMIT"):
        raise failures.busy(is_limit=True)
    if status == "UNKNOWN_ERROR":
        raise failures.busy()
    if status != "OK":
        raise failures.refused(403 if status == "REQUEST_DENIED" else 200, status, reason)
    for row in answer.get("rows", ()):
        row["elements"] = [e if e["status"] == "OK" else _NO_LEG for e in row["elements"]]
    return answer


OSRM = Dialect(_osrm_table, _osrm_line, readable=_osrm_readable)
"""Also Mapbox, which runs it."""
VALHALLA = Dialect(_valhalla_table, _valhalla_line, _valhalla_lost)
ORS = Dialect(_ors_table, _ors_line, _ors_lost)
GOOGLE = Dialect(_google_table, _google_line, readable=_google_readable)
