"""Orders and fleets from files, data frames or plain rows, for one plan and no workspace."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.domain import (
    Day,
    DriverClass,
    IntakeError,
    Order,
    Reason,
    RowProblem,
    Unassigned,
)
from dashboard.intake.fleet import read_fleet
from dashboard.intake.rows import DateQuestionError as DateQuestionError
from dashboard.intake.rows import ReadFile, ReadOrder, read_orders
from dashboard.intake.statuses import Status
from dashboard.intake.tables import Table, read_tables

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class SetAside:
    """An order of the file that is no part of this day's plan."""

    order_id: str
    why: str
    """A date of another day, or a status such as "pickup"."""


@dataclass(frozen=True, slots=True)
class OrdersRead:
    """The orders of a source, and every row that became none (repeated ones among them)."""

    rows: int
    orders: tuple[Order, ...]
    """To be delivered on the day."""
    rejected: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    unreadable: tuple[tuple[Order, Unassigned], ...] = ()
    """Orders kept although a cell cannot be read: a stand-in, and why it is on no route."""
    set_aside: tuple[SetAside, ...] = ()


def read_order_rows(
    source: "str | Path | pd.DataFrame | Sequence[Mapping[str, Any]]",
    day: Day,
    overnight: tuple[time, time] | None = None,
    day_first: bool | None = None,
) -> OrdersRead:
    """
    Read a day's orders from any file that the pages take, or from rows.

    Raises ``IntakeError`` where no row can be read, or every order is for other days.
    """
    tables, refused = tables_of(source)
    read = [
        read_orders(table, None, day, overnight=overnight, day_first=day_first) for table in tables
    ]
    here: dict[str, tuple[ReadOrder, ReadFile]] = {}
    repeated: list[RowProblem] = []
    for file in read:
        for one in file.orders:
            if one.order_id in here:
                repeated.append(_repeated(one, file, here[one.order_id][1].file))
            else:
                here[one.order_id] = one, file
    aside = [
        SetAside(one.order_id, why) for one, _ in here.values() if (why := _not_here(one, day.date))
    ]
    out = {each.order_id for each in aside}
    kept = [both for both in here.values() if both[0].order_id not in out]
    if aside and not kept:
        raise IntakeError(_nothing_here(read[0].file, aside, day))
    return OrdersRead(
        rows=sum(file.rows for file in read),
        orders=tuple(one.order for one, _ in kept if one.order is not None),
        rejected=tuple(p for file in read for p in (*file.rejected, *file.duplicates))
        + tuple(repeated)
        + refused,
        notes=tuple(note for file in read for note in file.notes),
        unreadable=tuple(_unreadable(one, file) for one, file in kept if one.order is None),
        set_aside=tuple(aside),
    )


def read_fleet_file(path: Path) -> tuple[DriverClass, ...]:
    """The driver classes of a file; raises ``IntakeError`` naming every cell that is wrong."""
    return read_fleet(table_of(path))


def table_of(source: "str | Path | pd.DataFrame | Sequence[Mapping[str, Any]]") -> Table:
    """Any source that is one table, as texts, with the headings as row 1."""
    tables, _ = tables_of(source)
    if len(tables) > 1:
        raise IntakeError(f"{source} holds {len(tables)} tables: give one of them.")
    return tables[0]


def tables_of(
    source: "str | Path | pd.DataFrame | Sequence[Mapping[str, Any]]",
) -> tuple[tuple[Table, ...], tuple[RowProblem, ...]]:
    """The tables of a source, and the files of an archive that could not be read."""
    if isinstance(source, str | Path):
        path = Path(source)
        try:
            given = read_tables(path.read_bytes(), path.name)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise IntakeError(f"{path} cannot be opened ({reason}): check its name.") from None
        remedy = "Save it anew, and bring it again."
        problems = (RowProblem(path.name, 0, "", "", words, remedy) for words in given.refused)
        return given.tables, tuple(problems)
    rows: Any = source if isinstance(source, Sequence) else source.to_dict("records")
    headings = list(dict.fromkeys(str(name) for row in rows for name in row))
    texts = tuple(tuple(_text(row.get(name)) for name in headings) for row in rows)
    if not texts:
        raise IntakeError("There are no orders: give at least one row.")
    return (Table("orders", tuple(headings), texts, "text"),), ()


def _not_here(one: ReadOrder, date: calendar_date) -> str:
    """Why an order is no part of the day's plan; empty where it is."""
    if one.status is not Status.OPEN:
        return one.status.value
    if one.date is not None and one.date != date:
        return one.date.isoformat()
    return ""


def _nothing_here(file: str, aside: Sequence[SetAside], day: Day) -> str:
    counts = Counter(each.why for each in aside).most_common()
    listed = ", ".join(
        f"{count} for {why}" if why[:1].isdigit() else f"{count} {why}" for why, count in counts[:5]
    )
    dates = [why for why, _ in counts if why[:1].isdigit()]
    remedy = f" Give --date {dates[0]} to plan that day." if dates else ""
    return f"{file}: no order is to be delivered on {day.date}: {listed}.{remedy}"


def _repeated(one: ReadOrder, file: ReadFile, earlier: str) -> RowProblem:
    reason = f"{earlier} has an order with this number, too."
    return RowProblem(file.file, one.row, "order_id", one.order_id, reason, "Keep one of the two.")


def _unreadable(one: ReadOrder, file: ReadFile) -> tuple[Order, Unassigned]:
    stand_in = Order(one.order_id, customer=one.values.get("customer", ""), source=file.source)
    first = one.problems[0]
    words = f"{first.column} {first.value!r}: {first.reason} {first.remedy}"
    return stand_in, Unassigned(one.order_id, Reason.INVALID, words)


def _text(value: Any) -> str:
    # What pandas calls missing is not equal to itself, or does not even say so.
    if value is None or type(value).__name__ == "NAType" or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
