"""Why an order is on no route: the rule that stands in the way, found by trying without it."""

from collections.abc import Sequence

from dashboard.domain import (
    Assignment,
    Capacity,
    Clock,
    Order,
    Problem,
    Reason,
    Shift,
    Unassigned,
    clock,
    window_words,
)
from dashboard.domain.needs import needs_of
from dashboard.solve.fits import Fits, Limits, fits
from dashboard.solve.insertion import routes_of
from dashboard.solve.prices import kinds_of


def reasons(
    problem: Problem, assignment: Assignment, on: Clock | None = None
) -> tuple[Unassigned, ...]:
    """The reason for each order that the assignment leaves out, in the problem's order."""
    on = on or clock(problem)
    served = set(assignment.order_ids())
    left = [k for k, order in enumerate(problem.orders) if order.id not in served]
    if not left:
        return ()
    alike = [kind[0] for kind in kinds_of(problem.shifts)]
    empty, full = fits(on, {}, alike), fits(on, routes_of(problem, assignment))
    return tuple(_reason(empty, full, order) for order in left)


def can_be_served(problem: Problem, on: Clock) -> list[bool]:
    """Whether each order fits some shift when nothing else is on it."""
    alike = [kind[0] for kind in kinds_of(problem.shifts)]
    empty = fits(on, {}, alike)
    return [empty.best(order) is not None for order in range(len(problem.orders))]


def _reason(empty: Fits, full: Fits, index: int) -> Unassigned:
    order = empty.on.problem.orders[index]
    if not empty.shifts:
        return Unassigned(order.id, Reason.NO_DRIVERS, "nobody drives on this day")
    return _alone(empty, index, order) or _together(full, index, order)


def _alone(empty: Fits, index: int, order: Order) -> Unassigned | None:
    """What keeps the order off even an empty route, or None if nothing does."""
    if empty.best(index):
        return None
    alike, day = empty.shifts, empty.on.problem.day
    able = [shift for shift in alike if order.needs <= shift.offers]

    def without(**dropped: bool) -> bool:
        return empty.best(index, Limits(**dropped)) is not None

    if not any(needs_of((), order.driver_class) <= shift.offers for shift in alike):
        text = _said(order, "nobody may take it", "none drives today")
        return Unassigned(order.id, Reason.NO_ALLOWED_VEHICLE, text)
    if not able:
        names = ", ".join(sorted(order.skills))
        text = _said(order, f"no driver today has: {names}", f"none of them has: {names}")
        return Unassigned(order.id, Reason.MISSING_SKILL, text)
    if without(load=False):
        return Unassigned(order.id, Reason.TOO_BIG_FOR_ANY_VEHICLE, _too_big(order, able))
    if without(windows=False):
        windows = window_words(order.windows, day)
        there = f"can be there within {windows}, even with an empty route"
        text = _said(order, f"nobody {there}", f"none of them {there}")
        return Unassigned(order.id, Reason.WINDOW_IMPOSSIBLE_ALONE, text)
    if without(hours=False) or without(hours=False, windows=False):
        hours = "there and back takes longer than its hours"
        text = _said(
            order,
            f"too far for any shift: {hours}",
            f"it is too far for any shift of theirs: {hours}",
        )
        return Unassigned(order.id, Reason.SHIFT_TOO_SHORT_ALONE, text)
    if without(load=False, windows=False, hours=False, stops=False):
        several = (
            "several things stand in the way at once: its size, its window and the shift hours"
        )
        text = _said(order, several, several)
        return Unassigned(order.id, Reason.WINDOW_IMPOSSIBLE_ALONE, text)
    return Unassigned(order.id, Reason.UNREACHABLE, "no way leads there")


def _together(full: Fits, index: int, order: Order) -> Unassigned:
    """What is used up by the other orders."""
    if full.best(index, Limits(load=False)):
        text = _said(
            order,
            "it would fit the drivers' time, but every vehicle that could take it is full",
            "every vehicle of theirs that could be there in time is full",
        )
        return Unassigned(order.id, Reason.FLEET_FULL_CAPACITY, text)
    if full.best(index, Limits(stops=False)):
        full_of_stops = "every driver who could take it has as many stops as allowed"
        text = _said(order, full_of_stops, full_of_stops)
        return Unassigned(order.id, Reason.FLEET_FULL_STOPS, text)
    if order.windows and full.best(index, Limits(windows=False)):
        windows = window_words(order.windows, full.on.problem.day)
        busy = f"busy elsewhere within {windows}"
        text = _said(order, f"all drivers are {busy}", f"all of them are {busy}")
        return Unassigned(order.id, Reason.FLEET_FULL_TIME, text)
    text = _said(order, "no driver has enough time left", "none of them has enough time left")
    return Unassigned(order.id, Reason.FLEET_FULL_TIME, text)


def _said(order: Order, of_all: str, of_class: str) -> str:
    """What is true of all drivers, or of those of the only class that may take the order."""
    only = order.driver_class.strip()
    return f"only {only} may take it, and {of_class}" if only else of_all


def _too_big(order: Order, shifts: Sequence[Shift]) -> str:
    """Said of the shifts that may take the order."""
    for field, unit, size in (
        ("parcels", "parcels", 1),
        ("weight_g", "kg", 1000),
        ("volume_cm3", "l", 1000),
    ):
        need = getattr(order.load, field)
        rooms = [_room(shift.capacity, field) for shift in shifts]
        if all(room is not None and room < need for room in rooms):
            most = max(room for room in rooms if room is not None)
            more = f"{need / size:g} {unit} is more than the {most / size:g}"
            having = f" with {', '.join(sorted(order.skills))}" if order.skills else ""
            of_theirs = f"{more} any vehicle of theirs{having} takes"
            return _said(order, f"{more} any vehicle{having} takes", of_theirs)
    return _said(order, "it is larger than any vehicle", "it is larger than any of their vehicles")


def _room(capacity: Capacity, field: str) -> int | None:
    room: int | None = getattr(capacity, field)
    return room
