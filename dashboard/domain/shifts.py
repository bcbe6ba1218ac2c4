"""The shifts of a day: one driver in one vehicle during stated hours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from dashboard.domain.days import Day, TimeWindow
from dashboard.domain.errors import PlannerError
from dashboard.domain.fleet import (
    ANYWHERE,
    FREE,
    HOME,
    OWN_SPEED,
    Costs,
    Depot,
    Driver,
    DriverClass,
)
from dashboard.domain.loads import Capacity
from dashboard.domain.needs import (
    DEPOT,
    DRIVER,
    DRIVER_CLASS,
    NOT_DRIVER,
    SKILL,
    Need,
    pinned,
    plain,
)
from dashboard.domain.points import Point


@dataclass(frozen=True, slots=True)
class Break:
    """
    A pause owed within a shift: it begins within ``window`` and lasts ``length``.

    Owed where the shift returns after the window's end and is on duty longer than ``after``.
    """

    id: str
    window: TimeWindow
    length: timedelta
    after: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Shift:
    """
    One driver in one vehicle during stated hours: what solvers call a vehicle.

    ``start`` and ``end`` None: wherever the first or the last stop is. It loads at its
    depot, and again there up to ``reloads`` times. It may return up to ``overrun``
    behind its hours. ``max_duty`` is from loading to the return.
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
    costs: Costs = FREE
    paid_when_idle: bool = False
    skills: frozenset[str] = frozenset()
    breaks: tuple[Break, ...] = ()
    max_duty: timedelta | None = None
    max_distance_m: int | None = None
    reloads: int = 0
    overrun: timedelta = timedelta(0)

    def meets(self, need: Need) -> bool:
        """Whether it has what an order asks for; a driver is known by name, number or shift."""
        if need.kind == SKILL:
            return need.name in self.skills
        if need.kind == DRIVER_CLASS:
            return need.name == plain(self.class_name)
        if need.kind == DEPOT:
            return need.name == self.depot_id
        if need.kind in (DRIVER, NOT_DRIVER):
            is_named = bool(need.drivers & {plain(self.driver), plain(self.id), str(self.number)})
            return is_named == (need.kind == DRIVER)
        return need == pinned(self.id)


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
    day: Day,
    classes: Sequence[DriverClass],
    depots: Depot | Sequence[Depot],
    drivers: Sequence[Driver] = (),
) -> tuple[Shift, ...]:
    """
    One shift for each driver who may drive, numbered through all classes.

    Named drivers who drive today fill their class's places first; the rest are
    called after the class ("Van 3"). A class whose depot there is not loads at the first.
    """
    named = {
        kind.name: [d for d in drivers if d.class_name == kind.name and d.drives_today]
        for kind in classes
    }
    places = (depots,) if isinstance(depots, Depot) else tuple(depots)
    return tuple(_numbered(day, classes, places, named))


def _numbered(
    day: Day,
    classes: Sequence[DriverClass],
    depots: Sequence[Depot],
    named: Mapping[str, Sequence[Driver]],
) -> Iterator[Shift]:
    number = 0
    for kind in classes:
        depot = next((one for one in depots if one.id == kind.depot), depots[0])
        for place in range(kind.count):
            number += 1
            who = named[kind.name][place] if place < len(named[kind.name]) else None
            name = f"{kind.name}-{place + 1}"
            yield Shift(
                id=name,
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
                profile=profile_at(kind.profile, kind.speed_percent),
                costs=kind.costs,
                paid_when_idle=kind.paid_when_idle,
                skills=kind.skills,
                breaks=_breaks(day, kind, name),
                max_duty=kind.max_duty,
                max_distance_m=kind.max_distance_m,
                reloads=kind.trips - 1,
                overrun=kind.overrun,
            )


def profile_at(profile: str, speed_percent: int) -> str:
    """The name of a profile at another speed than its own: "van 80%"."""
    return profile if speed_percent == OWN_SPEED else f"{profile} {speed_percent}%"


def profile_and_speed(name: str) -> tuple[str, int]:
    """The profile and the per cent of its speed that ``profile_at`` has named."""
    profile, _, speed = name.rpartition(" ")
    if profile and speed.endswith("%") and speed[:-1].isdecimal():
        return profile, int(speed[:-1])
    return name, OWN_SPEED


def _breaks(day: Day, kind: DriverClass, shift_id: str) -> tuple[Break, ...]:
    """The breaks of a shift; what begins before an overnight shift opens is of the next day."""
    found = []
    for number, rule in enumerate(kind.breaks, start=1):
        days = int(kind.is_overnight and rule.start < kind.shift_start)
        last = days + int(rule.end < rule.start)
        span = TimeWindow(day.at(rule.start, days=days), day.at(rule.end, last=True, days=last))
        found.append(Break(f"{shift_id}/break-{number}", span, rule.length, rule.after))
    return tuple(found)


def _place(place: str | Point, depot: Depot, who: Driver | None) -> Point | None:
    if isinstance(place, Point):
        return place
    if place == ANYWHERE:
        return None
    if place == HOME and who is not None and who.home is not None:
        return who.home
    return depot.point
