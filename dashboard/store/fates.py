"""What becomes of each row of a file, given what is known: nothing is written here."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.store.merging import (
    IncomingOrder,
    OrderKey,
    OrderRecord,
    OrderState,
    follows_file,
    merged,
)


class Fate(StrEnum):
    """What became of a row."""

    IMPORTED = "imported"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RowFate:
    """What became of one order's rows."""

    row: int
    """The first of them."""
    key: OrderKey
    fate: Fate
    on_other_day: datetime.date | None = None
    """Where the order lies, and stays, when that is not the day that it was read for."""
    day: datetime.date | None = None
    """Where it lies now."""
    state: OrderState = "open"
    rows: int = 1
    """How many rows of the file share this fate."""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Of an updated order: field to what the file said before and says now."""


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How the rows of a file ended; the four counts add up to its rows."""

    imported: int
    updated: int
    duplicate: int
    rejected: int
    fates: tuple[RowFate, ...]
    """Of the rows that reached the store, in their order; those rejected before are not here."""
    number: int = 0
    """Of the import, by which its orders know where they were last seen."""
    missing: tuple[OrderKey, ...] = ()
    """Orders of the file's earlier version that it does not hold any more: flagged, not gone."""

    @property
    def rows(self) -> int:
        """All rows of the file."""
        return self.imported + self.updated + self.duplicate + self.rejected


def sort_out(
    day: datetime.date,
    incoming: Sequence[IncomingOrder],
    known: Mapping[OrderKey, OrderRecord],
) -> tuple[list[OrderRecord], list[OrderRecord], list[RowFate]]:
    """The new orders, the changed ones, and each row's fate; positions are not set yet."""
    new: list[OrderRecord] = []
    changed: list[OrderRecord] = []
    fates: list[RowFate] = []
    now: dict[OrderKey, OrderRecord] = {}
    seen: dict[OrderKey, IncomingOrder] = {}
    for order in incoming:
        before = known.get(order.key)
        changes: Mapping[str, tuple[str, str]] = {}
        if order.key in seen:
            same = seen[order.key].values == order.values
            fate = Fate.DUPLICATE if same else Fate.REJECTED
        elif before is None:
            now[order.key] = _new(order, day)
            new.append(now[order.key])
            fate = Fate.IMPORTED
        elif (after := merged(before, order)) is before:
            now[order.key] = before
            fate = Fate.DUPLICATE
        else:
            now[order.key] = after
            changed.append(after)
            changes = _changes(before, after)
            fate = Fate.UPDATED
        seen.setdefault(order.key, order)
        record = now[order.key]
        wanted = order.day or day
        stays = record.day if record.day != wanted and not _lies_where_file_says(record) else None
        fates.append(
            RowFate(
                order.row, order.key, fate, stays, record.day, record.state, order.rows, changes
            )
        )
    return new, changed, fates


def count_fates(fates: Sequence[RowFate], rejected: int) -> ImportCounts:
    """The counts in rows; ``rejected`` more never came as far as having a fate."""
    counts: Counter[Fate] = Counter()
    for fate in fates:
        counts[fate.fate] += fate.rows
    return ImportCounts(
        imported=counts[Fate.IMPORTED],
        updated=counts[Fate.UPDATED],
        duplicate=counts[Fate.DUPLICATE],
        rejected=counts[Fate.REJECTED] + rejected,
        fates=tuple(fates),
    )


def _lies_where_file_says(record: OrderRecord) -> bool:
    return record.file_day is not None and follows_file(record)


def _changes(before: OrderRecord, after: OrderRecord) -> dict[str, tuple[str, str]]:
    changes = {
        name: (before.values.get(name, ""), text)
        for name, text in after.values.items()
        if text != before.values.get(name, "")
    }
    if before.status != after.status:
        changes["status"] = (before.status, after.status)
    return changes


def _new(order: IncomingOrder, day: datetime.date) -> OrderRecord:
    return OrderRecord(
        source=order.source,
        order_id=order.order_id,
        day=order.day or day,
        values=dict(order.values),
        edits={},
        conflicts={},
        extra=dict(order.extra),
        state=order.status,
        position=0,
        file=order.file,
        row=order.row,
        status=order.status,
        file_day=order.day,
    )
