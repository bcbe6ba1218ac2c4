"""Seconds along each segment on empty roads."""

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import BACKWARD, FORWARD, PROFILES
from dashboard.osm.roads import RawRoads
from dashboard.travel.graph_segments import Directed, Pieces
from dashboard.travel.road_speeds import speeds

Float64Array = npt.NDArray[np.float64]


def free_seconds(
    raw: RawRoads,
    pieces: Pieces,
    segments: Directed,
    built_up: npt.NDArray[np.bool_],
    waits_s: Float64Array,
) -> npt.NDArray[np.float32]:
    """
    Seconds ``(profiles, segments)``, infinite where a profile may not go.

    ``built_up`` is of pieces; ``waits_s`` of segments, for what has wheels.
    """
    way, against = segments.way, segments.against
    uses = np.array([road.uses for road in raw.roads], dtype=np.int8)[way]
    bit = np.where(against, BACKWARD, FORWARD)
    inside = built_up[segments.piece].astype(np.intp)
    found = np.full((len(PROFILES), len(way)), np.inf, dtype=np.float32)
    for profile in range(len(PROFILES)):
        kmh = speeds(raw.roads, profile, raw.country)[against.astype(np.intp), inside, way]
        seconds = segments.length_m / kmh * 3.6 + (waits_s if PROFILES[profile] != "foot" else 0)
        is_open = (uses[:, profile] & bit) != 0
        found[profile, is_open] = seconds[is_open]
    _take_timetables(found, raw, pieces, segments)
    return found


def _take_timetables(
    seconds: npt.NDArray[np.float32], raw: RawRoads, pieces: Pieces, segments: Directed
) -> None:
    """A ferry takes as long as is tagged, each part of its way in proportion."""
    crossing_s = np.array([road.ferry_s for road in raw.roads])
    whole_m = np.bincount(pieces.way, weights=pieces.length_m, minlength=len(crossing_s))
    way = segments.way
    told = crossing_s[way] > 0
    share = segments.length_m[told] / whole_m[way[told]]
    timed = (crossing_s[way[told]] * share).astype(np.float32)
    seconds[:, told] = np.where(np.isfinite(seconds[:, told]), timed, np.float32(np.inf))
