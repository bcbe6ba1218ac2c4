"""What a plan of a day is made from, sorted into what can be planned and what cannot."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property

from dashboard.domain import (
    NO_AIMS,
    NO_TRAFFIC,
    Aims,
    Day,
    Depot,
    DriverClass,
    Held,
    Order,
    Pin,
    Point,
    Reason,
    RowProblem,
    Shift,
    TimeWindow,
    Traffic,
    Unassigned,
    great_circle_m,
)
from dashboard.domain.document_fleet import depot_to_document, shift_to_document
from dashboard.domain.document_orders import order_to_document
from dashboard.domain.document_pins import aims_to_document, held_to_document, pin_to_document
from dashboard.services.depot_places import at_its_depot, depot_names
from dashboard.services.held_routes import held_routes
from dashboard.services.wishes import NO_WISHES, DayWishes

SWAPPED_WITHIN_KM = 50


@dataclass(frozen=True)
class DayInputs:
    """Everything a plan of one day is made from."""

    day: Day
    depots: tuple[Depot, ...]
    """The main one first."""
    shifts: tuple[Shift, ...]
    orders: tuple[Order, ...]
    """Those a search is given, with the day's default window where they have none."""
    left_over: tuple[Order, ...] = ()
    """Those that no search is given, and in ``left_reasons`` why."""
    left_reasons: tuple[Unassigned, ...] = ()
    classes: tuple[DriverClass, ...] = ()
    rejected: tuple[RowProblem, ...] = ()
    traffic: Traffic = NO_TRAFFIC
    spare: tuple[Shift, ...] = ()
    """What one more driver of each class would drive, whom nobody has asked yet."""
    pins: tuple[Pin, ...] = ()
    held: Mapping[str, Held] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    aims: Aims = NO_AIMS
    roads: str = ""
    """Another text where the maps are others that say how long drives take."""
    whole_sha256: str = ""
    """The ``sha256`` of the day of which this is what can be reached."""

    def with_left_over(self, unreadable: Sequence[tuple[Order, Unassigned]]) -> "DayInputs":
        """The same with orders that cannot be read, kept in the plan and named."""
        return replace(
            self,
            left_over=(*self.left_over, *(order for order, _ in unreadable)),
            left_reasons=(*self.left_reasons, *(why for _, why in unreadable)),
        )

    @cached_property
    def sha256(self) -> str:
        """Of all that a search is given: the same for the same day, whatever solves it."""
        if self.whole_sha256:
            return self.whole_sha256
        said = dict(self._said())
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def _said(self) -> Iterator[tuple[str, object]]:
        """What there is to tell, part by part."""
        orders = (*self.orders, *self.left_over)
        yield "orders", [order_to_document(order, self.day) for order in orders]
        yield "shifts", [shift_to_document(shift, self.day) for shift in self.shifts]
        yield "left", [why.order_id for why in self.left_reasons]
        if not self.traffic.is_none:
            yield "traffic", [said for said in astuple(self.traffic) if said]
        if self.roads:
            yield "roads", self.roads
        # The shifts say where the only depot is.
        if len(self.depots) > 1 or any(depot.hours for depot in self.depots):
            yield "depots", [depot_to_document(depot, self.day) for depot in self.depots]
        if self.pins:
            yield "pins", [pin_to_document(pin) for pin in self.pins]
        if self.held:
            held = {name: held_to_document(held, self.day) for name, held in self.held.items()}
            yield "held", [held, sorted(self.locked)]
        if self.aims != NO_AIMS:
            yield "aims", aims_to_document(self.aims)


def day_inputs(
    day: Day,
    orders: Sequence[Order],
    shifts: Sequence[Shift],
    depots: Sequence[Depot],
    *,
    radius_km: float = 200.0,
    default_window: TimeWindow | None = None,
    classes: Sequence[DriverClass] = (),
    rejected: Sequence[RowProblem] = (),
    traffic: Traffic = NO_TRAFFIC,
    spare: Sequence[Shift] = (),
    wishes: DayWishes = NO_WISHES,
) -> DayInputs:
    """
    Sort out what can be planned; the default window goes to orders without one.

    Of the wishes those count that are about these orders and shifts.
    """
    kept: list[Order] = []
    left: list[tuple[Order, Unassigned]] = []
    for order in orders:
        if why := _keeps_out(order, depots, radius_km):
            left.append((order, why))
        else:
            windows = order.windows or ((default_window,) if default_window else ())
            kept.append(replace(at_its_depot(order, depots) or order, windows=windows))
    held = held_routes(wishes.locked, kept, shifts)
    return DayInputs(
        day=day,
        depots=tuple(depots),
        shifts=tuple(shifts),
        orders=tuple(kept),
        left_over=tuple(order for order, _ in left),
        left_reasons=tuple(why for _, why in left),
        classes=tuple(classes),
        rejected=tuple(rejected),
        traffic=traffic,
        spare=tuple(spare),
        pins=_of_today(wishes.pins, kept, shifts),
        held=held,
        locked=frozenset(held),
        aims=wishes.aims,
    )


def is_swapped(order: Order | None, depots: Sequence[Depot]) -> bool:
    """Whether the order lies near a depot once latitude and longitude are exchanged."""
    if order is None or order.point is None or abs(order.point.lon) > 90:
        return False
    exchanged = Point(lon=order.point.lat, lat=order.point.lon)
    away_km = nearest_km(exchanged, depots)
    return away_km is not None and away_km <= SWAPPED_WITHIN_KM


def nearest_km(point: Point, depots: Sequence[Depot]) -> float | None:
    """Straight kilometres to the nearest depot; None where there is none."""
    away_m = (great_circle_m(depot.point, point) for depot in depots)
    return min((metres / 1000 for metres in away_m), default=None)


def _keeps_out(order: Order, depots: Sequence[Depot], radius_km: float) -> Unassigned | None:
    if order.point is None:
        text = "its address has no position yet: give latitude and longitude"
        return Unassigned(order.id, Reason.ADDRESS_MISSING, text)
    if order.collect is not None and order.collect.point is None:
        text = "the address where it is fetched has no position yet: give latitude and longitude"
        return Unassigned(order.id, Reason.ADDRESS_MISSING, text)
    if at_its_depot(order, depots) is None:
        text = f"no depot is called {order.depot!r}: write one of {depot_names(depots)}"
        return Unassigned(order.id, Reason.INVALID, text)
    away_km = max(nearest_km(point, depots) or 0 for point in order.points if point is not None)
    if away_km <= radius_km:
        return None
    hint = (
        "latitude and longitude look swapped" if is_swapped(order, depots) else "check its position"
    )
    text = f"{away_km:,.0f} km from the depot, beyond the {radius_km:g} km you deliver: {hint}"
    return Unassigned(order.id, Reason.OUT_OF_AREA, text)


def _of_today(
    pins: Sequence[Pin], orders: Sequence[Order], shifts: Sequence[Shift]
) -> tuple[Pin, ...]:
    known = {order.id for order in orders}
    driving = {shift.id for shift in shifts}
    return tuple(pin for pin in pins if pin.order_id in known and pin.shift_id in driving)
