"""What becomes of an order when its file is read again, or a person corrects it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

OrderKey = tuple[str, str]
"""Source and order id, by which an order is known on every day."""
OrderState = Literal["open", "excluded", "pickup", "cancelled", "fulfilled", "not_shipped"]
"""Only open orders are planned. "excluded" is a person's word, the others a file's."""


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order as text, on the day it is to be delivered."""

    source: str
    order_id: str
    day: datetime.date
    values: Mapping[str, str]
    """Field to text, as a file last said; a file that lacks a field leaves it as it was."""
    edits: Mapping[str, str]
    """Hand corrections; they win."""
    conflicts: Mapping[str, str]
    """What a file says now, where it changed under a hand correction."""
    extra: Mapping[str, str]
    """Columns of the file that mean nothing to the planner, kept as they were."""
    state: OrderState
    position: int
    """Place in the day's table; gaps mean nothing."""
    file: str
    row: int
    """The row of the file that last changed it; 0 where it was added by hand."""
    status: OrderState = "open"
    """What the file last said; ``state`` follows its changes, and a person may set that apart."""
    file_day: datetime.date | None = None
    """The delivery day that the file last named, if it named one."""
    missing_in: str = ""
    """The newer file that should have held it and did not; empty: no such thing."""

    @property
    def key(self) -> OrderKey:
        """Source and order id."""
        return self.source, self.order_id

    @property
    def text(self) -> Mapping[str, str]:
        """Field to text as it counts: the file's values with the corrections over them."""
        return {**self.values, **self.edits}


@dataclass(frozen=True, slots=True)
class IncomingOrder:
    """One row of a file that can become an order."""

    source: str
    order_id: str
    values: Mapping[str, str]
    extra: Mapping[str, str]
    file: str
    row: int
    rows: int = 1
    """How many rows of the file speak of it."""
    status: OrderState = "open"
    day: datetime.date | None = None
    """The delivery day that the file names, if it names one."""

    @property
    def key(self) -> OrderKey:
        """Source and order id."""
        return self.source, self.order_id


def merged(record: OrderRecord, incoming: IncomingOrder) -> OrderRecord:
    """
    The order after its file was read again; the very same object where nothing changed.

    Where a value changed under a correction, the correction stays and the new
    value is noted as a conflict, unless both now say the same. An order that a
    person has given another day stays there.
    """
    values = {**record.values, **incoming.values}
    changed = [field for field in values if values[field] != record.values.get(field, "")]
    file_day = incoming.day or record.file_day
    same_fate = incoming.status == record.status and file_day == record.file_day
    if not changed and same_fate:
        return record
    edits, conflicts = dict(record.edits), dict(record.conflicts)
    for field in changed:
        if field not in edits:
            continue
        conflicts[field] = values[field]
        if edits[field] == values[field]:
            del edits[field], conflicts[field]
    return replace(
        record,
        values=values,
        edits=edits,
        conflicts=conflicts,
        extra=dict(incoming.extra),
        file=incoming.file,
        row=incoming.row,
        status=incoming.status,
        state=record.state if incoming.status == record.status else incoming.status,
        file_day=file_day,
        day=file_day if file_day and follows_file(record) else record.day,
    )


def follows_file(record: OrderRecord) -> bool:
    """Whether the order lies where its file put it, so that a new date of the file moves it."""
    return record.file_day is None or record.day == record.file_day


def edited(record: OrderRecord, changes: Mapping[str, str | None]) -> OrderRecord:
    """The order after corrections; None goes back to the file's value. Either ends a conflict."""
    edits, conflicts = dict(record.edits), dict(record.conflicts)
    for field, text in changes.items():
        edits.pop(field, None)
        conflicts.pop(field, None)
        if text is not None and text != record.values.get(field, ""):
            edits[field] = text
    return replace(record, edits=edits, conflicts=conflicts)
