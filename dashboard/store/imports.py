"""Reading files into the store: every row has a fate, and a file goes in whole or not at all."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.fates import ImportCounts, count_fates, sort_out
from dashboard.store.merging import IncomingOrder, OrderKey, OrderRecord
from dashboard.store.orders import find_orders, insert_orders, next_position, replace_orders
from dashboard.store.sightings import flag_missing, note_seen
from dashboard.store.tables import imports
from dashboard.store.versions import know, touch


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One reading of a file, as it is remembered."""

    id: int
    at: datetime.datetime
    day: datetime.date
    file: str
    sha256: str
    rows: int
    imported: int
    updated: int
    duplicate: int
    rejected: int
    problems: Sequence[Mapping[str, Any]]
    format: str = ""


def import_orders(
    store: Store,
    day: datetime.date,
    incoming: Sequence[IncomingOrder],
    file_sha256: str,
    *,
    now: datetime.datetime,
    file: str = "",
    rejected: int = 0,
    problems: Sequence[Mapping[str, Any]] = (),
    kind: str = "",
) -> ImportCounts:
    """
    Take a file's orders in, in one transaction with the note that it happened.

    An order lies on the day its file names, else on ``day``. A known one stays
    where it is until its file names another day, and where a person has put it. A
    second row of one order counts as a duplicate when it says the same, and is
    rejected otherwise. ``rejected`` rows never reached ``incoming``; ``problems``
    tells why, opaque here. ``kind`` is the file's, as shown.
    """
    shown = file or next((order.file for order in incoming), "")
    with write(store) as connection:
        known = find_orders(connection, {order.key for order in incoming})
        new, changed, fates = sort_out(day, incoming, known)
        new, changed = _placed(connection, new), _moved(connection, changed, known)
        touched = {record.day for record in (*new, *changed)}
        touched |= {known[record.key].day for record in changed}
        know(connection, day)
        touch(connection, *sorted(touched))
        insert_orders(connection, new)
        replace_orders(connection, changed)
        counts = count_fates(fates, rejected)
        written = connection.execute(
            sa.insert(imports).values(
                at=now,
                day=day,
                file=shown,
                sha256=file_sha256,
                rows=counts.rows,
                imported=counts.imported,
                updated=counts.updated,
                duplicate=counts.duplicate,
                rejected=counts.rejected,
                problems=[dict(problem) for problem in problems],
                format=kind,
            )
        )
        number = int(written.inserted_primary_key[0])  # type: ignore[index]
        keys = [fate.key for fate in fates]
        missing = flag_missing(connection, known, keys, shown, since=day)
        note_seen(connection, keys, number)
    return replace(counts, number=number, missing=tuple(missing))


def list_imports(store: Store, day: datetime.date) -> list[ImportRecord]:
    """Every file that was read while the day was looked at, the latest first."""
    columns = (imports.c[field.name] for field in fields(ImportRecord))
    query = sa.select(*columns).where(imports.c.day == day).order_by(imports.c.id.desc())
    with read(store) as connection:
        return [ImportRecord(*row) for row in connection.execute(query)]


def _placed(connection: sa.Connection, new: Sequence[OrderRecord]) -> list[OrderRecord]:
    """Each at the end of its day's table, in their sequence."""
    ends: dict[datetime.date, int] = {}
    placed = []
    for record in new:
        if record.day not in ends:
            ends[record.day] = next_position(connection, record.day)
        placed.append(replace(record, position=ends[record.day]))
        ends[record.day] += 1
    return placed


def _moved(
    connection: sa.Connection,
    changed: Sequence[OrderRecord],
    known: Mapping[OrderKey, OrderRecord],
) -> list[OrderRecord]:
    """Those that their file gives another day come last in its table."""
    stay = [record for record in changed if record.day == known[record.key].day]
    leave = [record for record in changed if record.day != known[record.key].day]
    return [*stay, *_placed(connection, leave)]
