"""`bench streets`: how long the matrices and lines of one extract take, on one core."""

import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from dashboard.travel.contraction import (
    Hierarchy,
    Snapped,
    Weights,
    customise,
    many_to_many,
    paths,
    prepared,
)
from dashboard.travel.graph import StreetGraph, segment_seconds
from dashboard.travel.graph_building import build_graph

SIZES = (300, 1000, 3000)
_KNOWN, _NEW, _STOPS = 1000, 50, 30
_PROFILE = "van"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """What took so many processor seconds; the clock beside it shows how busy the machine was."""

    what: str
    processor_s: float
    clock_s: float


@dataclass(frozen=True, slots=True)
class SpeedFigures:
    """The size of a graph, the timings, and the most memory that the process ever held."""

    segments: int
    arcs: int
    timings: tuple[Timing, ...]
    peak_mb: float


def measure(extract: Path, *, sizes: Sequence[int] = SIZES, seed: int = 1) -> SpeedFigures:
    """
    Prepare an extract, then ask for square matrices between random streets, kernels warm.

    A matrix includes the weights of one slot; new customers and lines find them made.
    """
    graph = build_graph(extract)
    weights, begun = _begun(graph)
    hierarchy = weights.hierarchy
    timings = [*begun, _timed("weights of a slot", lambda: _weights(hierarchy))[1]]
    timings += [_square(hierarchy, size, seed) for size in sizes]
    timings += _later(weights, _scattered(graph, _KNOWN + _NEW, seed))
    arcs = len(hierarchy.up.to) + len(hierarchy.down.to)
    return SpeedFigures(len(hierarchy.segment), arcs, tuple(timings), _peak_mb())


def table(figures: SpeedFigures) -> str:
    """The figures as a table."""
    lines = [f"{'':<36}{'processor s':>12}{'clock s':>10}"]
    lines += [f"{one.what:<36}{one.processor_s:>12.3f}{one.clock_s:>10.3f}"
              for one in figures.timings]  # fmt: skip
    lines.append(
        f"{figures.segments} segments, {figures.arcs} arcs, at most {figures.peak_mb:.0f} MB"
    )
    return "\n".join(lines)


def _begun(graph: StreetGraph) -> tuple[Weights, list[Timing]]:
    """Everything once for the compiler, then what a town costs before the first matrix."""
    with TemporaryDirectory() as folder:
        file, again = Path(folder) / "first.npz", Path(folder) / "second.npz"

        def first_of_all() -> Weights:
            weights, points = _weights(prepared(graph, _PROFILE, file)), _scattered(graph, 2, 0)
            many_to_many(weights, points, points)
            paths(weights, points, points, [(0, 1)])
            return weights

        weights, compiled = _timed("the very first time, or compiled", first_of_all)
        _, made = _timed("preparation", lambda: prepared(graph, _PROFILE, again))
        _, read = _timed("preparation, from its file", lambda: prepared(graph, _PROFILE, again))
    return weights, [compiled, made, read]


def _square(hierarchy: Hierarchy, size: int, seed: int) -> Timing:
    points = _scattered(hierarchy.graph, size, seed)
    what = f"{size} × {size}, weights included"
    return _timed(what, lambda: many_to_many(_weights(hierarchy), points, points))[1]


def _later(weights: Weights, points: Snapped) -> list[Timing]:
    """New customers among known ones, and the line of a route."""
    known, new = points.rows(0, _KNOWN), points.rows(_KNOWN, _KNOWN + _NEW)
    legs = [(k, k + 1) for k in range(_STOPS - 1)]
    return [
        _timed(
            f"{_NEW} new among {_KNOWN} known",
            lambda: (many_to_many(weights, new, points), many_to_many(weights, known, new)),
        )[1],
        _timed(f"{_STOPS} stops as segments", lambda: paths(weights, points, points, legs))[1],
    ]


def _weights(hierarchy: Hierarchy) -> Weights:
    return customise(hierarchy, segment_seconds(hierarchy.graph, _PROFILE))


def _scattered(graph: StreetGraph, count: int, seed: int) -> Snapped:
    """Middles of random streets, on both sides where these may be driven."""
    chosen = np.random.default_rng(seed).choice(np.flatnonzero(graph.may_use(_PROFILE)), count)
    sides = ([int(one), int(graph.reverse[one])] for one in chosen)
    return Snapped.of([[(side, 0.5) for side in pair if side >= 0] for pair in sides])


def _timed(what: str, work: Callable[[], T]) -> tuple[T, Timing]:
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, Timing(what, time.process_time() - processor, time.perf_counter() - clock)


def _peak_mb() -> float:
    """NaN on Windows, which does not tell."""
    try:
        import resource
    except ImportError:
        return math.nan
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
