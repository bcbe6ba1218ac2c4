"""House numbers of an extract, with the street or village that they belong to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import osmium
from osmium.osm import Area, Node, Way

from dashboard.domain import Point
from dashboard.osm.extracts import told

NUMBER_KEY = "addr:housenumber"


class AddressRecord(NamedTuple):
    """
    One tagged address, its texts as somebody typed them; "" where they did not.

    ``street`` is the village where houses are numbered by village. ``point`` is
    the entrance's or the middle of the building's outline.
    """

    number: str
    street: str
    postcode: str
    city: str
    country: str
    point: Point


def addresses(
    path: Path, *, progress: Callable[[int], None] | None = None
) -> Iterator[AddressRecord]:
    """Addresses of nodes, ways and multipolygons of a sorted extract; ``progress`` gets counts."""
    count = 0
    with told(path):
        for found in _tagged(path):
            record = _record(found)
            if record is not None:
                count += 1
                yield record
                if progress is not None and count % 1000 == 0:
                    progress(count)


def _tagged(path: Path) -> Iterator[Node | Way | Area]:
    key = osmium.filter.KeyFilter(NUMBER_KEY)
    # Multipolygons first: they take a pass of their own over the few that have the tag.
    for found in osmium.FileProcessor(str(path)).with_areas(key).with_filter(key):
        if isinstance(found, Area) and not found.from_way():
            yield found
    for found in osmium.FileProcessor(str(path)).with_locations().with_filter(key):
        if isinstance(found, Node | Way):
            yield found


def _record(found: Node | Way | Area) -> AddressRecord | None:
    tags = found.tags
    street = tags.get("addr:street") or tags.get("addr:place") or ""
    point = _point(found)
    if not street or point is None:
        return None
    return AddressRecord(
        tags[NUMBER_KEY],
        street,
        tags.get("addr:postcode") or "",
        tags.get("addr:city") or tags.get("addr:town") or tags.get("addr:village") or "",
        tags.get("addr:country") or "",
        point,
    )


def _point(found: Node | Way | Area) -> Point | None:
    if isinstance(found, Node):
        return Point(found.location.lon, found.location.lat) if found.location.valid() else None
    if isinstance(found, Way):
        return middle(located(found.nodes))
    rings = [located(ring) for ring in found.outer_rings()]
    return middle(max(rings, key=len)) if rings else None


def located(nodes: Any) -> list[Point]:
    """The nodes that the extract holds: those beyond its edge are only named in it."""
    return [Point(node.lon, node.lat) for node in nodes if node.location.valid()]


def middle(points: list[Point]) -> Point | None:
    """The centre of an outline's corners, a closed one's first counted once."""
    corners = points[:-1] if len(points) > 1 and points[0] == points[-1] else points
    if not corners:
        return None
    return Point(
        round(sum(corner.lon for corner in corners) / len(corners), 7),
        round(sum(corner.lat for corner in corners) / len(corners), 7),
    )
