"""Estimates fitted to a town whose streets are known."""

from pathlib import Path

import numpy as np

from dashboard.domain import Point
from dashboard.travel import calibration
from dashboard.travel.estimates import Calibration, Estimate
from dashboard.travel.graph_building import build_graph
from dashboard.travel.streets import Streets
from tests.travel.grid_town import corner, write_town


def test_fitted_estimates_are_nearer_to_the_streets_and_say_how_near(tmp_path: Path) -> None:
    streets = Streets(build_graph(write_town(tmp_path / "town.osm")), tmp_path)
    found = calibration.calibrated(streets)
    places = [corner(k / 2, j) for k in range(7) for j in range(4)]
    actual = streets.matrix(places, "van").durations_s[0].astype(float)

    def off(estimate: Estimate) -> float:
        guess = estimate.matrix(places, "van").durations_s[0]
        told = actual > 0
        return float(np.median(np.abs(guess[told] - actual[told]) / actual[told]))

    assert off(Estimate(found)) < off(Estimate())
    assert found.error is not None
    assert f"about {found.error:.0%} off" in Estimate(found).kind
    assert Estimate(found).estimated


def test_a_scale_is_of_all_ways_alike() -> None:
    points = [Point(0, 0), Point(0.1, 0.1)]
    plain, twice = Estimate(), Estimate(Calibration(2.0, 3.0))
    a, b = plain.matrix(points, "van"), twice.matrix(points, "van")
    assert abs(b.durations_s[0, 0, 1] - 2 * a.durations_s[0, 0, 1]) <= 1
    assert abs(b.distances_m[0, 1] - 3 * a.distances_m[0, 1]) <= 2
    assert plain.kind == "estimate"


def test_it_is_kept_and_read_back(tmp_path: Path) -> None:
    one = Calibration(1.2, 0.9, 0.21)
    calibration.save(one, tmp_path / "c.json")
    assert calibration.load(tmp_path / "c.json") == one
    (tmp_path / "c.json").write_text("nonsense")
    assert calibration.load(tmp_path / "c.json") is None
    assert calibration.load(tmp_path / "none.json") is None
