"""The seam for files of known programs: each format turns a table into orders as written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.intake.cells import CellProblem
from dashboard.intake.columns import guess_columns, order_values
from dashboard.intake.spelling import clean_text
from dashboard.intake.tables import Table


@dataclass(frozen=True, slots=True)
class RawOrder:
    """One order as its file has it, in text."""

    row: int
    """As a spreadsheet counts: the headings are row 1."""
    values: Mapping[str, str]
    """By field; blank ones are left out."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """By heading: the columns that no field takes, kept."""
    problems: tuple[CellProblem, ...] = ()
    """What the format itself found wrong; such a row is rejected."""


class Format(Protocol):
    """One kind of file: a shop's export, a planner's template, or any table by its headings."""

    @property
    def name(self) -> str:
        """As shown: "Shopify orders"."""

    def recognises(self, headings: Sequence[str]) -> bool:
        """Whether a file with these headings is of this kind."""

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """Field -> heading, as far as a column holds a field as it is."""

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """The orders in sequence; rows without any text are none."""


@dataclass(frozen=True, slots=True)
class ByHeadings:
    """Any table: one row an order, the columns found by name or mapped by a person."""

    name: str = "Table with headings"

    def recognises(self, headings: Sequence[str]) -> bool:
        """Always: this is the last resort."""
        return True

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """The guess by names and synonyms."""
        return guess_columns(headings)

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """One order for each row with any text."""
        used = set(columns.values())
        unused = [heading for heading in table.headings if heading not in used]
        return tuple(
            _raw_order(row, cells, table, columns, unused)
            for row, cells in enumerate(table.rows, start=table.first_row)
            if any(cell and not cell.isspace() for cell in cells)
        )


FORMATS: tuple[Format, ...] = (ByHeadings(),)
"""Tried in this sequence; the one for any table comes last."""


def format_of(headings: Sequence[str]) -> Format:
    """The first format that knows these headings."""
    return next(kind for kind in FORMATS if kind.recognises(headings))


def _raw_order(
    row: int,
    cells: Sequence[str],
    table: Table,
    columns: Mapping[str, str],
    unused: Sequence[str],
) -> RawOrder:
    texts = {h: clean_text(c) for h, c in zip(table.headings, cells, strict=False) if c}
    return RawOrder(
        row=row,
        values=order_values(columns, texts),
        extra={heading: text for heading in unused if (text := texts.get(heading, ""))},
        problems=_surplus(cells[len(table.headings) :]),
    )


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
