"""
The costs of the cheapest ways over a contraction hierarchy, from many nodes to many.

The compiled kernels stand in one file because the compiler's cache does not see another.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.costs import NEVER
from dashboard.travel.elimination import Arcs

_MOST_LANES = 64  # Sources at a time: the compiler adds up several lanes in one step.

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


class Ends(NamedTuple):
    """
    Where ways begin or end: those of the i-th from ``first[i]`` to before ``first[i + 1]``.

    Each is a node and what it costs to get there, or from there to the end.
    """

    first: Int64Array
    node: Int32Array
    cost: Int64Array


@njit(cache=True, nogil=True)
def cheapest_ways(
    up: Arcs, up_cost: Int64Array, down: Arcs, down_cost: Int64Array, parent: Int32Array,
    sources: Ends, targets: Ends,
) -> Int64Array:  # fmt: skip
    """
    The costs of the ways between all sources and targets: a row for each target.

    Only the nodes above the targets are swept, for several sources at once (RPHAST: Delling,
    Goldberg and Werneck, "Faster batched shortest paths in road networks", 2011).
    """
    count, goals = sources.first.shape[0] - 1, targets.first.shape[0] - 1
    found = np.full((goals, count), NEVER, np.int64)
    place, chosen = _above(parent, targets)
    first, origin, cost = _swept_arcs(down, down_cost, place, chosen)
    near = np.full(parent.shape[0], NEVER, np.int64)
    reach = np.empty((chosen.shape[0], min(count, _MOST_LANES)), np.int64)
    for begin in range(0, count, _MOST_LANES):
        reach[:] = NEVER
        lanes = min(_MOST_LANES, count - begin)
        for lane in range(lanes):
            _climb(up, up_cost, parent, sources, begin + lane, near, place, reach[:, lane])
        _sweep(first, origin, cost, reach)
        for goal in range(goals):
            for k in range(targets.first[goal], targets.first[goal + 1]):
                near_end, more = reach[place[targets.node[k]]], targets.cost[k]
                line = found[goal, begin : begin + lanes]
                for lane in range(lanes):
                    line[lane] = min(line[lane], near_end[lane] + more)
    return found


@njit(cache=True, nogil=True)
def _above(parent: Int32Array, ends: Ends) -> tuple[Int32Array, Int32Array]:
    """The place of each node among those above the ends, or -1; these, the highest first."""
    place = np.full(parent.shape[0], -1, np.int32)
    for k in range(ends.node.shape[0]):
        node = ends.node[k]
        while node >= 0 and place[node] < 0:
            place[node] = 0
            node = parent[node]
    chosen = np.flatnonzero(place == 0)[::-1].astype(np.int32)
    for k in range(chosen.shape[0]):
        place[chosen[k]] = k
    return place, chosen


@njit(cache=True, nogil=True)
def _swept_arcs(
    down: Arcs, down_cost: Int64Array, place: Int32Array, chosen: Int32Array
) -> tuple[Int64Array, Int32Array, Int64Array]:
    """The arcs down to chosen nodes, by places, side by side in memory."""
    first = np.zeros(chosen.shape[0] + 1, np.int64)
    for k in range(chosen.shape[0]):
        first[k + 1] = first[k] + down.first[chosen[k] + 1] - down.first[chosen[k]]
    origin, cost = np.empty(first[-1], np.int32), np.empty(first[-1], np.int64)
    for k in range(chosen.shape[0]):
        begin = down.first[chosen[k]]
        for j in range(first[k + 1] - first[k]):
            origin[first[k] + j] = place[down.to[begin + j]]
            cost[first[k] + j] = down_cost[begin + j]
    return first, origin, cost


@njit(cache=True, nogil=True)
def _climb(
    up: Arcs, up_cost: Int64Array, parent: Int32Array, sources: Ends, source: int,
    near: Int64Array, place: Int32Array, reach: Int64Array,
) -> None:  # fmt: skip
    """
    Costs upwards from one source to the chosen nodes.

    ``near`` has an entry for each node, ``NEVER`` before and after.
    """
    heads = sources.node[sources.first[source] : sources.first[source + 1]].copy()
    for k in range(heads.shape[0]):
        cost = sources.cost[sources.first[source] + k]
        near[heads[k]] = min(near[heads[k]], cost)
    count = heads.shape[0]
    while count > 0:
        node = heads[:count].min()
        cost = near[node]
        near[node] = NEVER
        if place[node] >= 0:
            reach[place[node]] = cost
        if cost < NEVER:
            for arc in range(up.first[node], up.first[node + 1]):
                to = up.to[arc]
                near[to] = min(near[to], cost + up_cost[arc])
        count = _step_up(heads, count, node, parent[node])


@njit(cache=True, nogil=True)
def _step_up(heads: Int32Array, count: int, node: int, parent: int) -> int:
    """Replace a node among the first heads by its parent, if it has one; how many are left."""
    left = 0
    for k in range(count):
        if heads[k] != node:
            heads[left] = heads[k]
            left += 1
    if parent >= 0:
        heads[left] = parent
        left += 1
    return left


@njit(cache=True, nogil=True)
def _sweep(first: Int64Array, origin: Int32Array, cost: Int64Array, reach: Int64Array) -> None:
    """Costs downwards, in all lanes; how many these are must not be known to the compiler."""
    for node in range(first.shape[0] - 1):
        own = reach[node]
        for arc in range(first[node], first[node + 1]):
            above, more = reach[origin[arc]], cost[arc]
            for lane in range(own.shape[0]):
                own[lane] = min(own[lane], above[lane] + more)
