"""The rows of a table that hold any text, as texts by heading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.intake.cells import CellProblem
from dashboard.intake.spelling import clean_text, plain_words
from dashboard.intake.tables import Table


@dataclass(frozen=True, slots=True)
class Record:
    """One row."""

    row: int
    """As a spreadsheet counts: the headings are row 1."""
    texts: Mapping[str, str]
    """By heading; blank ones are left out."""
    problems: tuple[CellProblem, ...] = ()
    """That it is wider than the headings, if it is."""


def records(table: Table) -> Iterator[Record]:
    """The rows in sequence; those without any text are none."""
    width = len(table.headings)
    for row, cells in enumerate(table.rows, start=table.first_row):
        texts = {
            heading: text
            for heading, cell in zip(table.headings, cells, strict=False)
            if cell and (text := clean_text(cell))
        }
        problems = _surplus(cells[width:]) if len(cells) > width else ()
        if texts or problems or any(cell and not cell.isspace() for cell in cells):
            yield Record(row, texts, problems)


def by_plain_words(headings: Sequence[str]) -> dict[str, str]:
    """Plain words -> heading; of several that read alike, the first."""
    found: dict[str, str] = {}
    for heading in headings:
        found.setdefault(plain_words(heading), heading)
    return found


def _surplus(cells: Sequence[str]) -> tuple[CellProblem, ...]:
    if not any(cell.strip() for cell in cells):
        return ()
    return (
        CellProblem(
            "",
            ", ".join(cells),
            "The row has more values than there are headings.",
            "Put quotation marks round a value that holds the separator, or add the heading.",
        ),
    )
