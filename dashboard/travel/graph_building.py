"""From the roads of an extract to its street graph."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import BACKWARD, BOTH, FORWARD, ONLY_TO_REACH, PROFILES, VAN
from dashboard.osm.road_nodes import AGAINST, ALONG, CALMING, CROSSING, SIGNALS, STOP
from dashboard.osm.road_tags import CLASSES
from dashboard.osm.roads import RawRoads, read_roads
from dashboard.travel.graph import StreetGraph, graph_key
from dashboard.travel.graph_segments import Directed, Pieces, cut, directed, lines
from dashboard.travel.road_density import BUILT_UP, density
from dashboard.travel.road_speeds import DRIVES_LEFT, speeds
from dashboard.travel.turn_costs import Approaches, bearings, open_dead_ends, turns
from dashboard.travel.turn_rules import apply_rules

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]

_FERRY = CLASSES.index("ferry")
_STREETS = CLASSES.index("living_street")
_RANKS = np.array([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 7, 7, 7, 7])


def build_graph(extract: Path) -> StreetGraph:
    """The street graph of an extract, sorted or not; raises ``ExtractError``."""
    return graph_of(read_roads(extract), graph_key(extract))


def graph_of(raw: RawRoads, key: str = "") -> StreetGraph:
    """The street graph of roads that have been read."""
    pieces = cut(raw)
    segments = directed(raw, pieces)
    way = pieces.way[segments.piece]
    first, nodes = lines(raw, pieces, segments)
    junctions, ends = np.unique(
        np.concatenate([nodes[first[:-1]], nodes[first[1:] - 1]]), return_inverse=True
    )
    tail, head = ends.reshape(2, -1)
    road_class = np.array([road.road_class for road in raw.roads], dtype=np.int8)
    crowd = _crowd(raw, pieces, road_class)
    names, name = np.unique([road.name for road in raw.roads], return_inverse=True)
    free_s = _free_seconds(raw, pieces, segments, crowd)
    is_link = np.array([road.is_link for road in raw.roads])[way]
    is_roundabout = np.array([road.is_roundabout for road in raw.roads])[way]
    out_first, out = _grouped(tail, len(junctions))
    into_first, into = _grouped(head, len(junctions))
    shape = raw.lonlat[nodes]
    bearing_out, bearing_in = bearings(first, shape)
    known = Approaches(
        tail.astype(np.int64),
        head.astype(np.int64),
        segments.reverse.astype(np.int64),
        out_first,
        out,
        into_first,
        into,
        bearing_out,
        bearing_in,
        _RANKS[road_class[way]],
        is_link,
        is_roundabout,
        road_class[way] == _FERRY,
        np.isfinite(free_s),
        raw.features[junctions].astype(np.int64),
        raw.blocked[junctions].astype(np.int64),
        crowd_factor(density(raw.lonlat[junctions], *_streets(raw, pieces, road_class))),
    )
    drives_left = _drives_left(raw)
    turn_first, turn_to, turn_s = turns(known, drives_left)
    apply_rules(raw, way, nodes[first[:-1]], nodes[first[1:] - 1], turn_first, turn_to, turn_s)
    open_dead_ends(known, turn_first, turn_to, turn_s)
    turn_first, turn_to, turn_s = _compact(turn_first, turn_to, turn_s)
    return StreetGraph(
        key=key,
        country=raw.country,
        drives_left=drives_left,
        names=tuple(str(one).replace("\n", " ") for one in names),
        node_lonlat=raw.lonlat[junctions],
        tail=tail.astype(np.int32),
        head=head.astype(np.int32),
        length_m=pieces.length_m[segments.piece].astype(np.float32),
        road_class=road_class[way],
        is_roundabout=is_roundabout,
        is_link=is_link,
        name=name[way].astype(np.int32),
        free_s=free_s,
        reverse=segments.reverse.astype(np.int32),
        copy_of=np.arange(len(way), dtype=np.int32),
        shape_first=first.astype(np.int64),
        shape_lonlat=shape,
        turn_first=turn_first,
        turn_to=turn_to,
        turn_s=turn_s,
    )


def _compact(first, to, seconds):  # type: ignore[no-untyped-def]
    keep = np.isfinite(seconds).any(axis=0)
    counts = np.concatenate([[0], np.cumsum(keep)])
    return counts[first], to[keep].astype(np.int32), seconds[:, keep]


def crowd_factor(km_per_km2: Float64Array) -> Float64Array:
    """What waiting at junctions is multiplied by where streets lie so densely."""
    return np.interp(km_per_km2, [5, 10, 15, 22], [1.0, 1.3, 2.2, 3.5])


def _streets(raw: RawRoads, pieces: Pieces, road_class: npt.NDArray[np.int8]):  # type: ignore
    is_street = road_class[pieces.way] <= _STREETS
    middle = raw.way_nodes[(pieces.start + pieces.end) // 2]
    return raw.lonlat[middle[is_street]], pieces.length_m[is_street]


def _crowd(raw: RawRoads, pieces: Pieces, road_class: npt.NDArray[np.int8]) -> Float64Array:
    middle = raw.way_nodes[(pieces.start + pieces.end) // 2]
    return density(raw.lonlat[middle], *_streets(raw, pieces, road_class))


def _free_seconds(
    raw: RawRoads, pieces: Pieces, segments: Directed, crowd: Float64Array
) -> npt.NDArray[np.float32]:
    way = pieces.way[segments.piece]
    length = pieces.length_m[segments.piece]
    uses = np.array([road.uses for road in raw.roads], dtype=np.int8)
    built_up = (crowd > BUILT_UP)[segments.piece]
    bit = np.where(segments.against, BACKWARD, FORWARD)
    found = np.full((len(PROFILES), len(way)), np.inf, dtype=np.float32)
    for profile in range(len(PROFILES)):
        kmh = np.zeros((2, 2, len(raw.roads)))
        for against in (False, True):
            for inside in (False, True):
                kmh[int(against), int(inside)] = speeds(
                    raw.roads, profile, against, inside, raw.country
                )
        speed = kmh[segments.against.astype(int), built_up.astype(int), way]
        is_open = (uses[way, profile] & bit) != 0
        found[profile, is_open] = (length / speed * 3.6)[is_open]
    ferry = np.array([road.ferry_s for road in raw.roads])[way]
    return found


def _grouped(keys: Int64Array, groups: int) -> tuple[Int64Array, Int64Array]:
    """First positions and members of each group."""
    order = np.argsort(keys, kind="stable").astype(np.int64)
    first = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=groups))]).astype(np.int64)
    return first, order


def _drives_left(raw: RawRoads) -> bool:
    if raw.left_sides:
        return raw.left_sides > 0
    return raw.country in DRIVES_LEFT
