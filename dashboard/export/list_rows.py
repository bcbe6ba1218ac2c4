"""The rows of a driver's list: what stands at each stop, and in which sequence it is loaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.domain import (
    Formats,
    Kind,
    Order,
    Plan,
    Point,
    Route,
    TimedStep,
    clock_words,
    duration_words,
    window_words,
)
from dashboard.export.frames import served_window

_TASKS = {
    Kind.DELIVER: "",
    Kind.PICK_UP: "Pick up",
    Kind.HAND_BACK: "Hand back",
    Kind.RELOAD: "Load again",
    Kind.PAUSE: "Break",
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """
    One order at one stop, or a reload or break; empty text where nothing is known.

    An order without an address shows its degrees instead.
    ``task`` is empty for a delivery. ``same_door``: the row before has this
    stop's number too. ``late`` says by how much the visit misses its window.
    ``navigation`` opens Google Maps on the phone, ``geo`` any map program.
    """

    stop_no: int
    planned: str
    window: str
    customer: str
    address: str
    phone: str
    parcels: int
    weight: str
    notes: str
    order_id: str
    task: str = ""
    late: str = ""
    same_door: bool = False
    navigation: str = ""
    geo: str = ""


def list_rows(plan: Plan, route: Route, formats: Formats) -> Iterator[ListRow]:
    """The steps of a route in their sequence."""
    before = 0
    for step in route.steps:
        if step.order_id is not None:
            order = plan.order_by_id[step.order_id]
            yield _visit_row(plan, order, step, formats, same_door=step.stop_no == before)
        else:
            yield _other_row(plan, route, step, formats)
        before = step.stop_no


def loading_rows(rows: Sequence[ListRow]) -> Iterator[ListRow]:
    """Each trip's deliveries from the last stop to the first; a reload starts the next trip."""
    trip: list[ListRow] = []
    for row in rows:
        if row.task == _TASKS[Kind.RELOAD]:
            yield from reversed(trip)
            yield row
            trip = []
        elif row.order_id and row.task != _TASKS[Kind.PICK_UP]:
            trip.append(row)
    yield from reversed(trip)


def weight_words(weight_g: int) -> str:
    """Such as ``12.5 kg``; nothing where no weight is known."""
    return f"{round(weight_g / 1000, 1):,.10g} kg" if weight_g else ""


def _visit_row(
    plan: Plan, order: Order, step: TimedStep, formats: Formats, *, same_door: bool
) -> ListRow:
    window = served_window(order, step)
    late = ""
    if window is not None and step.service_start > window.end:
        late = f"{duration_words(step.service_start - window.end)} late"
    return ListRow(
        stop_no=step.stop_no,
        planned=clock_words(step.arrival, plan.day, formats),
        window=window_words((window,), plan.day, formats) if window else "",
        customer=order.customer,
        address=order.address or _position(order.point),
        phone=order.phone,
        parcels=order.load.parcels,
        weight=weight_words(order.load.weight_g),
        notes=order.notes,
        order_id=order.id,
        task=_TASKS[step.kind],
        late=late,
        same_door=same_door,
        navigation=_navigation(order.point),
        geo=_geo(order.point),
    )


def _other_row(plan: Plan, route: Route, step: TimedStep, formats: Formats) -> ListRow:
    depot_id = plan.shift_by_id[route.shift_id].depot_id
    depot = next((d for d in plan.depots if d.id == depot_id), None)
    is_reload = step.kind is Kind.RELOAD and depot is not None
    return ListRow(
        stop_no=step.stop_no,
        planned=clock_words(step.arrival, plan.day, formats),
        window="",
        customer=depot.name if is_reload and depot else "",
        address="",
        phone="",
        parcels=0,
        weight="",
        notes=f"until {clock_words(step.departure, plan.day, formats)}",
        order_id="",
        task=_TASKS[step.kind],
        navigation=_navigation(depot.point) if is_reload and depot else "",
        geo=_geo(depot.point) if is_reload and depot else "",
    )


def _position(point: Point | None) -> str:
    return f"Position {point.lat:.5f}, {point.lon:.5f}" if point else ""


def _navigation(point: Point | None) -> str:
    if point is None:
        return ""
    return f"https://www.google.com/maps/dir/?api=1&destination={_degrees(point)}"


def _geo(point: Point | None) -> str:
    return f"geo:{_degrees(point)}?q={_degrees(point)}" if point else ""


def _degrees(point: Point) -> str:
    return f"{point.lat:.6f},{point.lon:.6f}"
