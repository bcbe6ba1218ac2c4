"""The rows of a table, each with exactly one fate: read, duplicate or rejected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from dashboard.domain import Day, Order, RowProblem
from dashboard.domain.errors import IntakeError
from dashboard.intake.cells import CellProblem
from dashboard.intake.columns import has_place
from dashboard.intake.formats import RawOrder, format_of
from dashboard.intake.orders import parse_order
from dashboard.intake.spelling import clean_id
from dashboard.intake.tables import Table


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """An order with the text it was read from."""

    row: int
    order_id: str
    values: Mapping[str, str]
    """By field, as written but for invisible characters."""
    extra: Mapping[str, str]
    """By heading: what no field takes."""
    order: Order


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What became of a file, row by row."""

    file: str
    rows: int
    """Rows with any text below the headings."""
    orders: tuple[ReadOrder, ...]
    duplicates: tuple[RowProblem, ...] = ()
    """One for each row that repeats an earlier one."""
    rejected: tuple[RowProblem, ...] = ()
    """All that is wrong with the rows that became no order; a row may occur several times."""
    notes: tuple[str, ...] = ()
    """What the person should know, in sentences."""

    @property
    def rejected_rows(self) -> int:
        """How many rows were rejected."""
        return len({problem.row for problem in self.rejected})

    @property
    def adds_up(self) -> bool:
        """Whether each row has exactly one fate."""
        return self.rows == len(self.orders) + len(self.duplicates) + self.rejected_rows


def read_orders(
    table: Table,
    columns: Mapping[str, str] | None,
    day: Day,
    *,
    overnight: tuple[time, time] | None = None,
    source: str = "",
) -> ReadFile:
    """
    The orders of a table for the day, and every reason why a row became none.

    ``columns`` is field -> heading; None: as the format of the file guesses.
    Raises IntakeError when no column says where orders go. ``overnight`` and
    ``source`` as in ``parse_order``.
    """
    kind = format_of(table.headings)
    chosen = columns if columns is not None else kind.columns(table.headings)
    if not has_place(chosen):
        raise IntakeError(
            f"{table.name}: No column holds a position or an address. "
            "Name columns “latitude” and “longitude”, or “address”, or say which ones they are."
        )
    raw_orders = kind.read(table, chosen)
    reading = _Reading(table.name, chosen, given={_given_id(raw) for raw in raw_orders})
    for raw in raw_orders:
        reading.take(raw, day, overnight, source)
    return ReadFile(
        table.name,
        len(raw_orders),
        tuple(reading.orders.values()),
        tuple(reading.duplicates),
        tuple(reading.rejected),
        (*table.notes, *reading.notes()),
    )


def _given_id(raw: RawOrder) -> str:
    return clean_id(raw.values.get("order_id", ""))


@dataclass(slots=True)
class _Reading:
    """The rows so far; ``given`` are the ids that the file itself uses."""

    file: str
    columns: Mapping[str, str]
    given: set[str]
    orders: dict[str, ReadOrder] = field(default_factory=dict)
    duplicates: list[RowProblem] = field(default_factory=list)
    rejected: list[RowProblem] = field(default_factory=list)
    made_ids: list[str] = field(default_factory=list)

    def take(
        self, raw: RawOrder, day: Day, overnight: tuple[time, time] | None, source: str
    ) -> None:
        """Give the row its fate."""
        order_id = _given_id(raw) or self._made_id(raw.row)
        values = {**raw.values, "order_id": order_id}
        if raw.problems:
            self._reject(raw.row, raw.problems)
            return
        if earlier := self.orders.get(order_id):
            self._repeat(raw, values, earlier)
            return
        order, problems = parse_order(values, day, overnight=overnight, source=source)
        if order is None:
            self._reject(raw.row, problems)
            return
        if not _given_id(raw):
            self.made_ids.append(order_id)
        self.orders[order_id] = ReadOrder(raw.row, order_id, values, raw.extra, order)

    def notes(self) -> tuple[str, ...]:
        """That ids were made, if they were."""
        if not self.made_ids:
            return ()
        many = len(self.made_ids)
        subject = (
            "1 row has no order number; it is"
            if many == 1
            else (f"{many} rows have no order number; they are")
        )
        return (f"{subject} called after the row, as in {self.made_ids[0]}.",)

    def _made_id(self, row: int) -> str:
        made = f"row-{row}"
        while made in self.given:
            made += "+"
        return made

    def _repeat(self, raw: RawOrder, values: Mapping[str, str], earlier: ReadOrder) -> None:
        if (values, raw.extra) == (earlier.values, earlier.extra):
            reason = f"It says the same as row {earlier.row}."
            problem = CellProblem("order_id", earlier.order_id, reason, "Nothing to do.")
            self.duplicates.append(self._row_problem(raw.row, problem))
            return
        problem = CellProblem(
            "order_id",
            earlier.order_id,
            f"Row {earlier.row} has the same order number and says something else.",
            f"Keep one of rows {earlier.row} and {raw.row}, or give this one its own number.",
        )
        self._reject(raw.row, [problem])

    def _reject(self, row: int, problems: list[CellProblem] | tuple[CellProblem, ...]) -> None:
        self.rejected.extend(self._row_problem(row, problem) for problem in problems)

    def _row_problem(self, row: int, problem: CellProblem) -> RowProblem:
        column = self.columns.get(problem.column, problem.column)
        return RowProblem(self.file, row, column, problem.value, problem.reason, problem.remedy)
