"""The estimated travel: the published fit, and that it says it is an estimate."""

import numpy as np
import pytest

from dashboard.domain import Point, TravelError
from dashboard.travel.estimates import Estimate, drive_metres, drive_seconds


@pytest.mark.parametrize(
    ("km", "seconds", "circuity"),
    [(0.5, 123, 2.06), (1, 182, 1.84), (2, 281, 1.68), (5, 541, 1.53), (10, 941, 1.46)],
)
def test_the_fit_gives_the_published_figures(km: float, seconds: float, circuity: float) -> None:
    apart = np.array([km])
    assert drive_seconds(apart)[0] == pytest.approx(seconds, abs=1)
    assert drive_metres(apart)[0] / km / 1000 == pytest.approx(circuity, abs=0.01)


def test_outside_the_fit_travel_is_in_proportion() -> None:
    near, far = np.array([0.0, 0.05, 0.1]), np.array([30.0, 60.0])
    assert drive_seconds(near)[0] == 0
    assert drive_seconds(near)[2] == pytest.approx(2 * drive_seconds(near)[1])
    assert drive_seconds(near)[2] == pytest.approx(61, abs=1)
    assert drive_seconds(far)[1] == pytest.approx(2 * drive_seconds(far)[0])


def test_a_matrix_covers_all_points_and_is_called_an_estimate() -> None:
    points = [Point(24.9 + k / 1000, 60.2) for k in range(1203)]
    travel = Estimate().matrix(points, "van", (0, 3600))
    assert travel.durations_s.shape == (1, 1203, 1203)
    assert travel.estimated
    assert travel.kind == "estimate"
    assert (np.diag(travel.distances_m) == 0).all()
    assert (travel.distances_m == travel.distances_m.T).all()
    assert travel.durations_s[0, 0, 1202] > travel.durations_s[0, 0, 600] > 0


def test_a_bicycle_takes_longer_than_a_van() -> None:
    points = [Point(24.9, 60.2), Point(24.95, 60.2)]
    van, bike = (Estimate().matrix(points, profile) for profile in ("van", "bike"))
    assert bike.durations_s[0, 0, 1] > van.durations_s[0, 0, 1]


def test_a_position_off_the_earth_is_refused() -> None:
    with pytest.raises(TravelError, match="not on earth"):
        Estimate().matrix([Point(0, 91)], "van")
