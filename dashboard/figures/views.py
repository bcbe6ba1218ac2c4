"""Where a map looks at first: a view that fits a day and stays the same for it."""

from collections.abc import Sequence
from math import atan, cos, degrees, exp, log, log2, pi, radians, tan

import pydeck as pdk

DESKTOP_PX = (860, 480)
PHONE_PX = (330, 440)
"""Sizes that a map is sure to have: width, height."""

_MARGIN_PX = 28
_TILE_PX = 512
_CLOSEST = 15.5  # One order alone should still show its quarter.


def view_of(
    points: Sequence[Sequence[float]], size_px: tuple[int, int] = DESKTOP_PX
) -> pdk.ViewState:
    """The view that fits all ``[lon, lat]`` points; the whole world when there are none."""
    if not points:
        return pdk.ViewState(latitude=20, longitude=0, zoom=1)
    x = [_mercator_x(lon) for lon, _ in points]
    y = [_mercator_y(lat) for _, lat in points]
    rooms = [(size - 2 * _MARGIN_PX) / _TILE_PX for size in size_px]
    spans = [max(x) - min(x), max(y) - min(y)]
    zooms = [log2(room / span) for room, span in zip(rooms, spans, strict=True) if span > 0]
    return pdk.ViewState(
        longitude=round((min(x) + max(x)) / 2 * 360 - 180, 5),
        latitude=round(_latitude((min(y) + max(y)) / 2), 5),
        zoom=round(max(0.0, min([_CLOSEST, *zooms])), 2),
    )


def metres_per_pixel(view: pdk.ViewState) -> float:
    """At the middle of the view."""
    around_m = 40_075_017 * cos(radians(view.latitude))
    return float(around_m / (_TILE_PX * 2**view.zoom))


def _mercator_x(lon: float) -> float:
    return (lon + 180) / 360


def _mercator_y(lat: float) -> float:
    return 0.5 + log(tan(pi / 4 + radians(max(-85.0, min(85.0, lat))) / 2)) / (2 * pi)


def _latitude(y: float) -> float:
    return degrees(2 * atan(exp((y - 0.5) * 2 * pi)) - pi / 2)
