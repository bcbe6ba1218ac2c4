"""Named streets of an extract, as lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import osmium
from osmium.osm import Way

from dashboard.domain import Point
from dashboard.osm.addresses import located
from dashboard.osm.extracts import told

# Nobody lives on these, although they may have names.
_NO_STREETS = frozenset({"bus_stop", "crossing", "platform", "rest_area", "services"})
_NAMES = ("name", "official_name", "alt_name")


class StreetRecord(NamedTuple):
    """One way of a street, along its points; a street is usually several ways of one name."""

    name: str
    postcode: str
    points: tuple[Point, ...]


def streets(path: Path) -> Iterator[StreetRecord]:
    """Named highways of a sorted extract, once for each other name that they go by."""
    wanted = osmium.filter.KeyFilter("highway")
    entities = osmium.osm.NODE | osmium.osm.WAY  # Nodes for the locations only.
    with told(path):
        for way in osmium.FileProcessor(str(path), entities).with_locations().with_filter(wanted):
            if not isinstance(way, Way) or way.tags["highway"] in _NO_STREETS:
                continue
            tags = way.tags
            names = dict.fromkeys(tags[key] for key in _NAMES if tags.get(key))
            points = tuple(located(way.nodes)) if names else ()
            if points:
                for name in names:
                    yield StreetRecord(name, tags.get("postal_code") or "", points)
