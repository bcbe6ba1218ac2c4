"""The parts of a plan document, each with its way back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, time, timedelta
from typing import Any

from dashboard.domain.assignments import Kind
from dashboard.domain.days import Day, TimeWindow
from dashboard.domain.fleet import Costs, Depot, DriverClass, Shift
from dashboard.domain.loads import Capacity, Load
from dashboard.domain.orders import Order, Priority
from dashboard.domain.plans import Route, TimedStep, Totals
from dashboard.domain.points import Point
from dashboard.domain.spans import seconds

Document = Mapping[str, Any]
"""What JSON holds: times as ISO 8601 with offset, spans in seconds, money in cents."""


def fields_of(thing: Any) -> dict[str, Any]:
    """A flat dataclass, field by field."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def class_to_document(kind: DriverClass) -> dict[str, Any]:
    """A driver class; also how the workspace keeps it."""
    return {
        **fields_of(kind),
        "shift_start": kind.shift_start.isoformat("minutes"),
        "shift_end": kind.shift_end.isoformat("minutes"),
        "capacity": fields_of(kind.capacity),
        "start": kind.start if isinstance(kind.start, str) else list(kind.start),
        "end": kind.end if isinstance(kind.end, str) else list(kind.end),
        "costs": costs_to_document(kind.costs),
        "skills": sorted(kind.skills),
    }


def class_from_document(document: Document) -> DriverClass:
    """The driver class of a document."""
    start, end = document["start"], document["end"]
    return DriverClass(
        **{
            **document,
            "shift_start": time.fromisoformat(document["shift_start"]),
            "shift_end": time.fromisoformat(document["shift_end"]),
            "capacity": Capacity(**document["capacity"]),
            "start": start if isinstance(start, str) else Point(*start),
            "end": end if isinstance(end, str) else Point(*end),
            "costs": costs_from_document(document["costs"]),
            "skills": frozenset(document["skills"]),
        }
    )


def costs_to_document(costs: Costs) -> dict[str, Any]:
    """Costs, in cents and seconds."""
    after = costs.overtime_after
    document = fields_of(costs)
    document["overtime_after_s"] = None if after is None else seconds(after)
    del document["overtime_after"]
    return document


def costs_from_document(document: Document) -> Costs:
    """The costs of a document."""
    after_s = document["overtime_after_s"]
    given = {name: value for name, value in document.items() if name != "overtime_after_s"}
    return Costs(**given, overtime_after=None if after_s is None else timedelta(seconds=after_s))


def depot_to_document(depot: Depot, day: Day) -> dict[str, Any]:
    """A depot."""
    return {
        "id": depot.id,
        "name": depot.name,
        **_position(depot.point),
        "loading_s": seconds(depot.loading),
        "hours": None if depot.hours is None else window_to_document(depot.hours, day),
    }


def depot_from_document(document: Document) -> Depot:
    """The depot of a document."""
    hours = document["hours"]
    return Depot(
        id=document["id"],
        point=Point(document["lon"], document["lat"]),
        name=document["name"],
        loading=timedelta(seconds=document["loading_s"]),
        hours=None if hours is None else window_from_document(hours),
    )


def window_to_document(window: TimeWindow, day: Day) -> dict[str, str]:
    """A window, in the day's local time with its offset."""
    return {"start": iso(window.start, day), "end": iso(window.end, day)}


def window_from_document(document: Document) -> TimeWindow:
    """The window of a document."""
    return TimeWindow(instant(document["start"]), instant(document["end"]))


def shift_to_document(shift: Shift, day: Day) -> dict[str, Any]:
    """A shift; ``start`` and ``end`` are null for anywhere."""
    return {
        **fields_of(shift),
        "start": None if shift.start is None else _position(shift.start),
        "end": None if shift.end is None else _position(shift.end),
        "hours": window_to_document(shift.hours, day),
        "loading": seconds(shift.loading),
        "capacity": fields_of(shift.capacity),
        "costs": costs_to_document(shift.costs),
        "skills": sorted(shift.skills),
    }


def shift_from_document(document: Document) -> Shift:
    """The shift of a document."""
    start, end = document["start"], document["end"]
    return Shift(
        **{
            **document,
            "start": None if start is None else Point(start["lon"], start["lat"]),
            "end": None if end is None else Point(end["lon"], end["lat"]),
            "hours": window_from_document(document["hours"]),
            "loading": timedelta(seconds=document["loading"]),
            "capacity": Capacity(**document["capacity"]),
            "costs": costs_from_document(document["costs"]),
            "skills": frozenset(document["skills"]),
        }
    )


def order_to_document(order: Order, day: Day) -> dict[str, Any]:
    """An order; ``lat`` and ``lon`` are null while it has no position."""
    return {
        "order_id": order.id,
        "lat": None if order.point is None else order.point.lat,
        "lon": None if order.point is None else order.point.lon,
        "windows": [window_to_document(window, day) for window in order.windows],
        "service_s": seconds(order.service),
        **fields_of(order.load),
        "priority": order.priority.name.lower(),
        "skills": sorted(order.skills),
        "driver_class": order.driver_class,
        "own_stop": order.own_stop,
        "release": None if order.release is None else iso(order.release, day),
        **{name: getattr(order, name) for name in _TEXTS},
    }


def order_from_document(document: Document) -> Order:
    """The order of a document."""
    lat, lon, release = document["lat"], document["lon"], document["release"]
    return Order(
        id=document["order_id"],
        point=None if lat is None else Point(lon, lat),
        windows=tuple(window_from_document(window) for window in document["windows"]),
        service=timedelta(seconds=document["service_s"]),
        load=Load(*(document[name] for name in ("parcels", "weight_g", "volume_cm3"))),
        priority=Priority[document["priority"].upper()],
        skills=frozenset(document["skills"]),
        # Plans made before these were known have neither.
        driver_class=document.get("driver_class", ""),
        own_stop=document.get("own_stop", False),
        release=None if release is None else instant(release),
        **{name: document[name] for name in _TEXTS},
    )


def route_to_document(route: Route, day: Day) -> dict[str, Any]:
    """A route with its steps."""
    return {
        "route_id": route.route_id,
        "shift_id": route.shift_id,
        "loading_start": iso(route.loading_start, day),
        "departure": iso(route.departure, day),
        "return": iso(route.return_, day),
        "steps": [_step_to_document(step, day) for step in route.steps],
        "return_drive_s": seconds(route.return_drive),
        "return_distance_m": route.return_distance_m,
        "cost_cents": route.cost_cents,
    }


def route_from_document(document: Document) -> Route:
    """The route of a document."""
    return Route(
        route_id=document["route_id"],
        shift_id=document["shift_id"],
        loading_start=instant(document["loading_start"]),
        departure=instant(document["departure"]),
        return_=instant(document["return"]),
        steps=tuple(_step_from_document(step) for step in document["steps"]),
        return_drive=timedelta(seconds=document["return_drive_s"]),
        return_distance_m=document["return_distance_m"],
        cost_cents=document["cost_cents"],
    )


def totals_to_document(totals: Totals) -> dict[str, Any]:
    """The totals; spans carry the suffix ``_s``. Traffic stands there where there is any."""
    document = fields_of(totals)
    for name in _SPANS:
        document[f"{name}_s"] = seconds(document.pop(name))
    if not (totals.traffic or totals.traffic_cents):
        del document["traffic_s"], document["traffic_cents"]
    return document


def totals_from_document(document: Document) -> Totals:
    """The totals of a document."""
    given = {"traffic_s": 0, **document}
    for name in _SPANS:
        given[name] = timedelta(seconds=given.pop(f"{name}_s"))
    return Totals(**given)


def iso(when: datetime, day: Day) -> str:
    """ISO 8601 in the day's local time, with offset, to the second."""
    return day.local(when).isoformat(timespec="seconds")


def instant(text: str) -> datetime:
    """The UTC instant of an ISO 8601 text with offset."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _step_to_document(step: TimedStep, day: Day) -> dict[str, Any]:
    return {
        "stop_no": step.stop_no,
        "order_id": step.order_id,
        "kind": step.kind.value,
        "arrival": iso(step.arrival, day),
        "service_start": iso(step.service_start, day),
        "departure": iso(step.departure, day),
        "drive_s": seconds(step.drive),
        "distance_m": step.distance_m,
    }


def _step_from_document(document: Document) -> TimedStep:
    return TimedStep(
        stop_no=document["stop_no"],
        order_id=document["order_id"],
        kind=Kind(document["kind"]),
        arrival=instant(document["arrival"]),
        service_start=instant(document["service_start"]),
        departure=instant(document["departure"]),
        drive=timedelta(seconds=document["drive_s"]),
        distance_m=document["distance_m"],
    )


def _position(point: Point) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lon}


_TEXTS = ("customer", "address", "phone", "email", "notes", "source")
_SPANS = ("driving", "waiting", "service", "duty", "traffic")
