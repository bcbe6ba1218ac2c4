"""The outline of a zone in a person's hands, on the map or in figures: the last word counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.domain import Point, is_on_earth

NEW = -1
"""In place of a zone's number: one that is not kept yet."""
_MOST_CORNERS = 2000
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Sketch:
    """
    The zone that is looked at, by its place in the list, and its corners.

    No ``zone``: none is looked at. ``given`` are the corners that are kept; None for an
    area that cannot be drawn by its corners.
    """

    zone: int | None = None
    given: tuple[Point, ...] | None = ()
    corners: tuple[Point, ...] = ()
    revision: int = 1
    """Another number after each change that did not come from the map."""
    turn: int = 1
    """Another number for each zone that is taken in hand."""

    @property
    def is_drawing(self) -> bool:
        """Whether a new zone is drawn and its border is open still."""
        return self.zone == NEW and not self.corners

    @property
    def is_changed(self) -> bool:
        """Whether something was drawn that is not kept."""
        return self.given is not None and self.corners != self.given


def looking_at(sketch: Sketch, zone: int | None, given: Sequence[Point] | None = ()) -> Sketch:
    """Another zone in its place, or none."""
    kept = None if given is None else _rounded(given)
    return Sketch(zone, kept, kept or (), sketch.revision + 1, sketch.turn + 1)


def drawn(sketch: Sketch, event: object) -> Sketch:
    """The sketch after a message of the map, which may be late or nonsense: as it was, then."""
    if not isinstance(event, Mapping) or event.get("revision") != sketch.revision:
        return sketch
    corners = _corners(event.get("corners"))
    if sketch.zone is None or len(corners) < 3:
        return sketch
    return replace(sketch, corners=corners)


def written(sketch: Sketch, corners: Sequence[Point]) -> Sketch:
    """The sketch with corners given in figures."""
    return replace(sketch, corners=_rounded(corners), revision=sketch.revision + 1)


def picked(sketch: Sketch, event: object, count: int) -> int | None:
    """Which of so many zones was clicked; None for a message that is late or nonsense."""
    if not isinstance(event, Mapping) or event.get("revision") != sketch.revision:
        return None
    zone = event.get("zone")
    is_one = isinstance(zone, int) and not isinstance(zone, bool) and 0 <= zone < count
    return zone if is_one else None


def _corners(given: object) -> tuple[Point, ...]:
    if not isinstance(given, list) or len(given) > _MOST_CORNERS:
        return ()
    points = [_point(place) for place in given]
    return _rounded([point for point in points if point is not None])


def _point(place: object) -> Point | None:
    if not isinstance(place, list) or len(place) != 2:
        return None
    lon, lat = place
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    point = Point(lon, lat)
    return point if is_on_earth(point) else None


def _rounded(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(Point(round(lon, _DECIMALS), round(lat, _DECIMALS)) for lon, lat in points)
