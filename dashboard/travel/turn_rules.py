"""Turn restrictions taken out of the turns of a graph."""

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from dashboard.osm.roads import RawRoads
from dashboard.osm.road_access import PROFILES

Int64Array = npt.NDArray[np.int64]


def apply_rules(
    raw: RawRoads,
    way: Int64Array,
    tail_node: Int64Array,
    head_node: Int64Array,
    turn_first: Int64Array,
    turn_to: Int64Array,
    turn_s: npt.NDArray[np.float32],
) -> None:
    """Make the turns infinite that a rule by a node forbids; the arrays are those of segments."""
    wanted = {one for rule in raw.turn_rules for one in (*rule.from_ways, *rule.to_ways)}
    ids = raw.way_ids[way]
    by_way: dict[int, list[int]] = defaultdict(list)
    for s in np.flatnonzero(np.isin(ids, list(wanted))):
        by_way[int(ids[s])].append(int(s))
    for rule in raw.turn_rules:
        if not rule.via_node:
            continue
        node = int(np.searchsorted(raw.node_ids, rule.via_node))
        if node == len(raw.node_ids) or raw.node_ids[node] != rule.via_node:
            continue
        origins = [s for one in rule.from_ways for s in by_way[one] if head_node[s] == node]
        targets = {s for one in rule.to_ways for s in by_way[one] if tail_node[s] == node}
        if not origins or not targets:
            continue
        bound = [p for p in range(len(PROFILES)) if rule.profiles >> p & 1]
        for s in origins:
            for turn in range(turn_first[s], turn_first[s + 1]):
                if (int(turn_to[turn]) in targets) != rule.is_only:
                    turn_s[bound, turn] = np.inf
