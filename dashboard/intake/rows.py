"""The rows of a table, each with exactly one fate: read, duplicate or rejected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from datetime import time

from dashboard.domain import Day, Order, RowProblem
from dashboard.domain.errors import IntakeError
from dashboard.intake.cells import CellError, CellProblem
from dashboard.intake.columns import has_place
from dashboard.intake.dates import day_first_of, is_ambiguous, parse_date
from dashboard.intake.formats import Format, RawOrder, format_of
from dashboard.intake.habits import USUAL, Habits
from dashboard.intake.orders import parse_order
from dashboard.intake.spelling import clean_id
from dashboard.intake.statuses import Status
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
    order: Order | None
    """None where it is kept although its text cannot be read, or nobody drives there."""
    further_rows: tuple[int, ...] = ()
    """Other rows that speak of it."""
    status: Status = Status.OPEN
    date: calendar_date | None = None
    """The day that the file names; None where it names none, or none that can be read."""
    problems: tuple[CellProblem, ...] = ()
    """Of an order that is kept although its text cannot be read."""


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
    format: str = ""
    """What kind of file it is, as shown."""
    source: str = ""
    """What its orders are known by beside their numbers."""

    @property
    def rejected_rows(self) -> int:
        """How many rows were rejected."""
        return len({problem.row for problem in self.rejected})

    @property
    def order_rows(self) -> int:
        """How many rows speak of the orders that were read."""
        return sum(1 + len(order.further_rows) for order in self.orders)

    @property
    def adds_up(self) -> bool:
        """Whether each row has exactly one fate."""
        return self.rows == self.order_rows + len(self.duplicates) + self.rejected_rows


class DateQuestionError(IntakeError):
    """Dates such as 05/06/2026, and nothing in the file tells which number is the day."""

    def __init__(self, file: str, source: str, example: str) -> None:
        self.source, self.example = source, example
        super().__init__(
            f"{file}: “{example}” may have the day first or the month first, and nothing in the"
            " file tells which. Say which it is."
        )


def read_orders(
    table: Table,
    columns: Mapping[str, str] | None,
    day: Day,
    *,
    overnight: tuple[time, time] | None = None,
    source: str | None = None,
    habits: Habits = USUAL,
    day_first: bool | None = None,
    keep_unreadable: bool = False,
) -> ReadFile:
    """
    The orders of a table, and every reason why a row became none.

    ``columns`` is field -> heading; None: as the format of the file guesses.
    Orders that name no date are for ``day``. ``source`` is the format's own
    unless given; ``overnight`` and ``habits`` are as in ``parse_order``. What
    cannot be read is rejected, unless the format keeps it for a person or
    ``keep_unreadable`` says so. Raises ``IntakeError`` when no column says where
    orders go, ``DateQuestionError`` when ``day_first`` is needed and not known; where
    the file's own dates tell, they are believed.
    """
    kind = format_of(table.headings)
    chosen = columns if columns is not None else kind.columns(table.headings)
    if not has_place(chosen):
        raise IntakeError(
            f"{table.name}: No column holds a position or an address. "
            "Name columns “latitude” and “longitude”, or “address”, or say which ones they are."
        )
    raw_orders = kind.read(table, chosen)
    usual = kind.day_first if day_first is None else day_first
    day_first = _day_first(table.name, kind, raw_orders, day, usual)
    reading = _Reading(
        file=table.name,
        columns=chosen,
        given={_given_id(raw) for raw in raw_orders},
        day=day,
        overnight=overnight,
        source=kind.source if source is None else source,
        habits=habits,
        day_first=day_first,
        keeps=keep_unreadable or kind.keeps_unreadable,
    )
    for raw in raw_orders:
        reading.take(raw)
    return ReadFile(
        table.name,
        sum(1 + len(raw.further_rows) for raw in raw_orders),
        tuple(reading.orders.values()),
        tuple(reading.duplicates),
        tuple(reading.rejected),
        (*table.notes, *reading.notes()),
        kind.name,
        reading.source,
    )


def _day_first(
    file: str, kind: Format, raw_orders: Iterable[RawOrder], day: Day, usual: bool | None
) -> bool | None:
    """Decided once for the whole file; None where no date of it needs to be told."""
    texts = [text for raw in raw_orders if (text := raw.values.get("date", ""))]
    told = day_first_of(texts, near=day.date, usual=usual)
    if told is None and (unclear := next(filter(is_ambiguous, texts), None)):
        raise DateQuestionError(file, kind.source, unclear)
    return told


def _given_id(raw: RawOrder) -> str:
    return clean_id(raw.values.get("order_id", ""))


@dataclass(slots=True)
class _Reading:
    """The rows so far; ``given`` are the ids that the file itself uses."""

    file: str
    columns: Mapping[str, str]
    given: set[str]
    day: Day
    overnight: tuple[time, time] | None
    source: str
    habits: Habits
    day_first: bool | None
    keeps: bool
    orders: dict[str, ReadOrder] = field(default_factory=dict)
    duplicates: list[RowProblem] = field(default_factory=list)
    rejected: list[RowProblem] = field(default_factory=list)
    made_ids: list[str] = field(default_factory=list)

    def take(self, raw: RawOrder) -> None:
        """Give the order's rows their fate."""
        order_id = _given_id(raw) or self._made_id(raw.row)
        values = {**raw.values, "order_id": order_id}
        if raw.problems:
            self._reject(raw, raw.problems)
            return
        if earlier := self.orders.get(order_id):
            self._repeat(raw, values, earlier)
            return
        date, wrong = self._date(values.get("date", ""))
        order, problems = self._order(values, date)
        wrong += problems
        if wrong and not self.keeps and raw.status is Status.OPEN:
            self._reject(raw, wrong)
            return
        if not _given_id(raw):
            self.made_ids.append(order_id)
        self.orders[order_id] = ReadOrder(
            raw.row,
            order_id,
            values,
            raw.extra,
            None if wrong else order,
            raw.further_rows,
            raw.status,
            date,
            tuple(wrong),
        )

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

    def _date(self, text: str) -> tuple[calendar_date | None, list[CellProblem]]:
        if not text:
            return None, []
        try:
            return parse_date(text, near=self.day.date, day_first=self.day_first), []
        except CellError as error:
            return None, [error.problem("date", text)]

    def _order(
        self, values: Mapping[str, str], date: calendar_date | None
    ) -> tuple[Order | None, list[CellProblem]]:
        day = self.day if date is None else Day(date, self.day.zone)
        return parse_order(
            values, day, overnight=self.overnight, source=self.source, habits=self.habits
        )

    def _made_id(self, row: int) -> str:
        made = f"row-{row}"
        while made in self.given:
            made += "+"
        return made

    def _repeat(self, raw: RawOrder, values: Mapping[str, str], earlier: ReadOrder) -> None:
        same = (values, raw.extra, raw.status) == (earlier.values, earlier.extra, earlier.status)
        if same:
            reason = f"It says the same as row {earlier.row}."
            problem = CellProblem("order_id", earlier.order_id, reason, "Nothing to do.")
            rows = (raw.row, *raw.further_rows)
            self.duplicates.extend(self._row_problem(row, problem) for row in rows)
            return
        problem = CellProblem(
            "order_id",
            earlier.order_id,
            f"Row {earlier.row} has the same order number and says something else.",
            f"Keep one of rows {earlier.row} and {raw.row}, or give this one its own number.",
        )
        self._reject(raw, [problem])

    def _reject(self, raw: RawOrder, problems: Sequence[CellProblem]) -> None:
        self.rejected.extend(self._row_problem(raw.row, problem) for problem in problems)
        shared = CellProblem(
            "order_id",
            _given_id(raw),
            f"It belongs to the order of row {raw.row}, which could not be taken.",
            f"Mend row {raw.row}, and bring the file again.",
        )
        self.rejected.extend(self._row_problem(row, shared) for row in raw.further_rows)

    def _row_problem(self, row: int, problem: CellProblem) -> RowProblem:
        column = self.columns.get(problem.column, problem.column)
        return RowProblem(self.file, row, column, problem.value, problem.reason, problem.remedy)
