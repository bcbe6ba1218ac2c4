"""Travel between places: the matrix a problem carries and the provider that fills it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dashboard.domain.points import Point

UNREACHABLE = -1
"""In either array: no way leads from the row's place to the column's."""

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """
    Seconds and metres between all places of a problem; rows are origins.

    ``durations_s`` is int32 ``(slots, n, n)``, ``distances_m`` int32 ``(n, n)``,
    and ``slots_s`` holds the second of the day, from local midnight, for which
    each slot is true. Not symmetric. ``estimated``: no street was looked at.
    """

    durations_s: Int32Array
    distances_m: Int32Array
    slots_s: tuple[int, ...] = (0,)
    kind: str = "given"
    estimated: bool = False

    def __post_init__(self) -> None:
        slots, n, m = self.durations_s.shape
        if n != m or self.distances_m.shape != (n, n) or slots != len(self.slots_s):
            raise ValueError(
                f"durations {self.durations_s.shape}, distances {self.distances_m.shape} and"
                f" {len(self.slots_s)} slots do not belong together"
            )
        if list(self.slots_s) != sorted(set(self.slots_s)):
            raise ValueError(f"slots must rise: {self.slots_s}")

    def mean_s(self) -> Int32Array:
        """Seconds averaged over the slots, int32 ``(n, n)``: what a static search sees."""
        mean: Int32Array = self.durations_s[0]
        if len(self.slots_s) > 1:
            mean = self.durations_s.mean(axis=0).round().astype(np.int32)
            mean[(self.durations_s == UNREACHABLE).any(axis=0)] = UNREACHABLE
        return mean


def never_overtaking(durations_s: Int32Array, slots_s: Sequence[int]) -> Int32Array:
    """
    The durations with each slot raised until leaving later never means arriving earlier.

    Between slots the timetable interpolates, so a duration may fall by at most
    as many seconds as pass from one slot to the next.
    """
    raised = durations_s.copy()
    for slot in range(1, len(slots_s)):
        passed = slots_s[slot] - slots_s[slot - 1]
        open_way = raised[slot] != UNREACHABLE
        floor = raised[slot - 1] - passed
        raised[slot][open_way] = np.maximum(raised[slot], floor)[open_way]
    return raised


class TravelProvider(Protocol):
    """A source of travel times and of the lines that routes take on a map."""

    kind: str
    """What a person is told: "estimate", "streets", …"""
    estimated: bool

    def matrix(
        self, points: Sequence[Point], profile: str, slots_s: Sequence[int] = (0,)
    ) -> TravelMatrix:
        """Travel between all points for a profile ("van", "bike"); raises ``TravelError``."""
        ...

    def line(self, points: Sequence[Point]) -> list[Point]:
        """The way through the points in their order."""
        ...
