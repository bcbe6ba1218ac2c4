"""The small records that map layers draw: as lists, or as JSON behind an address."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.domain import (
    Day,
    Formats,
    Kind,
    Order,
    Plan,
    Point,
    Route,
    Shift,
    TimedStep,
    clock_words,
    count_words,
    duration_words,
    window_words,
)
from dashboard.domain.tasks import place_of, task_words, windows_of

Record = dict[str, Any]
_STANDARD = Formats()
_DECIMALS = 5  # About a metre.


@dataclass(frozen=True, slots=True)
class PlanRecords:
    """
    What a map of a plan shows; positions are ``[lon, lat]``, five decimals.

    - ``stops``: order_id, also (further orders at this door, where there are
      any), shift_id, number, stop_no, at, tip
    - ``legs``: shift_id, number, path
    - ``depots``: at, icon, tip
    - ``unassigned``: order_id, at, icon, tip; those without a position are not here
    """

    stops: list[Record]
    legs: list[Record]
    depots: list[Record]
    unassigned: list[Record]

    def of_shifts(self, shift_ids: Collection[str]) -> "PlanRecords":
        """Only the stops and legs of these shifts."""
        return PlanRecords(
            [stop for stop in self.stops if stop["shift_id"] in shift_ids],
            [leg for leg in self.legs if leg["shift_id"] in shift_ids],
            self.depots,
            self.unassigned,
        )

    def place_of(self, order_id: str) -> list[float] | None:
        """Where the order is shown; None if it is not."""
        record = self._record_of(order_id)
        return record["at"] if record else None

    def number_of(self, order_id: str) -> int | None:
        """The number of the order's stop; None if it has none here."""
        record = self._record_of(order_id)
        return record.get("stop_no") if record else None

    def points(self) -> list[list[float]]:
        """Every position shown, for a view that fits all."""
        return [record["at"] for record in (*self.stops, *self.depots, *self.unassigned)]

    def _record_of(self, order_id: str) -> Record | None:
        for record in (*self.stops, *self.unassigned):
            if order_id == record["order_id"] or order_id in record.get("also", ()):
                return record
        return None


def plan_records(
    plan: Plan,
    formats: Formats = _STANDARD,
    lines: Mapping[str, Sequence[Point]] | None = None,
) -> PlanRecords:
    """The records of a plan; ``lines`` holds the ways along streets by route id, where known."""
    lines = lines or {}
    return PlanRecords(
        stops=[stop for route in plan.routes for stop in _stops(plan, route, formats)],
        legs=[
            {
                "shift_id": route.shift_id,
                "number": plan.shift_by_id[route.shift_id].number,
                "path": [place(p) for p in lines.get(route.route_id) or straight_way(plan, route)],
            }
            for route in plan.routes
        ],
        depots=[
            {"at": place(depot.point), "icon": "depot", "tip": depot.name} for depot in plan.depots
        ],
        unassigned=[
            {
                "order_id": left.order_id,
                "at": place(point),
                "icon": "unassigned",
                "tip": _lines(_who(plan.order_by_id[left.order_id]), f"Not scheduled: {left.text}"),
            }
            for left in plan.unassigned
            if (point := plan.order_by_id[left.order_id].point) is not None
        ],
    )


def order_records(orders: Iterable[Order], day: Day, formats: Formats = _STANDARD) -> list[Record]:
    """Orders before any plan: order_id, at, tip; those without a position are left out."""
    return [
        {
            "order_id": order.id,
            "at": place(order.point),
            "tip": _lines(_who(order), window_words(order.windows, day, formats)),
        }
        for order in orders
        if order.point is not None
    ]


def straight_way(plan: Plan, route: Route) -> list[Point]:
    """From the start by every halt to the end, as the crow flies."""
    shift = plan.shift_by_id[route.shift_id]
    depots = {depot.id: depot.point for depot in plan.depots}
    points = [shift.start]
    for step in route.steps:
        if step.order_id is not None:
            points.append(place_of(plan.order_by_id[step.order_id], step))
        elif step.kind == "reload":
            points.append(depots[shift.depot_id])
    points.append(shift.end)
    known = [point for point in points if point is not None]
    return [point for point, _ in groupby(known)]


def halts_of(route: Route) -> Iterator[list[TimedStep]]:
    """The visits of each halt, in sequence."""
    for _, visits in groupby(route.visits, key=lambda step: step.stop_no):
        yield list(visits)


def place(point: Point) -> list[float]:
    """The position as layers take it."""
    return [round(float(point.lon), _DECIMALS), round(float(point.lat), _DECIMALS)]


def _stops(plan: Plan, route: Route, formats: Formats) -> Iterator[Record]:
    shift = plan.shift_by_id[route.shift_id]
    for visits in halts_of(route):
        orders = [plan.order_by_id[visit.order_id or ""] for visit in visits]
        where = place_of(orders[0], visits[0])
        if where is None:
            continue
        stop: Record = {
            "order_id": orders[0].id,
            "shift_id": shift.id,
            "number": shift.number,
            "stop_no": visits[0].stop_no,
            "at": place(where),
            "tip": _lines(
                _heading(shift, visits),
                *_visit_lines(plan, route, visits, formats),
                *_break_lines(plan, route, visits[0].stop_no, formats),
            ),
        }
        if len(orders) > 1:
            stop["also"] = [order.id for order in orders[1:]]
        yield stop


def _heading(shift: Shift, visits: Sequence[TimedStep]) -> str:
    orders = f", {count_words(len(visits), 'order')}" if len(visits) > 1 else ""
    return f"{shift.number} {shift.driver}, stop {visits[0].stop_no}{orders}"


def _visit_lines(
    plan: Plan, route: Route, visits: Sequence[TimedStep], formats: Formats
) -> Iterator[str]:
    for visit in visits:
        order = plan.order_by_id[visit.order_id or ""]
        windows = windows_of(order, visit)
        yield task_words(plan, route, visit)
        yield f"for {_who(order)}" if visit.kind is Kind.PICK_UP else _who(order)
        when, window = (
            clock_words(visit.service_start, plan.day, formats),
            window_words(windows, plan.day, formats),
        )
        yield f"{when} (asked for {window})" if window else when
        if windows and visit.service_start > windows[-1].end:
            yield f"{duration_words(visit.service_start - windows[-1].end)} late"


def _break_lines(plan: Plan, route: Route, stop_no: int, formats: Formats) -> Iterator[str]:
    """The breaks taken at a halt."""
    for step in route.steps:
        if step.kind is Kind.PAUSE and step.stop_no == stop_no:
            begins = clock_words(step.service_start, plan.day, formats)
            yield f"{task_words(plan, route, step)} at {begins}"


def _who(order: Order) -> str:
    return order.customer or order.address or f"Order {order.id}"


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
