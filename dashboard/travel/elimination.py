"""
The arcs of a contraction hierarchy: turns and shortcuts, whatever the weights will be.

A hierarchy's nodes are the segments that may be driven, numbered in the order of contraction; an
arc leads from one to the next. Contracting a node joins all that lead into it with all that it
leads to.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.sweeps import NEVER, Arcs, complete

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]

SHORTCUT = -1
"""In ``Arcs.turn``: nothing but a way over lower nodes."""


class Turns(NamedTuple):
    """From which node to which, and the number of the turn; an entry for each."""

    origin: Int64Array
    to: Int64Array
    number: Int64Array


def eliminated(turns: Turns, size: int) -> tuple[Arcs, Arcs, Int32Array]:
    """
    Arcs upwards, arcs downwards, and the parent of each of so many nodes in the elimination tree.

    All nodes that can be reached upwards, or from which one comes down, are ancestors. The
    parent of a root is -1. No pair of nodes may have two turns.
    """
    rising = turns.origin < turns.to
    low = np.where(rising, turns.origin, turns.to)
    high = np.where(rising, turns.to, turns.origin)
    keys = np.unique(low * size + high)
    begins = np.searchsorted(keys, np.arange(size + 1) * size)
    first, to, parent = _fill(begins, (keys % size).astype(np.int32), size)
    both = _arcs(first, to, np.full(len(to), SHORTCUT, dtype=np.int32))
    up, down = both, both
    at = np.searchsorted(_keys(both), low * size + high)
    up.turn[at[rising]] = turns.number[rising]
    down = both._replace(turn=np.full(len(to), SHORTCUT, dtype=np.int32))
    down.turn[at[~rising]] = turns.number[~rising]
    up_cost, down_cost = (np.where(one.turn == SHORTCUT, NEVER, 0) for one in (up, down))
    complete(up, up_cost, down, down_cost)
    return _without(up, up_cost == NEVER), _without(down, down_cost == NEVER), parent


def _keys(arcs: Arcs) -> Int64Array:
    keys: Int64Array = arcs.lower.astype(np.int64) * (len(arcs.first) - 1) + arcs.to
    return keys


def _arcs(first: Int64Array, to: Int32Array, turn: Int32Array) -> Arcs:
    size = len(first) - 1
    lower = np.repeat(np.arange(size, dtype=np.int32), np.diff(first))
    below = np.argsort(to, kind="stable")
    below_first = np.searchsorted(to[below], np.arange(size + 1))
    return Arcs(first, to, lower, turn, below_first, below.astype(np.int32))


def _without(arcs: Arcs, useless: npt.NDArray[np.bool_]) -> Arcs:
    """The arcs that some way takes: a one-way street needs none against its direction."""
    kept = np.concatenate([[0], np.cumsum(~useless)])
    return _arcs(kept[arcs.first], arcs.to[~useless], arcs.turn[~useless])


@njit(cache=True, nogil=True)
def _fill(
    begins: Int64Array, neighbours: Int32Array, size: int
) -> tuple[Int64Array, Int32Array, Int32Array]:
    """The higher neighbours of each node once all lower ones are contracted, and its parent."""
    parent = np.full(size, -1, np.int32)
    child, sibling = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    seen = np.full(size, -1, np.int32)
    first = np.zeros(size + 1, np.int64)
    to = np.empty(4 * neighbours.shape[0] + size, np.int32)
    for node in range(size):
        end = first[node]
        if end + size > to.shape[0]:
            longer = np.empty(2 * to.shape[0] + size, np.int32)
            longer[:end] = to[:end]
            to = longer
        seen[node] = node
        for k in range(begins[node], begins[node + 1]):
            seen[neighbours[k]] = node
            to[end] = neighbours[k]
            end += 1
        below = child[node]
        while below >= 0:
            for k in range(first[below], first[below + 1]):
                if seen[to[k]] != node:
                    seen[to[k]] = node
                    to[end] = to[k]
                    end += 1
            below = sibling[below]
        to[first[node] : end].sort()
        first[node + 1] = end
        if end > first[node]:
            parent[node] = to[first[node]]
            sibling[node] = child[parent[node]]
            child[parent[node]] = node
    return first, to[: first[size]].copy(), parent
