"""Builders: a test shows what matters and lets these default the rest."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from dashboard.domain import (
    Assignment,
    Capacity,
    Costs,
    Day,
    Depot,
    Load,
    Order,
    Plan,
    Point,
    Priority,
    Problem,
    Reason,
    Shift,
    TimeWindow,
    TravelMatrix,
    Unassigned,
    deliveries,
    doors,
    make_plan,
)

DATE = date(2026, 3, 10)
DAY = Day(DATE)
STEP_S, STEP_M = 600, 1000
"""Between neighbours on the street of tests: ten minutes, one kilometre."""


def at(clock: str) -> datetime:
    """The instant at which the clock of the tests' day, in UTC, shows this."""
    return datetime.combine(DATE, time.fromisoformat(clock), UTC)


def window(start: str, end: str) -> TimeWindow:
    """A window from "09:00" to "10:00"."""
    return TimeWindow(at(start), at(end))


def house(x: float) -> Point:
    """The house at x on the street; the depot is at 0."""
    return Point(round(x * 0.01, 5), 0.0)


def order(
    name: str = "o",
    x: float = 1,
    *,
    windows: Sequence[tuple[str, str]] = (),
    service_min: float = 5,
    parcels: int = 1,
    weight_g: int = 0,
    priority: Priority = Priority.NORMAL,
    customer: str = "",
    notes: str = "",
    **more: object,
) -> Order:
    """An order at house x."""
    return Order(
        name,
        house(x),
        windows=tuple(window(*span) for span in windows),
        service=timedelta(minutes=service_min),
        load=Load(parcels=parcels, weight_g=weight_g),
        priority=priority,
        customer=customer or f"Customer {name}",
        notes=notes,
        **more,  # type: ignore[arg-type]
    )


def street(n: int, **more: object) -> list[Order]:
    """Orders o1 to on at houses 1 to n."""
    return [order(f"o{k}", k, **more) for k in range(1, n + 1)]  # type: ignore[arg-type]


def depot(*, loading_min: float = 0) -> Depot:
    """The depot at house 0."""
    return Depot("depot", house(0), loading=timedelta(minutes=loading_min))


def shift(
    name: str = "s1",
    number: int = 1,
    *,
    hours: tuple[str, str] = ("09:00", "17:00"),
    start: Point | None = house(0),  # noqa: B008
    end: Point | None = house(0),  # noqa: B008
    parcels: int | None = None,
    weight_g: int | None = None,
    max_stops: int | None = None,
    costs: Costs = Costs(hour_cents=2000, km_cents=50),  # noqa: B008
    paid_when_idle: bool = False,
    **more: object,
) -> Shift:
    """A shift from and to house 0."""
    return Shift(
        id=name,
        number=number,
        driver=f"Driver {number}",
        class_name="Van",
        depot_id="depot",
        start=start,
        end=end,
        hours=window(*hours),
        capacity=Capacity(parcels=parcels, weight_g=weight_g),
        max_stops=max_stops,
        costs=costs,
        paid_when_idle=paid_when_idle,
        **more,  # type: ignore[arg-type]
    )


def problem(
    orders: Sequence[Order], shifts: Sequence[Shift] = (), *, at_depot: Depot | None = None
) -> Problem:
    """A day on the street, where the way between houses takes their difference."""
    where = at_depot or depot()
    fleet = tuple(shifts) or (shift(),)
    places = doors(orders, fleet, [where])
    return Problem(DAY, tuple(orders), fleet, (where,), places, {"van": line(places)})


def line(places: Sequence[Point]) -> TravelMatrix:
    """The street's travel: ten minutes and a kilometre from house to house."""
    x = np.array([place.lon / 0.01 for place in places])
    apart = np.abs(x[:, np.newaxis] - x[np.newaxis, :])
    return TravelMatrix(
        (apart * STEP_S).round().astype(np.int32)[np.newaxis],
        (apart * STEP_M).round().astype(np.int32),
    )


def plan_of(day: Problem, routes: dict[str, list[str]], **more: object) -> Plan:
    """The timed plan of order ids by shift id; the rest is unassigned."""
    assignment: Assignment = deliveries(routes)
    served = set(assignment.order_ids())
    left = [
        Unassigned(o.id, Reason.FLEET_FULL_TIME, "no time left")
        for o in day.orders
        if o.id not in served
    ]
    return make_plan(day, assignment, unassigned=left, **more)  # type: ignore[arg-type]


def day_plan(orders: int = 12, drivers: int = 3) -> Plan:
    """A plan of a small day: orders along the street dealt to the drivers in turn, one left out."""
    fleet = [shift(f"s{k}", k) for k in range(1, drivers + 1)]
    all_orders = street(orders)
    routes = {s.id: [o.id for o in all_orders[:-1][k::drivers]] for k, s in enumerate(fleet)}
    return plan_of(problem(all_orders, fleet), routes)
