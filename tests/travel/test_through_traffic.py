"""Streets that are only for reaching what lies on them are reached, and never driven through."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.travel.strong_parts import largest_part, served, strong_parts
from tests.travel.build_roads import Town, Way

# A long way round from w to e by the south, and a private short cut through p and q.
CORNERS = {"w": (0, 0), "p": (1, 0), "q": (2, 0), "e": (3, 0), "a": (0, -2), "b": (3, -2),
           "y": (-1, 0), "z": (4, 0), "h": (1, 1)}  # fmt: skip
ROUND, ENDS = Way("wabe"), [Way("yw"), Way("ez")]
YARD = Way("ph", {"highway": "service", "access": "private"})


def town(folder: Path, **access: str) -> Town:
    return Town(folder, CORNERS, [ROUND, *ENDS, Way("wpqe", access), YARD])


def test_nobody_drives_through(tmp_path: Path) -> None:
    assert town(tmp_path).drive("yw", "ez") == pytest.approx(400, abs=1)
    closed = town(tmp_path, access="destination")
    assert closed.drive("yw", "ez") == pytest.approx(800, abs=1)
    assert closed.drive("ez", "yw") == pytest.approx(800, abs=1)


def test_everything_on_it_is_reached_and_left_both_ways(tmp_path: Path) -> None:
    closed = town(tmp_path, access="destination")
    assert closed.drive("yw", "wp") == pytest.approx(100, abs=1)
    assert closed.drive("ez", "wp") == pytest.approx(300, abs=1)
    assert closed.drive("wp", "ez") == pytest.approx(300, abs=1)
    assert closed.drive("wp", "pe") == pytest.approx(150, abs=1)
    assert closed.drive("yw", "ph") == pytest.approx(200, abs=1)
    assert closed.drive("ph", "pe") == pytest.approx(150, abs=1)


def test_walkers_go_through_where_only_vehicles_are_kept_out(tmp_path: Path) -> None:
    closed = town(tmp_path, vehicle="destination")
    assert closed.drive("yw", "ez", "foot") == pytest.approx(400, abs=1)
    assert closed.drive("yw", "ez", "bike") == pytest.approx(800, abs=1)


def test_a_village_behind_a_private_road_is_reached(tmp_path: Path) -> None:
    corners = CORNERS | {"k": (6, 0), "l": (7, 0), "m": (7, 1), "n": (6, 1)}
    ways = [ROUND, *ENDS, Way("wpqe"), Way("zk", {"access": "private"}), Way("klmnk")]
    village = Town(tmp_path, corners, ways)
    # The round of the village is cut only where the road comes.
    assert village.drive("yw", "zk") == pytest.approx(550, abs=1)
    assert np.isfinite(village.drive("yw", "kk"))
    assert served(village.graph, "van").all()


def test_what_cannot_be_left_or_reached_is_not_served(tmp_path: Path) -> None:
    corners = CORNERS | {"i": (8, 8), "j": (9, 8)}
    island = Town(tmp_path, corners, [ROUND, *ENDS, Way("wpqe", {"access": "private"}), Way("ij"),
                                      Way("aw", {"oneway": "yes"})])  # fmt: skip
    reached = served(island.graph, "van")
    assert not reached[island.segment("ij")]
    assert reached[island.segment("we")]
    assert reached[island.segment("yw")]


def test_strong_parts_are_found_whatever_their_order() -> None:
    # Two rings, 0-1-2 and 3-4, a way from the first to the second, and 5 closed.
    turns = [[1], [2, 3], [0], [4], [3, 5], []]
    first = np.cumsum([0, *(len(to) for to in turns)])
    to = np.array([t for one in turns for t in one], dtype=np.int32)
    usable = np.array([True] * 5 + [False])
    parts = strong_parts(first, to, usable)
    assert len({*parts[:3]}) == len({*parts[3:5]}) == 1
    assert parts[0] != parts[3]
    assert parts[5] == -1
    assert largest_part(first, to, usable).tolist() == [True] * 3 + [False] * 3
    assert not largest_part(first, to, np.zeros(6, dtype=bool)).any()
