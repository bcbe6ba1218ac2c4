"""Traffic by the hour laid over travel on empty roads."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dashboard.domain import UNREACHABLE, Day, Traffic, TravelMatrix, never_overtaking
from dashboard.domain.traffic import EMPTY_ROADS, NO_TRAFFIC, SLOWEST

_NIGHT = (EMPTY_ROADS,) * 5

# Speeds from five in the morning to eleven at night. They are ours: no city was measured.
PRESETS: Mapping[str, Traffic] = {
    "none": NO_TRAFFIC,
    "quiet": Traffic(
        (*_NIGHT, 100, 97, 90, 90, 95, 97, 97, 95, 95, 97, 95, 90, 90, 95, 97, 100, 100, 100, 100),
        (*_NIGHT, 100, 100, 100, 100, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 100, 100, 100, 100,
         100),
    ),
    "town": Traffic(
        (*_NIGHT, 97, 90, 78, 74, 82, 88, 88, 85, 86, 86, 80, 74, 72, 80, 90, 95, 97, 100, 100),
        (*_NIGHT, 100, 100, 97, 95, 92, 88, 86, 86, 87, 88, 88, 88, 90, 92, 95, 97, 100, 100, 100),
    ),
    "big-city": Traffic(
        (*_NIGHT, 92, 80, 65, 60, 65, 70, 70, 68, 68, 67, 63, 58, 55, 62, 75, 84, 90, 95, 97),
        (*_NIGHT, 97, 95, 92, 87, 82, 76, 72, 70, 70, 71, 72, 72, 72, 75, 80, 86, 90, 92, 95),
    ),
}  # fmt: skip
"""Traffic to begin with, by the name that a command line takes."""

UNSLOWED = frozenset({"bike", "foot"})
"""Profiles that pass a queue of cars."""

MOST_BYTES = 100_000_000
"""Of the layers of one matrix; beyond that one factor for each hour has to do."""

_HOUR_S, _HALF_S = 3600, 1800

Floats = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]


def slowed(
    matrix: TravelMatrix,
    traffic: Traffic,
    day: Day,
    first_s: int,
    last_s: int,
    *,
    most_bytes: int = MOST_BYTES,
) -> TravelMatrix:
    """
    The matrix with a slot in the middle of each hour, around one second of the day to another.

    A drive that outlasts its hour goes on at the speed of the next. As it was where it has
    slots already, or where the roads are empty all that time.
    """
    hours = hours_around(first_s, last_s)
    speeds = [speed_in(traffic, day, hour) for hour in hours]
    if matrix.traffic or set(speeds) == {EMPTY_ROADS}:
        return matrix
    slots_s = tuple(map(mid_hour_s, hours))
    free = matrix.durations_s[0]
    if free.nbytes * len(slots_s) > most_bytes:
        permille = [round(EMPTY_ROADS * 1000 / speed) for speed in speeds]
        factors = steady_factors(permille, int(free.max(initial=0)))
        return replace(matrix, slots_s=slots_s, slots_permille=factors, free_flow_s=free)
    longest_s = int(free.max(initial=0))
    slower = np.stack([_slower(longest_s, slot, traffic, day) for slot in slots_s])
    layers = never_overtaking(slower, slots_s)[:, free]
    layers[:, free == UNREACHABLE] = UNREACHABLE
    return replace(matrix, durations_s=layers, slots_s=slots_s, free_flow_s=free)


def hours_around(first_s: int, last_s: int) -> range:
    """The hours from local midnight whose middles lie around two seconds of the day."""
    return range((first_s - _HALF_S) // _HOUR_S, -((_HALF_S - last_s) // _HOUR_S) + 1)


def mid_hour_s(hour: int) -> int:
    """The second in the middle of an hour counted from local midnight."""
    return hour * _HOUR_S + _HALF_S


def speed_in(traffic: Traffic, day: Day, hour: int, road_class: str = "") -> int:
    """Per cent in an hour counted from local midnight, whatever its clock shows by then."""
    return traffic.speed_at(day.local(day.instant(mid_hour_s(hour))), road_class)


def steady_factors(permille: Sequence[int], longest_s: int) -> tuple[int, ...]:
    """The thousandths, raised so that no drive, not even the longest, overtakes another."""
    most_fall = (_HOUR_S - 1) * 1000 // max(longest_s, 1)
    factors: list[int] = []
    for factor in permille:
        factors.append(max(factor, factors[-1] - most_fall) if factors else factor)
    return tuple(factors)


def _slower(longest_s: int, slot_s: int, traffic: Traffic, day: Day) -> Int32Array:
    """Seconds of a drive that leaves at a second, for each of 0 to ``longest_s`` on empty roads."""
    first = slot_s // _HOUR_S
    hours = range(first, first + longest_s * EMPTY_ROADS // SLOWEST // _HOUR_S + 2)
    speeds = [speed_in(traffic, day, hour) / EMPTY_ROADS for hour in hours]
    begins_s = np.array([hour * _HOUR_S for hour in (*hours, hours.stop)], dtype=np.float64)
    driven_s: Floats = np.concatenate([[0], np.cumsum(speeds)]) * _HOUR_S
    behind_s = np.interp(slot_s, begins_s, driven_s)
    arrivals = np.interp(np.arange(longest_s + 1) + behind_s, driven_s, begins_s)
    seconds: Int32Array = np.rint(arrivals - slot_s).astype(np.int32)
    return seconds
