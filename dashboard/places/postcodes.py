"""Postcodes of any country: how the ones of an extract are shaped, and where a text has one."""

import re
from collections.abc import Iterable

from dashboard.places.folding import fold

_SEPARATOR = re.compile(r"[\s-]+")
# What a code is widened by: the four digits that follow a ZIP code.
_WIDER = r"(?:-\d{4})?"
_LONGEST = 10


def postcode_key(text: str) -> str:
    """
    The code as it is compared: ``sw1a 1aa``, ``4760-585`` becomes ``4760 585``.

    Of several in one tag the first counts; "" for what is no postcode.
    """
    first = re.split("[;,]", fold(text).strip())[0]
    key = _SEPARATOR.sub(" ", first).strip()
    key = re.sub(r"^(\d{5}) \d{4}$", r"\1", key)
    has_digits = any(mark.isdigit() for mark in key)
    return key if has_digits and 3 <= len(key) <= _LONGEST else ""


def area(key: str) -> str:
    """The part that a short form keeps: ``4760`` of ``4760 585``, ``sw1a``, all of ``21224``."""
    return key.split(" ")[0]


def pattern(keys: Iterable[str]) -> re.Pattern[str] | None:
    """What finds codes of the same shapes in a folded text; None where no code is known."""
    shapes = {_shape(key) for key in keys}
    # A digit area is also written alone: 4760 for 4760-585.
    shapes |= {area(shape) for shape in shapes if re.fullmatch("9{4,5} 9+", shape)}
    if not shapes:
        return None
    longest_first = sorted(shapes, key=lambda shape: (-len(shape), shape))
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(_expression, longest_first))})(?![\w/])")


def _shape(key: str) -> str:
    return re.sub("[^0-9 ]", "a", re.sub("[0-9]", "9", key))


def _expression(shape: str) -> str:
    marks = {"9": r"\d", "a": "[a-z]", " ": r"[ -]?"}
    expression = "".join(marks[mark] for mark in shape)
    return expression + _WIDER if shape == "99999" else expression
