"""Who drives: depots, driver classes with their costs, and the shifts of a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from dashboard.domain.days import Day, TimeWindow
from dashboard.domain.errors import PlannerError
from dashboard.domain.loads import Capacity
from dashboard.domain.needs import Need, needs_of
from dashboard.domain.points import Point

DEPOT, HOME, ANYWHERE = "depot", "home", "anywhere"
"""Where a driver class may start and end, beside a point of its own."""


@dataclass(frozen=True, slots=True)
class Depot:
    """Where shifts load; ``loading`` is paid time before a route leaves."""

    id: str
    point: Point
    name: str = "Depot"
    loading: timedelta = timedelta(0)
    hours: TimeWindow | None = None
    """None: always open."""


@dataclass(frozen=True, slots=True)
class Costs:
    """
    What a shift costs, in integer cents of the currency.

    Hours are paid from the start of loading to the return. Hours beyond
    ``overtime_after`` cost ``overtime_factor`` times as much (None: never).
    A shift that drives costs at least ``min_guarantee_cents``.
    """

    shift_cents: int = 0
    hour_cents: int = 0
    km_cents: int = 0
    stop_cents: int = 0
    overtime_after: timedelta | None = None
    overtime_factor: float = 1.5
    min_guarantee_cents: int = 0


@dataclass(frozen=True, slots=True)
class DriverClass:
    """
    Drivers alike: how many may drive, when, with what, from and to where, at what cost.

    Hours are local clock times; an end before the start is on the next day.
    ``start`` and ``end`` are ``"depot"``, ``"home"`` (of the named driver, else
    the depot), ``"anywhere"`` (the first or last stop) or a point.
    """

    name: str
    count: int = 1
    shift_start: time = time(9)
    shift_end: time = time(17)
    capacity: Capacity = Capacity()
    max_stops: int | None = None
    start: str | Point = DEPOT
    end: str | Point = DEPOT
    profile: str = "van"
    costs: Costs = Costs()
    paid_when_idle: bool = False
    skills: frozenset[str] = frozenset()

    @property
    def is_overnight(self) -> bool:
        """Whether the shift ends on the next day."""
        return self.shift_end < self.shift_start


@dataclass(frozen=True, slots=True)
class Driver:
    """A person of a class; ``home`` is None while nobody has told."""

    name: str
    class_name: str
    home: Point | None = None
    phone: str = ""
    drives_today: bool = True


@dataclass(frozen=True, slots=True)
class Shift:
    """
    One driver in one vehicle during stated hours: what solvers call a vehicle.

    ``start`` and ``end`` None: wherever the first or the last stop is.
    """

    id: str
    number: int
    """From 1, through all classes: the driver's number and colour everywhere."""
    driver: str
    class_name: str
    depot_id: str
    start: Point | None
    end: Point | None
    hours: TimeWindow
    loading: timedelta = timedelta(0)
    capacity: Capacity = Capacity()
    max_stops: int | None = None
    profile: str = "van"
    costs: Costs = Costs()
    paid_when_idle: bool = False
    skills: frozenset[str] = frozenset()

    @property
    def offers(self) -> frozenset[Need]:
        """What orders may ask of it."""
        return needs_of(self.skills, self.class_name)


def shift_hours(day: Day, start: time, end: time) -> TimeWindow:
    """The shift's span; an end before the start is the next day's. Equal is an error."""
    if start == end:
        raise PlannerError(
            f"A shift from {start:%H:%M} to {end:%H:%M} has no hours: give it a later end."
        )
    opens, closes = day.at(start), day.at(end, last=True, days=int(end < start))
    if closes <= opens:
        raise PlannerError(
            f"On {day.date} the clock skips the hours from {start:%H:%M} to {end:%H:%M}:"
            " choose others."
        )
    return TimeWindow(opens, closes)


def shifts_of(
    day: Day, classes: Sequence[DriverClass], depot: Depot, drivers: Sequence[Driver] = ()
) -> tuple[Shift, ...]:
    """
    One shift for each driver who may drive, numbered through all classes.

    Named drivers who drive today fill their class's places first; the rest are
    called after the class ("Van 3").
    """
    named = {
        kind.name: [d for d in drivers if d.class_name == kind.name and d.drives_today]
        for kind in classes
    }
    return tuple(_numbered(day, classes, depot, named))


def _numbered(
    day: Day, classes: Sequence[DriverClass], depot: Depot, named: Mapping[str, Sequence[Driver]]
) -> Iterator[Shift]:
    number = 0
    for kind in classes:
        for place in range(kind.count):
            number += 1
            who = named[kind.name][place] if place < len(named[kind.name]) else None
            yield Shift(
                id=f"{kind.name}-{place + 1}",
                number=number,
                driver=who.name if who else f"{kind.name} {place + 1}",
                class_name=kind.name,
                depot_id=depot.id,
                start=_place(kind.start, depot, who),
                end=_place(kind.end, depot, who),
                hours=shift_hours(day, kind.shift_start, kind.shift_end),
                loading=depot.loading,
                capacity=kind.capacity,
                max_stops=kind.max_stops,
                profile=kind.profile,
                costs=kind.costs,
                paid_when_idle=kind.paid_when_idle,
                skills=kind.skills,
            )


def _place(place: str | Point, depot: Depot, who: Driver | None) -> Point | None:
    if isinstance(place, Point):
        return place
    if place == ANYWHERE:
        return None
    if place == HOME and who is not None and who.home is not None:
        return who.home
    return depot.point
