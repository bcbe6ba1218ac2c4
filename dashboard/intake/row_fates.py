"""Giving each row of a file its one fate: read, duplicate or rejected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from datetime import time

from dashboard.domain import Day, Order, RowProblem
from dashboard.intake.cells import CellError, CellProblem
from dashboard.intake.dates import parse_date
from dashboard.intake.formats import RawOrder
from dashboard.intake.habits import Habits
from dashboard.intake.orders import parse_order
from dashboard.intake.read_files import ReadOrder
from dashboard.intake.spelling import clean_id
from dashboard.intake.statuses import Status


@dataclass(slots=True)
class Reading:
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
        order_id = given_id(raw) or self._made_id(raw.row)
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
        if not given_id(raw):
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
            given_id(raw),
            f"It belongs to the order of row {raw.row}, which could not be taken.",
            f"Mend row {raw.row}, and bring the file again.",
        )
        self.rejected.extend(self._row_problem(row, shared) for row in raw.further_rows)

    def _row_problem(self, row: int, problem: CellProblem) -> RowProblem:
        column = self.columns.get(problem.column, problem.column)
        return RowProblem(self.file, row, column, problem.value, problem.reason, problem.remedy)


def given_id(raw: RawOrder) -> str:
    """The order's number as the file has it; empty where it has none."""
    return clean_id(raw.values.get("order_id", ""))
