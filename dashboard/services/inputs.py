"""What is known of a stored day, ready to be planned or not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as calendar_date

from dashboard.domain import Order, PlannerError, Unassigned
from dashboard.domain.plans import Reason
from dashboard.services import days, extracts, orders, settings, traffic
from dashboard.services.day_inputs import DayInputs, day_inputs
from dashboard.services.wishes import get_wishes
from dashboard.store import Store

_OUTSIDE = "it lies outside all your zones: check its position, or draw the zones wider"


@dataclass(frozen=True, slots=True)
class Readiness:
    """A day's orders counted by fate: the counts add up to ``orders``."""

    orders: int
    plannable: int
    excluded: int
    without_position: int
    invalid: int
    far: int
    outside: int
    """Outside all zones, where nothing is delivered there."""
    off_street: int
    """On no street of the map that the day is driven on."""
    drivers: int
    todo: tuple[str, ...]
    """What is missing before the day can be planned, in sentences."""


def readiness(store: Store, date: calendar_date) -> Readiness:
    """What is there, and what is missing."""
    setup = days.get_setup(store, date)
    views = orders.list_orders(store, date)
    taken = [view for view in views if not view.excluded]
    invalid = [view for view in taken if view.order is None]
    lost = [view for view in taken if view.order is not None and None in view.order.points]
    far = [view for view in taken if view.far_km is not None]
    outside = [view for view in taken if view.is_outside and view not in lost]
    off_street = [view for view in taken if view.off_street]
    aside = (invalid, lost, far, outside, off_street)
    plannable = len(taken) - sum(map(len, aside))
    drivers = sum(kind.count for kind in setup.classes)
    todo = []
    if not views:
        todo.append("Bring the day's orders.")
    elif not plannable:
        todo.append("No order can be planned yet: look at what the orders page says of them.")
    if setup.depot is None:
        todo.append("Say where the depot is.")
    if not drivers:
        todo.append("Say how many drivers may drive.")
    return Readiness(
        orders=len(views),
        plannable=plannable,
        excluded=len(views) - len(taken),
        without_position=len(lost),
        invalid=len(invalid),
        far=len(far),
        outside=len(outside),
        off_street=len(off_street),
        drivers=drivers,
        todo=tuple(todo),
    )


def stored_inputs(store: Store, date: calendar_date) -> DayInputs:
    """The inputs of a stored day; raises ``PlannerError`` with what is missing."""
    setup = days.get_setup(store, date)
    if setup.depot is None:
        raise PlannerError("Say where the depot is, on the drivers page.")
    views = orders.list_orders(store, date)
    wanted = settings.get(store)
    doubtful = {why.order_id: (order, why) for order, why in _doubtful(views)}
    inputs = day_inputs(
        setup.day,
        [order for order in orders.open_orders(views) if order.id not in doubtful],
        setup.shifts,
        setup.depots,
        radius_km=wanted.service_radius_km,
        default_window=setup.default_window,
        classes=setup.classes,
        traffic=traffic.get(store),
        spare=setup.spare,
        wishes=get_wishes(store, date),
    )
    inputs = replace(inputs, roads=extracts.fingerprint(store.folder))
    return _with_unreadable(inputs.with_left_over(list(doubtful.values())), views)


def _doubtful(views: list[orders.OrderView]) -> Iterator[tuple[Order, Unassigned]]:
    """The orders outside all zones, or not found for sure where they were looked up, with why."""
    for view in views:
        if view.is_outside and view.order is not None and not view.excluded:
            yield view.order, Unassigned(view.order_id, Reason.OUT_OF_AREA, _OUTSIDE)
        lost = not view.excluded and view.order is not None and view.order.point is None
        if lost and view.order is not None and view.place is not None:
            known = bool(view.place.candidates)
            code = Reason.ADDRESS_AMBIGUOUS if known else Reason.ADDRESS_UNPARSED
            yield view.order, Unassigned(view.order_id, code, view.place.reason)


def _with_unreadable(inputs: DayInputs, views: list[orders.OrderView]) -> DayInputs:
    """The orders that a hand has made unreadable, kept in the plan and named."""
    broken = [view for view in views if view.order is None and not view.excluded]
    names = _names(inputs, broken)
    left = [
        Unassigned(name, Reason.INVALID, _sentence(view))
        for name, view in zip(names, broken, strict=True)
    ]
    stand_ins = [
        Order(name, customer=view.text.get("customer", ""), source=view.key[0])
        for name, view in zip(names, broken, strict=True)
    ]
    return inputs.with_left_over(list(zip(stand_ins, left, strict=True)))


def _names(inputs: DayInputs, broken: list[orders.OrderView]) -> list[str]:
    """Their numbers, with the source where another order of the plan has the same."""
    taken = {order.id for order in (*inputs.orders, *inputs.left_over)}
    names: list[str] = []
    for view in broken:
        name = view.order_id
        while name in taken:
            name += f" ({view.key[0]})"
        taken.add(name)
        names.append(name)
    return names


def _sentence(view: orders.OrderView) -> str:
    first = view.problems[0]
    return f"{first.column} {first.value!r}: {first.reason}"
