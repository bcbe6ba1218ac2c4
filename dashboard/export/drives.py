"""The drives of a route in words: from halt to halt, street by street."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from dashboard.domain import Formats, Kind, Plan, Point, Route, distance_words
from dashboard.domain.tasks import depot_of, place_of, position_words

_FEET_PER_METRE = 3.28084


@dataclass(frozen=True, slots=True)
class Drive:
    """One drive: where to, such as "To stop 3 · Café Ströget", and a line for each street."""

    to: str
    lines: tuple[str, ...]
    """None where no way is known."""


class Halt(NamedTuple):
    """A place of a route, and how the drive to it is called."""

    point: Point
    to: str


def halts(plan: Plan, route: Route) -> list[Halt]:
    """Start, each halt (one door counts once) and end: as far as they are known."""
    return [next(same) for _, same in groupby(_halts(plan, route), key=lambda h: h.point.door)]


def place_words(plan: Plan, place: Point) -> str:
    """The depot at this place, else its degrees."""
    depot = next((d for d in plan.depots if d.point.door == place.door), None)
    return depot.name if depot else position_words(place)


def length_words(metres: float, formats: Formats) -> str:
    """Such as ``300 m``, ``1.2 km``, ``500 ft`` or ``0.7 mi``: short ones as a driver sees them."""
    if formats.units == "mi":
        feet = metres * _FEET_PER_METRE
        if feet < 975:
            return f"{max(50, round(feet / 50) * 50)} ft"
    elif metres < 995:
        return f"{max(10, round(metres / 10) * 10)} m"
    return distance_words(metres, formats)


def _halts(plan: Plan, route: Route) -> Iterator[Halt]:
    shift, depot = plan.shift_by_id[route.shift_id], depot_of(plan, route)
    if shift.start is not None:
        yield Halt(shift.start, "")
    for step in route.steps:
        if step.order_id is not None:
            order = plan.order_by_id[step.order_id]
            where = place_of(order, step)
            to = f"To stop {step.stop_no} · {order.customer or order.id}"
        elif step.kind is Kind.PAUSE or depot is None:
            continue
        else:
            where, to = depot.point, f"To stop {step.stop_no} · {depot.name}, to load again"
        if where is not None:
            yield Halt(where, to)
    if shift.end is not None:
        yield Halt(shift.end, f"Back to {place_words(plan, shift.end)}")
