"""Travel between places: the matrix a problem carries and the provider that fills it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from dashboard.domain.fleet import OWN_SPEED
from dashboard.domain.points import Point

UNREACHABLE = -1
"""In either array: no way leads from the row's place to the column's."""

BY_THE_HOUR, ONE_FACTOR = "by the hour", "by the hour, one factor for all drives"
"""How traffic is part of a matrix; the second where a layer for each hour would be too large."""

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """
    Seconds and metres between all places of a problem; rows are origins.

    ``durations_s`` is int32 ``(slots, n, n)``, ``distances_m`` int32 ``(n, n)``,
    and ``slots_s`` holds the second of the day, from local midnight, for which
    each slot is true. Not symmetric. ``estimated``: no street was looked at.
    With ``slots_permille`` there is one layer of durations, and a thousandth of
    it times this is a slot's. ``free_flow_s``, int32 ``(n, n)``, are the seconds
    on empty roads; None where they are the same.
    """

    durations_s: Int32Array
    distances_m: Int32Array
    slots_s: tuple[int, ...] = (0,)
    kind: str = "given"
    estimated: bool = False
    slots_permille: tuple[int, ...] = ()
    free_flow_s: Int32Array | None = None

    def __post_init__(self) -> None:
        layers, n, m = self.durations_s.shape
        slots = len(self.slots_s)
        fits = layers == slots if not self.slots_permille else layers == 1
        if n != m or self.distances_m.shape != (n, n) or not fits:
            raise ValueError(
                f"durations {self.durations_s.shape}, distances {self.distances_m.shape} and"
                f" {slots} slots do not belong together"
            )
        if len(self.slots_permille) not in (0, slots):
            raise ValueError(f"{len(self.slots_permille)} factors for {slots} slots")
        if list(self.slots_s) != sorted(set(self.slots_s)):
            raise ValueError(f"slots must rise: {self.slots_s}")

    @property
    def traffic(self) -> str:
        """How the hour counts: "" (not at all), "by the hour", or that with one factor for all."""
        if len(self.slots_s) == 1:
            return ""
        return ONE_FACTOR if self.slots_permille else BY_THE_HOUR

    def mean_s(self) -> Int32Array:
        """Seconds averaged over the slots, int32 ``(n, n)``: what a static search sees."""
        mean: Int32Array = self.durations_s[0]
        if len(self.slots_s) > 1:
            factor = np.mean(self.slots_permille or (1000,)) / 1000
            mean = (self.durations_s.mean(axis=0) * factor).round().astype(np.int32)
            mean[(self.durations_s == UNREACHABLE).any(axis=0)] = UNREACHABLE
        return mean

    def averaged(self) -> "TravelMatrix":
        """The same at any hour, as ``mean_s`` says."""
        return self._at_any_hour(self.mean_s())

    def on_empty_roads(self) -> "TravelMatrix":
        """The same without traffic."""
        return self if self.free_flow_s is None else self._at_any_hour(self.free_flow_s)

    def at_speed(self, percent: int) -> "TravelMatrix":
        """
        The same at so many per cent of its speed; seconds are rounded up.

        Raises ``ValueError`` for a matrix with traffic: that is to be laid over the slower one.
        """
        if percent == OWN_SPEED:
            return self
        if self.traffic:
            raise ValueError("another speed is to be taken before traffic is laid over it")
        layers = self.durations_s
        slower = -(-layers.astype(np.int64) * OWN_SPEED // percent)
        slower[layers == UNREACHABLE] = UNREACHABLE
        return replace(self, durations_s=slower.astype(np.int32))

    def _at_any_hour(self, seconds: Int32Array) -> "TravelMatrix":
        return TravelMatrix(seconds[np.newaxis], self.distances_m, (0,), self.kind, self.estimated)


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

    def line(self, points: Sequence[Point], profile: str = "van") -> list[Point]:
        """The way through the points in their order, as a profile drives it."""
        ...


@runtime_checkable
class TravelByRoad(TravelProvider, Protocol):
    """A provider that knows the classes of roads, and finds other ways where some are slow."""

    road_classes: tuple[str, ...]
    """The columns of ``factors`` below."""

    def matrix_by_hour(
        self,
        points: Sequence[Point],
        profile: str,
        factors: npt.NDArray[np.float64],
        slots_s: Sequence[int],
        percent: int = OWN_SPEED,
    ) -> TravelMatrix:
        """
        A layer for each slot, where a road takes ``factors`` ``(slots, classes)`` times as long.

        A slot's factors hold for the hour around it; ``percent`` is the vehicle's speed, as in
        ``TravelMatrix.at_speed``.
        """
        ...
