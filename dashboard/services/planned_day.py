"""The planner in one call, for notebooks and the command line: ``plan_day``."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.domain import (
    NO_TRAFFIC,
    STANDARD,
    Balance,
    Day,
    DriverClass,
    Formats,
    Plan,
    Traffic,
    TravelProvider,
    shifts_of,
    verdict,
)
from dashboard.services.asked_day import (
    Where,
    aims_of,
    at_their_depots,
    classes_of,
    date_of,
    depots_of,
    limits_of,
    zone_of,
)
from dashboard.services.credits import credit_of_ways
from dashboard.services.day_setup import spare_shifts
from dashboard.services.placing import placed
from dashboard.services.planning import day_inputs, plan_from_solved, problem_of
from dashboard.services.reading import SetAside, read_order_rows
from dashboard.services.roads import lines_along, on_streets, streets_of
from dashboard.services.searches import run_search, search_process
from dashboard.services.traffic import traffic_of
from dashboard.services.wishes import DayWishes
from dashboard.solve.engines import AUTO
from dashboard.solve.protocol import Stop, never, unheard
from dashboard.travel.estimates import Estimate

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PlannedDay:
    """A plan with its tables at hand; a notebook shows it as words, a map and a table."""

    plan: Plan
    formats: Formats = STANDARD
    notes: tuple[str, ...] = ()
    """What the person should know about the file, in sentences."""
    set_aside: tuple[SetAside, ...] = ()
    """Orders of the file for other days, and those that nobody drives to."""
    travel: TravelProvider = field(default_factory=Estimate)
    """What knows the way from stop to stop."""

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

        known = {} if self.plan.travel.estimated else lines_along(self.plan, self.travel.line)
        records = plan_records(self.plan, formats=self.formats, lines=known)
        deck = route_deck(records, view_of(records.points()), estimated=self.plan.travel.estimated)
        return RouteMap(deck, self.verdict)

    def save(self, directory: str | Path) -> list[Path]:
        """Write every file that the command line writes; returns their paths."""
        from dashboard.export import Annex, write_plan, write_set_aside

        folder = Path(directory)
        lines = lines_along(self.plan, self.travel.line)
        annex = Annex(lines, credit=credit_of_ways(self.plan))
        written = write_plan(self.plan, folder, formats=self.formats, annex=annex)
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
    depot: Where | list[Where],
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
    balance: Balance | str = Balance.OFF,
    apart: int = 0,
    formats: Formats = STANDARD,
    stop: Stop = never,
) -> PlannedDay:
    """
    Plan a day from a file of orders, a data frame, or rows.

    ``depot`` is a ``Point``, "LAT,LON", "NAME=LAT,LON" or a pair (latitude, longitude), or a
    list of these, the main one first; ``shift`` "09:00-17:00" on the local clock;
    ``capacity`` parcels for each vehicle, None for no limit. ``fleet``, a file or driver
    classes, stands instead of ``drivers``, ``shift`` and ``capacity``. ``date`` is today and
    ``tz`` this machine's zone unless given. ``budget`` in seconds; with ``iterations``
    instead, the plan is the same in every run. ``extract`` is a map along whose streets the day is
    driven, and in which addresses without a position are looked up; those it is not sure of
    stay unassigned.
    ``day_first`` says how 05/06 is meant where a file does not tell. ``traffic`` is
    "quiet", "town", "big-city", a file, or speeds of your own; none unless given.
    ``balance`` is "stops", "hours" or "all", and ``apart`` says from 0 to 100 how far routes
    are to keep to areas of their own.
    Raises ``PlannerError`` for what cannot be read; what single rows lack is in
    ``.rejected``.
    """
    limits = limits_of(budget, iterations)
    day = Day(date_of(date, tz), zone_of(tz))
    roads = traffic if isinstance(traffic, Traffic) else traffic_of(traffic)
    wishes = DayWishes(aims=aims_of(balance, apart))
    depots = depots_of(depot)
    classes = at_their_depots(classes_of(fleet, drivers, shift, capacity), depots)
    shifts = shifts_of(day, classes, depots)
    night = next(((c.shift_start, c.shift_end) for c in classes if c.is_overnight), None)
    read = read_order_rows(orders, day, night, day_first)
    orders_read, unsure = read.orders, read.unreadable
    if extract is not None:
        orders_read, doubtful = placed(read.orders, Path(extract), depots[0])
        unsure += doubtful
    inputs = day_inputs(
        day, orders_read, shifts, depots, classes=classes, rejected=read.rejected,
        spare=spare_shifts(day, classes, depots), traffic=roads, wishes=wishes,
    )  # fmt: skip
    inputs = inputs.with_left_over(unsure)
    travel: TravelProvider = Estimate()
    if extract is not None:
        travel = streets = streets_of(Path(extract))
        inputs = on_streets(inputs, streets)
    problem = problem_of(inputs, travel)
    with search_process() as process:
        solved = run_search(
            process, problem, budget=limits, seed=seed, solver=solver, on_better=unheard, stop=stop
        )
    plan = plan_from_solved(inputs, problem, solved, seed=seed, budget=limits)
    return PlannedDay(plan, formats, read.notes, read.set_aside, travel)
