"""Small street graphs, and a naive search on them to compare with."""

import heapq
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.travel.contraction import Snapped
from dashboard.travel.graph import PROFILES, Float32Array, StreetGraph, stand_ins

INFINITE = float("inf")
Cost = tuple[float, float]
NO_WAY: Cost = (INFINITE, INFINITE)


class Segment(NamedTuple):
    """From junction to junction: seconds (infinite where closed) and metres."""

    tail: int
    head: int
    seconds: float
    metres: float
    road_class: int = 0


def street_graph(
    segments: Sequence[Segment],
    turn_s: Callable[[int, int], float] = lambda origin, to: 0.0,
    lonlat: Sequence[tuple[float, float]] | None = None,
    copy_of: Sequence[int] | None = None,
) -> StreetGraph:
    """
    Each segment goes on into all that begin where it ends, for what ``turn_s`` says.

    Infinite forbids a turn. Without ``lonlat`` the junctions stand in a row.
    """
    count, profiles = len(segments), len(PROFILES)
    junctions = 1 + max((max(one.tail, one.head) for one in segments), default=-1)
    degrees = np.array(lonlat or [(k / 1000, 0.0) for k in range(junctions)]).reshape(-1, 2)
    into = [[k for k, to in enumerate(segments) if to.tail == one.head] for one in segments]
    costs = [turn_s(k, to) for k, turns in enumerate(into) for to in turns]
    tail, head = (np.array([s[k] for s in segments], dtype=np.int32) for k in (0, 1))
    return StreetGraph(
        key="small",
        country="",
        drives_left=False,
        names=("",),
        node_lonlat=degrees,
        tail=tail,
        head=head,
        length_m=np.array([one.metres for one in segments], dtype=np.float32),
        road_class=np.array([one.road_class for one in segments], dtype=np.int8),
        is_roundabout=np.zeros(count, dtype=np.bool_),
        is_link=np.zeros(count, dtype=np.bool_),
        name=np.zeros(count, dtype=np.int32),
        free_s=np.tile(np.array([s.seconds for s in segments], dtype=np.float32), (profiles, 1)),
        reverse=np.full(count, -1, dtype=np.int32),
        copy_of=np.array(range(count) if copy_of is None else copy_of, dtype=np.int32),
        shape_first=2 * np.arange(count + 1),
        shape_lonlat=degrees[np.stack([tail, head], axis=1).reshape(-1)],
        turn_first=np.cumsum([0, *(len(turns) for turns in into)]),
        turn_to=np.array([to for turns in into for to in turns], dtype=np.int32),
        turn_s=np.tile(np.array(costs, dtype=np.float32), (profiles, 1)),
    )


def town(side: int, seed: int) -> StreetGraph:
    """A grid of streets: some one-way, a few closed, most turns allowed, all at odd prices."""
    rng = np.random.default_rng(seed)
    segments = []
    for a in range(side * side):
        for b in ([a + 1] if (a + 1) % side else []) + ([a + side] if a + side < side**2 else []):
            metres, road_class = float(rng.uniform(50, 150)), int(rng.integers(3))
            ways = [(a, b), (b, a)][: 1 + (rng.random() < 0.7)]
            for tail, head in ways:
                seconds = metres / rng.uniform(4, 15) if rng.random() < 0.97 else INFINITE
                segments.append(Segment(tail, head, seconds, metres, road_class))
    lonlat = [(k % side / 1000, k // side / 1000) for k in range(side * side)]
    prices = rng.uniform(0, 8, (len(segments), len(segments)))
    prices[rng.random(prices.shape) < 0.1] = INFINITE

    def turn_s(origin: int, to: int) -> float:
        back = segments[origin].tail == segments[to].head
        return INFINITE if back else float(prices[origin, to])

    return street_graph(segments, turn_s, lonlat)


def dijkstra(
    graph: StreetGraph, seconds: Float32Array, source: Sequence[tuple[int, float]]
) -> list[Cost]:
    """Seconds and metres from a point to the tail of each segment, without a single trick."""
    turns = graph.turns("van")
    best = [NO_WAY] * graph.segments
    queue: list[tuple[Cost, int]] = []

    def turn(done: Cost, segment: int, share: float) -> None:
        if not np.isfinite(seconds[segment]):
            return
        length, time = float(graph.length_m[segment]), float(seconds[segment])
        for k in range(int(turns.first[segment]), int(turns.first[segment + 1])):
            to = int(turns.to[k])
            cost = done[0] + time * share + float(turns.seconds[k]), done[1] + length * share
            if np.isfinite(seconds[to]) and cost < best[to]:
                best[to] = cost
                heapq.heappush(queue, (cost, to))

    for segment, fraction in source:
        turn((0.0, 0.0), segment, 1 - fraction)
    while queue:
        cost, segment = heapq.heappop(queue)
        if cost == best[segment]:
            turn(cost, segment, 1.0)
    return best


def naive_costs(
    graph: StreetGraph, seconds: Float32Array, sources: Snapped, targets: Snapped
) -> list[list[Cost]]:
    """Seconds and metres of the fastest ways, infinite where there is none."""
    return [
        [
            _arrival(graph, seconds, best, start, on_copies(graph, point(targets, k)))
            for k in range(len(targets))
        ]
        for start in (on_copies(graph, point(sources, k)) for k in range(len(sources)))
        for best in [dijkstra(graph, seconds, start)]
    ]


def point(points: Snapped, which: int) -> list[tuple[int, float]]:
    """The (segment, fraction) pairs of one point."""
    these = slice(int(points.first[which]), int(points.first[which + 1]))
    return list(zip(points.segment[these].tolist(), points.fraction[these].tolist(), strict=True))


def on_copies(graph: StreetGraph, pairs: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The same place on all segments that it lies on."""
    return [(one, fraction) for own, fraction in pairs for one in stand_ins(graph, own)]


def _arrival(
    graph: StreetGraph, seconds: Float32Array, best: list[Cost],
    source: list[tuple[int, float]], target: list[tuple[int, float]],
) -> Cost:  # fmt: skip
    found = NO_WAY
    for segment, fraction in target:
        length, time = float(graph.length_m[segment]), float(seconds[segment])
        if not np.isfinite(time):
            continue
        before = best[segment]
        found = min(found, (before[0] + time * fraction, before[1] + length * fraction))
        for own, begun in source:
            if own == segment and begun <= fraction:
                share = fraction - begun
                found = min(found, (time * share, length * share))
    return found
