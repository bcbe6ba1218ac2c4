"""How places are reached from the streets of a map: how far off they lie, or why not at all."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.domain import Point, Shift
from dashboard.domain.shifts import profile_and_speed
from dashboard.travel.snapping import NO_ACCESS, TOO_FAR, UNREACHABLE_PART
from dashboard.travel.streets import USUAL_PROFILE, Streets

OFF_STREET = {
    TOO_FAR: (
        "over 300 m from any street of the map",
        "check its position, or bring a larger map",
    ),
    UNREACHABLE_PART: (
        "on the map, no way leads from its street to the others",
        "check its position",
    ),
    NO_ACCESS: ("on the map, nobody may drive where it is", "check its position"),
}
"""Why a place is on no street to what that means, and what to do."""


class Door(NamedTuple):
    """How places are reached from streets: ``reason``, why not, or how far the farthest is."""

    reason: str = ""
    moved_m: float = 0.0


def doors_of(
    places: Sequence[Sequence[Point]], shifts: Sequence[Shift], streets: Streets
) -> list[Door]:
    """Of each set of places how they are reached, by the shift that comes nearest to all."""
    points = [point for one in places for point in one]
    by_profile = []
    for profile in _profiles(shifts):
        snaps = streets.snap(points, profile)
        found = iter(zip(snaps.reasons, snaps.metres.tolist(), strict=True))
        by_profile.append([_worst([next(found) for _ in one]) for one in places])
    return [min(doors, key=_badness) for doors in zip(*by_profile, strict=True)]


def _worst(snapped: Sequence[tuple[str, float]]) -> Door:
    doors = [Door(reason, 0.0 if reason else metres) for reason, metres in snapped]
    return max(doors, key=_badness, default=Door())


def _badness(door: Door) -> tuple[bool, float]:
    return bool(door.reason), door.moved_m


def _profiles(shifts: Sequence[Shift]) -> list[str]:
    names = dict.fromkeys(profile_and_speed(shift.profile)[0] for shift in shifts)
    return list(names) or [USUAL_PROFILE]
