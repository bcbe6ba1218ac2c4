"""A file of driver classes while it is read, row by row, and what was wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.domain import RowProblem
from dashboard.intake.cells import CellError

_Value = TypeVar("_Value")


@dataclass(slots=True)
class FleetFile:
    """The file, its headings by column, and what was wrong so far."""

    file: str
    columns: Mapping[str, str]
    problems: list[RowProblem] = field(default_factory=list)

    def add(self, row: int, column: str, value: str, reason: str, remedy: str) -> None:
        heading = self.columns.get(column, column)
        self.problems.append(RowProblem(self.file, row, heading, value, reason, remedy))

    def check_surplus(self, row: int, cells: Sequence[str]) -> None:
        if any(cells):
            reason = "The row has more values than there are headings."
            remedy = "Put quotation marks round a value that holds the separator."
            self.add(row, "", ", ".join(cells), reason, remedy)


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One row's cells by column."""

    fleet: FleetFile
    number: int
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts.get(self.fleet.columns.get(column, ""), "")

    def add(self, column: str, reason: str, remedy: str) -> None:
        self.fleet.add(self.number, column, self[column], reason, remedy)

    def parse(self, column: str, parser: Callable[[str], _Value], otherwise: _Value) -> _Value:
        """What the cell says; ``otherwise`` if it is blank, or noted as wrong."""
        if not self[column] and column not in ("class", "count", "paid_when_idle"):
            return otherwise
        try:
            return parser(self[column])
        except CellError as error:
            self.add(column, error.reason, error.remedy)
            return otherwise
