"""A file of driver classes, one a row -> driver classes, or all that is wrong with it."""

from datetime import time, timedelta
from difflib import get_close_matches

from dashboard.domain import DEPOT, Capacity, Costs, DriverClass, Point, RowProblem
from dashboard.domain.errors import IntakeError
from dashboard.domain.fleet import OWN_SPEED
from dashboard.intake.amounts import parse_amount, parse_cents, parse_thousandths, parse_whole
from dashboard.intake.fleet_breaks import BREAK_COLUMNS, breaks_in
from dashboard.intake.fleet_cells import (
    is_paid,
    parse_count,
    parse_factor,
    parse_longest,
    parse_metres,
    parse_name,
    parse_overrun,
    parse_place,
    parse_speed,
    parse_stops,
    parse_time,
    parse_trips,
    parse_yes,
)
from dashboard.intake.fleet_rows import FleetFile, FleetRow
from dashboard.intake.spelling import clean_text, plain_words
from dashboard.intake.tables import Table

FLEET_COLUMNS = (
    "class", "count", "shift_start", "shift_end", "capacity_parcels", "capacity_kg", "max_stops",
    "start", "end", "profile", "cost_shift", "cost_hour", "cost_km", "cost_stop",
    "overtime_after_h", "overtime_factor", "min_guarantee", "paid_when_idle",
)  # fmt: skip
"""The headings, in any order; only ``class`` is required."""

OPTIONAL_COLUMNS = (
    "capacity_l", "skills", "depot", "speed_percent", "max_hours", "max_km", "trips",
    "overrun_min", "overrun_hour_price", "breaks_paid", *BREAK_COLUMNS,
)  # fmt: skip
"""What most fleets need not say."""

_BY_WORDS = {plain_words(column): column for column in (*FLEET_COLUMNS, *OPTIONAL_COLUMNS)}


def read_fleet(table: Table) -> tuple[DriverClass, ...]:
    """The driver classes in sequence; IntakeError tells everything that is wrong at once."""
    fleet = FleetFile(table.name, *_columns(table))
    classes: dict[str, DriverClass] = {}
    for row, cells in enumerate(table.rows, start=table.first_row):
        texts = dict(zip(table.headings, map(clean_text, cells), strict=False))
        if not any(texts.values()):
            continue
        fleet.check_surplus(row, cells[len(table.headings) :])
        kind = _driver_class(FleetRow(fleet, row, texts))
        if kind.name and kind.name in classes:
            fleet.add(row, "class", kind.name, "An earlier row has this class.", "Keep one row.")
        classes[kind.name] = kind
    if fleet.problems:
        told = "\n".join(str(problem) for problem in fleet.problems)
        raise IntakeError(f"The driver classes cannot be read:\n{told}")
    return tuple(classes.values())


def _driver_class(cells: FleetRow) -> DriverClass:
    name = cells.parse("class", parse_name, "")
    start = cells.parse("shift_start", parse_time, None) or time(9)
    end = cells.parse("shift_end", parse_time, None) or time(17)
    if start == end:
        cells.add("shift_end", "The shift has no hours.", "Give it a later end.")
    depot: str | Point = DEPOT
    overtime_h = cells.parse("overtime_after_h", parse_amount, None)
    return DriverClass(
        name=name,
        count=cells.parse("count", parse_count, None) or 0,
        shift_start=start,
        shift_end=end,
        capacity=Capacity(
            parcels=cells.parse("capacity_parcels", parse_whole, None),
            weight_g=cells.parse("capacity_kg", parse_thousandths, None),
            volume_cm3=cells.parse("capacity_l", parse_thousandths, None),
        ),
        max_stops=cells.parse("max_stops", parse_stops, None),
        start=cells.parse("start", parse_place, depot),
        end=cells.parse("end", parse_place, depot),
        profile=cells["profile"] or "van",
        costs=Costs(
            shift_cents=cells.parse("cost_shift", parse_cents, 0),
            hour_cents=cells.parse("cost_hour", parse_cents, 0),
            km_cents=cells.parse("cost_km", parse_cents, 0),
            stop_cents=cells.parse("cost_stop", parse_cents, 0),
            overtime_after=None if overtime_h is None else timedelta(hours=overtime_h),
            overtime_factor=cells.parse("overtime_factor", parse_factor, 1.5),
            min_guarantee_cents=cells.parse("min_guarantee", parse_cents, 0),
            overrun_cents=cells.parse("overrun_hour_price", parse_cents, 0),
            breaks_paid=cells.parse("breaks_paid", parse_yes, True),
        ),
        paid_when_idle=cells.parse("paid_when_idle", lambda text: is_paid(text, name), False),
        skills=frozenset(
            s for part in cells["skills"].split(";") if (s := part.strip().casefold())
        ),
        depot=cells["depot"],
        breaks=breaks_in(cells),
        max_duty=cells.parse("max_hours", parse_longest, None),
        max_distance_m=cells.parse("max_km", parse_metres, None),
        trips=cells.parse("trips", parse_trips, 1),
        overrun=cells.parse("overrun_min", parse_overrun, timedelta(0)),
        speed_percent=cells.parse("speed_percent", parse_speed, OWN_SPEED),
    )


def _columns(table: Table) -> tuple[dict[str, str], list[RowProblem]]:
    """Column -> heading, and the headings that look like a slip of the pen."""
    columns: dict[str, str] = {}
    problems = []
    for heading in table.headings:
        column = _BY_WORDS.get(plain_words(heading))
        if column is not None:
            columns.setdefault(column, heading)
        elif near := get_close_matches(plain_words(heading), _BY_WORDS, n=1, cutoff=0.8):
            reason, meant = "No column is called so.", _BY_WORDS[near[0]]
            remedy = f"Call it {meant} if it is that."
            problems.append(RowProblem(table.name, 1, heading, "", reason, remedy))
    if "class" not in columns:
        raise IntakeError(
            f"{table.name}: No column is called “class”, so no driver class can be read. "
            f"Give headings from these: {', '.join(FLEET_COLUMNS)}."
        )
    return columns, problems
