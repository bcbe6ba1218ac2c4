"""The drives of a route on paper: two columns, where to in bold, a line for each street."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fpdf import FPDF

from dashboard.export.drives import Drive
from dashboard.export.lettering import Line, height_of, shortened, wrapped
from dashboard.export.paper import LEFT_MM, RIGHT_MM, Block, pages_of, write

_GAP_MM, _PAD_MM = 8.0, 2.5
_COLUMN_MM = (RIGHT_MM - LEFT_MM - _GAP_MM) / 2
_AT_ONCE = 40
"""A drive of more lines than this runs on in a block below."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays in one column."""

    lines: list[Line]

    @property
    def height(self) -> float:
        """In millimetres, the space below included."""
        return height_of(self.lines) + _PAD_MM


def drive_pages(drives: Sequence[Drive], room: float) -> list[list[Block]]:
    """A block for each page, which has ``room`` millimetres; none without drives."""
    pieces = [piece for drive in drives for piece in _pieces(drive)]
    if not pieces:
        return []
    head = [Line("Directions", 14, bold=True)]
    below = height_of(head) + 2 * _PAD_MM
    columns = pages_of(pieces, lambda _: room - below)
    return [[_page(head, columns[k : k + 2], room)] for k in range(0, len(columns), 2)]


def _page(head: list[Line], columns: Sequence[Sequence[_Piece]], room: float) -> Block:
    def draw(paper: FPDF, y: float) -> None:
        top = write(paper, LEFT_MM, y + _PAD_MM, head) + _PAD_MM
        for number, pieces in enumerate(columns):
            x, at = LEFT_MM + number * (_COLUMN_MM + _GAP_MM), top
            for piece in pieces:
                write(paper, x, at, piece.lines)
                at += piece.height

    return Block(room, draw)


def _pieces(drive: Drive) -> Iterator[_Piece]:
    lines = [
        piece
        for text in drive.lines or ("The map knows no way: ask, or follow the phone.",)
        for piece in wrapped(Line(text, 9), _COLUMN_MM)
    ]
    for start in range(0, len(lines), _AT_ONCE):
        to = drive.to if start == 0 else f"{drive.to}, continued"
        head = shortened(Line(to, 10, bold=True), _COLUMN_MM)
        yield _Piece([head, *lines[start : start + _AT_ONCE]])
