"""Routes and totals as parts of a plan document, each with its way back."""

from datetime import timedelta
from typing import Any

from dashboard.domain.assignments import Kind
from dashboard.domain.days import Day
from dashboard.domain.document_parts import Document, fields_of, instant, iso, said
from dashboard.domain.plans import Route, TimedStep, Totals
from dashboard.domain.spans import seconds

_SPANS = ("driving", "waiting", "service", "duty", "traffic")
_NO_TRAFFIC = {"traffic_s": 0, "traffic_cents": 0}
_NOT_LATE = {"late_cents": 0}
_NO_BREAK = {"break_id": ""}


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
    """The totals; spans carry the suffix ``_s``. Traffic and lateness stand there if there are."""
    document = fields_of(totals)
    for name in _SPANS:
        document[f"{name}_s"] = seconds(document.pop(name))
    if not (totals.traffic or totals.traffic_cents):
        document = said(document, _NO_TRAFFIC)
    return said(document, _NOT_LATE)


def totals_from_document(document: Document) -> Totals:
    """The totals of a document."""
    given = {**_NO_TRAFFIC, **_NOT_LATE, **document}
    for name in _SPANS:
        given[name] = timedelta(seconds=given.pop(f"{name}_s"))
    return Totals(**given)


def _step_to_document(step: TimedStep, day: Day) -> dict[str, Any]:
    document = {
        "stop_no": step.stop_no,
        "order_id": step.order_id,
        "kind": step.kind.value,
        "arrival": iso(step.arrival, day),
        "service_start": iso(step.service_start, day),
        "departure": iso(step.departure, day),
        "drive_s": seconds(step.drive),
        "distance_m": step.distance_m,
        "break_id": step.break_id,
    }
    return said(document, _NO_BREAK)


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
        break_id=document.get("break_id", ""),
    )
