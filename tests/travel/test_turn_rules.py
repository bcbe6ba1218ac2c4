"""Turn restrictions: what is forbidden is not driven, and nothing else is forbidden with it."""

from pathlib import Path

import numpy as np
import pytest

from tests.travel.build_roads import Rule, Town, Way

INFINITE = float("inf")

# A crossing in the middle, and round it a square of streets.
CROSS = {"m": (1, 1), "w": (0, 1), "e": (2, 1), "n": (1, 2), "s": (1, 0),
         "a": (0, 0), "b": (2, 0), "c": (2, 2), "d": (0, 2)}  # fmt: skip
ARMS = [Way("wm"), Way("me"), Way("nm"), Way("ms")]
SQUARE = Way("asbecndwa")


def test_a_forbidden_turn_is_driven_round(tmp_path: Path) -> None:
    free = Town(tmp_path, CROSS, [*ARMS, SQUARE])
    ruled = Town(tmp_path, CROSS, [*ARMS, SQUARE], rules=[Rule("no_left_turn", "wm", "m", "nm")])
    assert free.drive("wm", "mn") == pytest.approx(100, abs=1)
    assert ruled.turn("wmn") == INFINITE
    assert ruled.turn("wme") < INFINITE
    assert ruled.turn("emn") < INFINITE
    assert ruled.turn("wmn", "foot") < INFINITE
    assert ruled.drive("wm", "mn") > 250


def test_only_one_turn_may_be_allowed(tmp_path: Path) -> None:
    rule = Rule("only_straight_on", "wm", "m", "me")
    town = Town(tmp_path, CROSS, [*ARMS, SQUARE], rules=[rule])
    assert [town.turn(way) < INFINITE for way in ("wme", "wmn", "wms")] == [True, False, False]
    assert town.turn("nms") < INFINITE


def test_a_bicycle_may_be_spared(tmp_path: Path) -> None:
    rule = Rule("no_left_turn", "wm", "m", "nm", {"except": "bicycle"})
    town = Town(tmp_path, CROSS, [*ARMS, SQUARE], rules=[rule])
    assert town.turn("wmn") == INFINITE
    assert town.turn("wmn", "bike") < INFINITE


# A road of two carriageways, westwards above eastwards, and two streets across them.
DUAL = {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0), "t": (2, -1),
        "h": (0, 0.2), "g": (1, 0.2), "f": (2, 0.2), "e": (3, 0.2), "u": (2, 1)}  # fmt: skip
CARRIAGEWAYS = [
    Way("ab", {"oneway": "yes"}), Way("bc", {"oneway": "yes"}), Way("cd", {"oneway": "yes"}),
    Way("ef", {"oneway": "yes"}), Way("fg", {"oneway": "yes"}), Way("gh", {"oneway": "yes"}),
    Way("cf"), Way("tc"), Way("fu"), Way("de"), Way("ha"),
]  # fmt: skip


def test_a_rule_by_a_way_holds_for_those_who_come_from_its_first_way_only(tmp_path: Path) -> None:
    rule = Rule("no_u_turn", "bc", "cf", "fg")
    free = Town(tmp_path, DUAL, CARRIAGEWAYS)
    ruled = Town(tmp_path, DUAL, CARRIAGEWAYS, rules=[rule])
    assert free.drive("bc", "fg") < 150
    assert ruled.drive("bc", "fg") > 250
    # From the street across one may still turn there, and on the way to it as well.
    assert ruled.drive("tc", "fg") == pytest.approx(free.drive("tc", "fg"))
    assert ruled.drive("bc", "fu") == pytest.approx(free.drive("bc", "fu"))


def test_a_drive_may_begin_and_end_on_the_way_between(tmp_path: Path) -> None:
    rule = Rule("no_u_turn", "bc", "cf", "fg")
    town = Town(tmp_path, DUAL, CARRIAGEWAYS, rules=[rule])
    assert town.drive("bc", "cf") == pytest.approx(60, abs=1)
    assert town.drive("cf", "fg") == pytest.approx(60, abs=1)
    copies = np.flatnonzero(town.graph.copy_of != np.arange(town.graph.segments))
    assert town.segment("cf") in town.graph.copy_of[copies]


def test_only_one_way_on_may_be_allowed_after_ways(tmp_path: Path) -> None:
    rule = Rule("only_straight_on", "bc", "cf", "fu")
    town = Town(tmp_path, DUAL, CARRIAGEWAYS, rules=[rule])
    assert town.drive("bc", "fu") == pytest.approx(110, abs=1)
    assert town.drive("bc", "fg") > 250
    assert town.drive("tc", "fg") < 150


def test_two_rules_by_one_way_do_not_disturb_each_other(tmp_path: Path) -> None:
    rules = [Rule("no_u_turn", "bc", "cf", "fg"), Rule("no_straight_on", "bc", "cf", "fu")]
    town = Town(tmp_path, DUAL, CARRIAGEWAYS, rules=rules)
    assert town.drive("bc", "fg") > 250
    assert town.drive("bc", "fu") > 250
    assert town.drive("tc", "fu") == pytest.approx(110, abs=1)


def test_a_rule_that_fits_no_street_is_passed_over(tmp_path: Path) -> None:
    rules = [Rule("no_left_turn", "wm", "s", "nm"), Rule("only_left_turn", "wm", "m", "asbecndwa")]
    ruled = Town(tmp_path, CROSS, [*ARMS, SQUARE], rules=rules)
    free = Town(tmp_path, CROSS, [*ARMS, SQUARE])
    assert ruled.graph.turn_s.tolist() == free.graph.turn_s.tolist()
