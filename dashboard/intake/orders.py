"""One order from text, cell by cell: for rows of a file and for what is typed later."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import lru_cache

from dashboard.domain import Day, Kind, Load, Order, Priority
from dashboard.intake.amounts import parse_cents, parse_minutes, parse_names
from dashboard.intake.cells import (
    CellError,
    CellProblem,
    parse_parcels,
    parse_priority,
    parse_service,
    parse_volume_cm3,
    parse_weight_g,
)
from dashboard.intake.clocks import Night, instant_of, parse_clock
from dashboard.intake.habits import USUAL, Habits
from dashboard.intake.order_cells import OrderCells
from dashboard.intake.order_points import point_in
from dashboard.intake.order_types import OrderType, parse_type
from dashboard.intake.order_windows import Clocks, windows_in
from dashboard.intake.pickups import collection_in
from dashboard.intake.spelling import MAX_NAME_CHARACTERS, clean_id

USUAL_LATE_CENTS = 2000
"""What an hour of allowed lateness weighs where nobody says."""


def parse_order(
    values: Mapping[str, str],
    day: Day,
    *,
    overnight: tuple[time, time] | None = None,
    source: str = "",
    habits: Habits = USUAL,
) -> tuple[Order | None, list[CellProblem]]:
    """
    The order that the texts describe, or every reason why they describe none.

    ``values`` holds text by field (``columns.FIELDS``); what is missing or
    blank takes its default, and what says nothing of an order itself, such as
    its date, is passed over. ``overnight`` is the opening and closing of the
    day's overnight shift, if it has one: times before its opening may be the
    next day's. ``habits`` is how the source writes windows.
    """
    order, problems = _parsed(tuple(values.items()), day, overnight, source, habits)
    return order, list(problems)


@lru_cache(maxsize=20_000)
def _parsed(
    texts: tuple[tuple[str, str], ...],
    day: Day,
    overnight: tuple[time, time] | None,
    source: str,
    habits: Habits,
) -> tuple[Order | None, tuple[CellProblem, ...]]:
    """The same text is read again and again: from a file, for a table, for a plan."""
    night = Night(*overnight) if overnight else None
    clocks = Clocks(day, night, habits)
    cells = OrderCells(dict(texts))
    parse = cells.parse
    id_ = parse("order_id", _id, "")
    point = point_in(cells)
    service = parse("service_min", parse_service, None)
    windows = windows_in(cells, clocks, service)
    kind = parse("type", parse_type, OrderType.DELIVERY)
    load = _load(cells, kind)
    collect = collection_in(cells, clocks, kind)
    max_late = parse("max_late_min", _minutes, timedelta(0))
    late_cents = parse("late_price", _late_cents, USUAL_LATE_CENTS) if max_late else 0
    priority = parse("priority", parse_priority, Priority.NORMAL)
    release = parse("release", lambda text: _release(text, day, night), None)
    if cells.problems or service is None:
        return None, tuple(cells.problems)
    order = Order(
        id=id_,
        point=point,
        windows=windows,
        service=service,
        load=load,
        priority=priority,
        skills=_skills(cells["skills"]),
        driver_class=cells["driver_class"],
        release=release,
        kind=Kind.HAND_BACK if kind is OrderType.RETURN else Kind.DELIVER,
        collect=collect,
        depot=cells["depot"],
        drivers=parse_names(cells["drivers"]),
        not_drivers=parse_names(cells["not_drivers"]),
        max_late=max_late,
        late_cents=late_cents,
        customer=cells["customer"] or cells["company"],
        address=cells["address"],
        phone=cells["phone"],
        email=cells["email"],
        notes=cells["notes"],
        source=source,
    )
    return order, ()


def _id(text: str) -> str:
    cleaned = clean_id(text)
    if not cleaned:
        raise CellError("The order has no number.", "Give each order a number or a name.")
    if len(cleaned) > MAX_NAME_CHARACTERS:
        raise CellError(
            f"It is longer than {MAX_NAME_CHARACTERS} characters.", "Give a shorter order number."
        )
    return cleaned


def _load(cells: OrderCells, kind: OrderType) -> Load:
    """One parcel if nothing is said, but none of a task."""
    parcels = cells.parse("parcels", parse_parcels, 1)
    if kind is OrderType.TASK and not cells["parcels"]:
        parcels = 0
    weight_g = cells.parse("weight_kg", parse_weight_g, 0)
    volume_cm3 = cells.parse("volume_l", parse_volume_cm3, 0)
    if kind is OrderType.TASK and (parcels or weight_g or volume_cm3):
        reason = "A task takes no parcels, weight or volume along."
        remedy = "Leave these blank, or write delivery or return."
        cells.problems.append(CellProblem("type", cells["type"], reason, remedy))
    return Load(parcels, weight_g, volume_cm3)


def _minutes(text: str) -> timedelta:
    return parse_minutes(text) if text else timedelta(0)


def _late_cents(text: str) -> int:
    return parse_cents(text) if text else USUAL_LATE_CENTS


def _release(text: str, day: Day, night: Night | None) -> datetime | None:
    if not text:
        return None
    clock = parse_clock(text, day)
    return instant_of(clock, day, days=int(night is not None and night.holds(clock.time)))


def _skills(text: str) -> frozenset[str]:
    return frozenset(skill for part in text.split(";") if (skill := part.strip().casefold()))
