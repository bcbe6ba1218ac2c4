"""Travel estimated from the straight-line distance alone: no data needed, and always said so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point, TravelError, TravelMatrix, is_on_earth
from dashboard.domain.points import EARTH_RADIUS_M

# Least-squares fit over five cities of free-flow drives against a street router, d in great-circle
# km: ln seconds = 5.201 + 0.595 ln d + 0.052 (ln d)^2, ln circuity = 0.611 - 0.146 ln d
# + 0.0204 (ln d)^2. With a city left out its durations miss by 20 to 35 %.
_SECONDS = (5.201, 0.595, 0.052)
_CIRCUITY = (0.611, -0.146, 0.0204)
_NEAREST_KM, _FARTHEST_KM = 0.1, 30.0

_ROWS = 500  # At a time, so that the floats of a large matrix never stand in memory together.

SPEED_AGAINST_VAN = {"van": 1.0, "bike": 1.25}
"""Duration factor of a profile. A bicycle is about a quarter slower over a town's distances, an
assumption of ours; a profile that is not listed travels as a van."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    What estimates are multiplied by, and by how much they are off even then.

    ``error`` is the mean share by which single drives differ from the streets, 0.2 for 20 %;
    None where nobody has compared.
    """

    seconds: float = 1.0
    metres: float = 1.0
    error: float | None = None


class Estimate:
    """The estimated provider, fitted to a town where that is known; see ``TravelProvider``."""

    kind = "estimate"
    estimated = True

    def __init__(self, calibration: Calibration | None = None) -> None:
        self.calibration = calibration or Calibration()
        if (error := self.calibration.error) is not None:
            self.kind = f"estimate fitted to a map of the area, about {error:.0%} off"

    def matrix(
        self, points: Sequence[Point], profile: str, slots_s: Sequence[int] = (0,)
    ) -> TravelMatrix:
        """One slot whatever was asked: a straight line knows no rush hour."""
        if odd := [point for point in points if not is_on_earth(point)]:
            raise TravelError(f"Position {odd[0]} is not on earth: correct its coordinates.")
        n = len(points)
        seconds, metres = np.zeros((n, n), np.int32), np.zeros((n, n), np.int32)
        degrees = np.array(points, dtype=np.float64).reshape(n, 2)
        factor = SPEED_AGAINST_VAN.get(profile, 1.0)
        for first in range(0, n, _ROWS):
            rows = slice(first, first + _ROWS)
            apart_km = great_circles_km(degrees[rows], degrees)
            seconds[rows] = np.rint(drive_seconds(apart_km) * factor * self.calibration.seconds)
            metres[rows] = np.rint(drive_metres(apart_km) * self.calibration.metres)
        return TravelMatrix(seconds[np.newaxis], metres, (0,), self.kind, self.estimated)

    def line(self, points: Sequence[Point], profile: str = "van") -> list[Point]:
        """Straight from point to point."""
        return list(points)


def great_circles_km(origins: Floats, destinations: Floats) -> Floats:
    """Kilometres along the sphere between degrees ``(n, 2)`` and ``(m, 2)``, lon first."""
    lon_a, lat_a = np.radians(origins).T
    lon_b, lat_b = np.radians(destinations).T
    half_lat = (lat_b[np.newaxis] - lat_a[:, np.newaxis]) / 2
    half_lon = (lon_b[np.newaxis] - lon_a[:, np.newaxis]) / 2
    h = np.sin(half_lat) ** 2 + np.cos(lat_a)[:, np.newaxis] * np.cos(lat_b) * np.sin(half_lon) ** 2
    apart: Floats = 2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.sqrt(np.minimum(h, 1)))
    return apart


def drive_seconds(apart_km: Floats) -> Floats:
    """Free-flow seconds for straight-line kilometres; in proportion outside 0.1 to 30 km."""
    within = np.clip(apart_km, _NEAREST_KM, _FARTHEST_KM)
    return _curve(_SECONDS, within) * apart_km / within


def drive_metres(apart_km: Floats) -> Floats:
    """Metres of road for straight-line kilometres; in proportion outside 0.1 to 30 km."""
    within = np.clip(apart_km, _NEAREST_KM, _FARTHEST_KM)
    return _curve(_CIRCUITY, within) * apart_km * 1000


def _curve(coefficients: tuple[float, float, float], apart_km: Floats) -> Floats:
    constant, linear, square = coefficients
    log = np.log(apart_km)
    value: Floats = np.exp(constant + linear * log + square * log**2)
    return value
