"""A first view that shows the whole day."""

from math import cos, radians

import pytest

from dashboard.figures.views import DESKTOP_PX, PHONE_PX, metres_per_pixel, view_of


@pytest.mark.parametrize("size", [DESKTOP_PX, PHONE_PX])
@pytest.mark.parametrize(
    "points",
    [
        [[24.5, 60.1], [25.3, 60.2]],
        [[24.9, 60.0], [24.91, 60.9]],
        [[-43.4, -22.9], [-43.1, -22.7], [-43.2, -22.8]],
    ],
)
def test_all_points_lie_within_the_map(points: list[list[float]], size: tuple[int, int]) -> None:
    view = view_of(points, size)
    metre_px = metres_per_pixel(view)
    for lon, lat in points:
        east_m = (lon - view.longitude) * 111_320 * cos(radians(view.latitude))
        north_m = (lat - view.latitude) * 111_320
        assert abs(east_m / metre_px) < size[0] / 2
        assert abs(north_m / metre_px) < size[1] / 2


def test_the_longer_side_is_used() -> None:
    view = view_of([[24.5, 60.1], [25.3, 60.1]])
    span_m = 0.8 * 111_320 * cos(radians(60.1))
    assert 0.85 < span_m / metres_per_pixel(view) / DESKTOP_PX[0] < 1


def test_one_place_alone_shows_its_quarter() -> None:
    view = view_of([[24.9, 60.1], [24.9, 60.1]])
    assert (view.longitude, view.latitude) == (24.9, 60.1)
    assert 14 < view.zoom < 17


def test_no_place_shows_the_world() -> None:
    assert view_of([]).zoom <= 2
