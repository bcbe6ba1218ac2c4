"""What the parts of a plan document share: times, spans, places, and what may be left unsaid."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.domain.days import Day, TimeWindow
from dashboard.domain.points import Point
from dashboard.domain.spans import seconds

Document = Mapping[str, Any]
"""What JSON holds: times as ISO 8601 with offset, spans in seconds, money in cents."""


def fields_of(thing: Any) -> dict[str, Any]:
    """A flat dataclass, field by field."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def said(document: Document, usual: Document) -> dict[str, Any]:
    """The document without what is as usual: a reader who finds it missing knows as much."""
    return {
        name: value for name, value in document.items() if name not in usual or value != usual[name]
    }


def window_to_document(window: TimeWindow, day: Day) -> dict[str, str]:
    """A window, in the day's local time with its offset."""
    return {"start": iso(window.start, day), "end": iso(window.end, day)}


def window_from_document(document: Document) -> TimeWindow:
    """The window of a document."""
    return TimeWindow(instant(document["start"]), instant(document["end"]))


def iso(when: datetime, day: Day) -> str:
    """ISO 8601 in the day's local time, with offset, to the second."""
    return day.local(when).isoformat(timespec="seconds")


def instant(text: str) -> datetime:
    """The UTC instant of an ISO 8601 text with offset."""
    return datetime.fromisoformat(text).astimezone(UTC)


def seconds_or_none(span: timedelta | None) -> int | None:
    """A span that may be without limit."""
    return None if span is None else seconds(span)


def span_or_none(span_s: int | None) -> timedelta | None:
    """The span of a document; None: without limit."""
    return None if span_s is None else timedelta(seconds=span_s)


def position(point: Point) -> dict[str, float]:
    """A point by name, so that nobody has to remember the order."""
    return {"lat": point.lat, "lon": point.lon}


def point_of(document: Document) -> Point:
    """The point of a position."""
    return Point(document["lon"], document["lat"])
