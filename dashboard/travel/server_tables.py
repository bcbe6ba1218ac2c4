"""What a routing server's table is worth: sound, or refused as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.domain import UNREACHABLE, Point, great_circle_m, is_on_earth
from dashboard.travel.estimates import great_circles_km
from dashboard.travel.server_refusals import Failures

SNAP_M = 300.0
"""A place farther than this from any road is not reached, wherever the server would put it."""

# Slower than a year and farther than around the earth is no drive.
_MOST_S, _MOST_M = 366 * 86_400, 50_000_000
_FASTEST_M_S = 100.0
_FAST_FROM_M = 2_000.0
_SHORTER_THAN_STRAIGHT = 0.9

Int32Array = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """
    Seconds and metres as the server gives them, rows are origins; None: no way.

    ``origins`` and ``destinations`` are where it put the places: lon and lat each, None where
    it found no road. Where it does not say, there are none of them.
    """

    durations: Any
    distances: Any
    origins: Any = None
    destinations: Any = None


def legs(
    table: Table, origins: Sequence[Point], destinations: Sequence[Point], failures: Failures
) -> tuple[Int32Array, Int32Array]:
    """
    Whole seconds and metres, ``(origins, destinations)``; ``UNREACHABLE`` where there is no way.

    Raises ``TravelError`` for a table of another shape, and for figures that are none of a drive.
    """
    shape = len(origins), len(destinations)
    seconds = _figures(table.durations, shape, _MOST_S, failures)
    metres = _figures(table.distances, shape, _MOST_M, failures)
    no_way = np.isnan(seconds) | np.isnan(metres)
    no_way |= _off_road(table.origins, origins, failures)[:, np.newaxis]
    no_way |= _off_road(table.destinations, destinations, failures)[np.newaxis]
    _refuse_absurd(seconds, metres, no_way, _straight_m(origins, destinations), failures)
    whole = [np.where(no_way, UNREACHABLE, np.rint(values)) for values in (seconds, metres)]
    return whole[0].astype(np.int32), whole[1].astype(np.int32)


def positions(places: list[Any]) -> list[Any]:
    """Of the ``sources`` or ``destinations`` of an answer, for ``Table``."""
    return [place.get("location") if isinstance(place, dict) else None for place in places]


def _figures(rows: Any, shape: tuple[int, int], most: float, failures: Failures) -> Floats:
    """NaN where there is none."""
    if not isinstance(rows, list) or [type(row) for row in rows] != [list] * shape[0]:
        raise failures.nonsense(f"not {shape[0]} rows")
    if any(len(row) != shape[1] for row in rows):
        raise failures.nonsense(f"rows not of {shape[1]}")
    if {type(value) for row in rows for value in row} - {int, float, type(None)}:
        raise failures.nonsense("figures that are none")
    values = np.array(rows, dtype=np.float64).reshape(shape)
    if (values < 0).any() or (values > most).any():
        raise failures.nonsense("a drive that cannot be")
    return values


def _off_road(given: Any, places: Sequence[Point], failures: Failures) -> npt.NDArray[np.bool_]:
    """Which places the server did not find, or put too far away; none where it does not say."""
    if given is None:
        return np.zeros(len(places), dtype=np.bool_)
    if len(given) != len(places):
        raise failures.nonsense("other places than were asked")
    return np.array([_is_off(at, place, failures) for at, place in zip(given, places, strict=True)])


def _is_off(at: Any, place: Point, failures: Failures) -> bool:
    if at is None:
        return True
    try:
        lon, lat = at
        point = Point(float(lon), float(lat))
    except (TypeError, ValueError):
        raise failures.nonsense("places that are none") from None
    return not is_on_earth(point) or great_circle_m(point, place) > SNAP_M


def _straight_m(origins: Sequence[Point], destinations: Sequence[Point]) -> Floats:
    degrees = [np.array(points, dtype=np.float64) for points in (origins, destinations)]
    return great_circles_km(degrees[0], degrees[1]) * 1000


def _refuse_absurd(
    seconds: Floats,
    metres: Floats,
    no_way: npt.NDArray[np.bool_],
    straight_m: Floats,
    failures: Failures,
) -> None:
    """Kilometres for metres, minutes for seconds, latitude for longitude: seen by this."""
    drives = ~no_way
    short = metres < straight_m * _SHORTER_THAN_STRAIGHT - 2 * SNAP_M
    fast = (metres > _FAST_FROM_M) & (metres > seconds * _FASTEST_M_S)
    if (drives & short).any():
        raise failures.nonsense("a drive shorter than the straight line")
    if (drives & fast).any():
        raise failures.nonsense("a drive faster than any")
