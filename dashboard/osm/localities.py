"""Names of towns and quarters, and postcodes, that an extract knows besides its addresses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import osmium

from dashboard.domain import Point
from dashboard.osm.extracts import told

_KEYS = ("place", "boundary", "addr:postcode", "postal_code", "addr:city")
# Larger ones say nothing: a country's border runs through many an extract.
_TOWNS = frozenset(
    ("city", "town", "village", "hamlet", "isolated_dwelling", "suburb", "borough", "quarter",
     "neighbourhood", "locality", "municipality", "city_district", "district")
)  # fmt: skip
_LEAST_ADMIN_LEVEL = 7


class Locality(NamedTuple):
    """
    What a town or postcode area is called; "" where only the other is known.

    ``point`` is None where the extract has only the border.
    """

    name: str
    postcode: str
    point: Point | None


def localities(path: Path) -> Iterator[Locality]:
    """Place names, borders of towns and of postcodes, and what addresses without number name."""
    wanted = osmium.filter.KeyFilter(*_KEYS)
    with told(path):
        for found in osmium.FileProcessor(str(path)).with_filter(wanted):
            point = _point(found)
            tags = found.tags
            for name in _names(tags):
                yield Locality(name, "", point)
            for key in ("addr:postcode", "postal_code"):
                if key in tags:
                    yield Locality("", tags[key], point)


def _names(tags: Any) -> Iterator[str]:
    if "addr:city" in tags:
        yield tags["addr:city"]
    if tags.get("place") in _TOWNS or _is_town_border(tags):
        for key in ("name", "alt_name", "short_name", "official_name", "name:en"):
            if key in tags:
                yield tags[key]


def _is_town_border(tags: Any) -> bool:
    level = tags.get("admin_level", "")
    return (
        tags.get("boundary") == "administrative"
        and level.isdecimal()
        and int(level) >= _LEAST_ADMIN_LEVEL
        and "highway" not in tags
    )


def _point(found: Any) -> Point | None:
    if not found.is_node() or not found.location.valid():
        return None
    return Point(found.location.lon, found.location.lat)
