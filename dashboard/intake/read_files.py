"""What became of a file: its orders, and the fate of each of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as calendar_date

from dashboard.domain import Order, RowProblem
from dashboard.domain.errors import IntakeError
from dashboard.intake.cells import CellProblem
from dashboard.intake.statuses import Status


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
