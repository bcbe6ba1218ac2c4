"""Records of text -> headings and numbered rows, within the limits; standard library only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from dashboard.intake.refusals import MAX_CELL_CHARACTERS as MAX_CELL
from dashboard.intake.refusals import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT_CHARACTERS,
    CellTooLongError,
    RefusedError,
)

EMPTY = RefusedError("This file is empty.", "Choose a file with headings and at least one row.")


@dataclass(slots=True)
class Grid:
    """Headings, all different, and the rows below; row k is number ``first_row + k``."""

    headings: list[str]
    first_row: int
    rows: list[list[str]]
    encoding: str = ""
    notes: list[str] = field(default_factory=list)
    """What the person should know about the reading, in sentences."""
    characters: int = 0
    """Of all cells together."""


def grid(records: Iterable[Sequence[str]], *, widen: bool) -> Grid:
    """
    The first record with any text holds the headings; records count from 1.

    Rows keep their place, so blank ones within are empty lists; those at the
    end are dropped, as are blank cells at the end of a row. ``widen`` gives
    cells beyond the headings a heading of their own; else they stay surplus.
    """
    headings: list[str] = []
    rows: list[list[str]] = []
    first_row = filled = characters = 0
    for number, record in enumerate(records, start=1):
        cells = _without_blank_end(record)
        if cells:
            characters += _checked_characters(cells, number, characters)
        if not headings:
            headings, first_row = cells, number + 1
            continue
        filled += bool(cells)
        if filled > MAX_ROWS or (cells and len(rows) >= 2 * MAX_ROWS):
            raise RefusedError(
                f"This file has more than {MAX_ROWS:,} rows.",
                f"Split it into files of at most {MAX_ROWS:,} rows, or take out the blank ones.",
            )
        # Blank rows beyond what a file may hold need no place: whatever follows them is refused.
        if len(rows) < 2 * MAX_ROWS:
            rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    _refuse_nothing(headings, rows)
    width = max(map(len, rows)) if widen else 0
    return Grid(distinct_headings(headings, width), first_row, rows, characters=characters)


def distinct_headings(headings: Sequence[str], width: int = 0) -> list[str]:
    """Headings that tell columns apart: blank ones are called after their place."""
    padded = [*headings, *[""] * (width - len(headings))]
    named = [
        " ".join(heading.split()) or f"Column {place}" for place, heading in enumerate(padded, 1)
    ]
    taken: set[str] = set()
    distinct = []
    for name in named:
        candidates = (f"{name} ({n})" for n in count(2))
        chosen = name if name not in taken else next(c for c in candidates if c not in taken)
        taken.add(chosen)
        distinct.append(chosen)
    return distinct


def _without_blank_end(record: Sequence[str]) -> list[str]:
    cells = list(record)
    while cells and (not cells[-1] or cells[-1].isspace()):
        cells.pop()
    return cells


def _checked_characters(cells: Sequence[str], row: int, before: int) -> int:
    """How many characters the row holds; refused if it, or the file with it, is too large."""
    if len(cells) > MAX_COLUMNS:
        raise RefusedError(
            f"Row {row} has more than {MAX_COLUMNS} columns.",
            "Delete the columns that planning does not need, and look for stray cells far right.",
        )
    lengths = [len(cell) for cell in cells]
    if max(lengths) > MAX_CELL:
        raise CellTooLongError(row)
    if before + sum(lengths) > MAX_TEXT_CHARACTERS:
        raise RefusedError("This file holds too much text.", "Delete columns that are not needed.")
    return sum(lengths)


def _refuse_nothing(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not headings:
        raise EMPTY
    if not rows:
        raise RefusedError(
            "This file has headings but no rows below them.",
            "Add at least one row, or choose another file.",
        )
