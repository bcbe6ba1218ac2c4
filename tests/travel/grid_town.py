"""A town of four rows and four columns of streets, as a map file."""

from pathlib import Path

from dashboard.domain import Point

WEST, SOUTH, STEP = 15.60, 48.40, 0.002
"""About 150 m from column to column and 220 m from row to row."""


def corner(column: float, row: float) -> Point:
    """The place so many columns east and rows north."""
    return Point(round(WEST + column * STEP, 7), round(SOUTH + row * STEP, 7))


def write_town(path: Path) -> Path:
    """
    Row 3 is one way eastwards; a footpath lies north of all, and a street far in the east alone.
    """
    nodes: dict[tuple[float, float], int] = {}
    ways: list[str] = []

    def way(name: str, places: list[tuple[float, float]], **tags: str) -> None:
        refs = [nodes.setdefault(place, len(nodes) + 1) for place in places]
        said = {"highway": "residential", "name": name, **tags}
        ways.append(
            f'<way id="{len(ways) + 1}" version="1">'
            + "".join(f'<nd ref="{ref}"/>' for ref in refs)
            + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in said.items())
            + "</way>"
        )

    for row in range(4):
        one_way = {"oneway": "yes"} if row == 3 else {}
        way(f"Row {row}", [(column, row) for column in range(4)], **one_way)
    for column in range(4):
        way(f"Column {column}", [(column, row) for row in range(4)])
    way("Footpath", [(0, 6), (3, 6)], highway="footway", motor_vehicle="no", bicycle="no")
    way("Island", [(9, 0), (9, 1)])
    found = []
    for place, number in nodes.items():
        lon, lat = corner(*place)
        found.append(f'<node id="{number}" version="1" lat="{lat}" lon="{lon}"/>')
    path.write_text(f'<osm version="0.6">{"".join(found)}{"".join(ways)}</osm>', "utf-8")
    return path
