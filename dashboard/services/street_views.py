"""A day's orders beside the streets of its map: who is on none, and who is far from theirs."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import Point, TravelError
from dashboard.intake.cells import CellProblem
from dashboard.services import roads
from dashboard.services.days import DaySetup
from dashboard.services.order_views import OrderView
from dashboard.services.street_doors import OFF_STREET, Door, doors_of
from dashboard.store import Store

MOVED_M = 100.0
"""From so far off its street on, a position is told to be."""


def beside_streets(
    store: Store, views: Sequence[OrderView], setup: DaySetup
) -> tuple[OrderView, ...]:
    """The same views, judged where a map has the depots of the day on its streets."""
    places = {view.key: spots for view in views if (spots := _spots(view))}
    try:
        streets = roads.streets_for(store, setup.depots) if places else None
    except TravelError:  # Planning says so; the orders are to be seen all the same.
        streets = None
    if streets is None:
        return tuple(views)
    both = doors_of(list(places.values()), setup.shifts, streets)
    goals = doors_of([spots[:1] for spots in places.values()], setup.shifts, streets)
    found = dict(zip(places, zip(both, goals, strict=True), strict=True))
    return tuple(_judged(view, *found[view.key]) if view.key in found else view for view in views)


def _spots(view: OrderView) -> list[Point]:
    """Where it goes and where it is fetched; nothing of an order that is no matter of streets."""
    is_known = view.order is not None and None not in view.order.points
    if view.order is None or not is_known or view.far_km is not None or view.is_outside:
        return []
    return [point for point in view.order.points if point is not None]


def _judged(view: OrderView, both: Door, goal: Door) -> OrderView:
    """``goal`` is where it goes, ``both`` that and where it is fetched."""
    if goal.reason:
        return replace(view, off_street=goal.reason)
    if both.reason:
        return replace(view, order=None, problems=(*view.problems, _not_fetched(view, both)))
    return replace(view, moved_m=goal.moved_m) if goal.moved_m > MOVED_M else view


def _not_fetched(view: OrderView, door: Door) -> CellProblem:
    what, do = OFF_STREET[door.reason]
    column = "pickup_address" if view.text.get("pickup_address") else "pickup_latitude"
    reason, remedy = (f"{words[0].upper()}{words[1:]}." for words in (what, do))
    return CellProblem(column, view.text.get(column, ""), reason, remedy)
