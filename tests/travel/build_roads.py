"""Small maps for street graphs: a test names its corners and draws its streets between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from dashboard.bench.dijkstra import many_to_many
from dashboard.travel.graph import PROFILES, StreetGraph
from dashboard.travel.graph_building import build_graph

METRES_PER_DEGREE = 111_195.0
STEP_M = 100.0
SOUTH = 48.0

Corners = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Way:
    """A street through corners, one letter each; residential, unless tags say otherwise."""

    corners: str
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A turn restriction; from, via and to are the corners of ways, or of one node."""

    kind: str
    from_way: str
    via: str
    to_way: str
    tags: Mapping[str, str] = field(default_factory=dict)


def lonlat(x: float, y: float) -> tuple[float, float]:
    """Degrees of a corner x steps of 100 m east and y steps north."""
    lat = SOUTH + y * STEP_M / METRES_PER_DEGREE
    return x * STEP_M / METRES_PER_DEGREE / float(np.cos(np.radians(SOUTH))), lat


def write_roads(
    path: Path,
    corners: Corners,
    ways: Sequence[Way],
    nodes: Mapping[str, Mapping[str, str]] | None = None,
    rules: Sequence[Rule] = (),
) -> Path:
    """Write the extract; a corner that ways name and ``corners`` lacks lies beyond its edge."""
    letters = sorted({letter for way in ways for letter in way.corners})
    number = {letter: k for k, letter in enumerate(letters, start=1)}
    ways_by_corners = {way.corners: k for k, way in enumerate(ways, start=101)}
    found = []
    for letter in letters:
        if letter in corners:
            lon, lat = lonlat(*corners[letter])
            tags = _tags((nodes or {}).get(letter, {}))
            found.append(f'<node id="{number[letter]}" lat="{lat}" lon="{lon}">{tags}</node>')
    for way in ways:
        refs = "".join(f'<nd ref="{number[letter]}"/>' for letter in way.corners)
        tags = _tags({"highway": "residential", **way.tags})
        found.append(f'<way id="{ways_by_corners[way.corners]}">{refs}{tags}</way>')
    for k, rule in enumerate(rules, start=1001):
        members = [("way", ways_by_corners[rule.from_way], "from"),
                   ("way", ways_by_corners[rule.to_way], "to")]  # fmt: skip
        members += [
            ("node", number[rule.via], "via") if len(rule.via) == 1
            else ("way", ways_by_corners[rule.via], "via")
        ]  # fmt: skip
        named = "".join(f'<member type="{t}" ref="{r}" role="{o}"/>' for t, r, o in members)
        tags = _tags({"type": "restriction", "restriction": rule.kind, **rule.tags})
        found.append(f'<relation id="{k}">{named}{tags}</relation>')
    path.write_text(f'<osm version="0.6">{"".join(found)}</osm>', encoding="utf-8")
    return path


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items() if v)


class Town:
    """The graph of a small map, asked by corners."""

    def __init__(
        self,
        folder: Path,
        corners: Corners,
        ways: Sequence[Way],
        nodes: Mapping[str, Mapping[str, str]] | None = None,
        rules: Sequence[Rule] = (),
    ) -> None:
        self.corners = corners
        self.graph: StreetGraph = build_graph(
            write_roads(folder / "town.osm", corners, ways, nodes, rules)
        )

    def segment(self, corners: str) -> int:
        """The segment from the first of two corners straight to the second; no copy of it."""
        tail, head = (self._junction(letter) for letter in corners)
        at = (self.graph.tail == tail) & (self.graph.head == head)
        return int(np.flatnonzero(at)[0])

    def has(self, corners: str) -> bool:
        """Whether anybody may go from one corner straight to another."""
        tail, head = (self._junction(letter) for letter in corners)
        return bool(((self.graph.tail == tail) & (self.graph.head == head)).any())

    def seconds(self, corners: str, profile: str = "van") -> float:
        """Seconds along a segment, infinite where the profile may not go."""
        return float(self.graph.free_s[PROFILES.index(profile), self.segment(corners)])

    def kmh(self, corners: str, profile: str = "van") -> float:
        """The speed along a segment."""
        metres = float(self.graph.length_m[self.segment(corners)])
        return metres / self.seconds(corners, profile) * 3.6

    def turn(self, corners: str, profile: str = "van") -> float:
        """Seconds of the turn at the second of three corners, infinite where it is forbidden."""
        first, to, seconds = self.graph.turns(profile)
        origin, target = self.segment(corners[:2]), self.segment(corners[1:])
        turns = range(first[origin], first[origin + 1])
        wanted = [k for k in turns if self.graph.copy_of[to[k]] == target]
        return min((float(seconds[k]) for k in wanted), default=float("inf"))

    def drive(self, origin: str, target: str, profile: str = "van") -> float:
        """
        Metres of the fastest way from the middle of one street to that of another.

        Each is named by its two corners; infinite where no way leads.
        """
        _, metres = many_to_many(
            self.graph, profile, [self._middle(origin)], [self._middle(target)]
        )
        return float(metres[0, 0])

    def _middle(self, corners: str) -> tuple[tuple[int, float], ...]:
        ways = [way for way in (corners, corners[::-1]) if self.has(way)]
        assert ways, f"no street leads straight from {corners[0]} to {corners[1]}"
        on = np.isin(self.graph.copy_of, [self.segment(way) for way in ways])
        return tuple((int(segment), 0.5) for segment in np.flatnonzero(on))

    def _junction(self, letter: str) -> int:
        away = np.abs(self.graph.node_lonlat - lonlat(*self.corners[letter])).sum(axis=1)
        return int(np.argmin(away)) if away.min() < 1e-6 else -1
