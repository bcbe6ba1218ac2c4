"""From the roads of an extract to its street graph."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import ONLY_TO_REACH
from dashboard.osm.road_tags import CLASSES
from dashboard.osm.roads import RawRoads, read_roads
from dashboard.travel.free_speeds import free_seconds
from dashboard.travel.graph import StreetGraph, graph_key
from dashboard.travel.graph_segments import Directed, cut, directed
from dashboard.travel.graph_turns import TurnTable, turn_table, with_turning_back
from dashboard.travel.road_density import BUILT_UP, density
from dashboard.travel.road_sides import drives_left
from dashboard.travel.road_waits import WaitSeconds, waits
from dashboard.travel.through_traffic import without_through_traffic
from dashboard.travel.turn_costs import Approaches, bearings, turns
from dashboard.travel.turn_rules import Ends, with_rules

_LAST_STREET = CLASSES.index("living_street")
_TURNING_BACK_S = (15.0, 4.0, 1.0)

Float64Array = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]
Int64Array = npt.NDArray[np.int64]


def build_graph(extract: Path) -> StreetGraph:
    """The street graph of an extract, sorted or not; raises ``ExtractError``."""
    return graph_of(read_roads(extract), graph_key(extract))


def graph_of(raw: RawRoads, key: str = "") -> StreetGraph:
    """The street graph of roads that have been read."""
    pieces = cut(raw)
    segments = directed(raw, pieces)
    middles = raw.lonlat[raw.way_nodes[(pieces.start + pieces.end) // 2]]
    kind = np.array([road.road_class for road in raw.roads], dtype=np.int8)
    is_street = kind[pieces.way] <= _LAST_STREET
    around = middles[is_street], pieces.length_m[is_street]
    into = _grouped(segments.head, len(segments.junctions))
    is_road = kind[segments.way] <= CLASSES.index("service")
    features = raw.features[segments.nodes].astype(np.int64)
    waits_s, signals_ahead = waits(segments, features, *into, is_road, WaitSeconds())
    built_up = density(middles, *around) > BUILT_UP
    free_s = free_seconds(raw, pieces, segments, built_up, waits_s)
    crowd = density(raw.lonlat[segments.junctions], *around)
    known = _approaches(raw, segments, kind, free_s, signals_ahead, crowd)
    table = _turns(raw, segments, known, free_s)
    return _graph(raw, segments, kind, free_s, table, key)


def _approaches(
    raw: RawRoads,
    segments: Directed,
    kind: npt.NDArray[np.int8],
    free_s: Float32Array,
    signals_ahead: npt.NDArray[np.bool_],
    crowd: Float64Array,
) -> Approaches:
    out_first, out = _grouped(segments.tail, len(segments.junctions))
    into_first, into = _grouped(segments.head, len(segments.junctions))
    bearing_out, bearing_in = bearings(segments.first, raw.lonlat[segments.nodes])
    return Approaches(
        head=segments.head,
        reverse=segments.reverse,
        out_first=out_first,
        out=out,
        into_first=into_first,
        into=into,
        bearing_out=bearing_out,
        bearing_in=bearing_in,
        road_class=kind[segments.way],
        is_link=np.array([road.is_link for road in raw.roads])[segments.way],
        is_roundabout=np.array([road.is_roundabout for road in raw.roads])[segments.way],
        is_open=np.isfinite(free_s),
        signals_ahead=signals_ahead,
        features=raw.features[segments.junctions].astype(np.int64),
        blocked=raw.blocked[segments.junctions].astype(np.int64),
        crowd=crowd,
    )


def _grouped(keys: Int64Array, groups: int) -> tuple[Int64Array, Int64Array]:
    """Where the members of each group begin, and all of them."""
    first = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=groups))])
    return first.astype(np.int64), np.argsort(keys, kind="stable").astype(np.int64)


def _turns(raw: RawRoads, segments: Directed, known: Approaches, free_s: Float32Array) -> TurnTable:
    """All turns with their costs, and copies of segments where not all may go on alike."""
    first, to, seconds = turns(known, drives_left(raw), WaitSeconds())
    every = np.arange(len(segments.way))
    table = turn_table(every, np.repeat(every, np.diff(first)), to, seconds)
    ends = Ends(
        raw.way_ids[segments.way],
        raw.node_ids[segments.junctions[segments.tail]],
        raw.node_ids[segments.junctions[segments.head]],
    )
    table = with_rules(table, ends, raw.turn_rules)
    usable = np.isfinite(free_s)
    table = with_turning_back(table, segments.reverse, usable, _TURNING_BACK_S)
    uses = np.array([road.uses for road in raw.roads], dtype=np.int8)[segments.way].T
    only_to_reach = (uses & ONLY_TO_REACH) != 0
    return without_through_traffic(table, usable[:, table.copy_of], only_to_reach[:, table.copy_of])


def _graph(
    raw: RawRoads,
    segments: Directed,
    kind: npt.NDArray[np.int8],
    free_s: Float32Array,
    table: TurnTable,
    key: str,
) -> StreetGraph:
    names, name = np.unique([road.name for road in raw.roads], return_inverse=True)
    copied = table.copy_of
    way = segments.way[copied]
    counts = np.diff(segments.first)[copied]
    shape_first = np.concatenate([[0], np.cumsum(counts)])
    along = np.arange(shape_first[-1]) - np.repeat(shape_first[:-1], counts)
    points = segments.nodes[np.repeat(segments.first[copied], counts) + along]
    return StreetGraph(
        key=key,
        country=raw.country,
        drives_left=drives_left(raw),
        names=tuple(str(one).replace("\n", " ") for one in names),
        node_lonlat=raw.lonlat[segments.junctions],
        tail=segments.tail[copied].astype(np.int32),
        head=segments.head[copied].astype(np.int32),
        length_m=segments.length_m[copied].astype(np.float32),
        road_class=kind[way],
        is_roundabout=np.array([road.is_roundabout for road in raw.roads])[way],
        is_link=np.array([road.is_link for road in raw.roads])[way],
        name=name[way].astype(np.int32),
        free_s=_free_of_copies(free_s, table),
        reverse=segments.reverse[copied].astype(np.int32),
        copy_of=copied.astype(np.int32),
        shape_first=shape_first.astype(np.int64),
        shape_lonlat=raw.lonlat[points],
        turn_first=table.first(),
        turn_to=table.to.astype(np.int32),
        turn_s=table.seconds,
    )


def _free_of_copies(free_s: Float32Array, table: TurnTable) -> Float32Array:
    """Copies are closed to profiles that never turn into them: they use the original."""
    found = free_s[:, table.copy_of]
    reached = np.zeros(found.shape, dtype=bool)
    for profile, seconds in enumerate(table.seconds):
        reached[profile, table.to[np.isfinite(seconds)]] = True
    found[:, free_s.shape[1] :][~reached[:, free_s.shape[1] :]] = np.inf
    return found
