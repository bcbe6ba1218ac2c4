"""
Which turns lead from one segment into another, and what each costs: compiled kernels.

They stand in one file because the compiler's cache does not see changes in another.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.osm.road_access import PROFILES
from dashboard.osm.road_nodes import GATE, GIVE_WAY, SIGNALS, STOP, TOLL
from dashboard.osm.road_tags import CLASSES
from dashboard.travel.road_waits import WaitSeconds

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]

_STRAIGHT, _SLIGHT, _SHARP = 20.0, 45.0, 110.0
_INTO_ROUNDABOUT_S, _ONCOMING_S, _MOST_YIELDING_S = 2.0, 1.0, 4.0
_ON_BIKE = 0.4  # Of what a van loses in a bend.
_MOST_CROWDED = 20.0
_BEARING_M = 12.0  # Of a street's end: shorter kinks are only how it was drawn.
_VAN, _BIKE, _FOOT = range(len(PROFILES))
_PROFILES = len(PROFILES)
_FERRY, _LEAST = CLASSES.index("ferry"), CLASSES.index("living_street")


class Approaches(NamedTuple):
    """
    What the kernel knows of segments and of the junctions at their heads.

    ``out[out_first[n]:out_first[n + 1]]`` are the segments that leave junction n, ``into`` those
    that come there. ``bearing_out`` and ``bearing_in`` are degrees at a segment's tail and head.
    ``is_open`` is ``(profiles, segments)``; ``crowd`` the kilometres of street for each square
    kilometre around a junction.
    """

    head: Int64Array
    reverse: Int64Array
    out_first: Int64Array
    out: Int64Array
    into_first: Int64Array
    into: Int64Array
    bearing_out: Float64Array
    bearing_in: Float64Array
    road_class: npt.NDArray[np.int8]
    is_link: npt.NDArray[np.bool_]
    is_roundabout: npt.NDArray[np.bool_]
    is_open: npt.NDArray[np.bool_]
    signals_ahead: npt.NDArray[np.bool_]
    features: Int64Array
    blocked: Int64Array
    crowd: Float64Array


@njit(cache=True, nogil=True)
def bearings(first: Int64Array, lonlat: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Degrees in which each line sets out, and in which it arrives."""
    lines = len(first) - 1
    out, into = np.zeros(lines), np.zeros(lines)
    for line in range(lines):
        low, high = first[line], first[line + 1] - 1
        point = low + 1
        while point < high and _apart_m(lonlat[low], lonlat[point]) < _BEARING_M:
            point += 1
        out[line] = _bearing(lonlat[low], lonlat[point])
        point = high - 1
        while point > low and _apart_m(lonlat[point], lonlat[high]) < _BEARING_M:
            point -= 1
        into[line] = _bearing(lonlat[point], lonlat[high])
    return out, into


@njit(cache=True, nogil=True)
def _east_north(a: Float64Array, b: Float64Array) -> tuple[float, float]:
    north = (b[1] - a[1]) * 111_195.0
    east = (b[0] - a[0]) * 111_195.0 * np.cos(np.radians(a[1]))
    return east, north


@njit(cache=True, nogil=True)
def _apart_m(a: Float64Array, b: Float64Array) -> float:
    east, north = _east_north(a, b)
    return float(np.sqrt(east * east + north * north))


@njit(cache=True, nogil=True)
def _bearing(a: Float64Array, b: Float64Array) -> float:
    east, north = _east_north(a, b)
    return float(np.degrees(np.arctan2(east, north)) % 360.0)


@njit(cache=True, nogil=True)
def turns(
    known: Approaches, drives_left: bool, costs: WaitSeconds
) -> tuple[Int64Array, Int64Array, npt.NDArray[np.float32]]:
    """
    The turns of all segments: first, to, and seconds ``(profiles, turns)``.

    A profile that may not turn has infinity there; for U-turns all have.
    """
    segments = len(known.head)
    first = np.zeros(segments + 1, dtype=np.int64)
    for s in range(segments):
        node = known.head[s]
        first[s + 1] = first[s] + known.out_first[node + 1] - known.out_first[node]
    to = np.zeros(first[segments], dtype=np.int64)
    seconds = np.full((_PROFILES, first[segments]), np.inf, dtype=np.float32)
    for s in range(segments):
        leaving = known.out_first[known.head[s]]
        for turn in range(first[s], first[s + 1]):
            t = known.out[leaving + turn - first[s]]
            to[turn] = t
            if t == known.reverse[s]:
                continue
            bend_s = _bend_s(_angle(known, s, t), drives_left)
            wait_s = _wait_s(known, s, t, drives_left, costs)
            for profile in range(_PROFILES):
                if _is_way(known, profile, s, t):
                    seconds[profile, turn] = _seconds(known, profile, s, t, bend_s, wait_s, costs)
    return first, to, seconds


@njit(cache=True, nogil=True)
def _is_way(known: Approaches, profile: int, s: int, t: int) -> bool:
    if known.blocked[known.head[s]] >> profile & 1:
        return False
    return bool(known.is_open[profile, s] and known.is_open[profile, t])


@njit(cache=True, nogil=True)
def _seconds(
    known: Approaches,
    profile: int,
    s: int,
    t: int,
    bend_s: float,
    wait_s: float,
    costs: WaitSeconds,
) -> float:
    features = known.features[known.head[s]]
    if profile == _FOOT:
        cost = costs.signals_on_foot if features & SIGNALS else 0.0
    else:
        cost = wait_s + (bend_s * _ON_BIKE if profile == _BIKE else bend_s)
    if features & TOLL and profile == _VAN:
        cost += costs.toll
    if features & GATE:
        cost += costs.gate
    if known.road_class[t] == _FERRY and known.road_class[s] != _FERRY:
        cost += costs.boarding
    return cost


@njit(cache=True, nogil=True)
def _bend_s(angle: float, drives_left: bool) -> float:
    """Slowing down and gathering speed again; across the other lane the bend is wider."""
    bend = abs(angle)
    if bend < _STRAIGHT:
        return 0.0
    if bend < _SLIGHT:
        return 0.5
    across = 1.0 if (angle > 0) == drives_left else 0.0
    return (2.0 if bend < _SHARP else 3.0) + across


@njit(cache=True, nogil=True)
def _wait_s(known: Approaches, s: int, t: int, drives_left: bool, costs: WaitSeconds) -> float:
    """Waiting for others, by how much more important the streets are that meet here."""
    node, angle = known.head[s], _angle(known, s, t)
    is_crossing, most, links_only = _others(known, s, t)
    if not is_crossing and not known.signals_ahead[s]:
        return 0.0
    if known.signals_ahead[s]:
        wait = costs.signals
    elif known.features[node] & SIGNALS or known.is_roundabout[s] or links_only:
        wait = 0.0  # Of signals close behind others, too: one has waited there.
    elif known.is_roundabout[t]:
        wait = _INTO_ROUNDABOUT_S
    else:
        wait = min(max(_rank(known, s) - most + 1.0, 0.0), _MOST_YIELDING_S)
        wait = max(wait, _at_sign_s(known.features[node], _rank(known, s), most, costs))
    if abs(angle) >= _SLIGHT and (angle > 0) == drives_left and not links_only:
        wait += _ONCOMING_S
    crowd: float = min(known.crowd[node], _MOST_CROWDED)
    return wait * (1.0 + crowd / (2.0 * _MOST_CROWDED))


@njit(cache=True, nogil=True)
def _at_sign_s(features: int, rank: int, most: int, costs: WaitSeconds) -> float:
    """A sign at the junction itself is for those who do not come on its most important street."""
    if rank < most:
        return 0.0
    if features & STOP:
        return costs.stop
    return costs.give_way if features & GIVE_WAY else 0.0


@njit(cache=True, nogil=True)
def _others(known: Approaches, s: int, t: int) -> tuple[bool, int, bool]:
    """
    Of the streets besides those that one comes from and goes to: whether there are any, how
    important the most important is from which vans may come, and whether all are slip roads.
    """
    node = known.head[s]
    is_crossing, most, links_only = False, _LEAST, known.is_link[s] and known.is_link[t]
    for k in range(known.out_first[node], known.out_first[node + 1]):
        other = known.out[k]
        if other != t and other != known.reverse[s] and known.is_open[_VAN, other]:
            is_crossing = True
    for k in range(known.into_first[node], known.into_first[node + 1]):
        other = known.into[k]
        if other != s and other != known.reverse[t] and known.is_open[_VAN, other]:
            is_crossing = True
            most = min(most, _rank(known, other))
            links_only = links_only and known.is_link[other]
    return is_crossing, most, links_only


@njit(cache=True, nogil=True)
def _rank(known: Approaches, s: int) -> int:
    return min(int(known.road_class[s]), _LEAST)


@njit(cache=True, nogil=True)
def _angle(known: Approaches, s: int, t: int) -> float:
    """Degrees from straight on, to the right above 0, within -180 and 180."""
    return float((known.bearing_out[t] - known.bearing_in[s] + 180.0) % 360.0 - 180.0)
