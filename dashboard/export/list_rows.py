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
from dashboard.domain.tasks import depot_of, place_of, position_words, task_words
from dashboard.export.frames import served_window


@dataclass(frozen=True, slots=True)
class ListRow:
    """
    One order at one stop, or a reload or break; empty text where nothing is known.

    An order without an address shows its degrees instead. ``stop_no`` is None for a
    break, which has no place of its own. ``task`` is empty for a delivery, else all
    that is to be done, such as "Take back: 2 parcels". ``is_loaded``: its goods
    go in at the depot. ``same_door``: the row before has this stop's number too.
    ``late`` says by how much the visit misses its window. ``navigation`` opens Google
    Maps on the phone, ``geo`` any map program.
    """

    stop_no: int | None
    planned: str
    window: str
    customer: str
    address: str
    phone: str
    parcels: int
    weight: str
    notes: str
    order_id: str
    kind: Kind = Kind.DELIVER
    task: str = ""
    is_loaded: bool = False
    late: str = ""
    same_door: bool = False
    navigation: str = ""
    geo: str = ""

    @property
    def name(self) -> str:
        """Whom or what it is for, in a line of its own."""
        return self.customer or self.order_id or self.task


def list_rows(plan: Plan, route: Route, formats: Formats) -> Iterator[ListRow]:
    """The steps of a route in their sequence."""
    before = 0
    for step in route.steps:
        if step.order_id is not None:
            order = plan.order_by_id[step.order_id]
            is_same = step.stop_no == before
            yield _visit_row(plan, route, order, step, formats, same_door=is_same)
            before = step.stop_no
        elif step.kind is Kind.PAUSE:
            yield _break_row(plan, route, step, formats)
        else:
            yield _reload_row(plan, route, step, formats)


def loading_rows(rows: Sequence[ListRow]) -> Iterator[ListRow]:
    """What each trip loads, from the last stop to the first; a reload starts the next trip."""
    trip: list[ListRow] = []
    for row in rows:
        if row.kind is Kind.RELOAD:
            yield from reversed(trip)
            yield row
            trip = []
        elif row.is_loaded:
            trip.append(row)
    yield from reversed(trip)


def weight_words(weight_g: int) -> str:
    """Such as ``12.5 kg``; nothing where no weight is known."""
    return f"{round(weight_g / 1000, 1):,.10g} kg" if weight_g else ""


def _visit_row(
    plan: Plan, route: Route, order: Order, step: TimedStep, formats: Formats, *, same_door: bool
) -> ListRow:
    window, where = served_window(order, step), place_of(order, step)
    late = ""
    if window is not None and step.service_start > window.end:
        late = f"{duration_words(step.service_start - window.end)} late"
    is_fetched = step.kind is Kind.PICK_UP
    address = order.collect.address if is_fetched and order.collect else order.address
    return ListRow(
        stop_no=step.stop_no,
        planned=clock_words(step.arrival, plan.day, formats),
        window=window_words((window,), plan.day, formats) if window else "",
        customer=f"for {order.customer or order.id}" if is_fetched else order.customer,
        address=address or _position(where),
        phone="" if is_fetched else order.phone,
        parcels=order.load.parcels,
        weight=weight_words(order.load.weight_g),
        notes="" if is_fetched else order.notes,
        order_id=order.id,
        kind=step.kind,
        task=task_words(plan, route, step),
        is_loaded=order.is_loaded,
        late=late,
        same_door=same_door,
        navigation=_navigation(where),
        geo=_geo(where),
    )


def _break_row(plan: Plan, route: Route, step: TimedStep, formats: Formats) -> ListRow:
    begins, ends = (clock_words(t, plan.day, formats) for t in (step.service_start, step.departure))
    return _halt_row(None, begins, f"until {ends}", step.kind, task_words(plan, route, step))


def _reload_row(plan: Plan, route: Route, step: TimedStep, formats: Formats) -> ListRow:
    arrives, leaves = (clock_words(t, plan.day, formats) for t in (step.arrival, step.departure))
    task, depot = task_words(plan, route, step), depot_of(plan, route)
    until = f"until {leaves}" if step.departure > step.arrival else ""
    where = depot.point if depot else None
    return _halt_row(step.stop_no, arrives, until, step.kind, task, where)


def _halt_row(
    stop_no: int | None,
    planned: str,
    notes: str,
    kind: Kind,
    task: str,
    where: Point | None = None,
) -> ListRow:
    return ListRow(
        stop_no=stop_no,
        planned=planned,
        window="",
        customer="",
        address="",
        phone="",
        parcels=0,
        weight="",
        notes=notes,
        order_id="",
        kind=kind,
        task=task,
        navigation=_navigation(where),
        geo=_geo(where),
    )


def _position(point: Point | None) -> str:
    return f"Position {position_words(point)}" if point else ""


def _navigation(point: Point | None) -> str:
    if point is None:
        return ""
    return f"https://www.google.com/maps/dir/?api=1&destination={_degrees(point)}"


def _geo(point: Point | None) -> str:
    return f"geo:{_degrees(point)}?q={_degrees(point)}" if point else ""


def _degrees(point: Point) -> str:
    return f"{point.lat:.6f},{point.lon:.6f}"
