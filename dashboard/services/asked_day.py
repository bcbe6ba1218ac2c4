"""What a caller of the planner may say of a day, made into what the planner needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as calendar_date
from datetime import datetime, time
from pathlib import Path

from dashboard.domain import (
    Aims,
    Balance,
    Capacity,
    Costs,
    Depot,
    DriverClass,
    PlannerError,
    Point,
    is_on_earth,
)
from dashboard.services.depot_places import MAIN, depot_named, depot_names
from dashboard.services.reading import read_fleet_file
from dashboard.services.settings import known_zones, system_zone
from dashboard.solve.protocol import Budget

DEFAULT_CLASS = DriverClass(
    "Driver", costs=Costs(hour_cents=2200, km_cents=35), paid_when_idle=False
)
"""What ``drivers=N`` stands for: paid by the hour and the kilometre."""

Where = Point | tuple[float, float] | str
"""A ``Point``, "LAT,LON" with or without "NAME=" before it, or a pair (latitude, longitude)."""

_MOST_DRIVERS = 1000
_LONGEST_S = 86_400


def limits_of(budget: float | None, iterations: int | None) -> Budget:
    if iterations is not None:
        if iterations < 1:
            raise PlannerError(f"There cannot be {iterations} iterations: give 1 or more.")
        return Budget(None, iterations)
    if budget is None or not 0 < budget <= _LONGEST_S:
        raise PlannerError(f"A search takes between 0 and {_LONGEST_S:,} seconds, not {budget}.")
    return Budget(budget)


def date_of(given: calendar_date | str | None, tz: str | None) -> calendar_date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, calendar_date):
        return given
    if given is None:
        from zoneinfo import ZoneInfo

        return datetime.now(ZoneInfo(zone_of(tz))).date()
    try:
        return calendar_date.fromisoformat(given)
    except ValueError:
        raise PlannerError(f"The date {given!r} cannot be read: write it as 2026-05-14.") from None


def zone_of(tz: str | None) -> str:
    if tz is not None and tz not in known_zones():
        raise PlannerError(f"There is no time zone {tz!r}: write it as Europe/Helsinki.")
    return tz or system_zone()


def depot_point(depot: Point | tuple[float, float] | str) -> Point:
    if isinstance(depot, Point):
        point = depot
    else:
        try:
            lat, lon = depot.split(",") if isinstance(depot, str) else depot
            point = Point(float(lon), float(lat))
        except ValueError:
            words = f"The depot {depot!r} cannot be read: write latitude,longitude, as 60.17,24.94."
            raise PlannerError(words) from None
    if not is_on_earth(point) or point == (0, 0):
        raise PlannerError(
            f"There is no depot at latitude {point.lat}, longitude {point.lon}: latitude lies"
            " between -90 and 90, longitude between -180 and 180."
        )
    return point


def depots_of(given: Where | list[Where]) -> tuple[Depot, ...]:
    """The depots, the main one first; raises ``PlannerError`` where two have one name."""
    depots: list[Depot] = []
    for number, one in enumerate(given if isinstance(given, list) else [given], start=1):
        name, place = _named(one)
        id_ = MAIN if number == 1 else f"{MAIN}-{number}"
        name = name or ("Depot" if number == 1 else f"Depot {number}")
        if depot_named(depots, name):
            raise PlannerError(f"Two depots are called {name!r}: name them apart.")
        depots.append(Depot(id_, depot_point(place), name))
    if not depots:
        raise PlannerError("Say where the depot is: latitude,longitude, as 60.17,24.94.")
    return tuple(depots)


def at_their_depots(
    classes: Sequence[DriverClass], depots: Sequence[Depot]
) -> tuple[DriverClass, ...]:
    """The classes with the ids of the depots that they name."""
    return tuple(_at_its_depot(kind, depots) for kind in classes)


def aims_of(balance: Balance | str, apart: int) -> Aims:
    """The wishes of a day; raises ``PlannerError`` for what nobody can wish."""
    try:
        return Aims(Balance(balance), apart)
    except ValueError:
        known = ", ".join(one.value for one in Balance)
        words = f"{balance!r} and {apart!r} cannot be wished: balance is one of {known},"
        raise PlannerError(f"{words} apart lies between 0 and 100.") from None


def classes_of(
    fleet: str | Path | Sequence[DriverClass] | None,
    drivers: int,
    shift: str,
    capacity: int | None,
) -> tuple[DriverClass, ...]:
    if isinstance(fleet, str | Path):
        return read_fleet_file(Path(fleet))
    if fleet is not None:
        names = [kind.name for kind in fleet]
        if twice := [name for name in names if names.count(name) > 1]:
            raise PlannerError(f"Two driver classes are called {twice[0]!r}: name them apart.")
        return tuple(fleet)
    if not 0 <= drivers <= _MOST_DRIVERS:
        raise PlannerError(f"There cannot be {drivers} drivers: give 0 to {_MOST_DRIVERS:,}.")
    if capacity is not None and capacity < 0:
        raise PlannerError(f"A vehicle cannot take {capacity} parcels: give 0 or more.")
    start, end = _shift(shift)
    kind = replace(
        DEFAULT_CLASS,
        count=drivers,
        shift_start=start,
        shift_end=end,
        capacity=Capacity(parcels=capacity),
    )
    return (kind,)


def _named(given: Where) -> tuple[str, Where]:
    if isinstance(given, str) and "=" in given:
        name, _, place = given.partition("=")
        return name.strip(), place
    return "", given


def _at_its_depot(kind: DriverClass, depots: Sequence[Depot]) -> DriverClass:
    if not kind.depot or len(depots) == 1:
        return replace(kind, depot="")
    depot = depot_named(depots, kind.depot)
    if depot is None:
        raise PlannerError(
            f"{kind.name}: no depot is called {kind.depot!r}: write one of {depot_names(depots)}."
        )
    return replace(kind, depot=depot.id)


def _shift(text: str) -> tuple[time, time]:
    try:
        start, end = (time.fromisoformat(part.strip().zfill(5)) for part in text.split("-"))
        if start.tzinfo or end.tzinfo:
            raise ValueError("the zone is the day's")
    except ValueError:
        raise PlannerError(f"The shift {text!r} cannot be read: write 09:00-17:00.") from None
    return start, end
