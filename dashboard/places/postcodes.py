"""Postcodes of any country: how the ones of a map are shaped, and where a text has one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.places.folding import fold

_SEPARATOR = re.compile(r"[\s-]+")
_LONGEST = 10

_MARKS = {"9": r"\d", "a": "[a-z]", " ": r"[ -]?"}
# Five digits may go on, as ZIP codes do, or be split, as Swedes and Czechs do before a town.
_FIVE = r"\d{5}(?:-\d{4})?|(?:(?<=,)|(?<=, )|(?<=\n))\d{3} \d{2}(?= [a-z])"


@dataclass(frozen=True, slots=True)
class Codes:
    """The shapes of a map's postcodes, such as ``99999`` and ``9999 aa``, longest first."""

    shapes: tuple[str, ...]
    expression: re.Pattern[str]

    def marked(self, folded: str, start: str, end: str) -> str:
        """The text with each postcode's key between two marks."""
        return self.expression.sub(lambda match: f"{start}{self._key(match[0])}{end}", folded)

    def _key(self, text: str) -> str:
        """The key with a space where the map's own codes have one."""
        key = postcode_key(text)
        bare = key.replace(" ", "")
        for shape in self.shapes:
            if shape.replace(" ", "") == _shape(bare):
                cut = shape.find(" ")
                return f"{bare[:cut]} {bare[cut:]}" if cut > 0 else bare
        return key


def postcode_key(text: str) -> str:
    """
    The code as it is compared: ``sw1a 1aa``, ``4760-585`` becomes ``4760 585``.

    Of several in one tag the first counts; "" for what is no postcode.
    """
    first = re.split("[;,]", fold(text).strip())[0]
    key = _SEPARATOR.sub(" ", first).strip()
    key = re.sub(r"^(\d{5}) \d{4}$", r"\1", key)
    key = re.sub(r"^(\d{3}) (\d{2})$", r"\1\2", key)
    has_digits = any(mark.isdigit() for mark in key)
    return key if has_digits and 3 <= len(key) <= _LONGEST else ""


def area(key: str) -> str:
    """The part that a short form keeps: ``4760`` of ``4760 585``, ``sw1a``, all of ``21224``."""
    return key.split(" ")[0]


def codes_like(keys: Iterable[str]) -> Codes | None:
    """What finds codes of the same shapes; None where no code is known."""
    shapes = {_shape(key) for key in keys}
    # A digit area is also written alone: 4760 for 4760-585.
    shapes |= {area(shape) for shape in shapes if re.fullmatch("9{4,5} 9+", shape)}
    if not shapes:
        return None
    longest_first = tuple(sorted(shapes, key=lambda shape: (-len(shape), shape)))
    either = "|".join(map(_expression, longest_first))
    return Codes(longest_first, re.compile(rf"(?<![\w/-])(?:{either})(?![\w/])"))


def _shape(key: str) -> str:
    return re.sub("[^0-9 ]", "a", re.sub("[0-9]", "9", key))


def _expression(shape: str) -> str:
    return _FIVE if shape == "99999" else "".join(_MARKS[mark] for mark in shape)
