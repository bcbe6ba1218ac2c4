"""A day's orders: files read in, corrected by hand, left out, moved to another day."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from dashboard.domain import Order, PlannerError, Point, RowProblem, great_circle_m
from dashboard.intake.cells import CellProblem
from dashboard.intake.columns import has_place
from dashboard.intake.formats import format_of
from dashboard.intake.orders import parse_order
from dashboard.intake.rows import read_orders
from dashboard.intake.tables import Table, read_table
from dashboard.services import days, settings
from dashboard.services.days import DaySetup
from dashboard.services.held import Held
from dashboard.store import (
    ImportRecord,
    IncomingOrder,
    OrderKey,
    OrderRecord,
    Store,
    add_order,
    day_version,
    edit_orders,
    import_orders,
    move_orders,
    set_state,
)
from dashboard.store import list_imports as stored_imports
from dashboard.store import list_orders as stored_orders

FILE_SOURCE = "file"
HAND_SOURCE = "hand"


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is taken in. ``columns``: field to heading, as guessed."""

    table: Table
    columns: Mapping[str, str]
    needs_mapping: bool
    """No column was recognised that says where the orders go."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a file; the four counts add up to its rows."""

    file: str
    rows: int
    imported: int
    updated: int
    duplicate: int
    rejected: int
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    other_days: Mapping[dt.date, int]
    """How many of its orders lie on another day, and stay there."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as the table shows it; ``order`` is None while its text cannot be read."""

    key: OrderKey
    order_id: str
    text: Mapping[str, str]
    order: Order | None
    problems: tuple[CellProblem, ...]
    excluded: bool
    conflicts: Mapping[str, str]
    far_km: float | None
    """From the depot, where that is beyond the service radius; else None."""


def preview(data: bytes, name: str, encoding: str | None = None) -> Preview:
    """Read a file's text and guess its columns; raises ``IntakeError``."""
    table = read_table(data, name, encoding=encoding)
    columns = format_of(table.headings).columns(table.headings)
    return Preview(table, columns, not has_place(columns))


def import_file(
    store: Store,
    date: dt.date,
    data: bytes,
    name: str,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> ImportOutcome:
    """Take a file's orders into the day, all or nothing; raises ``IntakeError``."""
    table = read_table(data, name, encoding=encoding)
    days.begin(store, date)
    setup = days.get_setup(store, date)
    read = read_orders(table, columns, setup.day, overnight=setup.overnight, source=FILE_SOURCE)
    incoming = [
        IncomingOrder(FILE_SOURCE, one.order_id, one.values, one.extra, name, one.row)
        for one in read.orders
    ]
    # A repeated row says what the row before it said; the store counts it with the others.
    said = {order.order_id: order for order in incoming}
    incoming += [replace(said[again.value], row=again.row) for again in read.duplicates]
    counts = import_orders(
        store,
        date,
        incoming,
        hashlib.sha256(data).hexdigest(),
        now=datetime.now(UTC),
        file=name,
        rejected=read.rejected_rows,
        problems=[asdict(problem) for problem in read.rejected],
    )
    days_of = {fate.key: fate.on_other_day for fate in counts.fates}
    elsewhere = [day for day in days_of.values() if day is not None]
    return ImportOutcome(
        file=name,
        rows=read.rows,
        imported=counts.imported,
        updated=counts.updated,
        duplicate=counts.duplicate,
        rejected=counts.rejected,
        problems=(*read.rejected, *read.duplicates),
        notes=read.notes,
        other_days={day: elsewhere.count(day) for day in dict.fromkeys(elsewhere)},
    )


def list_orders(store: Store, date: dt.date) -> list[OrderView]:
    """The day's orders in the order of their table, read and judged."""
    version = day_version(store, date), settings.get(store)
    return list(_views(store.folder, date, version, Held(store)))


def edit(store: Store, changes: Mapping[OrderKey, Mapping[str, str | None]]) -> None:
    """Correct orders by hand; None takes a field back to what the file says."""
    edit_orders(store, changes)


def add(store: Store, date: dt.date, values: Mapping[str, str]) -> OrderView:
    """Add an order by hand; raises ``PlannerError`` naming what cannot be read."""
    given = {name: text.strip() for name, text in values.items() if text.strip()}
    order_id = given.get("order_id") or f"hand-{datetime.now(UTC):%m%d%H%M%S%f}"
    given["order_id"] = order_id
    setup = days.get_setup(store, date)
    order, problems = parse_order(given, setup.day, overnight=setup.overnight)
    if order is None:
        wrong = (f"{p.column} {p.value!r}: {p.reason} {p.remedy}" for p in problems)
        raise PlannerError(" ".join(wrong))
    order_id = given["order_id"] = order.id
    taken = {view.order_id for view in list_orders(store, date)}
    if order_id in taken:
        raise PlannerError(f"There is an order {order_id!r} on this day already: number it anew.")
    record = OrderRecord(HAND_SOURCE, order_id, date, given, {}, {}, {}, "open", 0, "", 0)
    add_order(store, record)
    return next(view for view in list_orders(store, date) if view.key == record.key)


def exclude(store: Store, keys: Collection[OrderKey], excluded: bool) -> None:
    """Leave orders out of the day's plan, or take them in again; they stay in the table."""
    set_state(store, keys, "excluded" if excluded else "open")


def move(store: Store, keys: Collection[OrderKey], to_day: dt.date) -> None:
    """Deliver orders on another day, at the same times of its clock."""
    days.begin(store, to_day)
    move_orders(store, keys, to_day)


def set_windows(
    store: Store, keys: Collection[OrderKey], start: str | None, end: str | None
) -> None:
    """Give orders one delivery window, such as "09:00" to "12:00"; two Nones clear it."""
    edit_orders(
        store,
        {key: {"window_start": start or "", "window_end": end or "", "window": ""} for key in keys},
    )


def imports(store: Store, date: dt.date) -> list[ImportRecord]:
    """Every file read into the day, the latest first."""
    return stored_imports(store, date)


@lru_cache(maxsize=8)
def _views(folder: object, date: dt.date, version: object, held: Held) -> tuple[OrderView, ...]:
    setup = days.get_setup(held.store, date)
    wanted = settings.get(held.store)
    records = stored_orders(held.store, date)
    return tuple(_told_apart(_view(record, setup, wanted) for record in records))


def _told_apart(views: Iterable[OrderView]) -> Iterator[OrderView]:
    """A plan knows orders by their number alone: of two with the same, the first counts."""
    numbers: set[str] = set()
    for view in views:
        if view.excluded or view.order_id not in numbers:
            yield view
        else:
            reason = "Another order of this day has this number."
            remedy = "Leave one of the two out, or add it once more under a number of its own."
            twice = CellProblem("order_id", view.order_id, reason, remedy)
            yield replace(view, order=None, problems=(*view.problems, twice), far_km=None)
        if not view.excluded:
            numbers.add(view.order_id)


def _view(record: OrderRecord, setup: DaySetup, wanted: settings.Settings) -> OrderView:
    text = record.text
    spoken = text
    if wanted.service_min and not text.get("service_min"):
        spoken = {**text, "service_min": f"{wanted.service_min:g}"}
    order, problems = parse_order(
        {**spoken, "order_id": record.order_id},
        setup.day,
        overnight=setup.overnight,
        source=record.source,
    )
    return OrderView(
        key=record.key,
        order_id=record.order_id,
        text=text,
        order=order,
        problems=tuple(problems),
        excluded=record.state == "excluded",
        conflicts=record.conflicts,
        far_km=far_km(order, setup.depot.point if setup.depot else None, wanted.service_radius_km),
    )


def far_km(order: Order | None, depot: Point | None, radius_km: float) -> float | None:
    """Straight kilometres from the depot where they pass the radius, else None."""
    if order is None or order.point is None or depot is None:
        return None
    apart_km = great_circle_m(depot, order.point) / 1000
    return apart_km if apart_km > radius_km else None


def open_orders(views: Sequence[OrderView]) -> list[Order]:
    """Those that are to be planned and can be read."""
    return [view.order for view in views if view.order is not None and not view.excluded]
