"""The street graph of small maps: what leads where, how fast, and what stands in the way."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.travel.graph import CLASSES, graph_key, load_graph, segment_seconds
from dashboard.travel.graph_building import build_graph
from tests.travel.build_roads import Town, Way, write_roads

INFINITE = float("inf")

# A street from a to d, with a side street northwards from b, and one southwards from c.
CORNERS = {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0), "n": (1, 1), "s": (2, -1)}
STREET, NORTH, SOUTH = Way("abcd", {"name": "Long Street"}), Way("bn"), Way("cs")


def test_streets_are_cut_where_they_meet(tmp_path: Path) -> None:
    town = Town(tmp_path, CORNERS, [STREET, NORTH])
    assert town.has("ab")
    assert town.has("bd")
    assert not town.has("bc")  # Nothing meets there.
    segment = town.segment("bd")
    assert town.graph.length_m[segment] == pytest.approx(200, abs=0.5)
    assert town.graph.names[town.graph.name[segment]] == "Long Street"
    assert len(town.graph.line(segment)) == 3
    assert town.graph.reverse[segment] == town.segment("db")


def test_a_one_way_street_has_one_direction_but_for_walkers(tmp_path: Path) -> None:
    town = Town(tmp_path, CORNERS, [Way("ab", {"oneway": "yes"})])
    assert town.seconds("ab") < INFINITE
    assert town.seconds("ba") == INFINITE
    assert town.seconds("ba", "bike") == INFINITE
    assert town.seconds("ba", "foot") < INFINITE


def test_each_profile_goes_its_own_ways(tmp_path: Path) -> None:
    ways = [Way("ab", {"highway": "motorway"}), Way("bn", {"highway": "footway"})]
    town = Town(tmp_path, CORNERS, ways)
    usable = {p: [town.seconds(way, p) < INFINITE for way in ("ab", "bn")]
              for p in ("van", "bike", "foot")}  # fmt: skip
    assert usable == {"van": [True, False], "bike": [False, False], "foot": [False, True]}


def test_turning_back_is_only_for_dead_ends(tmp_path: Path) -> None:
    town = Town(tmp_path, CORNERS, [STREET, NORTH])
    assert town.turn("bnb") < INFINITE
    assert town.turn("bdb") < INFINITE
    assert town.turn("aba") == INFINITE
    # Where a footpath goes on, the street ends for a van.
    town = Town(tmp_path, CORNERS, [Way("ab"), Way("bn", {"highway": "footway"})])
    assert town.turn("aba") < INFINITE
    assert town.turn("aba", "foot") == INFINITE


def test_a_bollard_parts_a_street_for_vans(tmp_path: Path) -> None:
    town = Town(tmp_path, CORNERS, [Way("abc")], {"b": {"barrier": "bollard"}})
    assert town.turn("abc") == INFINITE
    assert town.turn("abc", "bike") < INFINITE
    assert town.turn("aba") < INFINITE
    assert town.turn("aba", "bike") == INFINITE


def test_left_is_dearer_than_right_than_straight_on_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    crossing = [Way("abd"), Way("bn"), Way("bs")]
    corners = CORNERS | {"s": (1, -1)}
    right_hand = Town(tmp_path, corners, crossing)
    assert right_hand.turn("abd") < right_hand.turn("abs") < right_hand.turn("abn")
    on_the_left = [Way("abd", {"driving_side": "left"}), *crossing[1:]]
    left_hand = Town(tmp_path, corners, on_the_left)
    assert left_hand.graph.drives_left
    assert left_hand.turn("abn") == pytest.approx(right_hand.turn("abs"))


@pytest.mark.parametrize(("ring", "is_left"), [("wsenw", False), ("wnesw", True)])
def test_roundabouts_tell_the_side_where_nothing_else_does(
    tmp_path: Path, ring: str, is_left: bool
) -> None:
    corners = {"w": (0, 0), "n": (1, 1), "e": (2, 0), "s": (1, -1)}
    town = Town(tmp_path, corners, [Way(ring, {"junction": "roundabout"})])
    assert town.graph.drives_left is is_left


def test_who_comes_from_the_smaller_street_waits(tmp_path: Path) -> None:
    corners = CORNERS | {"s": (1, -1)}
    ways = [Way("abd", {"highway": "primary"}), Way("nbs")]
    town = Town(tmp_path, corners, ways)
    assert town.turn("abd") == 0
    assert town.turn("nbs") > 2


def test_a_street_that_only_bends_costs_little_and_one_that_is_cut_nothing(tmp_path: Path) -> None:
    town = Town(tmp_path, CORNERS, [Way("ab"), Way("bc"), Way("cs")])
    assert town.turn("abc") == 0
    assert 0 < town.turn("bcs") < 4


def test_signals_hold_up_once_where_several_stand_together(tmp_path: Path) -> None:
    corners = {"a": (0, 0), "b": (1, 0), "c": (1.2, 0), "d": (2.2, 0), "n": (1, 1), "m": (1.2, 1)}
    ways = [Way("abcd"), Way("bn"), Way("cm")]
    lit = {letter: {"highway": "traffic_signals"} for letter in "bc"}
    dark, one, both = (Town(tmp_path, corners, ways, nodes) for nodes in ({}, {"b": lit["b"]}, lit))
    through = [town.turn("abc") + town.turn("bcd") for town in (dark, one, both)]
    assert through[1] > through[0] + 2
    assert through[2] <= through[1]
    # They are met by whoever comes from the other side as well.
    assert both.turn("dcb") > 3
    assert both.turn("cba") == 0


def test_signals_and_signs_along_a_street_hold_up_whom_they_concern(tmp_path: Path) -> None:
    corners = {"a": (0, 0), "s": (0.8, 0), "b": (1, 0)}
    plain = Town(tmp_path, corners, [Way("asb")]).seconds("ab")
    waits = {}
    for said in ({}, {"direction": "backward"}):
        town = Town(tmp_path, corners, [Way("asb")], {"s": {"highway": "stop", **said}})
        waits[len(said)] = [town.seconds(way) - plain for way in ("ab", "ba")]
    assert waits[0] == [pytest.approx(4, abs=0.01), pytest.approx(0, abs=0.01)]
    assert waits[1] == [pytest.approx(0, abs=0.01), pytest.approx(4, abs=0.01)]


def test_a_ferry_takes_its_time_and_the_wait_for_it(tmp_path: Path) -> None:
    ferry = {"highway": "", "route": "ferry", "motor_vehicle": "yes", "duration": "00:20"}
    town = Town(tmp_path, CORNERS, [Way("ab"), Way("bc", ferry), Way("cd"), NORTH])
    assert town.seconds("bc") == pytest.approx(1200)
    assert CLASSES[town.graph.road_class[town.segment("bc")]] == "ferry"
    assert town.turn("abc") >= 600
    assert town.turn("bcd") < 10


def test_the_slots_of_a_day_slow_each_class_by_its_own_factor(tmp_path: Path) -> None:
    town = Town(tmp_path, CORNERS, [Way("ab", {"highway": "primary"}), Way("bc")])
    factors = np.ones(len(CLASSES))
    factors[CLASSES.index("primary")] = 2
    slow = segment_seconds(town.graph, "van", factors)
    assert slow[town.segment("ab")] == pytest.approx(2 * town.seconds("ab"))
    assert slow[town.segment("bc")] == pytest.approx(town.seconds("bc"))


def test_a_graph_is_kept_and_another_extract_has_another_key(tmp_path: Path) -> None:
    first = write_roads(tmp_path / "first.osm", CORNERS, [STREET, NORTH])
    second = write_roads(tmp_path / "second.osm", CORNERS, [STREET, SOUTH])
    assert graph_key(first) != graph_key(second)
    graph = build_graph(first)
    graph.save(tmp_path / "graph.npz")
    kept = load_graph(tmp_path / "graph.npz")
    assert (kept.key, kept.names, kept.drives_left) == (graph_key(first), graph.names, False)
    assert kept.turns("van").to.tolist() == graph.turns("van").to.tolist()
    assert kept.turns("van").seconds.tolist() == graph.turns("van").seconds.tolist()
    assert kept.free_s.tolist() == graph.free_s.tolist()
    assert kept.line(0).tolist() == graph.line(0).tolist()


def test_a_loop_and_a_doubled_node_are_streets_like_others(tmp_path: Path) -> None:
    corners = CORNERS | {"x": (3, 0)}
    town = Town(tmp_path, corners, [Way("abncb"), Way("bdx")])
    assert np.isfinite(town.graph.free_s[0]).all()
    assert town.drive("ab", "bd") == pytest.approx(150, abs=1)
