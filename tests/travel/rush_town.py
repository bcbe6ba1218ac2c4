"""Two ways between two places, as a map file: a main road, and side streets around it."""

from pathlib import Path

from dashboard.domain import Point
from tests.travel.grid_town import corner

WEST, EAST, APART = corner(-1, 0), corner(11, 0), corner(20, 5.5)
"""Beyond the ends of both ways; and a place on an island."""

_WAYS = (
    ("primary", "Main Road", ((0, 0), (5, 0), (10, 0))),
    ("residential", "Side Street", ((0, 0), (0, 1), (5, 1), (10, 1), (10, 0))),
    ("residential", "West End", ((-3, 0), (0, 0))),
    ("residential", "East End", ((10, 0), (13, 0))),
    ("residential", "Island", ((20, 5), (20, 6))),
)


def write_rush_town(path: Path) -> Path:
    """On empty roads the main road is the faster way, and the shorter."""
    places = list(dict.fromkeys(place for _, _, way in _WAYS for place in way))
    nodes = [_node(number, corner(*place)) for number, place in enumerate(places, start=1)]
    ways = []
    for number, (kind, name, way) in enumerate(_WAYS, start=1):
        refs = "".join(f'<nd ref="{places.index(place) + 1}"/>' for place in way)
        tags = f'<tag k="highway" v="{kind}"/><tag k="name" v="{name}"/>'
        ways.append(f'<way id="{number}" version="1">{refs}{tags}</way>')
    path.write_text(f'<osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>', "utf-8")
    return path


def _node(number: int, place: Point) -> str:
    return f'<node id="{number}" version="1" lat="{place.lat}" lon="{place.lon}"/>'
