"""The sea is where coastlines say so, and nowhere else."""

import numpy as np
import pytest
import shapely
from shapely import LineString, Polygon

from dashboard.figures.sea import sea

BOX = (0.0, 0.0, 1.0, 1.0)
NO_ROADS = np.empty((0, 2))
# The land lies on the left: a coast from south to north has it in the west.
NORTHWARDS = LineString([(0.4, -0.5), (0.4, 1.5)])


def wet(*coasts: LineString, roads: np.ndarray = NO_ROADS) -> Polygon:
    """The sea beside some coasts, as one."""
    return shapely.union_all(sea(coasts, BOX, roads))


def test_it_lies_to_the_right_of_a_coast_as_far_as_the_map_goes() -> None:
    assert wet(NORTHWARDS).equals(shapely.box(0.4, 0, 1, 1))
    assert wet(NORTHWARDS.reverse()).equals(shapely.box(0, 0, 0.4, 1))


def test_a_coast_in_pieces_is_one_coast() -> None:
    pieces = [LineString([(0.4, y), (0.4, y + 0.5)]) for y in (1.0, 0.0, 0.5, -0.5)]
    assert wet(*pieces).equals(shapely.box(0.4, 0, 1, 1))


def test_islands_stay_dry() -> None:
    island = shapely.box(0.6, 0.4, 0.8, 0.6, ccw=True).exterior
    assert wet(NORTHWARDS, LineString(island)).area == pytest.approx(0.6 - 0.04)
    assert wet(LineString(island)).area == pytest.approx(1 - 0.04)


def test_a_coast_that_ends_inside_the_map_is_led_to_its_edge() -> None:
    assert wet(LineString([(0.4, 0.05), (0.4, 0.9)])).area == pytest.approx(0.6)


def test_where_coasts_contradict_each_other_nothing_is_flooded() -> None:
    opposite = LineString([(0.6, -0.5), (0.6, 1.5)])
    assert wet(NORTHWARDS, opposite).equals(shapely.box(0.6, 0, 1, 1))


def test_a_town_is_not_flooded_by_a_coast_that_breaks_off() -> None:
    inland = LineString([(0.4, 0.5), (0.4, 0.55)])
    town = np.random.default_rng(1).uniform(0.5, 0.9, (400, 2))
    assert wet(inland).area > 0.5
    assert wet(inland, roads=town).is_empty


def test_a_pier_does_not_dry_the_sea() -> None:
    roads = np.random.default_rng(1).uniform(0, 0.39, (400, 2))
    pier = np.array([[0.41, 0.5]])
    assert wet(NORTHWARDS, roads=np.concatenate((roads, pier))).area == pytest.approx(0.6)


def test_no_coast_no_sea() -> None:
    assert sea([], BOX, NO_ROADS) == []
    assert sea([LineString([(5, 5), (5, 6)])], BOX, NO_ROADS) == []
