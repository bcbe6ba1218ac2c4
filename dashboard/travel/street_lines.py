"""The line of a way along streets, from where one point lies on them to where the next does."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point
from dashboard.travel.ends import Snapped
from dashboard.travel.graph import StreetGraph

Floats = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]


def line_along(
    graph: StreetGraph, points: Sequence[Point], on: Snapped, ways: Sequence[Int32Array]
) -> list[Point]:
    """The whole line through the points; straight between two that no way joins."""
    found: list[tuple[float, float]] = []
    for leg, way in enumerate(ways):
        if not len(way):
            found += [(point.lon, point.lat) for point in points[leg : leg + 2]]
            continue
        begun, ended = _fraction(graph, on, leg, way[0]), _fraction(graph, on, leg + 1, way[-1])
        found += [(float(x), float(y)) for x, y in _leg(graph, way, begun, ended)]
    return [Point(x, y) for x, y in _without_repeats(found)]


def _leg(graph: StreetGraph, way: Int32Array, begun: float, ended: float) -> Floats:
    if len(way) == 1:
        return _part(graph.line(int(way[0])), begun, max(begun, ended))
    parts = [
        _part(graph.line(int(way[0])), begun, 1.0),
        *(graph.line(int(segment)) for segment in way[1:-1]),
        _part(graph.line(int(way[-1])), 0.0, ended),
    ]
    line: Floats = np.concatenate(parts)
    return line


def _part(line: Floats, begun: float, ended: float) -> Floats:
    """Of a line, what lies between two shares of its length."""
    scaled = line * [np.cos(np.radians(line[0, 1])), 1.0]
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(scaled, axis=0).T))])
    if along[-1] <= 0:
        return line[:1]
    share = along / along[-1]
    cut = np.concatenate([[begun], share[(share > begun) & (share < ended)], [ended]])
    part: Floats = np.stack([np.interp(cut, share, line[:, k]) for k in (0, 1)], axis=1)
    return part


def _fraction(graph: StreetGraph, on: Snapped, point: int, segment: np.int32) -> float:
    """How far along a segment a point lies, or along the street that the segment is a copy of."""
    original = graph.copy_of[segment]
    for k in range(int(on.first[point]), int(on.first[point + 1])):
        if graph.copy_of[on.segment[k]] == original:
            return float(on.fraction[k])
    return 0.0


def _without_repeats(found: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [spot for k, spot in enumerate(found) if not k or spot != found[k - 1]]
