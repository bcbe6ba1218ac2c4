"""A field of a driver class that is kept as a number of its own unit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from dashboard.domain.fleet import DriverClass
from dashboard.ui import fields

Change = Callable[[DriverClass, Any], DriverClass]
Keeps = Callable[[Change], fields.Keep]

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def put(name: str) -> Change:
    """Take a value over as it is."""
    return lambda kind, value: replace(kind, **{name: value})


def put_cost(name: str) -> Change:
    """Take a value over into the costs."""
    return lambda kind, value: replace(kind, costs=replace(kind.costs, **{name: value}))


def put_span(name: str, unit: timedelta) -> Change:
    """Take over how long something is, given in this unit; None stays None."""

    def change(kind: DriverClass, value: float | None) -> DriverClass:
        span: dict[str, Any] = {name: None if value is None else value * unit}
        return replace(kind, **span)

    return change


def in_unit(span: timedelta | None, unit: timedelta) -> float | None:
    """A span as a number of this unit; None stays None."""
    return None if span is None else span / unit
