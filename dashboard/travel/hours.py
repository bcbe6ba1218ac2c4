"""Travel by the hour where each class of roads has speeds of its own."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dashboard.domain import UNREACHABLE, Day, Point, Traffic, TravelMatrix, never_overtaking
from dashboard.domain.traffic import EMPTY_ROADS
from dashboard.domain.travel import TravelByRoad
from dashboard.travel.traffic import (
    MOST_BYTES,
    hours_around,
    mid_hour_s,
    speed_in,
    steady_factors,
)

_MOST_SAMPLED = 80
"""Places of a day too large for layers, whose drives stand for all."""

Int32Array = npt.NDArray[np.int32]
Float64Array = npt.NDArray[np.float64]


def slowed_by_road(
    free: TravelMatrix,
    travel: TravelByRoad,
    points: Sequence[Point],
    profile: str,
    percent: int,
    traffic: Traffic,
    day: Day,
    first_s: int,
    last_s: int,
    *,
    most_bytes: int = MOST_BYTES,
) -> TravelMatrix:
    """
    Travel with a slot in the middle of each hour, around one second of the day to another.

    ``free`` is that of the profile, at so many per cent of its speed, on empty roads; it stays
    where these are empty all that time. Where a layer for each hour would be too large, it is
    multiplied by what the hours cost between some of the points, by the same ways.
    """
    hours = hours_around(first_s, last_s)
    factors = np.array([factors_at(traffic, day, hour, travel.road_classes) for hour in hours])
    if (factors == 1).all():
        return free
    slots_s = tuple(map(mid_hour_s, hours))
    if free.durations_s.nbytes * len(slots_s) <= most_bytes:
        return travel.matrix_by_hour(points, profile, factors, slots_s, percent)
    sample = points[:: -(-len(points) // _MOST_SAMPLED)]
    sampled = travel.matrix_by_hour(sample, profile, factors, slots_s, percent)
    permille = steady_factors(_permille(sampled), int(free.durations_s.max(initial=0)))
    return replace(free, slots_s=slots_s, slots_permille=permille, free_flow_s=free.durations_s[0])


def factors_at(traffic: Traffic, day: Day, hour: int, road_classes: Sequence[str]) -> list[float]:
    """How many times as long each class of roads takes in an hour from local midnight."""
    return [EMPTY_ROADS / speed_in(traffic, day, hour, name) for name in road_classes]


def slower_by(free: TravelMatrix, factor: float) -> TravelMatrix:
    """The same ways, each in so many times its seconds."""
    seconds = np.rint(free.durations_s * factor).astype(np.int32)
    seconds[free.durations_s == UNREACHABLE] = UNREACHABLE
    return replace(free, durations_s=seconds)


def by_hour(
    free: TravelMatrix, frozen: Sequence[TravelMatrix], slots_s: Sequence[int]
) -> TravelMatrix:
    """
    A layer for each slot of what each takes at its speeds, had the day no other hour.

    Metres are the mean of the slots' ways.
    """
    layers = never_overtaking(going_on([one.durations_s[0] for one in frozen], slots_s), slots_s)
    metres = np.zeros(free.distances_m.shape)
    for one in frozen:
        metres += one.distances_m
    return replace(
        free,
        durations_s=layers,
        distances_m=np.rint(metres / len(frozen)).astype(np.int32),
        slots_s=tuple(slots_s),
        free_flow_s=free.durations_s[0],
    )


def going_on(frozen_s: Sequence[Int32Array], slots_s: Sequence[int]) -> Int32Array:
    """
    Seconds ``(slots, n, n)`` of drives that leave at a slot and may outlast its hour.

    ``frozen_s`` has what each would take if the speeds of the slot held for ever. A drive that
    is not over when the next slot's hour begins goes the rest at that one's pace.
    """
    ends_s = [*((one + next_) / 2 for one, next_ in pairwise(slots_s)), np.inf]
    layers = np.empty((len(slots_s), *frozen_s[0].shape), dtype=np.int32)
    for slot, now_s in enumerate(slots_s):
        layers[slot] = np.rint(_one_drive(frozen_s[slot:], ends_s[slot:], now_s))
        layers[slot][frozen_s[slot] == UNREACHABLE] = UNREACHABLE
    return layers


def _one_drive(
    frozen_s: Sequence[Int32Array], ends_s: Sequence[float], now_s: float
) -> Float64Array:
    """Seconds of all drives that leave now, in the first of the hours to come."""
    passed, left = np.zeros(frozen_s[0].shape), np.ones(frozen_s[0].shape)
    for whole_s, end_s in zip(frozen_s, ends_s, strict=True):
        rest_s = left * whole_s
        spent_s = np.minimum(rest_s, end_s - now_s)
        passed += spent_s
        if (rest_s <= end_s - now_s).all():
            break
        left = np.maximum(left - spent_s / np.maximum(whole_s, 1), 0)
        now_s = end_s
    return passed


def _permille(sampled: TravelMatrix) -> list[int]:
    """Thousandths that drives take of those on empty roads, in all, for each slot."""
    free = sampled.on_empty_roads().durations_s[0]
    driven = free > 0
    whole_s = max(int(free[driven].sum()), 1)
    sums = (int(layer[driven].sum()) for layer in sampled.durations_s)
    return [max(round(1000 * total / whole_s), 1000) for total in sums]
