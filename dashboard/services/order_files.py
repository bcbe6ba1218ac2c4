"""Files of orders taken into the workspace: every row has a fate, and the counts add up."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from dashboard.domain import IntakeError
from dashboard.intake.columns import has_place
from dashboard.intake.dates import parse_date
from dashboard.intake.formats import ByHeadings, format_of
from dashboard.intake.rows import DateQuestionError as DateQuestionError
from dashboard.intake.rows import ReadFile, ReadOrder, read_orders
from dashboard.intake.statuses import Status
from dashboard.intake.tables import Table, read_table, read_tables
from dashboard.services import days, sources
from dashboard.services.import_outcomes import ImportOutcome as ImportOutcome
from dashboard.services.import_outcomes import Upload as Upload
from dashboard.services.import_outcomes import outcome_of
from dashboard.store import ImportRecord as ImportRecord
from dashboard.store import IncomingOrder, Store, import_orders
from dashboard.store import list_imports as stored_imports


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is taken in. ``columns``: field to heading, as guessed or remembered."""

    table: Table
    columns: Mapping[str, str]
    needs_mapping: bool
    """No column was recognised that says where the orders go."""


def preview(store: Store, data: bytes, name: str, encoding: str | None = None) -> Preview:
    """Read a file's text and guess its columns; raises ``IntakeError``."""
    table = read_table(data, name, encoding=encoding)
    columns = _columns(store, table) or format_of(table.headings).columns(table.headings)
    return Preview(table, columns, not has_place(columns))


def import_upload(
    store: Store,
    date: dt.date,
    data: bytes,
    name: str,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    day_first: bool | None = None,
    keep_unreadable: bool = False,
) -> Upload:
    """
    Take in a file, or every file of an archive, each all or nothing.

    ``columns`` are remembered for the next file of this shape, ``day_first`` for
    the next of this source. Raises ``IntakeError`` where nothing could be read, and
    ``DateQuestionError`` where somebody must first say how dates are written.
    """
    given = read_tables(data, name, encoding=encoding)
    days.begin(store, date)
    # All are read before any is taken in: a question about one leaves nothing half done.
    readable, refused = [], list(given.refused)
    for table in given.tables:
        try:
            readable.append((table, _read(store, date, table, columns, day_first, keep_unreadable)))
        except DateQuestionError:
            raise
        except IntakeError as error:
            if len(given.tables) == 1:
                raise
            refused.append(str(error))
    outcomes = []
    for table, read in readable:
        if columns is not None:
            sources.remember_columns(store, table.headings, columns)
        if day_first is not None:
            sources.set_day_first(store, read.source, day_first)
        outcomes.append(_take(store, date, read, _sha256(data, table, len(given.tables))))
    if not outcomes:
        raise IntakeError(" ".join(refused))
    return Upload(tuple(outcomes), tuple(refused))


def import_file(
    store: Store,
    date: dt.date,
    data: bytes,
    name: str,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> ImportOutcome:
    """The outcome of an upload that is one file."""
    [outcome] = import_upload(store, date, data, name, columns=columns, encoding=encoding).outcomes
    return outcome


def imports(store: Store, date: dt.date) -> list[ImportRecord]:
    """Every file read while the day was looked at, the latest first."""
    return stored_imports(store, date)


def date_readings(text: str, near: dt.date) -> tuple[dt.date, dt.date]:
    """The days that 05/06/2026 may mean: with the day first, and with the month first."""
    first, second = (parse_date(text, near=near, day_first=is_first) for is_first in (True, False))
    return first, second


def _columns(store: Store, table: Table) -> dict[str, str] | None:
    """What a person chose for files like this one; known programs need nobody's choice."""
    if not isinstance(format_of(table.headings), ByHeadings):
        return None
    return sources.remembered_columns(store, table.headings)


def _read(
    store: Store,
    date: dt.date,
    table: Table,
    columns: Mapping[str, str] | None,
    day_first: bool | None,
    keep_unreadable: bool,
) -> ReadFile:
    setup = days.get_setup(store, date)
    source = format_of(table.headings).source
    if day_first is None:
        day_first = sources.source(store, source).day_first
    return read_orders(
        table,
        columns or _columns(store, table),
        setup.day,
        overnight=setup.overnight,
        habits=sources.habits_of(store).of(source),
        day_first=day_first,
        keep_unreadable=keep_unreadable,
    )


def _take(store: Store, date: dt.date, read: ReadFile, sha256: str) -> ImportOutcome:
    incoming = [_incoming(one, read) for one in read.orders]
    # A repeated row says what the row before it said; the store counts it with the others.
    said = {order.order_id: order for order in incoming}
    incoming += [replace(said[again.value], row=again.row, rows=1) for again in read.duplicates]
    counts = import_orders(
        store,
        date,
        incoming,
        sha256,
        now=datetime.now(UTC),
        file=read.file,
        rejected=read.rejected_rows,
        problems=[asdict(problem) for problem in read.rejected],
        kind=read.format,
    )
    driven = {one.date for one in read.orders if one.date and one.status is Status.OPEN}
    for day in sorted(driven - {date}):
        days.begin(store, day)
    return outcome_of(store, read, counts)


def _incoming(one: ReadOrder, read: ReadFile) -> IncomingOrder:
    return IncomingOrder(
        read.source,
        one.order_id,
        one.values,
        one.extra,
        read.file,
        one.row,
        rows=1 + len(one.further_rows),
        status=one.status.value,
        day=one.date,
    )


def _sha256(data: bytes, table: Table, tables: int) -> str:
    """Of the file; of one in an archive, of the archive and its name within."""
    found = hashlib.sha256(data)
    if tables > 1:
        found.update(table.name.encode())
    return found.hexdigest()
