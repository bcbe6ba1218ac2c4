"""Orders and fleets from files, data frames or plain rows, for one plan and no workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.domain import Day, DriverClass, IntakeError, Order, RowProblem
from dashboard.intake.fleet import read_fleet
from dashboard.intake.rows import read_orders
from dashboard.intake.tables import Table, read_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class OrdersRead:
    """The orders of a source, and every row that became none (repeated ones among them)."""

    rows: int
    orders: tuple[Order, ...]
    rejected: tuple[RowProblem, ...]
    notes: tuple[str, ...]


def read_order_rows(
    source: "str | Path | pd.DataFrame | Sequence[Mapping[str, Any]]",
    day: Day,
    overnight: tuple[time, time] | None = None,
) -> OrdersRead:
    """Read orders; raises ``IntakeError`` where no row can be."""
    read = read_orders(table_of(source), None, day, overnight=overnight)
    return OrdersRead(
        rows=read.rows,
        orders=tuple(one.order for one in read.orders),
        rejected=(*read.rejected, *read.duplicates),
        notes=read.notes,
    )


def read_fleet_file(path: Path) -> tuple[DriverClass, ...]:
    """The driver classes of a file; raises ``IntakeError`` naming every cell that is wrong."""
    return read_fleet(table_of(path))


def table_of(source: "str | Path | pd.DataFrame | Sequence[Mapping[str, Any]]") -> Table:
    """Any source as a table of texts, with the headings as row 1."""
    if isinstance(source, str | Path):
        path = Path(source)
        try:
            return read_table(path.read_bytes(), path.name)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise IntakeError(f"{path} cannot be opened ({reason}): check its name.") from None
    rows: Any = source if isinstance(source, Sequence) else source.to_dict("records")
    headings = list(dict.fromkeys(str(name) for row in rows for name in row))
    texts = tuple(tuple(_text(row.get(name)) for name in headings) for row in rows)
    if not texts:
        raise IntakeError("There are no orders: give at least one row.")
    return Table("orders", tuple(headings), texts, "text")


def _text(value: Any) -> str:
    # What pandas calls missing is not equal to itself, or does not even say so.
    if value is None or type(value).__name__ == "NAType" or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
