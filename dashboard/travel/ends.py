"""Points on segments, and the nodes of a hierarchy at which their ways begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.travel.costs import NEVER, costs
from dashboard.travel.hierarchies import Weights
from dashboard.travel.sweeps import Ends

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]
Float64Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
    """
    Points, each at some fractions of some segments: often of both directions of one street.

    Point i lies on ``segment[first[i]:first[i + 1]]``; none where the profile has no street.
    ``fraction`` is 0 at a segment's tail and 1 at its head.
    """

    first: Int64Array
    segment: Int32Array
    fraction: Float64Array

    @staticmethod
    def of(points: Sequence[Sequence[tuple[int, float]]]) -> "Snapped":
        """From the (segment, fraction) pairs of each point."""
        pairs = [pair for point in points for pair in point]
        return Snapped(
            np.cumsum([0, *(len(point) for point in points)]).astype(np.int64),
            np.array([segment for segment, _ in pairs], dtype=np.int32),
            np.array([fraction for _, fraction in pairs], dtype=np.float64),
        )

    def __len__(self) -> int:
        """How many points."""
        return len(self.first) - 1

    def rows(self, begin: int, end: int) -> "Snapped":
        """The points from one to before another."""
        first = self.first[begin : end + 1]
        of_these = slice(int(first[0]), int(first[-1]))
        return Snapped(first - first[0], self.segment[of_these], self.fraction[of_these])


class Places(NamedTuple):
    """The ends of points, and for each of these the segment that the point lies on."""

    ends: Ends
    segment: Int32Array


def begins(weights: Weights, points: Snapped) -> Places:
    """Ways from points: the segments one may turn into, once past the rest of the point's own."""
    turns = weights.hierarchy.turns
    point, segment, fraction = _stood_on(weights, points)
    rest = _part(weights, segment, 1 - fraction)
    count = turns.first[segment + 1] - turns.first[segment]
    turn = _ranges(turns.first[segment], count)
    cost = np.repeat(rest, count) + weights.turning[turn]
    return _places(
        weights, len(points), np.repeat(point, count), turns.to[turn], cost,
        np.repeat(segment, count),
    )  # fmt: skip


def arrivals(weights: Weights, points: Snapped) -> Places:
    """Ways to points: from the tail of the point's own segment."""
    point, segment, fraction = _stood_on(weights, points)
    cost = _part(weights, segment, fraction)
    return _places(weights, len(points), point, segment, cost, segment)


class Straight(NamedTuple):
    """Pairs of points with one segment, the target ahead: what it costs to drive on to it."""

    source: Int64Array
    target: Int64Array
    cost: Int64Array
    segment: Int32Array


def straight(weights: Weights, sources: Snapped, targets: Snapped) -> Straight:
    """The ways between points on one segment that need no turn."""
    original = weights.hierarchy.graph.copy_of
    origin, there = original[sources.segment], original[targets.segment]
    order = np.argsort(there, kind="stable")
    low = np.searchsorted(there[order], origin)
    count = np.searchsorted(there[order], origin, side="right") - low
    start = np.repeat(np.arange(len(origin)), count)
    end = order[_ranges(low, count)]
    length = targets.fraction[end] - sources.fraction[start]
    segment, point, goal = sources.segment[start], _point_of(sources), _point_of(targets)
    cost = _part(weights, segment, np.abs(length))
    is_way = (length >= 0) & (cost < NEVER)
    return Straight(point[start[is_way]], goal[end[is_way]], cost[is_way], segment[is_way])


def _stood_on(weights: Weights, points: Snapped) -> tuple[Int64Array, Int32Array, Float64Array]:
    """Point, segment and fraction for each segment that a point lies on, all its copies too."""
    hierarchy = weights.hierarchy
    original = hierarchy.graph.copy_of[points.segment]
    first = hierarchy.copy_first[original]
    count = hierarchy.copy_first[original + 1] - first
    segment = hierarchy.copy[_ranges(first, count)]
    return np.repeat(_point_of(points), count), segment, np.repeat(points.fraction, count)


def _places(
    weights: Weights, size: int, point: Int64Array, entered: Int32Array, cost: Int64Array,
    segment: Int32Array,
) -> Places:  # fmt: skip
    """Without those that the profile may not use now."""
    node = weights.hierarchy.node[entered]
    usable = (node >= 0) & (cost < NEVER)
    first = np.searchsorted(point[usable], np.arange(size + 1))
    return Places(Ends(first, node[usable], cost[usable]), segment[usable])


def _part(weights: Weights, segment: Int32Array, share: Float64Array) -> Int64Array:
    """The cost of a share of each segment; ``NEVER`` on one that may not be used now."""
    whole = weights.seconds[segment]
    seconds = np.multiply(whole, share, where=np.isfinite(whole), out=np.full_like(whole, np.inf))
    return costs(seconds, weights.hierarchy.graph.length_m[segment] * share)


def _point_of(points: Snapped) -> Int64Array:
    return np.repeat(np.arange(len(points)), np.diff(points.first))


def _ranges(low: Int64Array, count: Int64Array) -> Int64Array:
    """The numbers from each ``low`` on, as many as ``count`` says, one after the other."""
    before = np.cumsum(count) - count
    ranges: Int64Array = np.repeat(low - before, count) + np.arange(count.sum())
    return ranges
