"""Depots, driver classes and shifts as parts of a plan document, each with its way back."""

from datetime import time, timedelta
from typing import Any

from dashboard.domain.days import Day
from dashboard.domain.document_parts import (
    Document,
    fields_of,
    point_of,
    position,
    said,
    seconds_or_none,
    span_or_none,
    window_from_document,
    window_to_document,
)
from dashboard.domain.fleet import BreakRule, Costs, Depot, DriverClass
from dashboard.domain.loads import Capacity
from dashboard.domain.points import Point
from dashboard.domain.shifts import Break, Shift
from dashboard.domain.spans import seconds

_SPANS = ("max_duty", "overrun")
"""Fields of classes and shifts that stand in seconds, under a name that says so."""

_USUAL_COSTS: Document = {"overrun_cents": 0, "breaks_paid": True}
_USUAL: Document = {"breaks": [], "max_duty_s": None, "max_distance_m": None, "overrun_s": 0}
_USUAL_CLASS: Document = {**_USUAL, "depot": "", "trips": 1, "speed_percent": 100}
_USUAL_SHIFT: Document = {**_USUAL, "reloads": 0}


def class_to_document(kind: DriverClass) -> dict[str, Any]:
    """A driver class; also how the workspace keeps it."""
    document = {
        **fields_of(kind),
        "shift_start": _clock(kind.shift_start),
        "shift_end": _clock(kind.shift_end),
        "capacity": fields_of(kind.capacity),
        "start": kind.start if isinstance(kind.start, str) else list(kind.start),
        "end": kind.end if isinstance(kind.end, str) else list(kind.end),
        "costs": costs_to_document(kind.costs),
        "skills": sorted(kind.skills),
        "breaks": [_rule_to_document(rule) for rule in kind.breaks],
        **_limits(kind),
    }
    return said(_without_spans(document), _USUAL_CLASS)


def class_from_document(document: Document) -> DriverClass:
    """The driver class of a document."""
    given = {**_USUAL_CLASS, **document}
    start, end = given["start"], given["end"]
    return DriverClass(
        **{
            **_with_spans(given),
            "shift_start": time.fromisoformat(given["shift_start"]),
            "shift_end": time.fromisoformat(given["shift_end"]),
            "capacity": Capacity(**given["capacity"]),
            "start": start if isinstance(start, str) else Point(*start),
            "end": end if isinstance(end, str) else Point(*end),
            "costs": costs_from_document(given["costs"]),
            "skills": frozenset(given["skills"]),
            "breaks": tuple(_rule_from_document(rule) for rule in given["breaks"]),
        }
    )


def costs_to_document(costs: Costs) -> dict[str, Any]:
    """Costs, in cents and seconds."""
    document = fields_of(costs)
    document["overtime_after_s"] = seconds_or_none(document.pop("overtime_after"))
    return said(document, _USUAL_COSTS)


def costs_from_document(document: Document) -> Costs:
    """The costs of a document."""
    given = dict(document)
    return Costs(overtime_after=span_or_none(given.pop("overtime_after_s")), **given)


def depot_to_document(depot: Depot, day: Day) -> dict[str, Any]:
    """A depot."""
    return {
        "id": depot.id,
        "name": depot.name,
        **position(depot.point),
        "loading_s": seconds(depot.loading),
        "hours": None if depot.hours is None else window_to_document(depot.hours, day),
    }


def depot_from_document(document: Document) -> Depot:
    """The depot of a document."""
    hours = document["hours"]
    return Depot(
        id=document["id"],
        point=point_of(document),
        name=document["name"],
        loading=timedelta(seconds=document["loading_s"]),
        hours=None if hours is None else window_from_document(hours),
    )


def shift_to_document(shift: Shift, day: Day) -> dict[str, Any]:
    """A shift; ``start`` and ``end`` are null for anywhere."""
    document = {
        **fields_of(shift),
        "start": None if shift.start is None else position(shift.start),
        "end": None if shift.end is None else position(shift.end),
        "hours": window_to_document(shift.hours, day),
        "loading": seconds(shift.loading),
        "capacity": fields_of(shift.capacity),
        "costs": costs_to_document(shift.costs),
        "skills": sorted(shift.skills),
        "breaks": [_break_to_document(rest, day) for rest in shift.breaks],
        **_limits(shift),
    }
    return said(_without_spans(document), _USUAL_SHIFT)


def shift_from_document(document: Document) -> Shift:
    """The shift of a document."""
    given = {**_USUAL_SHIFT, **document}
    start, end = given["start"], given["end"]
    return Shift(
        **{
            **_with_spans(given),
            "start": None if start is None else point_of(start),
            "end": None if end is None else point_of(end),
            "hours": window_from_document(given["hours"]),
            "loading": timedelta(seconds=given["loading"]),
            "capacity": Capacity(**given["capacity"]),
            "costs": costs_from_document(given["costs"]),
            "skills": frozenset(given["skills"]),
            "breaks": tuple(_break_from_document(rest) for rest in given["breaks"]),
        }
    )


def _limits(of: DriverClass | Shift) -> dict[str, Any]:
    """The spans that class and shift have in common, under names that say their unit."""
    return {"max_duty_s": seconds_or_none(of.max_duty), "overrun_s": seconds(of.overrun)}


def _without_spans(document: Document) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in _SPANS}


def _with_spans(document: Document) -> dict[str, Any]:
    spans = {name: span_or_none(document[f"{name}_s"]) for name in _SPANS}
    return {name: value for name, value in document.items() if name[:-2] not in _SPANS} | spans


def _rule_to_document(rule: BreakRule) -> dict[str, Any]:
    return {"start": _clock(rule.start), "end": _clock(rule.end), **_lengths(rule)}


def _rule_from_document(document: Document) -> BreakRule:
    start, end = (time.fromisoformat(document[name]) for name in ("start", "end"))
    return BreakRule(start, end, *_spans(document))


def _break_to_document(rest: Break, day: Day) -> dict[str, Any]:
    return {"id": rest.id, **window_to_document(rest.window, day), **_lengths(rest)}


def _break_from_document(document: Document) -> Break:
    return Break(document["id"], window_from_document(document), *_spans(document))


def _lengths(rest: BreakRule | Break) -> dict[str, int]:
    return {"length_s": seconds(rest.length), "after_s": seconds(rest.after)}


def _spans(document: Document) -> tuple[timedelta, timedelta]:
    length, after = (timedelta(seconds=document[name]) for name in ("length_s", "after_s"))
    return length, after


def _clock(clock: time) -> str:
    return clock.isoformat("minutes")
