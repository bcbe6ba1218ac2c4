"""A4 paper: a document with the shipped letters, lines on it, blocks that stay whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from fpdf import FPDF

from dashboard.export.lettering import (
    FAMILY,
    MM_PER_POINT,
    Line,
    add_letters,
    printable,
    width_of,
)

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 210.0, 297.0, 12.0
LEFT_MM, RIGHT_MM = MARGIN_MM, WIDTH_MM - MARGIN_MM


@dataclass(frozen=True, slots=True)
class Block:
    """What never breaks over pages: its height in mm, and how it is drawn from a y down."""

    height: float
    draw: Callable[[FPDF, float], None]


class Tall(Protocol):
    """What takes up so many millimetres of a page."""

    @property
    def height(self) -> float:
        """In millimetres."""


Piece = TypeVar("Piece", bound=Tall)


def new_paper(title: str) -> FPDF:
    """An empty document with the shipped letters; pages are added by whoever draws."""
    paper = FPDF(format="A4", unit="mm")
    paper.set_auto_page_break(False)
    paper.set_margin(MARGIN_MM)
    paper.set_title(title)
    paper.set_creator("Roundsman")
    add_letters(paper)
    return paper


def pages_of(blocks: Iterable[Piece], room: Callable[[int], float]) -> list[list[Piece]]:
    """The blocks dealt to pages; ``room`` gives each page's millimetres, from page 0."""
    pages: list[list[Piece]] = [[]]
    used = 0.0
    for block in blocks:
        if pages[-1] and used + block.height > room(len(pages) - 1):
            pages.append([])
            used = 0.0
        pages[-1].append(block)
        used += block.height
    return pages


def write(paper: FPDF, x: float, y: float, lines: Sequence[Line], *, right: float = 0) -> float:
    """
    Print lines from the top y down and return the y below them.

    With ``right`` they end at that x instead of beginning at ``x``.
    """
    for line in lines:
        text = printable(line.text)
        width = width_of(line)
        paper.set_font(FAMILY, "B" if line.bold else "", line.size)
        left = right - width if right else x
        paper.text(left, y + line.size * MM_PER_POINT, text)
        if line.link and text:
            paper.link(left, y, width, line.height, line.link)
        y += line.height
    return y


def rule(paper: FPDF, y: float, thickness: float) -> None:
    """A line from margin to margin; ``thickness`` in millimetres."""
    paper.set_line_width(thickness)
    paper.line(LEFT_MM, y, RIGHT_MM, y)
