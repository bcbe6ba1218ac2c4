"""The roads of an extract as arrays: ways with their nodes, what stands at nodes, turn rules."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import osmium
from osmium.osm import Node, Relation, Way

from dashboard.osm.extracts import ExtractError, sorted_copy, told
from dashboard.osm.road_nodes import blocked, features
from dashboard.osm.road_tags import Road, road
from dashboard.osm.road_turns import TurnRule, turn_rule

_COUNTRY_KEYS = ("addr:country", "ISO3166-1", "ISO3166-1:alpha2", "ISO3166-2", "is_in:country_code")
_ROAD_KEYS = ("highway", "route", "barrier", "traffic_calming", "restriction", "type")
_WAY_COUNTRY_KEYS = ("source:maxspeed", "maxspeed:type", "maxspeed", "zone:maxspeed")


@dataclass(frozen=True, slots=True, eq=False)
class RawRoads:
    """
    Roads as they stand in an extract, before they are cut at their junctions.

    Way w runs through ``way_nodes[way_first[w]:way_first[w + 1]]``, indices into the rows of
    ``lonlat`` (degrees); its id is ``way_ids[w]``, which several have where the edge of the
    extract cuts one up. ``features`` and ``blocked`` hold the bits of ``road_nodes`` for each
    node. ``country`` is two letters, "" where nothing tells.
    """

    node_ids: npt.NDArray[np.int64]
    lonlat: npt.NDArray[np.float64]
    features: npt.NDArray[np.int32]
    blocked: npt.NDArray[np.int8]
    way_ids: npt.NDArray[np.int64]
    way_first: npt.NDArray[np.int64]
    way_nodes: npt.NDArray[np.int64]
    roads: tuple[Road, ...]
    turn_rules: tuple[TurnRule, ...]
    country: str
    left_sides: int
    """Ways that say one drives on the left, less those that say on the right."""


def read_roads(path: Path) -> RawRoads:
    """
    The roads of an extract, sorted or not.

    Raises ``ExtractError`` for a file that is broken or holds no road.
    """
    with TemporaryDirectory() as folder:
        ordered = Path(folder) / "sorted.osm.pbf"
        sorted_copy(path, ordered)
        reading = _Reading()
        with told(path):
            _read(ordered, reading)
    if not reading.roads:
        raise ExtractError(
            f"{path.name} holds no roads, so nothing can drive on it. Choose an extract with all"
            " its data, such as one from download.geofabrik.de."
        )
    return reading.done()


def _read(path: Path, reading: "_Reading") -> None:
    wanted = osmium.filter.KeyFilter(*_ROAD_KEYS, *_COUNTRY_KEYS)
    for found in osmium.FileProcessor(str(path)).with_locations().with_filter(wanted):
        tags = {tag.k: tag.v for tag in found.tags}
        reading.hear_country(tags)
        if isinstance(found, Node):
            reading.add_node(found.id, tags)
        elif isinstance(found, Way):
            if one := road(tags):
                reading.add_way(found.id, found.nodes, one, tags)
        elif isinstance(found, Relation) and tags.get("type", "").startswith("restriction"):
            members = ((member.role, member.type, member.ref) for member in found.members)
            if rule := turn_rule(tags, members):
                reading.turn_rules.append(rule)


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.at_nodes: dict[int, tuple[int, int]] = {}
        self.roads: list[Road] = []
        self.way_ids: list[int] = []
        self.lengths: list[int] = []
        self.node_ids: list[int] = []
        self.lonlat: list[tuple[float, float]] = []
        self.turn_rules: list[TurnRule] = []
        self.countries: Counter[str] = Counter()
        self.left_sides = 0

    def hear_country(self, tags: Mapping[str, str]) -> None:
        for key in _COUNTRY_KEYS:
            if code := tags.get(key, "")[:2]:
                self.countries[code.upper()] += 1

    def add_node(self, number: int, tags: Mapping[str, str]) -> None:
        found = features(tags), blocked(tags)
        if any(found):
            self.at_nodes[number] = found

    def add_way(self, number: int, nodes: Any, one: Road, tags: Mapping[str, str]) -> None:
        """Add the stretches of a way that lie in the extract."""
        for key in _WAY_COUNTRY_KEYS:
            if tags.get(key, "")[2:3] == ":":
                self.countries[tags[key][:2].upper()] += 1
        self.left_sides += {"left": 1, "right": -1}.get(tags.get("driving_side", ""), 0)
        stretch: list[tuple[int, float, float]] = []
        for node in nodes:
            place = node.location
            if place.valid():
                stretch.append((node.ref, place.lon, place.lat))
            else:
                self._add_stretch(number, stretch, one)
                stretch = []
        self._add_stretch(number, stretch, one)

    def _add_stretch(self, number: int, stretch: list[tuple[int, float, float]], one: Road) -> None:
        if len(stretch) < 2:
            return
        self.roads.append(one)
        self.way_ids.append(number)
        self.lengths.append(len(stretch))
        for ref, lon, lat in stretch:
            self.node_ids.append(ref)
            self.lonlat.append((lon, lat))

    def done(self) -> RawRoads:
        refs = np.array(self.node_ids, dtype=np.int64)
        node_ids, first, way_nodes = np.unique(refs, return_index=True, return_inverse=True)
        marks = np.zeros((2, len(node_ids)), dtype=np.int32)
        for number, found in self.at_nodes.items():
            row = int(np.searchsorted(node_ids, number))
            if row < len(node_ids) and node_ids[row] == number:
                marks[:, row] = found
        [(country, _)] = self.countries.most_common(1) or [("", 0)]
        return RawRoads(
            node_ids,
            np.array(self.lonlat, dtype=np.float64)[first],
            marks[0],
            marks[1].astype(np.int8),
            np.array(self.way_ids, dtype=np.int64),
            np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int64),
            way_nodes.astype(np.int64),
            tuple(self.roads),
            tuple(self.turn_rules),
            country if country.isalpha() else "",
            self.left_sides,
        )
