"""Waiting along streets, at signals and signs between their junctions: a compiled kernel."""

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.osm.road_nodes import (
    AGAINST, ALONG, CALMING, GATE, GIVE_WAY, SIGNALS, STOP, TOLL,
)  # fmt: skip

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]

SIGNALS_S, STOP_S, GIVE_WAY_S, GATE_S, TOLL_S, CALMING_S = 4.0, 4.0, 1.5, 15.0, 15.0, 1.5
"""Seconds that each costs on empty roads; by our own judgement, as green comes half the time."""

_SIDED = SIGNALS | STOP | GIVE_WAY
_ONE_PLACE_M = 40.0
"""Signals nearer than this behind others belong to them; signs nearer to a junction to that."""


@njit(cache=True, nogil=True)
def waits(
    first: Int64Array,
    along_m: Float64Array,
    features: Int64Array,
    against: npt.NDArray[np.bool_],
) -> tuple[Float64Array, npt.NDArray[np.bool_]]:
    """
    Seconds of waiting within each segment, and whether one waits for signals at its head.

    The nodes of segment s have the entries from ``first[s]`` on in ``features`` and ``along_m``,
    the metres from its tail.
    """
    segments = len(first) - 1
    seconds, signals_ahead = np.zeros(segments), np.zeros(segments, dtype=np.bool_)
    for s in range(segments):
        low, high = first[s], first[s + 1] - 1
        length = along_m[high]
        lit_m = 0.0 if features[low] & SIGNALS else -_ONE_PLACE_M
        for point in range(low + 1, high + 1):
            found, here_m = features[point], along_m[point]
            if found & _SIDED and not _concerns(found, against[s], here_m, length):
                found &= ~_SIDED
            if found & SIGNALS:
                is_new = here_m - lit_m >= _ONE_PLACE_M
                lit_m = here_m
                if is_new and point == high:
                    signals_ahead[s] = True
                elif is_new:
                    seconds[s] += SIGNALS_S
            if point == high:
                break
            if found & STOP:
                seconds[s] += STOP_S
            elif found & GIVE_WAY:
                seconds[s] += GIVE_WAY_S
            if found & GATE:
                seconds[s] += GATE_S
            if found & TOLL:
                seconds[s] += TOLL_S
            if found & CALMING:
                seconds[s] += CALMING_S
    return seconds, signals_ahead


@njit(cache=True, nogil=True)
def _concerns(found: int, against: bool, here_m: float, length_m: float) -> bool:
    """Whether signals or a sign are for those who drive this way: for those before a junction."""
    if found & (ALONG | AGAINST):
        return found & (AGAINST if against else ALONG) != 0
    is_behind = here_m < _ONE_PLACE_M and here_m < length_m - here_m
    return not is_behind
