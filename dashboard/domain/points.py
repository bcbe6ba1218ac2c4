"""Where things are: WGS 84 positions and the distance along the sphere."""

from math import asin, cos, isfinite, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_M = 6_371_009
"""Mean radius (IUGG)."""

_DOOR_DECIMALS = 5  # About a metre: positions that agree so far are one door.


class Point(NamedTuple):
    """A position in WGS 84 degrees."""

    lon: float
    lat: float

    @property
    def door(self) -> "Point":
        """The position to about a metre; orders that share it are served in one stop."""
        return Point(round(self.lon, _DOOR_DECIMALS), round(self.lat, _DOOR_DECIMALS))


def is_on_earth(point: Point) -> bool:
    """Whether both degrees are finite and within range."""
    lon, lat = point
    return isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90


def great_circle_m(a: Point, b: Point) -> float:
    """Distance along the sphere in metres (haversine, mean radius)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.lon - a.lon) / 2
    h = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))
