"""The fast search finds the ways that a naive one finds, to the second and the metre."""

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import UNREACHABLE
from dashboard.travel import hierarchies
from dashboard.travel.contraction import (
    Snapped,
    Weights,
    customise,
    least_costs,
    many_to_many,
    paths,
    prepare,
    prepared,
)
from dashboard.travel.costs import SECOND
from dashboard.travel.graph import StreetGraph, segment_seconds
from dashboard.travel.graph_building import build_graph
from tests.travel.build_streets import (
    INFINITE,
    Segment,
    naive_costs,
    point,
    street_graph,
    town,
)

needs_extracts = pytest.mark.skipif(
    "ROUNDSMAN_DATASETS" not in os.environ, reason="ROUNDSMAN_DATASETS names no folder"
)

segments = st.builds(
    Segment,
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([0.0, 4.0, 8.0, 12.0, 40.0, INFINITE]),
    st.sampled_from([0.0, 4.0, 20.0]),
    st.just(0),
)
fractions = st.sampled_from([0.0, 0.25, 0.5, 1.0])


def weights_of(graph: StreetGraph) -> Weights:
    return customise(prepare(graph, "van"), segment_seconds(graph, "van"))


def scattered(graph: StreetGraph, count: int, seed: int = 0) -> Snapped:
    """Points on one or two segments each."""
    rng = np.random.default_rng(seed)
    return Snapped.of(
        [
            [(int(rng.integers(graph.segments)), float(rng.random())) for _ in range(1 + k % 2)]
            for k in range(count)
        ]
    )


def assert_as_dijkstra(weights: Weights, sources: Snapped, targets: Snapped) -> None:
    graph = weights.hierarchy.graph
    seconds, metres = many_to_many(weights, sources, targets)
    naive = naive_costs(graph, weights.seconds.astype(np.float32), sources, targets)
    expected = np.array(naive).reshape(len(sources), len(targets), 2)
    reached = np.isfinite(expected[:, :, 0])
    assert np.array_equal(reached, seconds != UNREACHABLE)
    assert np.array_equal(reached, metres != UNREACHABLE)
    exact_s = least_costs(weights, sources, targets)[reached] / SECOND
    assert exact_s == pytest.approx(expected[reached, 0], abs=0.01)
    assert seconds[reached] == pytest.approx(exact_s, abs=0.501)
    assert metres[reached] == pytest.approx(expected[reached, 1], abs=0.6)


@pytest.mark.parametrize("seed", range(4))
def test_ways_are_those_of_dijkstra(seed: int) -> None:
    graph = town(9, seed)
    assert_as_dijkstra(weights_of(graph), scattered(graph, 30), scattered(graph, 70, seed=1))


@pytest.mark.parametrize("seed", range(2))
def test_backwards_from_few_targets_they_are_the_same(seed: int) -> None:
    graph = town(9, seed)
    assert_as_dijkstra(weights_of(graph), scattered(graph, 70), scattered(graph, 3, seed=1))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_ways_in_any_odd_graph_are_those_of_dijkstra(data: st.DataObject) -> None:
    roads = data.draw(st.lists(segments, min_size=1, max_size=14))
    price = st.sampled_from([0.0, 4.0, INFINITE])
    prices = data.draw(st.lists(price, min_size=7, max_size=7))
    graph = street_graph(roads, lambda origin, to: prices[(3 * origin + to) % 7])
    spot = st.tuples(st.integers(0, len(roads) - 1), fractions)
    points = Snapped.of(data.draw(st.lists(st.lists(spot, max_size=2), min_size=1, max_size=5)))
    assert_as_dijkstra(weights_of(graph), points, points)


@needs_extracts
def test_ways_in_a_real_town_are_those_of_dijkstra() -> None:
    folder = Path(os.environ["ROUNDSMAN_DATASETS"]) / "osm"
    graph = build_graph(folder / "harrisburg.osm.pbf")
    weights = weights_of(graph)
    assert_as_dijkstra(weights, scattered(graph, 4), scattered(graph, 200, seed=1))


def test_an_hour_of_its_own_needs_no_other_hierarchy() -> None:
    graph = town(7, seed=5)
    hierarchy = prepare(graph, "van")
    slow = np.ones(int(graph.road_class.max()) + 1)
    slow[1] = 3.0
    points = scattered(graph, 20)
    assert_as_dijkstra(customise(hierarchy, segment_seconds(graph, "van", slow)), points, points)


def test_a_large_matrix_is_made_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = town(6, seed=1)
    weights, points = weights_of(graph), scattered(graph, 20)
    whole = many_to_many(weights, points, points)
    monkeypatch.setattr("dashboard.travel.contraction._CELLS", 50)
    parts = many_to_many(weights, points, points)
    assert np.array_equal(whole, parts)


def test_the_same_graph_gives_the_same_hierarchy() -> None:
    one, other = (prepare(town(8, seed=2), "van") for _ in range(2))
    assert np.array_equal(one.segment, other.segment)
    assert np.array_equal(one.up.to, other.up.to)


def test_a_graph_without_any_street_reaches_nothing() -> None:
    for roads in ([], [Segment(0, 1, INFINITE, 100)]):
        weights = weights_of(street_graph(roads))
        seconds, metres = many_to_many(weights, Snapped.of([[], []]), Snapped.of([[]]))
        assert seconds.tolist() == metres.tolist() == [[UNREACHABLE], [UNREACHABLE]]


RING = [Segment(0, 1, 10, 100), Segment(1, 2, 20, 200), Segment(2, 0, 30, 300)]


def ring(*spots: tuple[int, float]) -> tuple[Weights, Snapped]:
    """A one-way ring of three segments, two seconds for each turn."""
    return weights_of(street_graph(RING, lambda *_: 2.0)), Snapped.of([[spot] for spot in spots])


def test_ahead_on_the_same_street_is_only_the_way_between() -> None:
    seconds, metres = many_to_many(*ring((2, 0.2), (2, 0.7)), Snapped.of([[(2, 0.7)]]))
    assert seconds.tolist() == [[15], [0]]
    assert metres.tolist() == [[150], [0]]


def test_back_on_the_same_one_way_street_is_once_around() -> None:
    weights, points = ring((2, 0.7))
    seconds, metres = many_to_many(weights, points, Snapped.of([[(2, 0.2)]]))
    assert seconds.tolist() == [[9 + 10 + 20 + 6 + 3 * 2]]
    assert metres.tolist() == [[90 + 100 + 200 + 60]]
    [way] = paths(weights, points, Snapped.of([[(2, 0.2)]]), [(0, 0)])
    assert way.tolist() == [2, 0, 1, 2]


def test_a_forbidden_turn_is_driven_around() -> None:
    # Straight on from 0 to 1 is forbidden; over 2 and 3 it is not.
    roads = [Segment(0, 1, 10, 1), Segment(1, 2, 10, 1), Segment(1, 3, 7, 1), Segment(3, 1, 7, 1)]
    graph = street_graph(roads, lambda origin, to: INFINITE if (origin, to) == (0, 1) else 0.0)
    weights = weights_of(graph)
    start, goal = Snapped.of([[(0, 0.0)]]), Snapped.of([[(1, 1.0)]])
    assert many_to_many(weights, start, goal)[0].tolist() == [[34]]
    assert paths(weights, start, goal, [(0, 0)])[0].tolist() == [0, 2, 3, 1]


def test_of_equally_fast_ways_the_shorter_is_taken() -> None:
    roads = [
        Segment(0, 1, 5, 10), Segment(1, 2, 8, 90), Segment(1, 2, 8, 70), Segment(2, 3, 5, 10)
    ]  # fmt: skip
    weights = weights_of(street_graph(roads))
    seconds, metres = many_to_many(weights, Snapped.of([[(0, 0.0)]]), Snapped.of([[(3, 1.0)]]))
    assert (seconds[0, 0], metres[0, 0]) == (18, 90)


def test_a_place_lies_on_the_copies_of_its_street() -> None:
    # Segment 2 is segment 1 for those who come from 0; nothing leads from 0 into 1 itself.
    roads = [Segment(0, 1, 10, 100), Segment(1, 2, 10, 100), Segment(1, 2, 10, 100)]
    forbidden = lambda origin, to: INFINITE if (origin, to) == (0, 1) else 0.0  # noqa: E731
    weights = weights_of(street_graph(roads, forbidden, copy_of=[0, 1, 1]))
    start, goal = Snapped.of([[(0, 0.5)]]), Snapped.of([[(1, 0.5)]])
    assert many_to_many(weights, start, goal)[0].tolist() == [[10]]
    assert paths(weights, start, goal, [(0, 0)])[0].tolist() == [0, 2]
    assert many_to_many(weights, goal, Snapped.of([[(2, 1.0)]]))[0].tolist() == [[5]]


@pytest.mark.parametrize("seed", range(3))
def test_a_path_is_the_way_whose_time_the_matrix_shows(seed: int) -> None:
    graph = town(8, seed)
    weights, points = weights_of(graph), scattered(graph, 16)
    seconds, metres = many_to_many(weights, points, points)
    pairs = [(i, j) for i in range(16) for j in range(16)]
    for (i, j), way in zip(pairs, paths(weights, points, points, pairs), strict=True):
        if seconds[i, j] == UNREACHABLE:
            assert len(way) == 0
            continue
        starts = [part for part in point(points, i) if part[0] == way[0]]
        ends = [part for part in point(points, j) if part[0] == way[-1]]
        costs = [_along(graph, way.tolist(), f, g) for _, f in starts for _, g in ends]
        assert any(
            abs(time - seconds[i, j]) < 0.51 and abs(length - metres[i, j]) < 0.6
            for time, length in costs
        )


def _along(graph: StreetGraph, way: list[int], begun: float, ended: float) -> tuple[float, float]:
    """Seconds and metres of a way; infinite over a turn that is not allowed."""
    turns, seconds = graph.turns("van"), segment_seconds(graph, "van")
    time = length = 0.0
    for origin, to in pairwise(way):
        allowed = range(int(turns.first[origin]), int(turns.first[origin + 1]))
        time += min((float(turns.seconds[k]) for k in allowed if turns.to[k] == to), default=1e9)
    for place, segment in enumerate(way):
        share = (ended if place == len(way) - 1 else 1.0) - (begun if place == 0 else 0.0)
        time += share * float(seconds[segment])
        length += share * float(graph.length_m[segment])
    return time, length


def test_a_kept_hierarchy_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, path = town(6, seed=3), tmp_path / "hierarchy.npz"
    fresh = prepared(graph, "van", path)
    with monkeypatch.context() as patch:
        patch.setattr(hierarchies, "prepare", None)
        kept = prepared(graph, "van", path)
    points = scattered(graph, 10)
    seconds = segment_seconds(graph, "van")
    made, read = (many_to_many(customise(one, seconds), points, points) for one in (fresh, kept))
    assert np.array_equal(made, read)


@pytest.mark.parametrize("damage", ["another graph", "cut short"])
def test_a_kept_hierarchy_that_does_not_fit_is_made_anew(tmp_path: Path, damage: str) -> None:
    graph, path = town(6, seed=3), tmp_path / "hierarchy.npz"
    prepared(town(6, seed=4), "van", path)
    if damage == "cut short":
        prepared(graph, "van", path)
        path.write_bytes(path.read_bytes()[:-500])
    points = scattered(graph, 10)
    weights = customise(prepared(graph, "van", path), segment_seconds(graph, "van"))
    assert_as_dijkstra(weights, points, points)
