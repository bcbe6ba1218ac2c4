"""A day's set-up in the store: looked at, begun, and changed key by key."""

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard.domain import class_to_document
from dashboard.services.day_setup import PRESETS
from dashboard.services.settings import known_zones
from dashboard.store import (
    DayRecord,
    Store,
    get_classes,
    get_day,
    get_drivers,
    latest_day,
    new_day,
    save_day,
)


def record_for(store: Store, date: dt.date, zone: str) -> DayRecord:
    """
    The day's record; of one that nobody has touched that of the last day before it.

    The very first day is begun at once, in ``zone``.
    """
    return get_day(store, date) or latest_day(store, date) or _begin(store, date, zone)


def begun(store: Store, date: dt.date) -> DayRecord:
    """The day's own record: from here on it follows no other."""
    return get_day(store, date) or _begin(store, date, "UTC")


def change(store: Store, date: dt.date, **data: Any) -> None:
    """Set parts of the day's set-up; None takes a part away."""
    record = begun(store, date)
    kept = {name: part for name, part in {**record.data, **data}.items() if part is not None}
    save_day(store, replace(record, data=kept))


def of_date(record: DayRecord | None, date: dt.date, name: str) -> Any:
    """A part that holds on one date alone; None where nothing is kept."""
    return None if record is None else (record.data.get(name) or {}).get(date.isoformat())


def change_of_date(store: Store, date: dt.date, name: str, part: Any) -> None:
    """
    Set such a part; an empty one takes it away.

    By its date: a new day copies the set-up of the last one, but not its exceptions.
    """
    change(store, date, **{name: {date.isoformat(): part} if part else None})


def _begin(store: Store, date: dt.date, zone: str) -> DayRecord:
    last = latest_day(store, date)
    if last is None:
        first = DayRecord(date, zone if zone in known_zones() else "UTC", {})
        new_day(store, first, [class_to_document(kind) for kind in PRESETS], [])
    else:
        copied = replace(last, date=date)
        new_day(store, copied, get_classes(store, last.date), get_drivers(store, last.date))
    return begun(store, date)
