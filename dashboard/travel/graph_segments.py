"""Ways cut at their junctions into directed segments."""

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
    ends included; ``length_m`` is its own.
    """

    way: Int64Array
    start: Int64Array
    end: Int64Array
    length_m: Float64Array


class Directed(NamedTuple):
    """Segments: the piece of each, whether it runs against its way, and the other direction."""

    piece: Int64Array
    against: npt.NDArray[np.bool_]
    reverse: Int64Array


def cut(raw: RawRoads) -> Pieces:
    """Cut where ways meet, end or cross themselves, and at barriers that stop somebody."""
    positions = len(raw.way_nodes)
    counts = np.bincount(raw.way_nodes, minlength=len(raw.node_ids))
    is_cut = ((counts > 1) | (raw.blocked != 0))[raw.way_nodes]
    is_cut[raw.way_first[:-1]] = True
    is_cut[raw.way_first[1:] - 1] = True
    way = np.repeat(np.arange(len(raw.way_ids)), np.diff(raw.way_first))
    cuts = np.flatnonzero(is_cut)
    start, end = cuts[:-1], cuts[1:]
    within = way[start] == way[end]
    start, end = start[within], end[within]
    steps = np.zeros(positions)
    steps[1:] = step_lengths_m(raw.lonlat[raw.way_nodes])
    passed = np.cumsum(steps)
    return Pieces(way[start], start, end, passed[end] - passed[start])


def step_lengths_m(lonlat: Float64Array) -> Float64Array:
    """Metres between each row of degrees and the next."""
    lon, lat = np.radians(lonlat).T
    half = np.sin(np.diff(lat) / 2) ** 2
    half += np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    metres: Float64Array = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half))
    return metres


def directed(raw: RawRoads, pieces: Pieces) -> Directed:
    """A segment for each direction in which anybody may go along a piece, in their order."""
    uses = np.array([road.uses for road in raw.roads], dtype=np.int8)[pieces.way]
    goes = np.stack([(uses & bit).any(axis=1) for bit in (FORWARD, BACKWARD)], axis=1).ravel()
    piece = np.repeat(np.arange(len(pieces.way)), 2)[goes]
    against = np.tile([False, True], len(pieces.way))[goes]
    number = np.cumsum(goes) - 1
    other = np.arange(len(goes)).reshape(-1, 2)[:, ::-1].ravel()
    reverse = np.where(goes[other], number[other], -1)[goes]
    return Directed(piece, against, reverse)


def lines(raw: RawRoads, pieces: Pieces, segments: Directed) -> tuple[Int64Array, Int64Array]:
    """
    The nodes along each segment: those of s are ``nodes[first[s]:first[s + 1]]``.

    Returns ``first`` and ``nodes``.
    """
    start, end = pieces.start[segments.piece], pieces.end[segments.piece]
    first = np.concatenate([[0], np.cumsum(end - start + 1)])
    along = np.arange(first[-1]) - np.repeat(first[:-1], np.diff(first))
    begin = np.where(segments.against, end, start)
    step = np.where(segments.against, -1, 1)
    spread = np.diff(first)
    positions = np.repeat(begin, spread) + along * np.repeat(step, spread)
    return first, raw.way_nodes[positions]
