"""`bench streets`: travel times on our street graph beside Valhalla's, at the same places."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.bench.dijkstra import Places, many_to_many
from dashboard.bench.valhalla import Valhalla
from dashboard.domain import Point
from dashboard.travel.graph import CLASSES, StreetGraph
from dashboard.travel.graph_building import build_graph

_DOORS = ("primary", "secondary", "tertiary", "unclassified", "residential", "living_street")
_NEAREST_S = 30  # Nearer places differ by how they were put onto the street.

Float64Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How two routers' seconds agree over pairs that both reach.

    ``ratio`` is the median of ours by theirs; ``mape`` the mean difference of ours from theirs,
    and ``scaled_mape`` that after ours are divided by the ratio; ``metres_mape`` that of metres.
    """

    pairs: int
    ratio: float
    mape: float
    scaled_mape: float
    metres_mape: float
    correlation: float
    only_ours: int
    only_theirs: int


def compare(extract: Path, folder: Path, *, places: int = 40, seed: int = 1) -> Agreement:
    """Ask both for the way from ``places`` random streets to as many others."""
    graph = build_graph(extract)
    points, spots = sample(graph, 2 * places, seed)
    ours_s, ours_m = many_to_many(graph, "van", spots[:places], spots[places:])
    theirs_s, theirs_m = Valhalla(extract, folder).matrix(points[:places], points[places:])
    return agreement(ours_s, theirs_s, ours_m, theirs_m)


def agreement(
    ours_s: Float64Array, theirs_s: Float64Array, ours_m: Float64Array, theirs_m: Float64Array
) -> Agreement:
    """The figures of two pairs of matrices, infinite where no way leads."""
    both = np.isfinite(ours_s) & np.isfinite(theirs_s) & (theirs_s >= _NEAREST_S)
    ours, theirs = ours_s[both], theirs_s[both]
    ratio = float(np.median(ours / theirs))
    return Agreement(
        pairs=int(both.sum()),
        ratio=ratio,
        mape=float(np.mean(np.abs(ours / theirs - 1))),
        scaled_mape=float(np.mean(np.abs(ours / ratio / theirs - 1))),
        metres_mape=float(np.mean(np.abs(ours_m[both] / theirs_m[both] - 1))),
        correlation=float(np.corrcoef(ours, theirs)[0, 1]),
        only_ours=int((np.isfinite(ours_s) & ~np.isfinite(theirs_s)).sum()),
        only_theirs=int((np.isfinite(theirs_s) & ~np.isfinite(ours_s)).sum()),
    )


def table(found: Agreement) -> str:
    """The figures in words."""
    return "\n".join(
        [
            f"{found.pairs} pairs, {found.only_ours} reached only by us,"
            f" {found.only_theirs} only by Valhalla",
            f"seconds: {found.ratio:.3f} times theirs, apart by {found.mape:.1%},"
            f" {found.scaled_mape:.1%} once scaled, correlation {found.correlation:.3f}",
            f"metres: apart by {found.metres_mape:.1%}",
        ]
    )


def sample(graph: StreetGraph, count: int, seed: int) -> tuple[list[Point], Places]:
    """Middles of random streets, as points and as places on the graph."""
    kinds = [CLASSES.index(name) for name in _DOORS]
    usable = graph.may_use("van") & np.isin(graph.road_class, kinds)
    usable &= graph.copy_of == np.arange(graph.segments)
    chosen = np.random.default_rng(seed).choice(np.flatnonzero(usable), count, replace=False)
    return [_middle(graph, int(s)) for s in chosen], [_place(graph, int(s)) for s in chosen]


def _middle(graph: StreetGraph, segment: int) -> Point:
    line = graph.line(segment)
    steps = np.hypot(*(np.diff(line, axis=0) * [np.cos(np.radians(line[0, 1])), 1]).T)
    passed = np.concatenate([[0], np.cumsum(steps)])
    half = passed[-1] / 2
    return Point(
        float(np.interp(half, passed, line[:, 0])), float(np.interp(half, passed, line[:, 1]))
    )


def _place(graph: StreetGraph, segment: int) -> tuple[tuple[int, float], ...]:
    originals: Sequence[int] = [segment, int(graph.reverse[segment])]
    on = np.isin(graph.copy_of, [one for one in originals if one >= 0]) & graph.may_use("van")
    return tuple((int(one), 0.5) for one in np.flatnonzero(on))
