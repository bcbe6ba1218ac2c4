"""
The nodes along the cheapest ways over a contraction hierarchy.

The compiled kernels stand in one file because the compiler's cache does not see another.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.costs import NEVER
from dashboard.travel.elimination import Arcs
from dashboard.travel.sweeps import Ends

_UP, _DOWN = 0, 1
_NONE = -1

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


@njit(cache=True, nogil=True)
def cheapest_paths(
    up: Arcs, up_cost: Int64Array, down: Arcs, down_cost: Int64Array, parent: Int32Array,
    sources: Ends, targets: Ends, pairs: Int64Array,
) -> tuple[Int64Array, Int64Array, Int64Array]:  # fmt: skip
    """
    The nodes from source to target for each row of ``pairs``, and what the way costs.

    Those of pair p are ``nodes[first[p]:first[p + 1]]``; none where no way leads.
    """
    size, count = parent.shape[0], pairs.shape[0]
    near = np.full((2, size), NEVER, np.int64)
    came = np.full((2, size), _NONE, np.int32)
    first, cost = np.zeros(count + 1, np.int64), np.full(count, NEVER, np.int64)
    nodes = [0]
    nodes.pop()
    for p in range(count):
        ahead = _climb(up, up_cost, parent, sources, pairs[p, 0], near[0], came[0])
        back = _climb(down, down_cost, parent, targets, pairs[p, 1], near[1], came[1])
        top = _NONE
        for node in back:
            if near[0, node] + near[1, node] < cost[p]:
                cost[p], top = near[0, node] + near[1, node], node
        if top != _NONE:
            _unpack(up, up_cost, down, down_cost, came, top, nodes)
        first[p + 1] = len(nodes)
        near[0, ahead], near[1, back] = NEVER, NEVER
        came[0, ahead], came[1, back] = _NONE, _NONE
    return first, cost, np.array(nodes)


@njit(cache=True, nogil=True)
def _climb(
    arcs: Arcs, arc_cost: Int64Array, parent: Int32Array, ends: Ends, which: int,
    near: Int64Array, came: Int32Array,
) -> Int64Array:  # fmt: skip
    """Costs upwards from one of the ends, and the arc that leads to each node; all above it."""
    above = [0]
    above.pop()
    heads = ends.node[ends.first[which] : ends.first[which + 1]].copy()
    for k in range(heads.shape[0]):
        near[heads[k]] = min(near[heads[k]], ends.cost[ends.first[which] + k])
    while heads.shape[0] > 0:
        node = heads.min()
        above.append(int(node))
        for arc in range(arcs.first[node], arcs.first[node + 1]):
            whole = near[node] + arc_cost[arc]
            if whole < near[arcs.to[arc]]:
                near[arcs.to[arc]], came[arcs.to[arc]] = whole, arc
        heads[heads == node] = parent[node]
        heads = heads[heads >= 0]
    return np.array(above)


@njit(cache=True, nogil=True)
def _unpack(
    up: Arcs, up_cost: Int64Array, down: Arcs, down_cost: Int64Array, came: Int32Array, top: int,
    nodes: list[int],
) -> None:  # fmt: skip
    """Append the nodes of the way that has its highest at ``top``."""
    arcs = [(_UP, 0)]
    arcs.pop()
    node = top
    while came[1, node] != _NONE:
        arcs.append((_DOWN, int(came[1, node])))
        node = down.lower[came[1, node]]
    arcs.reverse()
    node = top
    while came[0, node] != _NONE:
        arcs.append((_UP, int(came[0, node])))
        node = up.lower[came[0, node]]
    nodes.append(int(node))
    while arcs:
        kind, arc = arcs.pop()
        if kind == _UP:
            below, own = _parts(up, up_cost, down, down_cost, arc)
            if own == _NONE:
                nodes.append(int(up.to[arc]))
            else:
                arcs.append((_UP, own))
                arcs.append((_DOWN, below))
        else:
            below, own = _parts(down, down_cost, up, up_cost, arc)
            if own == _NONE:
                nodes.append(int(down.lower[arc]))
            else:
                arcs.append((_UP, below))
                arcs.append((_DOWN, own))


@njit(cache=True, nogil=True)
def _parts(
    own: Arcs, own_cost: Int64Array, other: Arcs, other_cost: Int64Array, arc: int
) -> tuple[int, int]:
    """The two arcs over a lower node that an arc of a kind stands for; none for a turn."""
    node, to = own.lower[arc], own.to[arc]
    for k in range(other.below_first[node], other.below_first[node + 1]):
        joint = other.below[k]
        middle = other.lower[joint]
        begin, end = own.first[middle], own.first[middle + 1]
        there = begin + np.searchsorted(own.to[begin:end], to)
        is_joined = there < end and own.to[there] == to
        if is_joined and other_cost[joint] + own_cost[there] == own_cost[arc]:
            return int(joint), int(there)
    return _NONE, _NONE
