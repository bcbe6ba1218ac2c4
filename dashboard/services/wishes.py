"""What a planner wishes of one day: aims, orders pinned to drivers, and routes kept as they are."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.domain import NO_AIMS, Aims, Pin, Plan, PlannerError, Step, Task
from dashboard.domain.document_pins import (
    aims_from_document,
    aims_to_document,
    pin_from_document,
    pin_to_document,
    step_from_document,
    step_to_document,
)
from dashboard.services.day_records import begun, change_of_date, of_date
from dashboard.services.plan_steps import steps_of
from dashboard.store import Store, get_day

_AIMS, _PINS, _LOCKED = "aims", "pins", "locked"


@dataclass(frozen=True, slots=True)
class DayWishes:
    """All that is wished of a day; ``locked`` are the steps of routes to keep, by shift id."""

    aims: Aims = NO_AIMS
    pins: tuple[Pin, ...] = ()
    locked: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)


NO_WISHES = DayWishes()


def get_wishes(store: Store, date: dt.date) -> DayWishes:
    """As they are kept for this date; orders and drivers of them may be gone by now."""
    record = get_day(store, date)
    locked: Mapping[str, Any] = of_date(record, date, _LOCKED) or {}
    return DayWishes(
        aims=_aims(of_date(record, date, _AIMS)),
        pins=tuple(pin_from_document(pin) for pin in of_date(record, date, _PINS) or ()),
        locked={name: tuple(map(step_from_document, steps)) for name, steps in locked.items()},
    )


def get_aims(store: Store, date: dt.date) -> Aims:
    """How even and how far apart the day's routes should be."""
    return _aims(of_date(get_day(store, date), date, _AIMS))


def save_aims(store: Store, date: dt.date, aims: Aims) -> None:
    """Wish for even routes, or routes apart, on this day."""
    begun(store, date)
    change_of_date(store, date, _AIMS, None if aims == NO_AIMS else aims_to_document(aims))


def add_pin(store: Store, date: dt.date, pin: Pin) -> None:
    """
    Hold an order to a shift; an earlier pin of it is taken away.

    Of two orders at one place of a route the later keeps the place, the other the driver.
    Raises ``PlannerError`` for an order of a route that is locked.
    """
    wishes = get_wishes(store, date)
    if any(pin.order_id in _order_ids(steps) for steps in wishes.locked.values()):
        raise PlannerError(
            f"Order {pin.order_id} is on a route that is locked: unlock the route first."
        )
    others = [_giving_way(one, pin) for one in wishes.pins if one.order_id != pin.order_id]
    _save_pins(store, date, [*others, pin])


def remove_pin(store: Store, date: dt.date, order_id: str) -> None:
    """Let any driver take the order again."""
    pins = get_wishes(store, date).pins
    _save_pins(store, date, [pin for pin in pins if pin.order_id != order_id])


def lock_route(store: Store, date: dt.date, plan: Plan, shift_id: str) -> None:
    """
    Keep a route of the plan as it is: its stops in their sequence, and no others.

    Raises ``PlannerError`` for a driver who has no route.
    """
    route = next((one for one in plan.routes if one.shift_id == shift_id), None)
    if route is None:
        raise PlannerError("This driver has no route in the plan: there is nothing to lock.")
    steps = steps_of(plan, route)
    kept, wishes = _order_ids(steps), get_wishes(store, date)
    others = {
        name: tuple(step for step in others if _order_id(step) not in kept)
        for name, others in wishes.locked.items()
    }
    _save_locked(store, date, {**others, shift_id: steps})
    _save_pins(store, date, [pin for pin in wishes.pins if pin.order_id not in kept])


def unlock_route(store: Store, date: dt.date, shift_id: str) -> None:
    """Let the next plan change the route again."""
    locked = get_wishes(store, date).locked
    left = {name: steps for name, steps in locked.items() if name != shift_id}
    _save_locked(store, date, left)


def _aims(document: Mapping[str, Any] | None) -> Aims:
    return aims_from_document(document) if document else NO_AIMS


def _giving_way(pin: Pin, to: Pin) -> Pin:
    is_same = (pin.shift_id, pin.position) == (to.shift_id, to.position)
    return replace(pin, position=None) if is_same else pin


def _save_pins(store: Store, date: dt.date, pins: Sequence[Pin]) -> None:
    change_of_date(store, date, _PINS, [pin_to_document(pin) for pin in pins])


def _save_locked(store: Store, date: dt.date, locked: Mapping[str, Sequence[Step]]) -> None:
    routes = {name: [step_to_document(step) for step in steps] for name, steps in locked.items()}
    change_of_date(store, date, _LOCKED, routes)


def _order_ids(steps: Sequence[Step]) -> set[str]:
    return {step.order_id for step in steps if isinstance(step, Task)}


def _order_id(step: Step) -> str | None:
    return step.order_id if isinstance(step, Task) else None
