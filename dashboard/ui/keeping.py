"""What the next plan is to leave as it is: orders with their driver, and whole routes."""

from collections.abc import Callable

import streamlit as st

from dashboard.domain import Pin, Plan, Route
from dashboard.services import wishes
from dashboard.ui import notices, state
from dashboard.ui.look import escape
from dashboard.ui.stops import driver_words

_ANYWHERE, _FIRST, _LAST = 0, 1, -1
_PLACES = {_ANYWHERE: "anywhere", _FIRST: "as the first stop", _LAST: "as the last stop"}


def order(plan: Plan, order_id: str) -> None:
    """Keep an order of the plan with its driver, at a place of the route, or let it go."""
    pin = _pins().get(order_id)
    if pin is not None:
        st.markdown(f":material/push_pin: {escape(_pin_words(pin))}")
        st.button("Let it go", key=f"unpin_{order_id}", on_click=_let_go, args=(order_id,))
        return
    route = _route_of(plan, order_id)
    if route is None or route.shift_id in _locked():
        return
    with st.popover("Keep with this driver", icon=":material/push_pin:"):
        driver = driver_words(plan.shift_by_id[route.shift_id])
        st.caption(f"The next plan leaves it with {escape(driver)}.")
        place = _place_of(route, order_id)
        places = _PLACES if place in _PLACES else {**_PLACES, place: f"as number {place}"}
        at = st.selectbox(
            "In the route", list(places), format_func=places.__getitem__, key=f"pin_at_{order_id}"
        )
        st.button(
            "Keep it",
            key=f"pin_{order_id}",
            on_click=_keep,
            args=(Pin(order_id, route.shift_id, at or None),),
        )


def route(plan: Plan, shift_id: str) -> None:
    """Lock a route of the plan: the next one neither changes it nor adds to it; or unlock it."""
    driver = driver_words(plan.shift_by_id[shift_id])
    if shift_id in _locked():
        st.button(
            escape(f"Unlock the route of {driver}"),
            key=f"unlock_{shift_id}",
            icon=":material/lock_open:",
            on_click=_unlock,
            args=(shift_id,),
        )
    else:
        st.button(
            escape(f"Lock the route of {driver}"),
            key=f"lock_{shift_id}",
            icon=":material/lock:",
            help="The next plan leaves it as it is: the same stops in the same sequence.",
            on_click=_lock,
            args=(plan, shift_id),
        )


def routes(plan: Plan) -> None:
    """One of the plan's routes to lock or unlock."""
    chosen = st.selectbox(
        "Keep a route as it is",
        [route.shift_id for route in plan.routes],
        format_func=lambda shift_id: driver_words(plan.shift_by_id[shift_id]),
        index=None,
        placeholder="Choose a driver",
        key="route_to_lock",
        width=420,
    )
    if chosen is not None:
        route(plan, chosen)
    if locked := _locked():
        st.caption(f"Locked: {escape(', '.join(map(_driver, locked)))}.")


def kept() -> None:
    """All that is kept for the next plan, each with its undo; nothing where nothing is."""
    pins, locked = _pins(), _locked()
    if not pins and not locked:
        return
    st.markdown("**Kept as it is**")
    for shift_id in locked:
        words = f"The route of {_driver(shift_id)}"
        _line(words, f"free_route_{shift_id}", _unlock, shift_id)
    for pin in pins.values():
        _line(_pin_words(pin), f"free_order_{pin.order_id}", _let_go, pin.order_id)


def _line(words: str, key: str, act: Callable[[str], None], name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escape(words), width="stretch")
        st.button("Let go", key=key, on_click=act, args=(name,))


def _pin_words(pin: Pin) -> str:
    where = _PLACES.get(pin.position or _ANYWHERE, f"as number {pin.position}")
    at = f", {where}" if pin.position else ""
    return f"Order {pin.order_id} stays with {_driver(pin.shift_id)}{at}"


def _driver(shift_id: str) -> str:
    shifts = {shift.id: shift for shift in state.setup().shifts}
    return driver_words(shifts[shift_id]) if shift_id in shifts else "a driver who does not drive"


def _route_of(plan: Plan, order_id: str) -> Route | None:
    return next((r for r in plan.routes if any(s.order_id == order_id for s in r.served)), None)


def _place_of(route: Route, order_id: str) -> int:
    return [step.order_id for step in route.served].index(order_id) + 1


def _pins() -> dict[str, Pin]:
    return {pin.order_id: pin for pin in wishes.get_wishes(state.store(), state.day()).pins}


def _locked() -> list[str]:
    return list(wishes.get_wishes(state.store(), state.day()).locked)


def _keep(pin: Pin) -> None:
    with notices.warning():
        wishes.add_pin(state.store(), state.day(), pin)


def _let_go(order_id: str) -> None:
    wishes.remove_pin(state.store(), state.day(), order_id)


def _lock(plan: Plan, shift_id: str) -> None:
    with notices.warning():
        wishes.lock_route(state.store(), state.day(), plan, shift_id)


def _unlock(shift_id: str) -> None:
    wishes.unlock_route(state.store(), state.day(), shift_id)
