"""All of a day but its orders, as the workspace has it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from dashboard.domain import (
    Capacity,
    Costs,
    Day,
    Depot,
    Driver,
    DriverClass,
    Shift,
    TimeWindow,
    shifts_of,
)
from dashboard.services.depot_places import DepotPlace

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
    """All of a day but its orders. The first of ``depot_places`` is the main one."""

    day: Day
    depot_places: tuple[DepotPlace, ...] = ()
    """None until somebody has said where routes load."""
    windows: WindowDefault = WindowDefault()
    classes: tuple[DriverClass, ...] = ()
    drivers: tuple[Driver, ...] = ()
    overtime: tuple[tuple[str, datetime], ...] = ()
    """Shift id and later end of those that last longer on this day alone."""

    @property
    def depots(self) -> tuple[Depot, ...]:
        """Where routes load on this day, the main one first."""
        return tuple(place.on(self.day) for place in self.depot_places)

    @property
    def depot(self) -> Depot | None:
        """The main one."""
        return next(iter(self.depots), None)

    @property
    def depot_address(self) -> str:
        """Of the main one, as it was written."""
        return self.depot_places[0].address if self.depot_places else ""

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """One for each driver who may drive; none without a depot."""
        if not self.depot_places:
            return ()
        later = dict(self.overtime)
        made = shifts_of(self.day, self.classes, self.depots, self.drivers)
        return tuple(_lasting(shift, later.get(shift.id)) for shift in made)

    @property
    def spare(self) -> tuple[Shift, ...]:
        """The shift that one more driver of each class would have; none without a depot."""
        return spare_shifts(self.day, self.classes, self.depots, self.drivers)

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


def spare_shifts(
    day: Day,
    classes: Sequence[DriverClass],
    depots: Sequence[Depot],
    drivers: Sequence[Driver] = (),
) -> tuple[Shift, ...]:
    """The shift that one more driver of each class would have; none without a depot."""
    if not depots:
        return ()
    more = [replace(kind, count=kind.count + 1) for kind in classes]
    larger = shifts_of(day, more, depots, drivers)
    return tuple({shift.class_name: shift for shift in larger}.values())


def _lasting(shift: Shift, end: datetime | None) -> Shift:
    if end is None or end <= shift.hours.end:
        return shift
    return replace(shift, hours=TimeWindow(shift.hours.start, end))


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
