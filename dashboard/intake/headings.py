"""Any table with headings: one row an order, the columns found by name or mapped by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.intake.columns import guess_columns, order_values
from dashboard.intake.order_types import are_types
from dashboard.intake.raw_orders import RawOrder
from dashboard.intake.records import Record, records
from dashboard.intake.status_words import status_of
from dashboard.intake.statuses import Status
from dashboard.intake.tables import Table


@dataclass(frozen=True, slots=True)
class ByHeadings:
    """The last resort, and the most common file."""

    name: str = "Table with headings"
    source: str = "file"
    keeps_unreadable: bool = False
    day_first: bool | None = None

    def recognises(self, headings: Sequence[str]) -> bool:
        """Always."""
        return True

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """The guess by names and synonyms."""
        return guess_columns(headings)

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """One order for each row with any text."""
        rows = tuple(records(table))
        known = without_other_types(rows, columns)
        return tuple(raw_order(record, known) for record in rows)


def without_other_types(rows: Sequence[Record], columns: Mapping[str, str]) -> Mapping[str, str]:
    """The columns but for a type of something else, as in “Type: bouquet”."""
    heading = columns.get("type")
    if heading is None or are_types(record.texts.get(heading, "") for record in rows):
        return columns
    return {field: known for field, known in columns.items() if field != "type"}


def raw_order(record: Record, columns: Mapping[str, str]) -> RawOrder:
    """The order of a row; a status in words that nobody knows is open, and the words are kept."""
    texts, used = record.texts, set(columns.values())
    values = order_values(columns, texts)
    extra = {heading: text for heading, text in texts.items() if heading not in used}
    status = status_of(written) if (written := values.pop("status", "")) else Status.OPEN
    if status is None:
        extra[columns["status"]] = written
    return RawOrder(
        row=record.row,
        values=values,
        extra=extra,
        problems=record.problems,
        status=status or Status.OPEN,
    )
