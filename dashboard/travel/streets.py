"""Travel along the streets of an extract: times, metres, lines and words for the way."""

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.domain import UNREACHABLE, Point, TravelError, TravelMatrix
from dashboard.domain.fleet import OWN_SPEED
from dashboard.travel import street_memory as memory
from dashboard.travel.contraction import (
    Hierarchy,
    Snapped,
    Weights,
    customise,
    many_to_many,
    prepared,
    turn_seconds,
)
from dashboard.travel.contraction import paths as cheapest_segments
from dashboard.travel.directions import Direction, directions_along
from dashboard.travel.graph import CLASSES, PROFILES, StreetGraph, load_graph, segment_seconds
from dashboard.travel.hours import by_hour, slower_by
from dashboard.travel.snapping import Snap, Snapper, Snaps, snaps_of
from dashboard.travel.street_lines import line_along
from dashboard.travel.street_memory import Int32Array, Int64Array, Known

USUAL_PROFILE = "van"
Factors = npt.NDArray[np.float64]
"""How many times as long each of ``CLASSES`` takes."""


class Streets:
    """
    The provider of one extract; see ``TravelProvider``.

    ``folder`` keeps what takes long: hierarchies and matrices, by the key of the graph. Times
    are those on empty roads, but for a matrix by the hour. Lines and directions are those too.
    """

    kind = "streets"
    estimated = False
    road_classes: tuple[str, ...] = CLASSES

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
        path = self._kept(profile, "matrix")
        known = self.known.get(path) or memory.recall(path)
        matrix, self.known[path] = self._asked(points, profile, known)
        if self.known[path] is not known:
            memory.remember(path, self.known[path])
        return matrix

    def matrix_by_hour(
        self,
        points: Sequence[Point],
        profile: str,
        factors: Factors,
        slots_s: Sequence[int],
        percent: int = OWN_SPEED,
    ) -> TravelMatrix:
        """As ``TravelByRoad`` says; hours of the same factors are sought and kept once."""
        free = self.matrix(points, profile).at_speed(percent)
        rows, which = np.unique(factors, axis=0, return_inverse=True)
        frozen = [self._at_factors(points, profile, row).at_speed(percent) for row in rows]
        return by_hour(free, [frozen[row] for row in which], slots_s)

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

    def _at_factors(self, points: Sequence[Point], profile: str, factors: Factors) -> TravelMatrix:
        """As on empty roads whose classes take so many times as long at any hour."""
        if (factors == factors[0]).all():
            return slower_by(self.matrix(points, profile), factors[0])
        digest = hashlib.blake2b(factors.tobytes(), digest_size=8).hexdigest()
        path = self._kept(profile, f"{digest}.hour")
        known = memory.recall(path)
        matrix, more = self._asked(points, profile, known, factors)
        if more is known:
            path.touch()
        else:
            memory.remember(path, more)
            memory.forget_oldest(
                self.folder.glob(self._kept(profile, "*.hour").name), memory.MOST_HOURS
            )
        return matrix

    def _asked(
        self, points: Sequence[Point], profile: str, known: Known, factors: Factors | None = None
    ) -> tuple[TravelMatrix, Known]:
        """The answer, and what is known by then: the same object where nothing was sought."""
        keys = memory.keys_of(points)
        rows = memory.rows_of(known, keys)
        part = memory.between(known, keys, rows)
        new = memory.to_ask(part, rows)
        if len(new):
            self._seek(points, profile, new, part, factors)
            known = memory.merged(
                known, part, rows, memory.MOST_PLACES if factors is None else memory.MOST_BY_HOUR
            )
        return TravelMatrix(part.seconds[np.newaxis], part.metres, kind=self.kind), known

    def _seek(
        self,
        points: Sequence[Point],
        profile: str,
        new: Int64Array,
        part: Known,
        factors: Factors | None,
    ) -> None:
        """Fill in the ways from some to all points, and from all to these."""
        on, (_, seconds, metres) = self.snap(points, profile).snapped, part
        mine = Snapped.of([_pairs(on, k) for k in new.tolist()])
        weights = self._weights(profile, factors)
        seconds[new], metres[new] = many_to_many(weights, mine, on)
        seconds[:, new], metres[:, new] = many_to_many(weights, on, mine)
        for matrix in (seconds, metres):
            np.fill_diagonal(matrix, 0)
        metres[seconds == UNREACHABLE] = UNREACHABLE

    def _snapper(self, profile: str) -> Snapper:
        name = _known(profile)
        if name not in self.snappers:
            self.snappers[name] = Snapper(self.graph, name)
        return self.snappers[name]

    def _weights(self, profile: str, factors: Factors | None = None) -> Weights:
        name = _known(profile)
        if factors is not None:
            hierarchy = self._hierarchy(name)
            slower = segment_seconds(self.graph, name, factors)
            return customise(hierarchy, slower, turn_seconds(hierarchy, factors))
        if name not in self.weighted:
            self.weighted[name] = customise(
                self._hierarchy(name), segment_seconds(self.graph, name)
            )
        return self.weighted[name]

    def _hierarchy(self, profile: str) -> Hierarchy:
        if profile in self.weighted:
            return self.weighted[profile].hierarchy
        self.folder.mkdir(parents=True, exist_ok=True)
        return prepared(self.graph, profile, self._kept(profile, "hierarchy"))

    def _kept(self, profile: str, what: str) -> Path:
        """The file of something that is made of the graph for a profile."""
        extract, _, version = self.graph.key.partition("-")
        return self.folder / f"{extract[:16]}-{version}-{_known(profile)}.{what}.npz"


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


def _pairs(on: Snapped, point: int) -> list[tuple[int, float]]:
    these = slice(int(on.first[point]), int(on.first[point + 1]))
    return list(zip(on.segment[these].tolist(), on.fraction[these].tolist(), strict=True))
