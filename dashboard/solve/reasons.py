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

    def without(**dropped: bool) -> bool:
        return empty.best(index, Limits(**dropped)) is not None

    if not any(order.skills <= shift.skills for shift in alike):
        names = ", ".join(sorted(order.skills))
        return Unassigned(order.id, Reason.MISSING_SKILL, f"no driver today has: {names}")
    if without(load=False):
        return Unassigned(order.id, Reason.TOO_BIG_FOR_ANY_VEHICLE, _too_big(order, alike))
    if without(windows=False):
        windows = window_words(order.windows, day)
        text = f"nobody can be there within {windows}, even with an empty route"
        return Unassigned(order.id, Reason.WINDOW_IMPOSSIBLE_ALONE, text)
    if without(hours=False) or without(hours=False, windows=False):
        text = "too far for any shift: there and back takes longer than its hours"
        return Unassigned(order.id, Reason.SHIFT_TOO_SHORT_ALONE, text)
    if without(load=False, windows=False, hours=False, stops=False):
        text = "several things stand in the way at once: its size, its window and the shift hours"
        return Unassigned(order.id, Reason.WINDOW_IMPOSSIBLE_ALONE, text)
    return Unassigned(order.id, Reason.UNREACHABLE, "no way leads there")


def _together(full: Fits, index: int, order: Order) -> Unassigned:
    """What is used up by the other orders."""
    if full.best(index, Limits(load=False)):
        text = "it would fit the drivers' time, but every vehicle that could take it is full"
        return Unassigned(order.id, Reason.FLEET_FULL_CAPACITY, text)
    if full.best(index, Limits(stops=False)):
        text = "every driver who could take it has as many stops as allowed"
        return Unassigned(order.id, Reason.FLEET_FULL_STOPS, text)
    if order.windows and full.best(index, Limits(windows=False)):
        windows = window_words(order.windows, full.on.problem.day)
        text = f"all drivers are busy elsewhere within {windows}"
        return Unassigned(order.id, Reason.FLEET_FULL_TIME, text)
    text = "no driver has enough time left"
    return Unassigned(order.id, Reason.FLEET_FULL_TIME, text)


def _too_big(order: Order, shifts: Sequence[Shift]) -> str:
    for field, unit, size in (
        ("parcels", "parcels", 1),
        ("weight_g", "kg", 1000),
        ("volume_cm3", "l", 1000),
    ):
        need = getattr(order.load, field)
        rooms = [_room(shift.capacity, field) for shift in shifts]
        if all(room is not None and room < need for room in rooms):
            most = max(room for room in rooms if room is not None)
            return f"{need / size:g} {unit} is more than the {most / size:g} any vehicle takes"
    return "it is larger than any vehicle"


def _room(capacity: Capacity, field: str) -> int | None:
    room: int | None = getattr(capacity, field)
    return room
