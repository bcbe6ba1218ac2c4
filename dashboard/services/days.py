"""A day's set-up, looked at and changed: its zone, delivery windows, driver classes and drivers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, time
from typing import Any

from dashboard.domain import (
    Day,
    Driver,
    DriverClass,
    PlannerError,
    Point,
    class_from_document,
    class_to_document,
)
from dashboard.services.class_checks import check_class
from dashboard.services.day_records import begun, change, change_of_date, of_date, record_for
from dashboard.services.day_setup import AFTERNOON as AFTERNOON
from dashboard.services.day_setup import ALL_DAY as ALL_DAY
from dashboard.services.day_setup import MORNING as MORNING
from dashboard.services.day_setup import OWN as OWN
from dashboard.services.day_setup import OWN_VAN as OWN_VAN
from dashboard.services.day_setup import PRESETS as PRESETS
from dashboard.services.day_setup import DaySetup as DaySetup
from dashboard.services.day_setup import WindowDefault as WindowDefault
from dashboard.services.depot_places import places_of
from dashboard.services.depots import save_depot as save_depot
from dashboard.services.settings import known_zones
from dashboard.store import DaySummary, Store, get_classes, get_drivers, save_day
from dashboard.store import list_days as stored_days
from dashboard.store import save_classes as store_classes
from dashboard.store import save_drivers as store_drivers


def get_setup(store: Store, date: dt.date, zone: str = "UTC") -> DaySetup:
    """
    The day's set-up. A day that nobody has touched is like the last one before it.

    Only looking keeps nothing, so that tomorrow still follows what is changed today. The very
    first day is begun at once, in ``zone``.
    """
    record = record_for(store, date, zone)
    return DaySetup(
        day=Day(date, record.zone),
        depot_places=places_of(record.data),
        windows=_windows(record.data.get("windows") or {}),
        classes=tuple(class_from_document(row) for row in get_classes(store, record.date)),
        drivers=tuple(_driver(row) for row in get_drivers(store, record.date)),
        overtime=_overtime(of_date(record, date, "overtime") or {}),
    )


def save_windows(store: Store, date: dt.date, windows: WindowDefault) -> None:
    """Say when orders without a window may be delivered."""
    if windows.mode == OWN and windows.start == windows.end:
        raise PlannerError("The delivery window ends when it starts: give it a later end.")
    plain = {"mode": windows.mode, "start": f"{windows.start:%H:%M}", "end": f"{windows.end:%H:%M}"}
    change(store, date, windows=plain)


def save_overtime(store: Store, date: dt.date, shift_id: str, end: datetime | None) -> None:
    """Let a shift last longer on this day alone; None takes that back."""
    known = of_date(begun(store, date), date, "overtime") or {}
    kept = {name: at for name, at in known.items() if name != shift_id}
    if end is not None:
        kept[shift_id] = end.isoformat()
    change_of_date(store, date, "overtime", kept)


def save_zone(store: Store, date: dt.date, zone: str) -> None:
    """Read the day's clocks in another zone; raises ``PlannerError`` for an unknown one."""
    if zone not in known_zones():
        raise PlannerError(f"There is no time zone {zone!r}: write it as Europe/Helsinki.")
    save_day(store, replace(begun(store, date), zone=zone))


def save_classes(store: Store, date: dt.date, classes: Sequence[DriverClass]) -> None:
    """Keep the day's driver classes; raises ``PlannerError`` naming the class that is wrong."""
    names = [kind.name.strip() for kind in classes]
    for name in names:
        if not name:
            raise PlannerError("A driver class needs a name.")
        if names.count(name) > 1:
            raise PlannerError(f"Two driver classes are called {name!r}: name them apart.")
    for kind in classes:
        check_class(kind)
    begin(store, date)
    store_classes(store, date, [class_to_document(kind) for kind in classes])


def add_driver(store: Store, date: dt.date, class_name: str) -> None:
    """Let one more driver of a class drive."""
    classes = get_setup(store, date).classes
    more = [replace(c, count=c.count + 1) if c.name == class_name else c for c in classes]
    save_classes(store, date, more)


def save_drivers(store: Store, date: dt.date, drivers: Sequence[Driver]) -> None:
    """Keep the named drivers of the day."""
    if nameless := [driver for driver in drivers if not driver.name.strip()]:
        raise PlannerError(f"A driver of class {nameless[0].class_name!r} has no name.")
    begin(store, date)
    rows = [
        asdict(driver) | {"home": None if driver.home is None else list(driver.home)}
        for driver in drivers
    ]
    store_drivers(store, date, rows)


def begin(store: Store, date: dt.date) -> None:
    """Keep the day as it is set up now: from here on it follows no other."""
    begun(store, date)


def list_days(store: Store) -> list[DaySummary]:
    """Every day that anything is known of, the earliest first."""
    return stored_days(store)


def _windows(data: Mapping[str, Any]) -> WindowDefault:
    if not data:
        return WindowDefault()
    start, end = time.fromisoformat(data["start"]), time.fromisoformat(data["end"])
    return WindowDefault(data["mode"], start, end)


def _overtime(data: Mapping[str, str]) -> tuple[tuple[str, datetime], ...]:
    return tuple((shift_id, datetime.fromisoformat(end)) for shift_id, end in data.items())


def _driver(data: Mapping[str, Any]) -> Driver:
    home = data.get("home")
    return Driver(**{**data, "home": None if home is None else Point(*home)})
