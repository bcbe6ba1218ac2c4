"""Waiting along streets, at signals and signs between their junctions: a compiled kernel."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.osm.road_nodes import AGAINST, ALONG, CALMING, GATE, GIVE_WAY, SIGNALS, STOP, TOLL
from dashboard.travel.graph_segments import Directed

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class WaitSeconds(NamedTuple):
    """
    What each costs on empty roads, by our own judgement: half of all lights are green.

    An argument of the kernels, so that they need not be compiled for other numbers.
    """

    signals: float = 4.0
    stop: float = 4.0
    give_way: float = 1.5
    gate: float = 15.0
    toll: float = 15.0
    calming: float = 1.5
    signals_on_foot: float = 8.0
    boarding: float = 600.0


_SIDED = SIGNALS | STOP | GIVE_WAY
_ONE_PLACE_M, _MOST_STEPS = 40.0, 50
"""Signals nearer than this behind others belong to them; signs nearer to a junction to that."""


@njit(cache=True, nogil=True)
def waits(
    segments: Directed,
    features: Int64Array,
    into_first: Int64Array,
    into: Int64Array,
    usable: Mask,
    costs: WaitSeconds,
) -> tuple[Float64Array, Mask]:
    """
    Seconds of waiting within each segment, and whether one waits for signals at its head.

    ``features`` are those of the nodes along segments; ``into[into_first[j]:into_first[j + 1]]``
    are the segments that come to junction j, ``usable`` those on which signals are met.
    """
    count = len(segments.first) - 1
    seconds, signals_ahead = np.zeros(count), np.zeros(count, dtype=np.bool_)
    for s in range(count):
        low, high = segments.first[s], segments.first[s + 1] - 1
        length_m = segments.along_m[high]
        lit_m = -_lit_behind_m(segments, features, into_first, into, usable, s)
        for point in range(low + 1, high + 1):
            found, here_m = features[point], segments.along_m[point]
            if found & _SIDED and not _concerns(found, segments.against[s], here_m, length_m):
                found &= ~_SIDED
            if found & SIGNALS:
                is_new = here_m - lit_m >= _ONE_PLACE_M
                lit_m = here_m
                if is_new and point == high:
                    signals_ahead[s] = True
                elif is_new:
                    seconds[s] += costs.signals
            if point < high:
                seconds[s] += _sign_s(found, costs)
    return seconds, signals_ahead


@njit(cache=True, nogil=True)
def _lit_behind_m(
    segments: Directed, features: Int64Array, into_first: Int64Array, into: Int64Array,
    usable: Mask, segment: int,
) -> float:  # fmt: skip
    """Metres from a segment's tail back to the nearest signals, as far as it matters."""
    nearest = _ONE_PLACE_M
    waiting = [(segments.first[segment], segments.tail[segment], segment, 0.0)]
    for _ in range(_MOST_STEPS):  # Roundabouts drawn within a metre have no end.
        if len(waiting) == 0:
            break
        point, junction, ahead, behind_m = waiting.pop()
        if features[point] & SIGNALS:
            nearest = min(nearest, behind_m)
            continue
        for k in range(into_first[junction], into_first[junction + 1]):
            s = into[k]
            if not usable[s] or segments.reverse[s] == ahead:
                continue
            low, high = segments.first[s], segments.first[s + 1] - 1
            length_m = segments.along_m[high]
            point = high - 1
            while point > low and not features[point] & SIGNALS:
                point -= 1
            far_m = behind_m + length_m - segments.along_m[point]
            if far_m < nearest:
                waiting.append((point, segments.tail[s], s, far_m))
    return nearest


@njit(cache=True, nogil=True)
def _sign_s(found: int, costs: WaitSeconds) -> float:
    seconds = 0.0
    if found & STOP:
        seconds += costs.stop
    elif found & GIVE_WAY:
        seconds += costs.give_way
    if found & GATE:
        seconds += costs.gate
    if found & TOLL:
        seconds += costs.toll
    if found & CALMING:
        seconds += costs.calming
    return seconds


@njit(cache=True, nogil=True)
def _concerns(found: int, against: bool, here_m: float, length_m: float) -> bool:
    """Whether signals or a sign are for those who drive this way: for those before a junction."""
    if found & (ALONG | AGAINST):
        return found & (AGAINST if against else ALONG) != 0
    is_behind = here_m < _ONE_PLACE_M and here_m < length_m - here_m
    return not is_behind
