"""How fast streets are driven: by class, limit, surface, country and surroundings."""

from pathlib import Path
from string import ascii_lowercase

import numpy as np
import pytest

from dashboard.travel.road_density import BUILT_UP, density
from dashboard.travel.road_speeds import LIMITS
from tests.travel.build_roads import Town, Way

CORNERS = {"a": (0, 0), "b": (10, 0), "c": (20, 0), "d": (30, 0)}


def kmh(folder: Path, profile: str = "van", **tags: str) -> float:
    return Town(folder, CORNERS, [Way("ab", tags)]).kmh("ab", profile)


def test_a_more_important_road_is_faster(tmp_path: Path) -> None:
    classes = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified",
               "residential", "service", "track")  # fmt: skip
    found = [kmh(tmp_path, highway=name) for name in classes]
    assert found == sorted(found, reverse=True)
    assert kmh(tmp_path, highway="trunk_link") < kmh(tmp_path, highway="trunk")


def test_a_limit_is_driven_on_main_roads_but_not_in_lanes(tmp_path: Path) -> None:
    assert kmh(tmp_path, highway="secondary", maxspeed="30") == pytest.approx(30, rel=1e-3)
    assert kmh(tmp_path, highway="secondary", maxspeed="80") == pytest.approx(80, rel=1e-3)
    assert kmh(tmp_path, highway="residential", maxspeed="20") == pytest.approx(20, rel=1e-3)
    assert kmh(tmp_path, highway="residential", maxspeed="100") < 60
    assert kmh(tmp_path, highway="motorway", maxspeed="none") <= 120


def test_a_limit_may_hold_in_one_direction(tmp_path: Path) -> None:
    tags = {"highway": "primary", "maxspeed:forward": "40", "maxspeed:backward": "70"}
    town = Town(tmp_path, CORNERS, [Way("ab", tags)])
    assert town.kmh("ab") == pytest.approx(40, rel=1e-3)
    assert town.kmh("ba") == pytest.approx(70, rel=1e-3)


def test_a_named_limit_is_that_of_the_country(tmp_path: Path) -> None:
    tags = {"highway": "primary", "maxspeed": "CH:rural"}
    assert kmh(tmp_path, **tags) == pytest.approx(LIMITS["CH"].rural, rel=1e-3)
    assert kmh(tmp_path, highway="primary", maxspeed="DE:rural") == pytest.approx(100, rel=1e-3)


def test_a_rough_surface_slows_down(tmp_path: Path) -> None:
    assert kmh(tmp_path, surface="mud") < kmh(tmp_path, surface="gravel", highway="primary")
    assert kmh(tmp_path, highway="primary", surface="sett") < kmh(tmp_path, highway="primary")
    assert kmh(tmp_path, "bike", surface="sand") < kmh(tmp_path, "bike")
    assert kmh(tmp_path, "foot", surface="sand") == kmh(tmp_path, "foot")


def test_general_limits_hold_where_none_is_tagged(tmp_path: Path) -> None:
    in_malta = Way("ab", {"highway": "trunk"}), Way("bc", {"source:maxspeed": "MT:urban"})
    assert Town(tmp_path, CORNERS, in_malta).kmh("ab") <= LIMITS["MT"].rural + 0.1
    assert kmh(tmp_path, highway="trunk") > LIMITS["MT"].rural


def test_streets_are_slower_where_they_lie_close(tmp_path: Path) -> None:
    corners = {"1": (0.0, 0.0), "2": (30.0, 0.0)}
    beside = [Way(letter + letter.upper()) for letter in ascii_lowercase]
    for k, letter in enumerate(ascii_lowercase):
        corners |= {letter: (0.0, k - 12.5), letter.upper(): (30.0, k - 12.5)}
    road = Way("12", {"highway": "primary"})
    alone, among = Town(tmp_path, corners, [road]), Town(tmp_path, corners, [road, *beside])
    assert among.kmh("12") < alone.kmh("12")


def test_density_counts_the_streets_around_a_place() -> None:
    middle = np.array([[0.0, 0.0]])
    around = np.random.default_rng(1).uniform(-0.02, 0.02, (4000, 2))
    even = np.full(len(around), 20.0)
    # 80 km of street on 4.45 km by 4.45 km.
    assert density(middle, around, even)[0] == pytest.approx(4.04, rel=0.2)
    assert density(np.array([[0.5, 0.5]]), around, even)[0] == 0
    assert BUILT_UP > 4.04
