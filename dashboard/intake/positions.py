"""Positions on earth as people, maps and navigation devices write them."""

import re

from dashboard.domain import Point
from dashboard.intake.cells import CellError, parse_number

_REMEDY = "Give decimal degrees, as in 60.1699."

_PLAIN_SIGNS = str.maketrans("º’\u2032”\u2033\N{MINUS SIGN}", "°''\"\"-")
_EXPONENT = re.compile(r"[-+]?[\d.]+e[-+]?\d{1,3}")
_HEMISPHERE = re.compile(r"([nsew])?([^nsew]*)([nsew])?")
# Degrees, minutes and perhaps seconds, with or without their signs: 60°10'12.3".
_SEXAGESIMAL = re.compile(
    r"([-+]?)(\d{1,3})\s*([°:]|\s)\s*(\d{1,2}(?:[.,]\d{1,9})?)\s*"
    r"(?:([':]|\s)\s*(?:(\d{1,2}(?:[.,]\d{1,9})?)\s*(?:\"|'')?)?)?"
)
# Latitude, what stands between, longitude: with decimal points, else with decimal commas.
_DEGREES = "([-+]?[0-9]+(?:%s[0-9]+)?)"
_IN_DECIMALS = tuple(
    re.compile((_DEGREES % point) + between + (_DEGREES % point))
    for point, between in ((r"\.", r"(?:\s*[,;/]\s*|\s+)"), (",", r"(?:\s*[;/]\s*|,?\s+)"))
)
_FIGURES = r"[-+\d.,°'\":\s]*"
_WITH_LETTERS = (
    re.compile(rf"({_FIGURES}[nsew])[\s,;/]*({_FIGURES}[nsew])"),
    re.compile(rf"([nsew]{_FIGURES}?)[\s,;/]+([nsew]{_FIGURES})"),
)
_WITH_SIGNS = re.compile(r"([-+]?\d{1,2}°[^°]*?)[\s,;/]+([-+]?\d{1,3}°[^°]*)")
# Maps in a browser put what they show into the address so.
_IN_ADDRESS = re.compile(
    r"(?:https?://\S*)?@(-?\d{1,2}\.\d{1,20}),(-?\d{1,3}\.\d{1,20})(?:[,/]\S*)?"
)


class NowhereError(CellError):
    """The position 0, 0, which stands for none."""

    def __init__(self) -> None:
        super().__init__(
            "It lies at 0, 0 in the sea off Africa: the place was never found.",
            "Give the real position, or leave it blank and give an address.",
        )


def parse_position(text: str) -> Point:
    """Latitude and longitude in one cell, as in ``60.17, 24.94``; raises CellError."""
    plain = text.translate(_PLAIN_SIGNS).lower().strip(" ()[]")
    if match := _IN_ADDRESS.fullmatch(plain):
        return checked_point(float(match[1]), float(match[2]))
    for pattern in _IN_DECIMALS:
        if match := pattern.fullmatch(plain.replace("°", "").strip()):
            return checked_point(parse_degrees(match[1]), parse_degrees(match[2]))
    for pattern in (*_WITH_LETTERS, _WITH_SIGNS):
        if match := pattern.fullmatch(plain):
            first, second = (side.strip(" ,;/") for side in match.groups())
            lat, lon = (second, first) if re.search("[ew]", first) else (first, second)
            return checked_point(parse_degrees(lat, "ns"), parse_degrees(lon, "ew"))
    raise CellError(
        "It is not a position.", "Give latitude and longitude in degrees, as in 60.17, 24.94."
    )


def parse_degrees(text: str, letters: str = "nsew") -> float:
    """
    Decimal degrees, or degrees, minutes and seconds, with or without their signs.

    ``letters`` are the points of the compass that may stand beside; S and W are
    negative. Raises CellError.
    """
    plain = text.translate(_PLAIN_SIGNS).lower().strip()
    match = _HEMISPHERE.fullmatch(plain)
    if match is None or _EXPONENT.fullmatch(plain):
        return parse_number(plain, _REMEDY)
    before, number, after = match.groups()
    letter = before or after or ""
    if letter and letter not in letters:
        raise CellError(
            f"{letter.upper()} is for a {'longitude' if letter in 'ew' else 'latitude'}.",
            "Latitude and longitude seem to be swapped: exchange the two.",
        )
    degrees = _in_sixtieths(number.strip(), is_marked=bool(letter))
    if degrees is None:
        degrees = parse_number(number.replace("°", " ").replace(",", "."), _REMEDY)
    return -abs(degrees) if letter and letter in "sw" else degrees


def checked_point(lat: float, lon: float) -> Point:
    """The position, if it is one where somebody could live; raises CellError."""
    if abs(lat) > 90 or abs(lon) > 180:
        if abs(lon) <= 90 and abs(lat) <= 180:
            raise CellError(
                "There is no such latitude.",
                "Latitude and longitude seem to be swapped: exchange the two.",
            )
        raise CellError(
            "There is no such place on earth.",
            "Give decimal degrees, as in 60.1699; a decimal point may have been lost.",
        )
    if abs(lat) < 1e-4 and abs(lon) < 1e-4:
        raise NowhereError
    return Point(lon=lon, lat=lat)


def _in_sixtieths(number: str, *, is_marked: bool) -> float | None:
    """
    Degrees of 60 minutes of 60 seconds; None: it is not written so.

    Two plain numbers are, only where a letter or a sign marks them as degrees.
    """
    match = _SEXAGESIMAL.fullmatch(number)
    if match is None:
        return None
    sign, whole, mark, whole_minutes, minute_mark, last = match.groups()
    signs = f"{mark}{minute_mark or ''}".strip()
    if last is None and not signs and not is_marked:
        return None
    minutes, seconds = (float((part or "0").replace(",", ".")) for part in (whole_minutes, last))
    if minutes >= 60 or seconds >= 60:
        raise CellError("A degree has 60 minutes, and a minute 60 seconds.", _REMEDY)
    degrees = int(whole) + minutes / 60 + seconds / 3600
    return -degrees if sign == "-" else degrees
