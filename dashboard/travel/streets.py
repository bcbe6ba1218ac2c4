"""Travel along the streets of an extract: times, metres, lines and words for the way."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from dashboard.domain import UNREACHABLE, Point, TravelError, TravelMatrix
from dashboard.travel.contraction import (
    Hierarchy,
    Snapped,
    Weights,
    customise,
    many_to_many,
    prepared,
)
from dashboard.travel.contraction import paths as cheapest_segments
from dashboard.travel.directions import Direction, directions_along
from dashboard.travel.graph import PROFILES, StreetGraph, load_graph, segment_seconds
from dashboard.travel.snapping import Snap, Snapper, Snaps, snaps_of
from dashboard.travel.street_lines import line_along
from dashboard.travel.street_memory import (
    Int32Array,
    Int64Array,
    Known,
    merged,
    recall,
    remember,
    rows_of,
)

USUAL_PROFILE = "van"
_MILLIONTHS = 1_000_000


class Streets:
    """
    The provider of one extract; see ``TravelProvider``.

    ``folder`` keeps what takes long: hierarchies and matrices, by the key of the graph. Times
    are those on empty roads.
    """

    kind = "streets"
    estimated = False

    def __init__(self, graph: StreetGraph, folder: Path) -> None:
        self.graph, self.folder = graph, folder
        self.snappers: dict[str, Snapper] = {}
        self.weighted: dict[str, Weights] = {}
        self.found: dict[tuple[str, Point], Snap] = {}
        self.known: dict[Path, Known] = {}

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all streets."""
        low, high = self.graph.shape_lonlat.min(axis=0), self.graph.shape_lonlat.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def snap(self, points: Sequence[Point], profile: str = USUAL_PROFILE) -> Snaps:
        """Where points are on streets, or why they are on none; each is looked for once."""
        name = _known(profile)
        for point in dict.fromkeys(points):
            if (name, point) not in self.found:
                self.found[name, point] = self._snapper(name).nearest(point)
        return snaps_of([self.found[name, point] for point in points])

    def matrix(
        self, points: Sequence[Point], profile: str, slots_s: Sequence[int] = (0,)
    ) -> TravelMatrix:
        """One slot, on empty roads; a place that is on no street has no way to or from it."""
        keys = _keys(points)
        path = self.folder / f"{self.graph.key[:16]}-{_known(profile)}.matrix.npz"
        if path not in self.known:
            self.known[path] = recall(path)
        known = self.known[path]
        rows = rows_of(known, keys)
        seconds, metres = self._between(points, profile, known, rows)
        if (rows < 0).any():
            self.known[path] = merged(known, Known(keys, seconds, metres), rows)
            remember(path, self.known[path])
        return TravelMatrix(seconds[np.newaxis], metres, (0,), self.kind, self.estimated)

    def line(self, points: Sequence[Point], profile: str = USUAL_PROFILE) -> list[Point]:
        """Along the streets from point to point; straight where no way leads."""
        snaps, ways = self._ways(points, profile)
        return line_along(self.graph, points, snaps.snapped, ways)

    def directions(
        self, points: Sequence[Point], profile: str = USUAL_PROFILE
    ) -> list[list[Direction]]:
        """What to do on each leg, in words; empty for one that no way leads along."""
        _, ways = self._ways(points, profile)
        return [directions_along(self.graph, way) for way in ways]

    def _ways(self, points: Sequence[Point], profile: str) -> tuple[Snaps, list[Int32Array]]:
        snaps = self.snap(points, profile)
        pairs = [(k, k + 1) for k in range(len(points) - 1)]
        on = snaps.snapped
        return snaps, cheapest_segments(self._weights(profile), on, on, pairs)

    def _between(
        self, points: Sequence[Point], profile: str, known: Known, rows: Int64Array
    ) -> tuple[Int32Array, Int32Array]:
        """What is known, and the rest asked for: from the new to all, and from all to the new."""
        n = len(points)
        where = np.maximum(rows, 0)
        if len(known.keys):
            seconds = known.seconds[np.ix_(where, where)].copy()
            metres = known.metres[np.ix_(where, where)].copy()
        else:
            seconds, metres = np.full((n, n), -2, np.int32), np.full((n, n), -2, np.int32)
        new = np.flatnonzero((rows < 0) | (seconds == -2).any(axis=1))
        if not len(new):
            return seconds, metres
        on = self.snap(points, profile).snapped
        mine = Snapped.of([_pairs(on, k) for k in new.tolist()])
        weights = self._weights(profile)
        seconds[new], metres[new] = many_to_many(weights, mine, on)
        seconds[:, new], metres[:, new] = many_to_many(weights, on, mine)
        for matrix in (seconds, metres):
            np.fill_diagonal(matrix, 0)
        metres[seconds == UNREACHABLE] = UNREACHABLE
        return seconds, metres

    def _snapper(self, profile: str) -> Snapper:
        name = _known(profile)
        if name not in self.snappers:
            self.snappers[name] = Snapper(self.graph, name)
        return self.snappers[name]

    def _weights(self, profile: str) -> Weights:
        name = _known(profile)
        if name not in self.weighted:
            self.weighted[name] = customise(
                self._hierarchy(name), segment_seconds(self.graph, name)
            )
        return self.weighted[name]

    def _hierarchy(self, profile: str) -> Hierarchy:
        self.folder.mkdir(parents=True, exist_ok=True)
        return prepared(
            self.graph, profile, self.folder / f"{self.graph.key[:16]}-{profile}.hierarchy.npz"
        )


@lru_cache(maxsize=2)
def open_streets(path: str, stamp: int, folder: str) -> Streets:
    """The streets of a graph file, held in memory; raises ``TravelError`` for a broken one."""
    try:
        return Streets(load_graph(Path(path)), Path(folder))
    except (OSError, ValueError, KeyError) as error:
        raise TravelError(f"The streets of the map cannot be read: {error}") from error


def _known(profile: str) -> str:
    """A profile that the graph has; one that it has not drives as a van."""
    return profile if profile in PROFILES else USUAL_PROFILE


def _keys(points: Sequence[Point]) -> Int64Array:
    degrees = np.array(points, dtype=np.float64).reshape(-1, 2)
    return np.rint(degrees * _MILLIONTHS).astype(np.int64)


def _pairs(on: Snapped, point: int) -> list[tuple[int, float]]:
    these = slice(int(on.first[point]), int(on.first[point + 1]))
    return list(zip(on.segment[these].tolist(), on.fraction[these].tolist(), strict=True))
