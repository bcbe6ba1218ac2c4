"""Points onto streets: the nearest that a profile may use and leave again, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point
from dashboard.domain.points import EARTH_RADIUS_M
from dashboard.travel.ends import Snapped
from dashboard.travel.graph import StreetGraph
from dashboard.travel.strong_parts import served

FARTHEST_M = 300.0
TOO_FAR, UNREACHABLE_PART, NO_ACCESS = "too_far", "unreachable", "no_vehicle_access"
"""Why a point is on no street: none near, none that leads anywhere, none for the vehicle."""

Floats = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Snaps:
    """
    Points on streets; ``metres`` is how far each was moved, NaN with a ``reason``.

    A reason is "" for a point that is on a street.
    """

    snapped: Snapped
    metres: Floats
    reasons: tuple[str, ...]


class Snap(NamedTuple):
    """One point: the segments that it lies on, each with how far along, or the reason why not."""

    places: tuple[tuple[int, float], ...]
    metres: float
    reason: str = ""


def snaps_of(found: Sequence[Snap]) -> Snaps:
    """Several points as one."""
    return Snaps(
        Snapped.of([one.places for one in found]),
        np.array([one.metres for one in found], dtype=np.float64),
        tuple(one.reason for one in found),
    )


class Snapper:
    """The streets of a graph in squares, for one profile."""

    def __init__(self, graph: StreetGraph, profile: str) -> None:
        self.graph = graph
        self.usable, self.main = graph.may_use(profile), served(graph, profile)
        pieces = _pieces(graph)
        self.segment, self.number = pieces
        self.middle = graph.shape_lonlat.mean(axis=0) if len(graph.shape_lonlat) else np.zeros(2)
        self.metres = _plane(graph.shape_lonlat, self.middle)
        self.along = _along(self.metres, graph.shape_first)
        self.squares = self._squares()

    def nearest(self, point: Point) -> Snap:
        """The nearest street that a point can be served from."""
        [spot] = _plane(np.array([point], dtype=np.float64), self.middle)
        near = self._pieces_near(spot)
        if not len(near):
            return Snap((), np.nan, TOO_FAR)
        away, share = _from_pieces(spot, self.metres, self.number[near])
        within = away <= FARTHEST_M
        near, away, share = near[within], away[within], share[within]
        segment = self.segment[near]
        if reason := self._keeps_out(segment):
            return Snap((), np.nan, reason)
        away = np.where(self.main[segment], away, np.inf)
        best = int(away.argmin())
        fraction = self._fraction(int(segment[best]), int(self.number[near[best]]), share[best])
        return Snap(self._both_ways(int(segment[best]), fraction), float(away[best]))

    def _keeps_out(self, segment: Int64Array) -> str:
        """Why none of the segments near will do; "" if one does."""
        if not len(segment):
            return TOO_FAR
        if not self.usable[segment].any():
            return NO_ACCESS
        return "" if self.main[segment].any() else UNREACHABLE_PART

    def _both_ways(self, segment: int, fraction: float) -> tuple[tuple[int, float], ...]:
        other = int(self.graph.reverse[segment])
        if other >= 0 and self.main[other]:
            return (segment, fraction), (other, 1 - fraction)
        return ((segment, fraction),)

    def _fraction(self, segment: int, number: int, share: float) -> float:
        """How far along its whole segment a share of a piece is."""
        first, last = self.graph.shape_first[segment], self.graph.shape_first[segment + 1] - 1
        begun, whole = self.along[number], self.along[last] - self.along[first]
        at = begun + share * (self.along[number + 1] - begun) - self.along[first]
        return float(np.clip(at / whole, 0, 1)) if whole > 0 else 0.0

    def _pieces_near(self, spot: Floats) -> Int64Array:
        x, y = (spot // FARTHEST_M).astype(int)
        around = [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        found = [self.squares[square] for square in around if square in self.squares]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def _squares(self) -> dict[tuple[int, int], Int64Array]:
        """The pieces in each square; a long one is in all that its box touches."""
        a, b = self.metres[self.number], self.metres[self.number + 1]
        low = np.floor(np.minimum(a, b) / FARTHEST_M).astype(np.int64)
        high = np.floor(np.maximum(a, b) / FARTHEST_M).astype(np.int64)
        span = high - low + 1
        count = span.prod(axis=1)
        piece = np.repeat(np.arange(len(count)), count)
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        x = low[piece, 0] + offset % span[piece, 0]
        y = low[piece, 1] + offset // span[piece, 0]
        order = np.lexsort((y, x))
        x, y, piece = x[order], y[order], piece[order]
        cuts = np.flatnonzero((np.diff(x) != 0) | (np.diff(y) != 0)) + 1
        heads = np.concatenate([[0], cuts]) if len(x) else np.zeros(0, np.int64)
        return (
            {
                (int(x[head]), int(y[head])): part
                for head, part in zip(heads, np.split(piece, cuts), strict=True)
            }
            if len(x)
            else {}
        )


def _pieces(graph: StreetGraph) -> tuple[Int64Array, Int64Array]:
    """The straight pieces of all segments: whose each is, and at which point of the shapes."""
    counts = np.diff(graph.shape_first) - 1
    segment = np.repeat(np.arange(graph.segments), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return segment, graph.shape_first[segment] + within


def _plane(degrees: Floats, middle: Floats) -> Floats:
    """Metres east and north of a middle: true enough over a town and its surroundings."""
    metres = np.radians(degrees - middle) * EARTH_RADIUS_M
    metres[:, 0] *= np.cos(np.radians(middle[1]))
    plane: Floats = metres
    return plane


def _along(metres: Floats, first: Int64Array) -> Floats:
    """Metres from the first point of all shapes to each; what lies between two does not matter."""
    if not len(metres):
        return np.zeros(0)
    steps = np.hypot(*np.diff(metres, axis=0).T)
    along: Floats = np.concatenate([[0.0], np.cumsum(steps)])
    return along


def _from_pieces(spot: Floats, metres: Floats, number: Int64Array) -> tuple[Floats, Floats]:
    """Metres from each piece, and the share of it at which it is nearest."""
    a, b = metres[number], metres[number + 1]
    way = b - a
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    share = np.clip(((spot - a) * way).sum(axis=1) / length, 0, 1)
    away = np.hypot(*(a + way * share[:, np.newaxis] - spot).T)
    return away, share
