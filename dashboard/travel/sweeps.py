"""
Compiled kernels over a contraction hierarchy; costs are those of ``costs.py``.

They stand in one file because the compiler's cache does not see changes in another.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

NEVER = 1 << 61
"""The cost of a way that does not exist; two of them still fit an int64."""

_LANES = 16

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


class Arcs(NamedTuple):
    """
    Arcs of one direction, upwards or downwards, each kept at its lower node.

    Those of node v are from ``first[v]`` to before ``first[v + 1]``, with the higher ends ``to``
    in rising order; ``lower`` is v, and ``turn`` the number of the turn that an arc is, or
    ``SHORTCUT``. ``below[below_first[v]]`` and so on are the arcs whose higher end is v.
    """

    first: Int64Array
    to: Int32Array
    lower: Int32Array
    turn: Int32Array
    below_first: Int64Array
    below: Int32Array


class Ends(NamedTuple):
    """
    Where ways begin or end: those of the i-th from ``first[i]`` to before ``first[i + 1]``.

    Each is a node and what it costs to get there, or from there to the end.
    """

    first: Int64Array
    node: Int32Array
    cost: Int64Array


@njit(cache=True, nogil=True)
def complete(up: Arcs, up_cost: Int64Array, down: Arcs, down_cost: Int64Array) -> None:
    """Lower the costs of arcs to those of the best ways over lower nodes."""
    size = up.first.shape[0] - 1
    cheapest = np.empty(size, np.int64)
    for node in range(size):
        _complete_node(node, up, up_cost, down, down_cost, cheapest)
        _complete_node(node, down, down_cost, up, up_cost, cheapest)


@njit(cache=True, nogil=True)
def _complete_node(
    node: int, own: Arcs, own_cost: Int64Array, other: Arcs, other_cost: Int64Array,
    cheapest: Int64Array,
) -> None:  # fmt: skip
    """The same for one node's own arcs, over ways that begin with an arc of the other kind."""
    begin, end = own.first[node], own.first[node + 1]
    if begin == end:
        return
    for arc in range(begin, end):
        cheapest[own.to[arc]] = own_cost[arc]
    for k in range(other.below_first[node], other.below_first[node + 1]):
        there = other.below[k]
        cost, middle = other_cost[there], other.lower[there]
        for arc in range(own.first[middle + 1] - 1, own.first[middle] - 1, -1):
            to = own.to[arc]
            if to <= node:
                break
            cheapest[to] = min(cheapest[to], cost + own_cost[arc])
    for arc in range(begin, end):
        own_cost[arc] = cheapest[own.to[arc]]


@njit(cache=True, nogil=True)
def cheapest_ways(
    up: Arcs, up_cost: Int64Array, down: Arcs, down_cost: Int64Array, parent: Int32Array,
    sources: Ends, targets: Ends,
) -> Int64Array:  # fmt: skip
    """
    The costs from all sources to all targets.

    Only the nodes above the targets are swept, for several sources at once (RPHAST: Delling,
    Goldberg and Werneck, "Faster batched shortest paths in road networks", 2011).
    """
    rows, columns = sources.first.shape[0] - 1, targets.first.shape[0] - 1
    found = np.full((rows, columns), NEVER, np.int64)
    place, chosen = _above(parent, targets)
    first, origin, cost = _swept_arcs(down, down_cost, place, chosen)
    near = np.full(parent.shape[0], NEVER, np.int64)
    reach = np.empty((chosen.shape[0], _LANES), np.int64)
    line = np.empty(_LANES, np.int64)
    for begin in range(0, rows, _LANES):
        reach[:] = NEVER
        lanes = min(_LANES, rows - begin)
        for lane in range(lanes):
            _climb(up, up_cost, parent, sources, begin + lane, near, place, reach, lane)
        for node in range(first.shape[0] - 1):
            line[:] = reach[node]
            for arc in range(first[node], first[node + 1]):
                above, more = origin[arc], cost[arc]
                for lane in range(_LANES):
                    line[lane] = min(line[lane], reach[above, lane] + more)
            reach[node] = line
        for column in range(columns):
            for k in range(targets.first[column], targets.first[column + 1]):
                node, more = place[targets.node[k]], targets.cost[k]
                for lane in range(lanes):
                    whole = reach[node, lane] + more
                    if whole < found[begin + lane, column]:
                        found[begin + lane, column] = whole
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
    near: Int64Array, place: Int32Array, reach: Int64Array, lane: int,
) -> None:  # fmt: skip
    """
    Costs upwards from one source, into its lane of ``reach``.

    ``near`` has an entry for each node, ``NEVER`` before and after.
    """
    nodes = _ancestors(parent, sources, source)
    for k in range(sources.first[source], sources.first[source + 1]):
        near[sources.node[k]] = min(near[sources.node[k]], sources.cost[k])
    for node in nodes:
        cost = near[node]
        near[node] = NEVER
        if cost >= NEVER:
            continue
        if place[node] >= 0:
            reach[place[node], lane] = cost
        for arc in range(up.first[node], up.first[node + 1]):
            to = up.to[arc]
            near[to] = min(near[to], cost + up_cost[arc])


@njit(cache=True, nogil=True)
def _ancestors(parent: Int32Array, ends: Ends, which: int) -> Int32Array:
    """The nodes of one of the ends and all above them, the lowest first."""
    heads = ends.node[ends.first[which] : ends.first[which + 1]].copy()
    found = np.empty(64, np.int32)
    count = 0
    while heads.shape[0] > 0:
        lowest = heads.min()
        if count == found.shape[0]:
            longer = np.empty(2 * count, np.int32)
            longer[:count] = found
            found = longer
        found[count] = lowest
        count += 1
        for k in range(heads.shape[0]):
            if heads[k] == lowest:
                heads[k] = parent[lowest]
        heads = heads[heads >= 0]
    return found[:count]
