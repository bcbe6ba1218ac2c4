"""The sea beside coastlines, which a map has as lines only: drawn where it is certain."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString, Point, Polygon

Box = tuple[float, float, float, float]
Places = npt.NDArray[np.float64]

_SIDE = 1e-5  # Degrees, about a metre: beside a line, and yet in its face.
_AGREED = 0.95
_MOST_ROADS = 0.005


def sea(coasts: Sequence[LineString], box: Box, roads: Places) -> list[Polygon]:
    """
    The parts of a box that lie to the right of coastlines, in degrees.

    ``box`` is west, south, east, north; ``roads``, shape ``(n, 2)``, are places that are dry. Where
    coastlines end within the box they are led to its edge. A part with the land's
    side of a coast in it, or with many roads, is left out: no town is flooded.
    """
    whole = shapely.box(*box)
    joined = _joined(coasts) if coasts else []
    inside = [line for coast in joined for line in _lines(coast.intersection(whole))]
    if not inside:
        return []
    ends = [_to_edge(end, whole) for line in inside if not line.is_closed for end in _ends(line)]
    net = shapely.union_all([*inside, *ends, whole.exterior])
    parts = list(shapely.polygonize([net]).geoms)
    wet, dry = (_counts(parts, np.array(list(_beside(inside, side)))) for side in (1, -1))
    used = _counts(parts, roads)
    is_sea = (wet > 0) & (wet >= _AGREED * (wet + dry)) & (used <= _MOST_ROADS * len(roads))
    return [part for part, sure in zip(parts, is_sea, strict=True) if sure]


def _joined(coasts: Sequence[LineString]) -> list[LineString]:
    """Whole coasts, still with the land on their left."""
    return _lines(shapely.line_merge(shapely.multilinestrings(list(coasts)), directed=True))


def _lines(found: shapely.Geometry) -> list[LineString]:
    return [part for part in shapely.get_parts(found) if isinstance(part, LineString) and part]


def _ends(line: LineString) -> tuple[Point, Point]:
    return Point(line.coords[0]), Point(line.coords[-1])


def _to_edge(end: Point, whole: Polygon) -> LineString:
    """The shortest way out; a point where the end is there already."""
    return shapely.shortest_line(end, whole.exterior)


def _counts(parts: Sequence[Polygon], places: Places) -> npt.NDArray[np.int64]:
    """How many of the places lie in each part."""
    found = shapely.STRtree(parts).query(shapely.points(places.reshape(-1, 2)), "within")[1]
    return np.bincount(found, minlength=len(parts))


def _beside(coasts: Sequence[LineString], side: int) -> Iterator[tuple[float, float]]:
    """Places just to the right (1) or to the left (-1) of the coasts."""
    for coast in coasts:
        for (x0, y0), (x1, y1) in pairwise(coast.coords):
            length = np.hypot(x1 - x0, y1 - y0)
            if length > 4 * _SIDE:
                right = side * _SIDE / length
                yield (x0 + x1) / 2 + (y1 - y0) * right, (y0 + y1) / 2 - (x1 - x0) * right
