"""A day's set-up: its zone, depot, delivery windows, driver classes and drivers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from dashboard.domain import (
    Capacity,
    Costs,
    Day,
    Depot,
    Driver,
    DriverClass,
    PlannerError,
    Point,
    Shift,
    TimeWindow,
    class_from_document,
    class_to_document,
    is_on_earth,
    shift_hours,
    shifts_of,
)
from dashboard.services.settings import known_zones
from dashboard.store import (
    DayRecord,
    DaySummary,
    Store,
    get_classes,
    get_day,
    get_drivers,
    latest_day,
    new_day,
    save_day,
)
from dashboard.store import list_days as stored_days
from dashboard.store import save_classes as store_classes
from dashboard.store import save_drivers as store_drivers

ALL_DAY = "all_day"
MORNING = "morning"
AFTERNOON = "afternoon"
OWN = "own"
_SPANS = {MORNING: (time(8), time(12)), AFTERNOON: (time(12), time(18))}


@dataclass(frozen=True, slots=True)
class WindowDefault:
    """When orders without a window of their own may be delivered."""

    mode: str = ALL_DAY
    start: time = time(9)
    end: time = time(17)
    """Of the own window; the other modes have theirs."""

    @property
    def span(self) -> tuple[time, time] | None:
        """Start and end on the local clock; None for all day."""
        if self.mode == ALL_DAY:
            return None
        return _SPANS.get(self.mode, (self.start, self.end))


@dataclass(frozen=True, slots=True)
class DaySetup:
    """All of a day but its orders. ``depot`` is None until somebody has said where it is."""

    day: Day
    depot: Depot | None = None
    depot_address: str = ""
    windows: WindowDefault = WindowDefault()
    classes: tuple[DriverClass, ...] = ()
    drivers: tuple[Driver, ...] = ()
    overtime: tuple[tuple[str, datetime], ...] = ()
    """Shift id and later end of those that last longer on this day alone."""

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """One for each driver who may drive; none without a depot."""
        if self.depot is None:
            return ()
        later = dict(self.overtime)
        made = shifts_of(self.day, self.classes, self.depot, self.drivers)
        return tuple(_lasting(shift, later.get(shift.id)) for shift in made)

    @property
    def spare(self) -> tuple[Shift, ...]:
        """The shift that one more driver of each class would have; none without a depot."""
        more = [replace(kind, count=kind.count + 1) for kind in self.classes]
        larger = replace(self, classes=tuple(more)).shifts
        return tuple({shift.class_name: shift for shift in larger}.values())

    @property
    def overnight(self) -> tuple[time, time] | None:
        """Opening and closing of the first class that drives through midnight."""
        night = (kind for kind in self.classes if kind.count and kind.is_overnight)
        return next(((kind.shift_start, kind.shift_end) for kind in night), None)

    @property
    def default_window(self) -> TimeWindow | None:
        """The day's window for orders without one; None for any time."""
        span = self.windows.span
        if span is None:
            return None
        start, end = span
        opening = self.day.at(start)
        closing = self.day.at(end, last=True, days=int(end < start))
        # On the night when clocks skip an hour, a start within it moves behind it.
        return TimeWindow(opening, max(opening, closing))


OWN_VAN = DriverClass(
    "Own van",
    count=2,
    capacity=Capacity(parcels=80),
    costs=Costs(hour_cents=2200, km_cents=35, overtime_after=timedelta(hours=8)),
    paid_when_idle=True,
)
CONTRACTOR = DriverClass(
    "Contractor",
    count=0,
    capacity=Capacity(parcels=60),
    costs=Costs(stop_cents=600, min_guarantee_cents=6000),
)
BIKE = DriverClass(
    "Bike",
    count=0,
    capacity=Capacity(parcels=15, weight_g=60_000),
    profile="bike",
    costs=Costs(hour_cents=2000),
)
PRESETS = (OWN_VAN, CONTRACTOR, BIKE)
"""The classes that a first day begins with."""


def get_setup(store: Store, date: dt.date, zone: str = "UTC") -> DaySetup:
    """
    The day's set-up. A day that nobody has touched is like the last one before it.

    Only looking keeps nothing, so that tomorrow still follows what is changed today. The very
    first day is begun at once, in ``zone``.
    """
    record, fleet_of = get_day(store, date), date
    if record is None:
        last = latest_day(store, date)
        record = last or _begin(store, date, zone)
        fleet_of = record.date
    return DaySetup(
        day=Day(date, record.zone),
        depot=_depot(record.data.get("depot")),
        depot_address=str((record.data.get("depot") or {}).get("address", "")),
        windows=_windows(record.data.get("windows") or {}),
        classes=tuple(class_from_document(row) for row in get_classes(store, fleet_of)),
        drivers=tuple(_driver(row) for row in get_drivers(store, fleet_of)),
        overtime=_overtime((record.data.get("overtime") or {}).get(date.isoformat(), {})),
    )


def save_depot(
    store: Store,
    date: dt.date,
    *,
    point: Point,
    name: str,
    address: str = "",
    loading_min: float = 0,
) -> None:
    """Say where the day's routes load; raises ``PlannerError`` for an impossible place."""
    if not is_on_earth(point) or point == (0, 0):
        raise PlannerError(
            f"There is no place at {point.lat}, {point.lon}: latitude lies between -90 and 90,"
            " longitude between -180 and 180."
        )
    if not 0 <= loading_min <= 480:
        raise PlannerError("Minutes of loading must lie between 0 and 480.")
    depot = {
        "lon": point.lon,
        "lat": point.lat,
        "name": name.strip() or "Depot",
        "address": address.strip(),
        "loading_min": loading_min,
    }
    _change(store, date, depot=depot)


def save_windows(store: Store, date: dt.date, windows: WindowDefault) -> None:
    """Say when orders without a window may be delivered."""
    if windows.mode == OWN and windows.start == windows.end:
        raise PlannerError("The delivery window ends when it starts: give it a later end.")
    plain = {"mode": windows.mode, "start": f"{windows.start:%H:%M}", "end": f"{windows.end:%H:%M}"}
    _change(store, date, windows=plain)


def save_overtime(store: Store, date: dt.date, shift_id: str, end: datetime | None) -> None:
    """Let a shift last longer on this day alone; None takes that back."""
    known = (_record(store, date).data.get("overtime") or {}).get(date.isoformat(), {})
    kept = {name: at for name, at in known.items() if name != shift_id}
    if end is not None:
        kept[shift_id] = end.isoformat()
    # By its date: a new day copies the set-up of the last one, but not its exceptions.
    _change(store, date, overtime={date.isoformat(): kept})


def save_zone(store: Store, date: dt.date, zone: str) -> None:
    """Read the day's clocks in another zone; raises ``PlannerError`` for an unknown one."""
    if zone not in known_zones():
        raise PlannerError(f"There is no time zone {zone!r}: write it as Europe/Helsinki.")
    save_day(store, replace(_record(store, date), zone=zone))


def save_classes(store: Store, date: dt.date, classes: Sequence[DriverClass]) -> None:
    """Keep the day's driver classes; raises ``PlannerError`` naming the class that is wrong."""
    names = [kind.name.strip() for kind in classes]
    for name in names:
        if not name:
            raise PlannerError("A driver class needs a name.")
        if names.count(name) > 1:
            raise PlannerError(f"Two driver classes are called {name!r}: name them apart.")
    for kind in classes:
        if not 0 <= kind.count <= 1000:
            raise PlannerError(f"{kind.name}: between 0 and 1,000 drivers may drive.")
        try:
            shift_hours(Day(date), kind.shift_start, kind.shift_end)
        except PlannerError as error:
            raise PlannerError(f"{kind.name}: {error}") from None
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
    _record(store, date)


def list_days(store: Store) -> list[DaySummary]:
    """Every day that anything is known of, the earliest first."""
    return stored_days(store)


def _begin(store: Store, date: dt.date, zone: str) -> DayRecord:
    last = latest_day(store, date)
    if last is None:
        first = DayRecord(date, zone if zone in known_zones() else "UTC", {})
        new_day(store, first, [class_to_document(kind) for kind in PRESETS], [])
    else:
        copied = replace(last, date=date)
        new_day(store, copied, get_classes(store, last.date), get_drivers(store, last.date))
    return _record(store, date)


def _record(store: Store, date: dt.date) -> DayRecord:
    record = get_day(store, date)
    if record is None:
        return _begin(store, date, "UTC")
    return record


def _change(store: Store, date: dt.date, **data: Mapping[str, Any]) -> None:
    record = _record(store, date)
    save_day(store, replace(record, data={**record.data, **data}))


def _depot(data: Mapping[str, Any] | None) -> Depot | None:
    if not data:
        return None
    loading = timedelta(minutes=float(data.get("loading_min", 0)))
    return Depot("depot", Point(data["lon"], data["lat"]), data["name"], loading)


def _windows(data: Mapping[str, Any]) -> WindowDefault:
    if not data:
        return WindowDefault()
    start, end = time.fromisoformat(data["start"]), time.fromisoformat(data["end"])
    return WindowDefault(data["mode"], start, end)


def _overtime(data: Mapping[str, str]) -> tuple[tuple[str, datetime], ...]:
    return tuple((shift_id, datetime.fromisoformat(end)) for shift_id, end in data.items())


def _lasting(shift: Shift, end: datetime | None) -> Shift:
    if end is None or end <= shift.hours.end:
        return shift
    return replace(shift, hours=TimeWindow(shift.hours.start, end))


def _driver(data: Mapping[str, Any]) -> Driver:
    home = data.get("home")
    return Driver(**{**data, "home": None if home is None else Point(*home)})
