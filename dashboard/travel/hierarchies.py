"""Contraction hierarchies of a street graph: prepared once, with new costs for each hour."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.travel.costs import NEVER, costs
from dashboard.travel.dissection import dissected
from dashboard.travel.elimination import SHORTCUT, Arcs, arcs, complete, eliminated
from dashboard.travel.graph import StreetGraph, Turns

HIERARCHY_VERSION = 1
"""Counts up whenever another hierarchy is made of the same graph."""

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]
Float64Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """
    What is true of a graph and a profile at any hour.

    The nodes are the segments that the profile may use, in the order of contraction: ``segment``
    names each one's, ``node`` each segment's (-1 without one). ``turns`` are the profile's.
    The copies of an original segment s, and itself, are ``copy[copy_first[s]:copy_first[s + 1]]``.
    """

    graph: StreetGraph
    turns: Turns
    segment: Int32Array
    node: Int32Array
    parent: Int32Array
    up: Arcs
    down: Arcs
    copy_first: Int64Array
    copy: Int32Array

    @staticmethod
    def of(
        graph: StreetGraph,
        profile: str,
        segment: Int32Array,
        parent: Int32Array,
        up: Arcs,
        down: Arcs,
    ) -> "Hierarchy":
        """With what follows from the graph."""
        copy = np.argsort(graph.copy_of, kind="stable").astype(np.int32)
        copy_first = np.searchsorted(graph.copy_of[copy], np.arange(graph.segments + 1))
        node = _nodes(segment, graph.segments)
        turns = graph.turns(profile)
        return Hierarchy(graph, turns, segment, node, parent, up, down, copy_first, copy)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """
    A hierarchy with the costs of one slot; see ``costs.py``.

    ``along`` has the cost of each segment, ``turning`` of each of the profile's turns.
    """

    hierarchy: Hierarchy
    seconds: Float64Array
    along: Int64Array
    turning: Int64Array
    up_cost: Int64Array
    down_cost: Int64Array


def prepare(graph: StreetGraph, profile: str) -> Hierarchy:
    """The hierarchy of a graph for one profile: a few seconds for a large town."""
    usable = np.flatnonzero(graph.may_use(profile))
    order = dissected(graph.tail[usable], graph.head[usable], graph.node_lonlat)
    segment = usable[order].astype(np.int32)
    turns = _distinct(graph.turns(profile), _nodes(segment, graph.segments))
    up, down, parent = eliminated(*turns, len(segment))
    return Hierarchy.of(graph, profile, segment, parent, up, down)


def prepared(graph: StreetGraph, profile: str, path: Path) -> Hierarchy:
    """The same, kept in a file (.npz): read from there if it was made of this very graph."""
    stamp = _stamp(graph, profile)
    try:
        return _load(graph, profile, path, stamp)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        hierarchy = prepare(graph, profile)
    _save(hierarchy, path, stamp)
    return hierarchy


def customise(
    hierarchy: Hierarchy, seconds: npt.ArrayLike, turn_s: npt.ArrayLike | None = None
) -> Weights:
    """
    The weights at one time of the day, given the seconds along all segments of the graph.

    ``turn_s`` are those of the profile's turns, where they are not the usual ones.
    """
    seconds = np.asarray(seconds, dtype=np.float64)
    along = costs(seconds, hierarchy.graph.length_m)
    turn_s = hierarchy.turns.seconds if turn_s is None else turn_s
    turning = costs(turn_s, np.zeros(len(hierarchy.turns.to)))
    into = along[hierarchy.segment]
    up, down = hierarchy.up, hierarchy.down
    up_cost = _own_cost(up, into[up.lower], turning)
    down_cost = _own_cost(down, into[down.to], turning)
    complete(up, up_cost, down, down_cost)
    return Weights(hierarchy, seconds, along, turning, up_cost, down_cost)


def turn_seconds(hierarchy: Hierarchy, factors_by_class: npt.ArrayLike) -> Float64Array:
    """
    Seconds of the profile's turns at one time of the day, one factor for each of ``CLASSES``.

    One waits on the road that one comes from: its class counts.
    """
    turns, graph = hierarchy.turns, hierarchy.graph
    origin = np.repeat(np.arange(graph.segments), np.diff(turns.first))
    factors = np.asarray(factors_by_class, dtype=np.float64)
    slower: Float64Array = turns.seconds * factors[graph.road_class[origin]]
    return slower


def _own_cost(of: Arcs, along_origin: Int64Array, turning: Int64Array) -> Int64Array:
    """To pass the segment and take the turn; ``NEVER`` for a shortcut as yet."""
    is_turn = of.turn != SHORTCUT
    cost = np.full(len(of.to), NEVER)
    cost[is_turn] = np.minimum(along_origin[is_turn] + turning[of.turn[is_turn]], NEVER)
    return cost


def _nodes(segment: Int32Array, segments: int) -> Int32Array:
    node = np.full(segments, -1, dtype=np.int32)
    node[segment] = np.arange(len(segment))
    return node


def _distinct(turns: Turns, node: Int32Array) -> tuple[Int64Array, Int64Array, Int64Array]:
    """Nodes and number of each turn that may be of use, the cheapest of equal ones."""
    size = len(node)
    origin = np.repeat(node, np.diff(turns.first)).astype(np.int64)
    to = node[turns.to].astype(np.int64)
    cheapest_first = np.lexsort([turns.seconds, origin * size + to])
    number = cheapest_first[origin[cheapest_first] != to[cheapest_first]]
    keys = origin[number] * size + to[number]
    number = number[np.diff(keys, prepend=-1) != 0]
    return origin[number], to[number], number


def _stamp(graph: StreetGraph, profile: str) -> str:
    turns = graph.turns(profile)
    digest = hashlib.blake2b(f"{HIERARCHY_VERSION} {profile}".encode(), digest_size=16)
    for part in (graph.tail, graph.head, graph.node_lonlat, graph.may_use(profile), *turns):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()


def _save(hierarchy: Hierarchy, path: Path, stamp: str) -> None:
    """Whole or not at all."""
    fresh = path.with_name(path.name + ".part")
    columns = {
        f"{kind}_{part}": getattr(getattr(hierarchy, kind), part)
        for kind in ("up", "down")
        for part in ("first", "to", "turn")
    }
    with fresh.open("wb") as file:
        np.savez(
            file,
            allow_pickle=False,
            stamp=np.array(stamp),
            segment=hierarchy.segment,
            parent=hierarchy.parent,
            **columns,
        )
    fresh.replace(path)


def _load(graph: StreetGraph, profile: str, path: Path, stamp: str) -> Hierarchy:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as columns:
        if str(columns["stamp"]) != stamp:
            raise ValueError("made of another graph")
        up, down = (
            arcs(*(columns[f"{kind}_{part}"] for part in ("first", "to", "turn")))
            for kind in ("up", "down")
        )
        return Hierarchy.of(graph, profile, columns["segment"], columns["parent"], up, down)
