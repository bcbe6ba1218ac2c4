"""The shipped letters: which signs can be printed, how wide text is, where it wraps."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TextEmphasis
from fpdf.fonts import TTFFont

UNKNOWN = "\ufffd"
"""Stands for a sign that the shipped letters lack (an emoji, Chinese, Arabic, …)."""

FAMILY = "DejaVu Sans Condensed"
MM_PER_POINT = 25.4 / 72

_FONTS = Path(__file__).parent / "fonts"
_FILES = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
_LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; ``size`` in points, ``link`` an address to open or empty."""

    text: str
    size: float = 10
    bold: bool = False
    link: str = ""

    @property
    def height(self) -> float:
        """In millimetres, the space to the next line included."""
        return self.size * MM_PER_POINT * _LEADING


def add_letters(paper: FPDF) -> None:
    """Make the shipped letters known to a document."""
    for style, name in _FILES.items():
        paper.add_font(FAMILY, style, _FONTS / name)


def printable(text: str) -> str:
    """The text in letters that can be printed; ``UNKNOWN`` for each sign that cannot."""
    composed = unicodedata.normalize("NFC", re.sub("\r\n?", "\n", text))
    return composed.translate(_printable_signs())


def wrapped(line: Line, width: float) -> list[Line]:
    """The line's whole text in lines of at most ``width`` mm; its own line ends are kept."""
    return [
        replace(line, text=piece)
        for paragraph in printable(line.text).split("\n")
        for piece in _pieces(paragraph, line, width)
    ]


def shortened(line: Line, width: float) -> Line:
    """The line itself if it fits into ``width`` mm, else as much of it as does, and "…"."""
    text = printable(line.text).replace("\n", " ")
    if _width(text, line) <= width:
        return replace(line, text=text)
    start = _broken(text, line, width - _width("…", line))[0]
    return replace(line, text=f"{start.rstrip()}…")


def width_of(line: Line) -> float:
    """In millimetres."""
    return _width(printable(line.text), line)


def height_of(lines: Iterable[Line]) -> float:
    """Of all lines together, in millimetres."""
    return sum(line.height for line in lines)


class _Signs(dict[int, str]):
    """How each sign is printed, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _printed(chr(code))
        return self[code]


@lru_cache(maxsize=1)
def _printable_signs() -> _Signs:
    return _Signs({ord("\n"): "\n", ord("\t"): " "})


def _printed(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return ""
    if all(ord(sign) in widths for widths in _advances().values()):
        return sign
    return " " if category == "Zs" else UNKNOWN


@lru_cache(maxsize=1)
def _advances() -> Mapping[bool, Mapping[int, float]]:
    """The width of each sign in thousandths of the size, in plain and in bold."""
    paper = FPDF()
    add_letters(paper)
    advances = {}
    for font in paper.fonts.values():
        if isinstance(font, TTFFont):
            is_bold = TextEmphasis.B in font.emphasis
            advances[is_bold] = {code: font.cw[code] for code in font.cmap}
            font.close()
    return advances


def _pieces(paragraph: str, line: Line, width: float) -> Iterator[str]:
    piece = ""
    for word in paragraph.split(" "):
        longer = f"{piece} {word}" if piece else word
        if _width(longer, line) <= width:
            piece = longer
            continue
        if piece:
            yield piece
        *full, piece = _broken(word, line, width)
        yield from full
    yield piece


def _broken(word: str, line: Line, width: float) -> list[str]:
    """A word that is wider than a line, cut where the line is full."""
    parts = [""]
    for sign in word:
        if parts[-1] and _width(parts[-1] + sign, line) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _width(text: str, line: Line) -> float:
    advances = _advances()[line.bold]
    return sum(advances[ord(sign)] for sign in text) * line.size * MM_PER_POINT / 1000
