"""The seam for files of known programs: a format turns a table into orders as written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.intake.cells import CellProblem
from dashboard.intake.statuses import Status
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
    further_rows: tuple[int, ...] = ()
    """Other rows of the file that speak of this order; they share its fate."""
    status: Status = Status.OPEN


class Format(Protocol):
    """One kind of file: a shop's export, a planner's template, or any table by its headings."""

    @property
    def name(self) -> str:
        """As shown: "Shopify orders"."""

    @property
    def source(self) -> str:
        """As its orders carry it, for ever: "shopify"; orders are known by (source, order id)."""

    @property
    def keeps_unreadable(self) -> bool:
        """
        Whether an order is taken in although its date or window cannot be read.

        A customer has paid for what a shop exports: it waits for a person instead of
        being rejected. Its number must be there.
        """

    @property
    def day_first(self) -> bool | None:
        """Whether 05/06 is the fifth of June, where the maker says so; None: to be found out."""

    def recognises(self, headings: Sequence[str]) -> bool:
        """Whether a file with these headings is of this kind."""

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """Field -> heading, as far as a column holds a field as it is."""

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """The orders in sequence; rows without any text are none."""
