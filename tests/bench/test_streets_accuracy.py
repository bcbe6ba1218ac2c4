"""Two routers beside each other: how far apart their matrices are."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.bench.dijkstra import many_to_many
from dashboard.bench.streets_accuracy import agreement, sample, table
from dashboard.domain import Point, great_circle_m
from tests.travel.build_roads import Town, Way

INFINITE = float("inf")


def test_figures_of_two_matrices() -> None:
    theirs = np.array([[100.0, 200.0, 400.0, INFINITE, 10.0, 50.0]])
    ours = np.array([[110.0, 220.0, 352.0, 90.0, 99.0, INFINITE]])
    found = agreement(ours, theirs, ours * 10, ours * 10)
    assert found.pairs == 3  # What lies within half a minute is not compared.
    assert found.ratio == pytest.approx(1.1)
    assert found.mape == pytest.approx((0.1 + 0.1 + 0.12) / 3)
    assert found.scaled_mape == pytest.approx((0 + 0 + 0.2) / 3)
    assert found.metres_mape == 0
    assert (found.only_ours, found.only_theirs) == (1, 1)
    assert "3 pairs, 1 reached only by us" in table(found)
    assert "1.100 times theirs, apart by 10.7%, 6.7% once scaled" in table(found)


def test_places_are_the_middles_of_streets(tmp_path: Path) -> None:
    corners = {"a": (0, 0), "b": (1, 0), "c": (1, 4)}
    town = Town(tmp_path, corners, [Way("ab"), Way("bc"), Way("ac", {"highway": "footway"})])
    points, places = sample(town.graph, 4, seed=1)
    assert len(set(points)) == 2
    for point, place in zip(points, places, strict=True):
        assert len(place) == 2
        for segment, share in place:
            line = town.graph.line(segment)
            half = town.graph.length_m[segment] / 2
            assert great_circle_m(Point(*line[0]), point) == pytest.approx(half, rel=0.01)
            assert share == 0.5


def test_dijkstra_goes_the_fastest_way_and_forward_along_its_own_street(tmp_path: Path) -> None:
    corners = {"a": (0, 0), "b": (3, 0), "c": (3, 3), "d": (0, 3)}
    way = Way("abcda", {"oneway": "yes"})
    town = Town(tmp_path, corners, [way, Way("ac"), Way("bc", {"highway": "footway"})])
    segment = town.segment("ab")
    near, far = ((segment, 0.25),), ((segment, 0.75),)
    seconds, metres = many_to_many(town.graph, "van", [near, far], [near, far])
    assert metres[0, 1] == pytest.approx(150, abs=1)
    assert seconds[0, 1] == pytest.approx(town.seconds("ab") / 2, rel=1e-3)
    assert metres[0, 0] == 0
    assert 700 < metres[1, 0] < 1200
    nowhere = many_to_many(town.graph, "van", [near], [()])
    assert nowhere[0][0, 0] == INFINITE
