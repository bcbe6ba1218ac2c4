"""The planner in one call, for notebooks and the command line: ``plan_day``."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from datetime import datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.domain import (
    NO_TRAFFIC,
    STANDARD,
    Capacity,
    Costs,
    Day,
    Depot,
    DriverClass,
    Formats,
    Plan,
    PlannerError,
    Point,
    Traffic,
    is_on_earth,
    shifts_of,
    verdict,
)
from dashboard.services.days import DaySetup
from dashboard.services.placing import placed
from dashboard.services.planning import day_inputs, plan_from_solved, problem_of
from dashboard.services.reading import SetAside, read_fleet_file, read_order_rows
from dashboard.services.searches import run_search, search_process
from dashboard.services.settings import known_zones, system_zone
from dashboard.services.traffic import traffic_of
from dashboard.solve.engines import AUTO
from dashboard.solve.protocol import Budget, Stop, never, unheard
from dashboard.travel.estimates import Estimate

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_CLASS = DriverClass(
    "Driver", costs=Costs(hour_cents=2200, km_cents=35), paid_when_idle=False
)
"""What ``drivers=N`` stands for: paid by the hour and the kilometre."""

_MOST_DRIVERS = 1000
_LONGEST_S = 86_400


@dataclass(frozen=True)
class PlannedDay:
    """A plan with its tables at hand; a notebook shows it as words, a map and a table."""

    plan: Plan
    formats: Formats = STANDARD
    notes: tuple[str, ...] = ()
    """What the person should know about the file, in sentences."""
    set_aside: tuple[SetAside, ...] = ()
    """Orders of the file for other days, and those that nobody drives to."""

    @cached_property
    def stops(self) -> "pd.DataFrame":
        """One row for each scheduled order, as in ``stops.csv``."""
        from dashboard.export import stops_frame

        return stops_frame(self.plan)

    @cached_property
    def routes(self) -> "pd.DataFrame":
        """One row for each route, as in ``routes.csv``."""
        from dashboard.export import routes_frame

        return routes_frame(self.plan)

    @cached_property
    def unassigned(self) -> "pd.DataFrame":
        """One row for each order left out, with its reason, as in ``unassigned.csv``."""
        from dashboard.export import unassigned_frame

        return unassigned_frame(self.plan)

    @cached_property
    def rejected(self) -> "pd.DataFrame":
        """Every row that did not become an order, as in ``rejected.csv``."""
        from dashboard.export import rejected_frame

        return rejected_frame(self.plan)

    @property
    def verdict(self) -> str:
        """What the plan means, in one sentence."""
        return verdict(self.plan, self.formats)

    def map(self) -> "RouteMap":
        """The routes on a map to pan and zoom, which needs no network; about 4 MB."""
        from dashboard.figures.maps import route_deck
        from dashboard.figures.records import plan_records
        from dashboard.figures.views import view_of

        records = plan_records(self.plan, formats=self.formats)
        deck = route_deck(records, view_of(records.points()), estimated=self.plan.travel.estimated)
        return RouteMap(deck, self.verdict)

    def save(self, directory: str | Path) -> list[Path]:
        """Write every file that the command line writes; returns their paths."""
        from dashboard.export import write_plan, write_set_aside

        folder = Path(directory)
        written = write_plan(self.plan, folder, formats=self.formats, line=Estimate().line)
        if self.set_aside:
            written.append(write_set_aside(self.set_aside, folder))
        return written

    def _repr_html_(self) -> str:
        from dashboard.figures.svg import route_svg

        table = self.routes.to_html(index=False, border=0)
        return f"<p>{html.escape(self.verdict)}</p>{route_svg(self.plan)}{table}"


@dataclass(frozen=True)
class RouteMap:
    """A map that shows itself in a notebook, offline."""

    deck: Any
    title: str

    def to_html(self) -> str:
        """A page of its own."""
        from dashboard.figures.pages import deck_html

        return deck_html(self.deck, self.title)

    def _repr_html_(self) -> str:
        page = html.escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:480px;border:0"></iframe>'


def plan_day(
    orders: "str | Path | pd.DataFrame | Sequence[Mapping[str, Any]]",
    *,
    depot: Point | tuple[float, float] | str,
    drivers: int = 1,
    shift: str = "09:00-17:00",
    capacity: int | None = None,
    fleet: str | Path | Sequence[DriverClass] | None = None,
    date: calendar_date | str | None = None,
    tz: str | None = None,
    budget: float | None = 10,
    iterations: int | None = None,
    seed: int = 0,
    solver: str = AUTO,
    extract: str | Path | None = None,
    day_first: bool | None = None,
    traffic: str | Path | Traffic = NO_TRAFFIC,
    formats: Formats = STANDARD,
    stop: Stop = never,
) -> PlannedDay:
    """
    Plan a day from a file of orders, a data frame, or rows.

    ``depot`` is a ``Point``, "LAT,LON" or a pair (latitude, longitude); ``shift``
    "09:00-17:00" on the local clock; ``capacity`` parcels for each vehicle, None
    for no limit. ``fleet``, a file or driver classes, stands instead of
    ``drivers``, ``shift`` and ``capacity``. ``date`` is today and ``tz`` this
    machine's zone unless given. ``budget`` in seconds; with ``iterations`` instead,
    the plan is the same in every run. ``extract`` is a map in which addresses
    without a position are looked up; those it is not sure of stay unassigned.
    ``day_first`` says how 05/06 is meant where a file does not tell. ``traffic`` is
    "quiet", "town", "big-city", a file, or speeds of your own; none unless given.
    Raises ``PlannerError`` for what cannot be read; what single rows lack is in
    ``.rejected``.
    """
    limits = _limits(budget, iterations)
    day = Day(date_of(date, tz), zone_of(tz))
    roads = traffic if isinstance(traffic, Traffic) else traffic_of(traffic)
    where = Depot("depot", depot_point(depot))
    classes = _classes(fleet, drivers, shift, capacity)
    shifts = shifts_of(day, classes, where)
    night = next(((c.shift_start, c.shift_end) for c in classes if c.is_overnight), None)
    read = read_order_rows(orders, day, night, day_first)
    orders_read, unsure = read.orders, read.unreadable
    if extract is not None:
        orders_read, doubtful = placed(read.orders, Path(extract), where)
        unsure += doubtful
    inputs = day_inputs(
        day, orders_read, shifts, where, classes=classes, rejected=read.rejected,
        spare=DaySetup(day, where, classes=classes).spare, traffic=roads,
    )  # fmt: skip
    inputs = inputs.with_left_over(unsure)
    problem = problem_of(inputs, Estimate())
    with search_process() as process:
        solved = run_search(
            process, problem, budget=limits, seed=seed, solver=solver, on_better=unheard, stop=stop
        )
    plan = plan_from_solved(inputs, problem, solved, seed=seed, budget=limits)
    return PlannedDay(plan, formats, read.notes, read.set_aside)


def _limits(budget: float | None, iterations: int | None) -> Budget:
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


def _classes(
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


def _shift(text: str) -> tuple[time, time]:
    try:
        start, end = (time.fromisoformat(part.strip().zfill(5)) for part in text.split("-"))
        if start.tzinfo or end.tzinfo:
            raise ValueError("the zone is the day's")
    except ValueError:
        raise PlannerError(f"The shift {text!r} cannot be read: write 09:00-17:00.") from None
    return start, end
