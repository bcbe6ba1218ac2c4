"""An order as the table shows it: its text, what the rules and the address book make of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.domain import Depot, Order
from dashboard.intake.cells import CellError, CellProblem
from dashboard.intake.dates import parse_date
from dashboard.intake.order_rules import OrderRule, Ruled, apply_rules
from dashboard.intake.orders import parse_order
from dashboard.places import Quality as Quality
from dashboard.services import addresses
from dashboard.services.day_inputs import is_swapped, nearest_km
from dashboard.services.days import DaySetup
from dashboard.services.settings import Settings
from dashboard.services.settled_orders import settled
from dashboard.services.sources import HabitsBySource
from dashboard.services.zones import EVERYWHERE, ServiceArea, Zone
from dashboard.store import AddressRecord, OrderKey, OrderRecord, OrderState


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as the table shows it; ``order`` is None while its text cannot be read."""

    key: OrderKey
    order_id: str
    text: Mapping[str, str]
    order: Order | None
    problems: tuple[CellProblem, ...]
    excluded: bool
    """Not planned: a person, a rule or its file says so; ``state`` and ``left_out_by`` tell."""
    conflicts: Mapping[str, str]
    far_km: float | None
    """From the depot, where that is beyond the service radius; else None."""
    state: OrderState = "open"
    left_out_by: str = ""
    """The words of the rule that leaves it out."""
    quality: Quality = Quality.NONE
    """How well its place is known."""
    place: AddressRecord | None = None
    """What the address book says of its address, where the order itself has no position."""
    swapped: bool = False
    """Far away as it is, and near the depot with latitude and longitude exchanged."""
    missing_in: str = ""
    """The newer file that should have held it and did not."""
    rules: tuple[str, ...] = ()
    """The rules that applied to it, by their words."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Field to text: what these rules gave it, and its zone."""
    zone: Zone | None = None
    """The first that holds it; None where it has no position, or lies in none."""
    is_outside: bool = False
    """Near enough, but outside all zones, where nothing is delivered there."""
    is_off_day: bool = False
    """Its zone is not served on this weekday: said, and planned all the same."""
    off_street: str = ""
    """Why it is on no street of the map: one of ``OFF_STREET``; empty where it is on one."""
    moved_m: float = 0.0
    """How far off its street it lies, where that is worth a word; else 0."""

    @property
    def needs_place(self) -> bool:
        """Whether it would be planned if only somebody said where it is."""
        is_lost = self.order is not None and self.order.point is None
        is_off = self.far_km is not None or bool(self.off_street)
        return not self.excluded and (is_lost or is_off)

    @property
    def needs_person(self) -> bool:
        """Whether it waits for a person before it can be planned."""
        cannot_be_planned = self.order is None or self.is_outside
        return not self.excluded and (cannot_be_planned or self.needs_place)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading an order's text depends on, beside the day; hashable."""

    settings: Settings
    habits: HabitsBySource
    rules: tuple[OrderRule, ...] = ()
    day_first: tuple[tuple[str, bool], ...] = ()
    """Source to how it writes 05/06, where that is known."""
    area: ServiceArea = EVERYWHERE
    roads: str = ""
    """Another text where other streets say which places can be driven to."""


def view_of(
    record: OrderRecord,
    setup: DaySetup,
    reading: Reading,
    place: AddressRecord | None,
    fetch_place: AddressRecord | None = None,
) -> OrderView:
    """
    The order read, ruled and judged.

    ``place`` is what is known of its address, ``fetch_place`` of where it is fetched.
    """
    ruled = apply_rules(record.text, reading.rules, record.edits)
    order, problems = _read(record, ruled.values, setup, reading)
    quality = Quality.NONE
    if order is not None:
        placed = None if order.point else addresses.point_of(place)
        order = replace(
            order,
            point=order.point or placed,
            own_stop=ruled.own_stop or bool(record.text.get("own_stop")),
            driver_class=ruled.values.get("driver_class", ""),
        )
        if order.point is not None:
            quality = Quality(place.quality) if placed and place else Quality.HOUSE
        order, wrong = settled(order, setup.depots, fetch_place)
        problems = (*problems, *wrong)
    far = far_km(order, setup.depots, reading.settings.service_radius_km)
    zone = reading.area.zone_at(order.point) if order is not None else None
    order, given = _served_by(order, zone, ruled, record)
    return OrderView(
        key=record.key,
        order_id=record.order_id,
        text=record.text,
        order=order,
        problems=problems,
        excluded=record.state != "open" or ruled.left_out_by is not None,
        conflicts=record.conflicts,
        far_km=far,
        state=record.state,
        left_out_by=ruled.left_out_by.name if ruled.left_out_by else "",
        quality=quality,
        place=place,
        swapped=far is not None and is_swapped(order, setup.depots),
        missing_in=record.missing_in,
        rules=tuple(rule.name for rule in ruled.applied),
        given=given,
        zone=zone,
        is_outside=_is_outside(order, zone, reading.area) and far is None,
        is_off_day=zone is not None and setup.day.date.weekday() not in zone.weekdays,
    )


def far_km(order: Order | None, depots: Sequence[Depot], radius_km: float) -> float | None:
    """Straight kilometres from the nearest depot where they pass the radius, else None."""
    if order is None or order.point is None:
        return None
    away_km = nearest_km(order.point, depots)
    return away_km if away_km is not None and away_km > radius_km else None


def _served_by(
    order: Order | None, zone: Zone | None, ruled: Ruled, record: OrderRecord
) -> tuple[Order | None, Mapping[str, str]]:
    """The order with its zone's driver class, unless it, a rule or a person says another."""
    is_said = order is None or order.driver_class or "driver_class" in record.edits
    if order is None or zone is None or not zone.driver_class or is_said:
        return order, ruled.given
    given = {**ruled.given, "driver_class": zone.driver_class}
    return replace(order, driver_class=zone.driver_class), given


def _is_outside(order: Order | None, zone: Zone | None, area: ServiceArea) -> bool:
    has_place = order is not None and order.point is not None
    return area.limits and has_place and zone is None


def _read(
    record: OrderRecord, values: Mapping[str, str], setup: DaySetup, reading: Reading
) -> tuple[Order | None, tuple[CellProblem, ...]]:
    spoken = {**values, "order_id": record.order_id}
    if reading.settings.service_min and not values.get("service_min"):
        spoken["service_min"] = f"{reading.settings.service_min:g}"
    order, problems = parse_order(
        spoken,
        setup.day,
        overnight=setup.overnight,
        source=record.source,
        habits=reading.habits.of(record.source),
    )
    unread = _unread_date(record, setup.day.date, reading)
    return (None if unread else order), (*problems, *unread)


def _unread_date(record: OrderRecord, near: dt.date, reading: Reading) -> tuple[CellProblem, ...]:
    """A delivery date that nobody could read: the order may belong to another day."""
    text = record.text.get("date", "")
    if not text or record.file_day is not None:
        return ()
    try:
        parse_date(text, near=near, day_first=dict(reading.day_first).get(record.source))
    except CellError as error:
        return (error.problem("date", text),)
    return ()
