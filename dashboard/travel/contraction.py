"""
Fastest ways between many points over a contraction hierarchy.

Always import from this file; the ones beside it are its parts.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.travel.costs import NEVER, whole_metres, whole_seconds
from dashboard.travel.ends import Places, Snapped, arrivals, begins, straight
from dashboard.travel.hierarchies import (
    Hierarchy,
    Weights,
    customise,
    prepare,
    prepared,
    turn_seconds,
)
from dashboard.travel.sweeps import cheapest_ways
from dashboard.travel.unpacking import cheapest_paths

__all__ = [
    "Hierarchy", "Snapped", "Weights", "customise", "least_costs", "many_to_many", "paths",
    "prepare", "prepared", "turn_seconds",
]  # fmt: skip

_CELLS = 4_000_000  # At a time, so that a large matrix never stands in memory as costs.

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


def many_to_many(
    weights: Weights, sources: Snapped, targets: Snapped
) -> tuple[Int32Array, Int32Array]:
    """
    Seconds and metres of the fastest way from each source to each target, rounded.

    A point begins and ends on whichever of its segments is best. ``UNREACHABLE`` where no way
    leads, also for a point without a segment.
    """
    shape = len(sources), len(targets)
    seconds, metres = np.empty(shape, np.int32), np.empty(shape, np.int32)
    rows = max(1, _CELLS // max(1, shape[1]))
    for begin in range(0, shape[0], rows):
        end = min(begin + rows, shape[0])
        cost = least_costs(weights, sources.rows(begin, end), targets)
        seconds[begin:end], metres[begin:end] = whole_seconds(cost), whole_metres(cost)
    return seconds, metres


def least_costs(weights: Weights, sources: Snapped, targets: Snapped) -> Int64Array:
    """The same as unrounded costs; see ``costs.py``."""
    up = weights.hierarchy.up, weights.up_cost
    down = weights.hierarchy.down, weights.down_cost
    parent = weights.hierarchy.parent
    there, back = begins(weights, sources).ends, arrivals(weights, targets).ends
    if len(sources) <= len(targets):
        cost: Int64Array = cheapest_ways(*up, *down, parent, there, back).T
    else:  # Backwards from the few.
        cost = cheapest_ways(*down, *up, parent, back, there)
    ahead = straight(weights, sources, targets)
    np.minimum.at(cost, (ahead.source, ahead.target), ahead.cost)
    return cost


def paths(
    weights: Weights, sources: Snapped, targets: Snapped, pairs: Sequence[tuple[int, int]]
) -> list[Int32Array]:
    """
    The segments of the fastest way for each pair of a source and a target, by their numbers.

    The first is one the source lies on, the last one the target lies on; empty where no way leads.
    """
    hierarchy = weights.hierarchy
    there, back = begins(weights, sources), arrivals(weights, targets)
    wanted = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    first, cost, nodes = cheapest_paths(
        hierarchy.up, weights.up_cost, hierarchy.down, weights.down_cost, hierarchy.parent,
        there.ends, back.ends, wanted,
    )  # fmt: skip
    ahead = straight(weights, sources, targets)
    found: list[Int32Array] = []
    for row, (source, target) in enumerate(pairs):
        on = np.flatnonzero((ahead.source == source) & (ahead.target == target))
        direct = on[np.argmin(ahead.cost[on])] if len(on) else None
        if direct is not None and ahead.cost[direct] <= cost[row]:
            found.append(ahead.segment[[direct]])
            continue
        way = nodes[first[row] : first[row + 1]]
        begun = _own_segment(there, source, way[0]) if len(way) else []
        found.append(np.array([*begun, *hierarchy.segment[way]], dtype=np.int32))
    return found


def _own_segment(places: Places, point: int, node: int) -> list[int]:
    """The segment a point lies on from which it is cheapest to turn into a node."""
    begin, end = places.ends.first[point], places.ends.first[point + 1]
    cost = np.where(places.ends.node[begin:end] == node, places.ends.cost[begin:end], NEVER)
    return [int(places.segment[begin + np.argmin(cost)])]
