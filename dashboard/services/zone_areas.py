"""The areas of zones: drawn by corners, looked up by place, compared with each other."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import Polygon

from dashboard.domain import PlannerError, Point
from dashboard.domain.zones import Zone

MAX_CORNERS = 300
"""Of an area that can be drawn by hand; one of more stays as its file has it."""

_DECIMALS = 6
_LEAST_SHARE = 0.001
"""Of the smaller area: borders that touch overlap by a little."""


def area_of(corners: Sequence[Point]) -> bytes:
    """
    The area within these corners, in their sequence; where its border crosses itself, mended.

    Raises ``PlannerError`` where they hold none.
    """
    if len(set(corners)) < 3:
        raise PlannerError("A zone needs at least three corners: click them on the map.")
    if len(corners) > MAX_CORNERS:
        raise PlannerError(f"A zone has at most {MAX_CORNERS} corners: take some away.")
    mended = shapely.make_valid(Polygon(corners))
    areas = [part for part in _parts(mended) if part.area > 0]
    if not areas:
        raise PlannerError("These corners lie on one line: move one of them aside.")
    wkb: bytes = shapely.union_all(areas).wkb
    return wkb


def corners_of(area: bytes) -> tuple[Point, ...] | None:
    """
    The corners of an area that can be drawn by hand, each once.

    None for one in several pieces, with holes, or of too many corners.
    """
    [*parts] = _parts(shapely.from_wkb(area))
    if len(parts) != 1 or parts[0].interiors:
        return None
    ring = parts[0].exterior.coords[:-1]
    return tuple(Point(*place) for place in ring) if len(ring) <= MAX_CORNERS else None


def outlines_of(area: bytes) -> list[list[list[list[float]]]]:
    """The area's polygons, each as rings of longitude and latitude, the outer one first."""
    return [
        [
            np.round(shapely.get_coordinates(ring), _DECIMALS).tolist()
            for ring in (part.exterior, *part.interiors)
        ]
        for part in _parts(shapely.from_wkb(area))
    ]


def middle_of(area: bytes) -> Point:
    """A place within the area, for its name."""
    inside = shapely.point_on_surface(shapely.from_wkb(area))
    return Point(round(inside.x, _DECIMALS), round(inside.y, _DECIMALS))


def zone_at(point: Point | None, zones: tuple[Zone, ...]) -> Zone | None:
    """The first zone that holds the place, its border included; None outside all of them."""
    if point is None or not zones:
        return None
    found = _tree(zones).query(shapely.Point(point), predicate="intersects")
    return zones[found.min()] if len(found) else None


@lru_cache(maxsize=2)
def overlaps(zones: tuple[Zone, ...]) -> tuple[tuple[Zone, Zone], ...]:
    """The pairs of zones that overlap; of each the first has the orders in both."""
    if len(zones) < 2:
        return ()
    tree = _tree(zones)
    one, other = tree.query(tree.geometries, predicate="intersects")
    pairs = sorted((int(a), int(b)) for a, b in zip(one, other, strict=True) if a < b)
    found = [(a, b) for a, b in pairs if _do_overlap(tree.geometries[a], tree.geometries[b])]
    return tuple((zones[a], zones[b]) for a, b in found)


def _do_overlap(one: Polygon, other: Polygon) -> bool:
    shared = float(one.intersection(other).area)
    return shared > _LEAST_SHARE * float(min(one.area, other.area))


def _parts(shape: Polygon) -> list[Polygon]:
    """The polygons of a shape, whatever it is made of."""
    parts = [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]
    return [part for part in parts if part.geom_type == "Polygon"]


@lru_cache(maxsize=4)
def _tree(zones: tuple[Zone, ...]) -> STRtree:
    return STRtree(shapely.from_wkb([zone.area for zone in zones]))
