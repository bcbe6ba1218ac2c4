"""The cells of one order while it is read, and what was wrong with them."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from dashboard.intake.cells import CellError, CellProblem
from dashboard.intake.spelling import clean_text

MAX_CHARACTERS = 300
"""Of a cell that holds a number or times; names, addresses and notes may be longer."""

_Value = TypeVar("_Value")


class OrderCells:
    """The texts of one order, and what was wrong with them so far."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._texts = {field: clean_text(text) for field, text in values.items() if text}
        self.problems: list[CellProblem] = []

    def __getitem__(self, field: str) -> str:
        return self._texts.get(field, "")

    def parse(self, field: str, parser: Callable[[str], _Value], otherwise: _Value) -> _Value:
        """What the cell says; if it cannot be taken, that is noted."""
        text = self[field]
        try:
            return parser(text if field == "order_id" else short(text))
        except CellError as error:
            self.problems.append(error.problem(field, text))
            return otherwise


def short(text: str) -> str:
    """The text, if matching patterns against it takes no time; raises CellError."""
    if len(text) > MAX_CHARACTERS:
        raise CellError("It is too long.", "Move what else it says to the notes.")
    return text
