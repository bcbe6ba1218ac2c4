"""A position as one line of text, the way maps on the web give it."""

import re

from dashboard.domain import PlannerError, Point, is_on_earth

EXAMPLE = "60.1676, 24.9212"
HELP = "Latitude and longitude, as a map on the web shows them when you click a place."

_DEGREES = r"[-+−]?\d+(?:\.\d+)?"  # noqa: RUF001
_PAIR = re.compile(rf"({_DEGREES})\s*[,;/ ]\s*({_DEGREES})")
# With decimal commas the two must be apart by more than a comma.
_COMMAS = re.compile(r"([-+]?\d+,\d+)(?:\s*[;/]\s*|,?\s+)([-+]?\d+,\d+)")


def parse_place(text: str) -> Point:
    """Latitude, then longitude; raises ``PlannerError`` with what to do."""
    plain = text.strip().strip("()[]").replace("°", "").strip()
    match = _COMMAS.fullmatch(plain) or _PAIR.fullmatch(plain)
    if match is None:
        raise PlannerError(f"Give latitude and longitude in degrees, as in {EXAMPLE}.")
    lat, lon = (
        float(part.replace(",", ".").replace("\N{MINUS SIGN}", "-")) for part in match.groups()
    )
    point = Point(lon=lon, lat=lat)
    if is_on_earth(point):
        return point
    if is_on_earth(Point(lon=lat, lat=lon)):
        raise PlannerError("Latitude and longitude seem to be swapped: exchange the two.")
    raise PlannerError("There is no such place: latitude ends at 90, longitude at 180.")


def place_words(point: Point | None) -> str:
    """Such as ``60.1676, 24.9212``; empty for None."""
    return "" if point is None else f"{round(point.lat, 6)}, {round(point.lon, 6)}"
