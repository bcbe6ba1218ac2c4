"""A map of a made-up village, small enough to be read in a test."""

from pathlib import Path

from dashboard.domain import Point
from dashboard.services import extracts
from dashboard.services.extract_child import make_ready

VILLAGE = Point(24.94, 60.17)
_STREETS = ("Long Street", "Mill Lane")


def bring_map(folder: Path, name: str = "village.osm") -> None:
    """
    Long Street and Mill Lane, numbers 1 to 9, 12345 Bramley, ready to be asked.

    A road without a name joins them, by the first houses.
    """
    file = extracts.folder_of(folder) / name
    file.write_text(_xml(), encoding="utf-8")
    make_ready(folder, file)


def house(street: str, number: int) -> Point:
    """Where a house stands: fifty metres from the next, the streets half a kilometre apart."""
    return Point(
        round(VILLAGE.lon + number * 0.0009, 6),
        round(VILLAGE.lat + _STREETS.index(street) * 0.0045, 6),
    )


def _xml() -> str:
    nodes, ways = [], []
    for row, street in enumerate(_STREETS):
        first = 100 * row + 1
        for number in range(1, 10):
            tags = {"housenumber": str(number), "street": street}
            tags |= {"postcode": "12345", "city": "Bramley"}
            lines = "".join(f'<tag k="addr:{key}" v="{text}"/>' for key, text in tags.items())
            at = house(street, number)
            nodes.append(
                f'<node id="{first + number}" lat="{at.lat}" lon="{at.lon}">{lines}</node>'
            )
        refs = "".join(f'<nd ref="{first + number}"/>' for number in (1, 9))
        ways.append(
            f'<way id="{row + 1}">{refs}<tag k="highway" v="residential"/>'
            f'<tag k="name" v="{street}"/></way>'
        )
    ways.append('<way id="3"><nd ref="2"/><nd ref="102"/><tag k="highway" v="residential"/></way>')
    return f'<osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>'
