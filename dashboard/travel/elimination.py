"""
The arcs of a contraction hierarchy, turns and shortcuts, and what they cost.

A hierarchy's nodes are the segments that may be driven, numbered in the order of contraction; an
arc leads from one to the next. Contracting a node joins all that lead into it with all that it
leads to, whatever the costs (customizable contraction: Dibbelt, Strasser and Wagner, 2016).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.costs import NEVER

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]

SHORTCUT = -1
"""In ``Arcs.turn``: nothing but a way over lower nodes."""


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


def arcs(first: Int64Array, to: Int32Array, turn: Int32Array) -> Arcs:
    """With the lists from above."""
    size = len(first) - 1
    lower = np.repeat(np.arange(size, dtype=np.int32), np.diff(first))
    below = np.argsort(to, kind="stable")
    below_first = np.searchsorted(to[below], np.arange(size + 1))
    return Arcs(first, to, lower, turn, below_first, below.astype(np.int32))


def eliminated(
    origin: Int64Array, to: Int64Array, turn: Int64Array, size: int
) -> tuple[Arcs, Arcs, Int32Array]:
    """
    Arcs upwards, arcs downwards, and the parent of each of so many nodes in the elimination tree.

    Takes the nodes and the number of each turn; no two turns may join the same nodes. All nodes
    that can be reached upwards, or from which one comes down, are ancestors. A root's parent is -1.
    """
    keys = np.minimum(origin, to) * size + np.maximum(origin, to)
    pairs = np.unique(keys)
    begins = np.searchsorted(pairs, np.arange(size + 1) * size)
    first, highs, parent = _fill(begins, (pairs % size).astype(np.int32), size)
    at = np.searchsorted(np.repeat(np.arange(size), np.diff(first)) * size + highs, keys)
    up, down = (
        arcs(first, highs, _at(at[chosen], turn[chosen], len(highs)))
        for chosen in (origin < to, origin > to)
    )
    up_cost, down_cost = (np.where(one.turn == SHORTCUT, NEVER, 0) for one in (up, down))
    complete(up, up_cost, down, down_cost)
    return _taken(up, up_cost < NEVER), _taken(down, down_cost < NEVER), parent


def _at(places: Int64Array, numbers: Int64Array, size: int) -> Int32Array:
    turn = np.full(size, SHORTCUT, dtype=np.int32)
    turn[places] = numbers
    return turn


def _taken(fill: Arcs, is_taken: npt.NDArray[np.bool_]) -> Arcs:
    """Only the arcs that some way takes: a one-way street needs none against its direction."""
    before = np.concatenate([[0], np.cumsum(is_taken)])
    return arcs(before[fill.first], fill.to[is_taken], fill.turn[is_taken])


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
    """The same for one node's own arcs, over ways with an arc of the other kind below it."""
    begin, end = own.first[node], own.first[node + 1]
    if begin == end:
        return
    for arc in range(begin, end):
        cheapest[own.to[arc]] = own_cost[arc]
    for k in range(other.below_first[node], other.below_first[node + 1]):
        joint = other.below[k]
        cost, middle = other_cost[joint], other.lower[joint]
        for arc in range(own.first[middle + 1] - 1, own.first[middle] - 1, -1):
            to = own.to[arc]
            if to <= node:
                break
            cheapest[to] = min(cheapest[to], cost + own_cost[arc])
    for arc in range(begin, end):
        own_cost[arc] = cheapest[own.to[arc]]
