"""Builders of small maps: a test names the houses and streets it needs, as OpenStreetMap XML."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from dashboard.domain import Point

SOUTH_WEST = Point(15.60, 48.40)
STEP = 0.001
"""Degrees between neighbours: about 110 m northwards and 74 m eastwards."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A node x steps east and y steps north of the corner, or a way along several of them."""

    tags: dict[str, str]
    x: float = 0
    y: float = 0
    way: tuple[tuple[float, float], ...] = ()


def at(x: float, y: float = 0) -> Point:
    """The point x steps east and y steps north."""
    return Point(round(SOUTH_WEST.lon + x * STEP, 7), round(SOUTH_WEST.lat + y * STEP, 7))


def house(
    number: str, street: str, x: float = 0, y: float = 0, *, postcode: str = "", city: str = "",
    village: str = "",
) -> Tagged:  # fmt: skip
    """A numbered house."""
    tags = {
        "addr:housenumber": number,
        "addr:street": street,
        "addr:place": village,
        "addr:postcode": postcode,
        "addr:city": city,
    }
    return Tagged({key: value for key, value in tags.items() if value}, x, y)


def street(name: str, y: float = 0, **tags: str) -> Tagged:
    """A street of ten steps from west to east."""
    way = tuple((x, y) for x in range(0, 11, 5))
    return Tagged({"highway": "residential", "name": name, **tags}, way=way)


def town(name: str, x: float = 0, y: float = 0, kind: str = "town") -> Tagged:
    """A place node."""
    return Tagged({"place": kind, "name": name}, x, y)


def write_map(path: Path, things: Sequence[Tagged]) -> Path:
    """Write the extract; ids follow the order of things."""
    nodes, ways, number = [], [], 0
    for thing in things:
        tags = "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in thing.tags.items())
        references = []
        for x, y in thing.way or [(thing.x, thing.y)]:
            number += 1
            place = at(x, y)
            inside = "" if thing.way else tags
            nodes.append(
                f'<node id="{number}" version="1" lat="{place.lat}" lon="{place.lon}">'
                f"{inside}</node>"
            )
            references.append(f'<nd ref="{number}"/>')
        if thing.way:
            ways.append(f'<way id="{number}" version="1">{"".join(references)}{tags}</way>')
    # Ways first: unsorted, as some extracts are.
    path.write_text(f'<osm version="0.6">{"".join(ways)}{"".join(nodes)}</osm>', "utf-8")
    return path
