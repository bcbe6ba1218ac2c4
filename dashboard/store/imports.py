"""Reading files into the store: every row has a fate, and a file goes in whole or not at all."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.merging import IncomingOrder, OrderKey, OrderRecord, merged
from dashboard.store.orders import find_orders, insert_orders, next_position, replace_orders
from dashboard.store.tables import imports
from dashboard.store.versions import know, touch


class Fate(StrEnum):
    """What became of a row."""

    IMPORTED = "imported"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RowFate:
    """What became of one row, and the order it speaks of."""

    row: int
    key: OrderKey
    fate: Fate
    on_other_day: datetime.date | None = None
    """Where the order lies, and stays, when that is not the day of the import."""


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How the rows of a file ended; the four counts add up to its rows."""

    imported: int
    updated: int
    duplicate: int
    rejected: int
    fates: tuple[RowFate, ...]
    """Of the rows that reached the store, in their order; those rejected before are not here."""

    @property
    def rows(self) -> int:
        """All rows of the file."""
        return self.imported + self.updated + self.duplicate + self.rejected


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
) -> ImportCounts:
    """
    Take a file's orders into a day, in one transaction with the note that it happened.

    A known order stays on its day, changed or not: only a person moves it. A
    second row of one order counts as a duplicate when it says the same, and is
    rejected otherwise. ``rejected`` rows never reached ``incoming``; ``problems``
    tells why, opaque here.
    """
    with write(store) as connection:
        known = find_orders(connection, {order.key for order in incoming})
        first = next_position(connection, day)
        new, changed, fates = sort_out(day, incoming, known, first)
        if new or changed:
            touch(connection, *([day] if new else []), *(record.day for record in changed))
        know(connection, day)
        insert_orders(connection, new)
        replace_orders(connection, changed)
        counts = count_fates(fates, rejected)
        connection.execute(
            sa.insert(imports).values(
                at=now,
                day=day,
                file=file or next((order.file for order in incoming), ""),
                sha256=file_sha256,
                rows=counts.rows,
                imported=counts.imported,
                updated=counts.updated,
                duplicate=counts.duplicate,
                rejected=counts.rejected,
                problems=[dict(problem) for problem in problems],
            )
        )
    return counts


def list_imports(store: Store, day: datetime.date) -> list[ImportRecord]:
    """Every file that was read into the day, the latest first."""
    columns = (imports.c[field.name] for field in fields(ImportRecord))
    query = sa.select(*columns).where(imports.c.day == day).order_by(imports.c.id.desc())
    with read(store) as connection:
        return [ImportRecord(*row) for row in connection.execute(query)]


def sort_out(
    day: datetime.date,
    incoming: Sequence[IncomingOrder],
    known: Mapping[OrderKey, OrderRecord],
    first: int,
) -> tuple[list[OrderRecord], list[OrderRecord], list[RowFate]]:
    """The new orders, the changed ones, and each row's fate."""
    new: list[OrderRecord] = []
    changed: list[OrderRecord] = []
    fates: list[RowFate] = []
    seen: dict[OrderKey, IncomingOrder] = {}
    for order in incoming:
        before = known.get(order.key)
        elsewhere = before.day if before and before.day != day else None
        if order.key in seen:
            same = seen[order.key].values == order.values
            fate = Fate.DUPLICATE if same else Fate.REJECTED
        elif before is None:
            new.append(_new(order, day, first + len(new)))
            fate = Fate.IMPORTED
        elif (after := merged(before, order)) is before:
            fate = Fate.DUPLICATE
        else:
            changed.append(after)
            fate = Fate.UPDATED
        seen.setdefault(order.key, order)
        fates.append(RowFate(order.row, order.key, fate, elsewhere))
    return new, changed, fates


def _new(order: IncomingOrder, day: datetime.date, position: int) -> OrderRecord:
    return OrderRecord(
        source=order.source,
        order_id=order.order_id,
        day=day,
        values=dict(order.values),
        edits={},
        conflicts={},
        extra=dict(order.extra),
        state="open",
        position=position,
        file=order.file,
        row=order.row,
    )


def count_fates(fates: Sequence[RowFate], rejected: int) -> ImportCounts:
    counts = Counter(fate.fate for fate in fates)
    return ImportCounts(
        imported=counts[Fate.IMPORTED],
        updated=counts[Fate.UPDATED],
        duplicate=counts[Fate.DUPLICATE],
        rejected=counts[Fate.REJECTED] + rejected,
        fates=tuple(fates),
    )
