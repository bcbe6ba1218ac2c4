"""What a map is drawn from: roads, rails, water, green, buildings and place names of an extract."""

import struct
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import osmium
import osmium.geom
from osmium.osm import Area, Node, Way

from dashboard.osm.extracts import told

_KEYS = ("aeroway", "amenity", "building", "highway", "landuse", "leisure", "natural", "place",
         "railway", "waterway")  # fmt: skip

_ROADS = frozenset(
    ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential",
     "living_street", "pedestrian", "service", "track")
)  # fmt: skip
_PATHS = frozenset(("footway", "path", "cycleway", "steps", "bridleway"))
_RAILS = frozenset(("rail", "light_rail", "narrow_gauge", "tram"))
_PLACES = frozenset(("city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood"))
_AREAS = {
    "water": {
        "natural": {"water"},
        "waterway": {"riverbank", "dock"},
        "landuse": {"reservoir", "basin"},
    },
    "wood": {"natural": {"wood"}, "landuse": {"forest"}},
    "green": {
        "leisure": {"park", "garden", "pitch", "golf_course", "playground", "common"},
        "landuse": {"grass", "recreation_ground", "village_green", "meadow", "allotments",
                    "cemetery", "orchard", "vineyard"},
        "natural": {"grassland", "heath", "scrub"},
    },
    "sand": {"natural": {"beach", "sand"}},
    "built": {
        "landuse": {"residential", "commercial", "retail", "industrial", "railway", "garages"},
        "amenity": {"school", "university", "college", "hospital"},
    },
}  # fmt: skip


class ShapeRecord(NamedTuple):
    """
    One thing to draw; ``name`` is "" for none.

    ``kind`` is the class of a road (``path`` for all that is only walked or
    cycled, without ``_link``), ``rail``, ``runway``, ``river``, ``stream``,
    ``coast`` (land on its left), ``water``, ``wood``, ``green``, ``sand``,
    ``built``, ``square``, ``building``, or the class of a place.
    ``wkb`` is well-known binary in degrees: a line, an area or, of a place, a point.
    """

    kind: str
    name: str
    wkb: bytes


def shapes(path: Path) -> Iterator[ShapeRecord]:
    """All of a sorted extract that a street map shows; what runs out of it is drawn to its edge."""
    wanted = osmium.filter.KeyFilter(*_KEYS)
    factory = osmium.geom.WKBFactory()
    with told(path):
        reader = osmium.FileProcessor(str(path)).with_locations().with_areas(wanted)
        for found in reader.with_filter(wanted):
            kind = _kind(found)
            if kind:
                name = found.tags.get("name") or ""
                for wkb in _forms(found, factory):
                    yield ShapeRecord(kind, name, wkb)


def bounds(path: Path) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees as the extract itself says; None if it does not."""
    with told(path), osmium.io.Reader(str(path)) as reader:
        box = reader.header().box()
        if not box.valid():
            return None
        low, high = box.bottom_left, box.top_right
        return low.lon, low.lat, high.lon, high.lat


def _kind(found: Any) -> str:
    """Empty for what is not drawn."""
    if isinstance(found, Way):
        return _line_kind(found)
    if isinstance(found, Area):
        return _area_kind(found.tags)
    if isinstance(found, Node) and found.tags.get("place") in _PLACES:
        return str(found.tags["place"]) if found.tags.get("name") else ""
    return ""


def _line_kind(way: Way) -> str:
    tags = way.tags
    if tags.get("natural") == "coastline":
        return "coast"
    if tags.get("area") == "yes":
        return ""
    if road := tags.get("highway"):
        road = road.removesuffix("_link")
        return road if road in _ROADS else "path" if road in _PATHS else ""
    if tags.get("tunnel", "no") != "no":
        return ""
    if tags.get("railway") in _RAILS:
        return "rail"
    if tags.get("waterway") in ("river", "canal"):
        return "river"
    if tags.get("waterway") in ("stream", "ditch", "drain"):
        return "stream"
    return "runway" if tags.get("aeroway") in ("runway", "taxiway") else ""


def _area_kind(tags: Any) -> str:
    if tags.get("building", "no") != "no":
        return "building"
    if tags.get("highway") == "pedestrian":
        return "square" if tags.get("area") == "yes" else ""
    for kind, values in _AREAS.items():
        if any(tags.get(key) in known for key, known in values.items()):
            return kind
    return ""


def _forms(found: Any, factory: Any) -> Iterator[bytes]:
    """The outline as well-known binary: in pieces where the extract lacks points of a way."""
    try:
        if isinstance(found, Node):
            yield bytes.fromhex(factory.create_point(found))
        elif isinstance(found, Area):
            yield bytes.fromhex(factory.create_multipolygon(found))
        else:
            yield bytes.fromhex(factory.create_linestring(found))
    except (RuntimeError, osmium.InvalidLocationError):
        if isinstance(found, Way):
            yield from _pieces(found)


def _pieces(way: Way) -> Iterator[bytes]:
    for is_known, nodes in groupby(way.nodes, lambda node: node.location.valid()):
        places = [(node.lon, node.lat) for node in nodes] if is_known else []
        if len(set(places)) > 1:
            flat = [degrees for place in places for degrees in place]
            yield struct.pack(f"<BII{len(flat)}d", 1, 2, len(places), *flat)
