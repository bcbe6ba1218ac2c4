"""
Which turns lead from one segment into another, and what each costs: compiled kernels.

They stand in one file because the compiler's cache does not see changes in another.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.osm.road_nodes import GATE, GIVE_WAY, SIGNALS, SMALL_ROUNDABOUT, STOP, TOLL

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]

_BEARING_M = 12.0  # Of a street's end: shorter kinks are only how it was drawn.
_PROFILES = 3
_VAN, _BIKE, _FOOT = range(_PROFILES)


class Approaches(NamedTuple):
    """
    What the kernel knows of segments and junctions.

    ``out_first`` and ``out`` list the segments that leave each node, ``into_first`` and ``into``
    those that arrive. ``bearing_out`` and ``bearing_in`` are degrees at a segment's tail and
    head; ``rank`` grows as roads matter less; ``crowd`` multiplies waiting at a node.
    """

    tail: Int64Array
    head: Int64Array
    reverse: Int64Array
    out_first: Int64Array
    out: Int64Array
    into_first: Int64Array
    into: Int64Array
    bearing_out: Float64Array
    bearing_in: Float64Array
    rank: Int64Array
    is_link: npt.NDArray[np.bool_]
    is_roundabout: npt.NDArray[np.bool_]
    is_ferry: npt.NDArray[np.bool_]
    is_open: npt.NDArray[np.bool_]
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
    return np.sqrt(east * east + north * north)


@njit(cache=True, nogil=True)
def _bearing(a: Float64Array, b: Float64Array) -> float:
    east, north = _east_north(a, b)
    return np.degrees(np.arctan2(east, north)) % 360.0


@njit(cache=True, nogil=True)
def turns(
    known: Approaches, drives_left: bool
) -> tuple[Int64Array, Int64Array, npt.NDArray[np.float32]]:
    """
    The turns of all segments: first, to, and seconds ``(profiles, turns)``.

    A profile that may not turn has infinity there. U-turns are where nothing else is open.
    """
    segments = len(known.tail)
    first = np.zeros(segments + 1, dtype=np.int64)
    for s in range(segments):
        node = known.head[s]
        first[s + 1] = first[s] + known.out_first[node + 1] - known.out_first[node]
    to = np.zeros(first[segments], dtype=np.int64)
    seconds = np.full((_PROFILES, first[segments]), np.inf, dtype=np.float32)
    for s in range(segments):
        node = known.head[s]
        for k in range(known.out_first[node], known.out_first[node + 1]):
            turn = first[s] + k - known.out_first[node]
            to[turn] = known.out[k]
            if to[turn] == known.reverse[s]:
                continue
            for profile in range(_PROFILES):
                if _is_way(known, profile, s, to[turn]):
                    seconds[profile, turn] = _seconds(known, profile, s, to[turn], drives_left)
    return first, to, seconds


@njit(cache=True, nogil=True)
def open_dead_ends(
    known: Approaches, first: Int64Array, to: Int64Array, seconds: npt.NDArray[np.float32]
) -> None:
    """Let each profile turn back where it has no other way on."""
    for s in range(len(known.tail)):
        for profile in range(_PROFILES):
            back = -1
            for turn in range(first[s], first[s + 1]):
                if to[turn] == known.reverse[s]:
                    back = turn
                elif np.isfinite(seconds[profile, turn]):
                    back = -1
                    break
            if back >= 0 and known.is_open[profile, s] and known.is_open[profile, to[back]]:
                seconds[profile, back] = _TURNING_BACK_S[profile]


_TURNING_BACK_S = (15.0, 4.0, 1.0)


@njit(cache=True, nogil=True)
def _is_way(known: Approaches, profile: int, s: int, t: int) -> bool:
    if known.blocked[known.head[s]] >> profile & 1:
        return False
    return known.is_open[profile, s] and known.is_open[profile, t]


@njit(cache=True, nogil=True)
def _seconds(known: Approaches, profile: int, s: int, t: int, drives_left: bool) -> float:
    node = known.head[s]
    cost = 0.0
    if profile == _FOOT:
        if known.features[node] & SIGNALS:
            cost += 8.0
    else:
        cost = _manoeuvre_s(known, s, t, drives_left)
        if profile == _BIKE:
            cost *= 0.4
    if known.features[node] & GATE:
        cost += 15.0
    if profile == _VAN and known.features[node] & TOLL:
        cost += 15.0
    if known.is_ferry[t] and not known.is_ferry[s]:
        cost += 600.0
    return cost


@njit(cache=True, nogil=True)
def _manoeuvre_s(known: Approaches, s: int, t: int, drives_left: bool) -> float:
    """Seconds of waiting and slowing down, by what is crossed, after Valhalla's car costing."""
    node = known.head[s]
    best, links_only = 7, known.is_link[s] and known.is_link[t]
    others, on_left, on_right = 0, False, False
    angle = _angle(known.bearing_in[s], known.bearing_out[t])
    for k in range(known.out_first[node], known.out_first[node + 1]):
        other = known.out[k]
        if other == t or other == known.reverse[s] or not known.is_open[_VAN, other]:
            continue
        others += 1
        if _angle(known.bearing_in[s], known.bearing_out[other]) > angle:
            on_right = True
        else:
            on_left = True
    for k in range(known.into_first[node], known.into_first[node + 1]):
        other = known.into[k]
        if other == s or other == known.reverse[t] or not known.is_open[_VAN, other]:
            continue
        if known.reverse[other] < 0 or not known.is_open[_VAN, known.reverse[other]]:
            others += 1
        rank = known.rank[other] + (2 if known.is_roundabout[other] else 0)
        best = min(best, rank)
        links_only = links_only and known.is_link[other]
    signals = known.features[node] & SIGNALS != 0
    if others == 0 and not signals:
        return _slowing_s(angle)
    impact = max(known.rank[s] - best + 3, 0)
    sharp, slight = abs(angle) > 110, abs(angle) < 45
    if links_only:
        impact = impact // 2 if slight else impact
    elif known.rank[t] > known.rank[s] and known.rank[t] > 4 and not slight:
        impact += 2 if (angle > 0) == drives_left else 1
    if signals:
        impact += 2
    if known.features[node] & STOP:
        impact += 2
    impact = min(impact, 7)
    if slight:
        base = 2.0 if on_left and on_right else 0.5 if abs(angle) < 20 else 0.75
    elif (angle > 0) == drives_left:
        base = 3.5 if sharp else 2.5
    else:
        base = 1.5 if sharp else 1.0
    if known.is_link[s] and not known.is_link[t]:
        base += 1.5
    if known.is_roundabout[t] and not known.is_roundabout[s]:
        base += 0.5
    return base * impact * known.crowd[node]


@njit(cache=True, nogil=True)
def _slowing_s(angle: float) -> float:
    """Where a street only bends."""
    return max(abs(angle) - 60, 0) / 30


@njit(cache=True, nogil=True)
def _angle(into: float, out: float) -> float:
    """Degrees from straight on, to the right above 0, within -180 and 180."""
    return (out - into + 180.0) % 360.0 - 180.0
