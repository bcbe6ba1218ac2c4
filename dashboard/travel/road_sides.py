"""On which side of the road people drive."""

import numpy as np

from dashboard.osm.roads import RawRoads

DRIVES_LEFT = frozenset(
    ("AU", "BD", "BW", "CY", "FJ", "GB", "GG", "GY", "HK", "ID", "IE", "IM", "IN", "JE", "JM", "JP",
     "KE", "LK", "LS", "MO", "MT", "MU", "MW", "MY", "MZ", "NA", "NP", "NZ", "PK", "SG", "SZ", "TH",
     "TT", "TZ", "UG", "ZA", "ZM", "ZW")
)  # fmt: skip


def drives_left(raw: RawRoads) -> bool:
    """Whether one drives on the left: told by tags, else by the country, else by roundabouts."""
    if raw.left_sides:
        return raw.left_sides > 0
    if raw.country:
        return raw.country in DRIVES_LEFT
    return _clockwise(raw) > 0


def _clockwise(raw: RawRoads) -> int:
    """How many roundabouts go round with the clock, less those that go against it."""
    count = 0
    for way, road in enumerate(raw.roads):
        if road.is_roundabout:
            nodes = raw.way_nodes[raw.way_first[way] : raw.way_first[way + 1]]
            east, north = np.diff(raw.lonlat[nodes], axis=0).T
            count += int(np.sign((north[:-1] * east[1:] - east[:-1] * north[1:]).sum()))
    return count
