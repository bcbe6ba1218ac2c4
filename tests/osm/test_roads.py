"""Roads of an extract: cut at its edge, with what stands at their nodes and where it lies."""

import os
from pathlib import Path

import pytest

from dashboard.osm import ExtractError
from dashboard.osm.road_nodes import SIGNALS
from dashboard.osm.roads import RawRoads, read_roads
from tests.travel.build_roads import Rule, Way, write_roads

CORNERS = {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0), "f": (5, 0)}


def read(folder: Path, ways: list[Way], **more: object) -> RawRoads:
    return read_roads(write_roads(folder / "small.osm", CORNERS, ways, **more))  # type: ignore[arg-type]


def test_ways_share_the_nodes_at_which_they_meet(tmp_path: Path) -> None:
    raw = read(tmp_path, [Way("ab", {"name": "Long Street"}), Way("bc")])
    assert len(raw.node_ids) == 3
    assert raw.way_nodes.tolist() == [0, 1, 1, 2]
    assert raw.way_first.tolist() == [0, 2, 4]
    assert [road.name for road in raw.roads] == ["Long Street", ""]
    assert raw.lonlat[1, 0] == pytest.approx(raw.lonlat[2, 0] / 2)


def test_a_way_ends_at_the_edge_of_the_extract_and_may_come_back(tmp_path: Path) -> None:
    raw = read(tmp_path, [Way("abeefd"), Way("ae")])
    assert raw.way_ids.tolist() == [101, 101]
    assert raw.way_first.tolist() == [0, 2, 4]


def test_signals_barriers_and_rules_are_kept(tmp_path: Path) -> None:
    nodes = {"b": {"highway": "traffic_signals"}, "c": {"barrier": "bollard"}}
    rule = Rule("no_left_turn", "ab", "b", "bc")
    raw = read(tmp_path, [Way("ab"), Way("bc"), Way("cd")], nodes=nodes, rules=[rule])
    assert raw.features.tolist() == [0, SIGNALS, 0, 0]
    assert raw.blocked.tolist() == [0, 0, 1, 0]
    assert [rule.from_ways for rule in raw.turn_rules] == [(101,)]


def test_the_country_is_the_one_most_often_named(tmp_path: Path) -> None:
    ways = [
        Way("ab", {"source:maxspeed": "DE:urban"}),
        Way("bc", {"maxspeed": "DE:rural"}),
        Way("cd", {"maxspeed": "AT:zone30"}),
    ]
    assert read(tmp_path, ways).country == "DE"
    assert read(tmp_path, [Way("ab")]).country == ""


def test_an_extract_without_roads_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="holds no roads"):
        read(tmp_path, [Way("ab", {"highway": "construction"})])


def test_a_broken_extract_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "broken.osm"
    file.write_text("<osm version='0.6'><node id='1'", encoding="utf-8")
    with pytest.raises(ExtractError, match="cannot be read to its end"):
        read_roads(file)


@pytest.mark.skipif(
    "ROUNDSMAN_DATASETS" not in os.environ, reason="ROUNDSMAN_DATASETS names no folder"
)
@pytest.mark.parametrize(
    ("name", "country"), [("harrisburg.osm.pbf", "US"), ("krems.osm.gz", "AT")]
)
def test_real_extracts_are_read(name: str, country: str) -> None:
    raw = read_roads(Path(os.environ["ROUNDSMAN_DATASETS"]) / "osm" / name)
    assert raw.country == country
    assert len(raw.roads) > 500
    assert raw.way_nodes.max() == len(raw.node_ids) - 1
    assert any(rule.is_only for rule in raw.turn_rules)
