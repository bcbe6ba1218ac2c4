"""Ways cut at their junctions into pieces, and these into directed segments."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.domain.points import EARTH_RADIUS_M
from dashboard.osm.road_access import BACKWARD, FORWARD
from dashboard.osm.roads import RawRoads

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]


class Pieces(NamedTuple):
    """
    Stretches of ways between two junctions, each once whatever its directions.

    Piece p of way ``way[p]`` runs from position ``start[p]`` to ``end[p]`` of ``way_nodes``, both
    ends included.
    """

    way: Int64Array
    start: Int64Array
    end: Int64Array
    length_m: Float64Array


class Directed(NamedTuple):
    """
    Pieces in one direction: the segments of the graph.

    ``against``: against its way. ``reverse`` is the segment the other way, -1 on a one-way. Segment
    s runs along ``nodes[first[s]:first[s + 1]]``, and ``along_m`` has the metres from its tail to
    each. ``tail`` and ``head`` are indices into ``junctions``; these, like ``nodes``, are rows of
    the nodes that were read.
    """

    piece: Int64Array
    way: Int64Array
    against: npt.NDArray[np.bool_]
    reverse: Int64Array
    length_m: Float64Array
    first: Int64Array
    nodes: Int64Array
    along_m: Float64Array
    junctions: Int64Array
    tail: Int64Array
    head: Int64Array


def cut(raw: RawRoads) -> Pieces:
    """Cut where ways meet, end or cross themselves, and at barriers that stop somebody."""
    counts = np.bincount(raw.way_nodes, minlength=len(raw.node_ids))
    is_cut = ((counts > 1) | (raw.blocked != 0))[raw.way_nodes]
    is_cut[raw.way_first[:-1]] = True
    is_cut[raw.way_first[1:] - 1] = True
    way = np.repeat(np.arange(len(raw.way_ids)), np.diff(raw.way_first))
    cuts = np.flatnonzero(is_cut)
    start, end = cuts[:-1], cuts[1:]
    within = way[start] == way[end]
    start, end = start[within], end[within]
    passed = _passed_m(raw.lonlat[raw.way_nodes])
    return Pieces(way[start], start, end, passed[end] - passed[start])


def directed(raw: RawRoads, pieces: Pieces) -> Directed:
    """A segment for each direction in which anybody may go along a piece, in their order."""
    uses = np.array([road.uses for road in raw.roads], dtype=np.int8)[pieces.way]
    goes = np.stack([(uses & bit).any(axis=1) for bit in (FORWARD, BACKWARD)], axis=1).ravel()
    piece = np.repeat(np.arange(len(pieces.way)), 2)[goes]
    against = np.tile([False, True], len(pieces.way))[goes]
    number = np.cumsum(goes) - 1
    other = np.arange(len(goes)).reshape(-1, 2)[:, ::-1].ravel()
    first, nodes = _lines(raw, pieces, piece, against)
    passed = _passed_m(raw.lonlat[nodes])
    ends = np.concatenate([nodes[first[:-1]], nodes[first[1:] - 1]])
    junctions, numbers = np.unique(ends, return_inverse=True)
    tail, head = numbers.reshape(2, -1).astype(np.int64)
    return Directed(
        piece=piece,
        way=pieces.way[piece],
        against=against,
        reverse=np.where(goes[other], number[other], -1)[goes],
        length_m=pieces.length_m[piece],
        first=first,
        nodes=nodes,
        along_m=passed - np.repeat(passed[first[:-1]], np.diff(first)),
        junctions=junctions,
        tail=tail,
        head=head,
    )


def _passed_m(lonlat: Float64Array) -> Float64Array:
    """Metres along rows of degrees up to each, by great circles."""
    lon, lat = np.radians(lonlat).T
    half = np.sin(np.diff(lat) / 2) ** 2
    half += np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    steps = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half))
    passed: Float64Array = np.concatenate([[0.0], np.cumsum(steps)])
    return passed


def _lines(
    raw: RawRoads, pieces: Pieces, piece: Int64Array, against: npt.NDArray[np.bool_]
) -> tuple[Int64Array, Int64Array]:
    """Where the nodes of each segment begin, and all of them."""
    start, end = pieces.start[piece], pieces.end[piece]
    counts = end - start + 1
    first = np.concatenate([[0], np.cumsum(counts)])
    along = np.arange(first[-1]) - np.repeat(first[:-1], counts)
    step = np.repeat(np.where(against, -1, 1), counts)
    return first, raw.way_nodes[np.repeat(np.where(against, end, start), counts) + along * step]
