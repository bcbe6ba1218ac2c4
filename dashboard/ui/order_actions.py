"""What can be done with the ticked orders, all at once, and orders added by hand."""

import datetime
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.domain import PlannerError, count_words
from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import notices, order_handling, state
from dashboard.ui.days import day_words
from dashboard.ui.look import escape
from dashboard.ui.order_sheet import OrderKey, Sheet, chosen_here


def toolbar(shown: Sequence[OrderView], sheet: Sheet) -> None:
    """Tick all or none, and what to do with the ticked."""
    keys = chosen_here(sheet, [view.key for view in shown])
    views = [view for view in shown if view.key in sheet.chosen]
    if not keys:
        st.button("Tick all", on_click=sheet.choose, args=([view.key for view in shown],))
        if st.button("Add an order", icon=":material/add:"):
            _add()
        st.caption("Tick orders to change several at once.", width="content")
        return
    st.button(f"Untick {len(keys)}", on_click=sheet.choose, args=([],))
    with st.popover("Delivery window", icon=":material/schedule:"):
        _windows(sheet, keys)
    # What a rule leaves out comes back when the rule goes.
    out = [view.key for view in views if view.state != "open"]
    if len(out) < len(keys) and st.button("Leave out", help="Keep them, but do not plan them"):
        _do(sheet, lambda: orders.exclude(state.store(), keys, True), _told(keys, "left out"))
    if out and st.button("Take in again"):
        _do(sheet, lambda: orders.exclude(state.store(), out, False), _told(out, "taken in"))
    with st.popover("How and by whom", icon=":material/tune:"):
        _handle(sheet, views)
    with st.popover("Move to a day", icon=":material/event:"):
        _move(sheet, keys)
    _stops(sheet, views)
    swapped = [view.key for view in views if view.swapped]
    if swapped and st.button("Swap latitude and longitude"):
        swap(sheet, swapped)


def swap(sheet: Sheet, keys: Sequence[OrderKey]) -> None:
    """Exchange latitude and longitude of these orders."""
    words = _told(keys, "with latitude and longitude exchanged")
    _do(sheet, lambda: orders.swap_place(state.store(), keys), words)


def _stops(sheet: Sheet, views: Sequence[OrderView]) -> None:
    """Whether orders to one door go as one stop."""
    own = [view.key for view in views if view.text.get("own_stop")]
    sharing = [view.key for view in views if view.key not in own]
    store = state.store()
    if sharing and st.button("Own stop", help="Orders to one door share a stop; these will not"):
        words = _told(sharing, "with a stop of their own")
        _do(sheet, lambda: orders.set_own_stop(store, sharing, True), words)
    if own and st.button("Share a stop", help="With other orders to the same door"):
        words = _told(own, "sharing a stop with others at their door")
        _do(sheet, lambda: orders.set_own_stop(store, own, False), words)


def _handle(sheet: Sheet, views: Sequence[OrderView]) -> None:
    keys = [view.key for view in views]
    if texts := order_handling.form(views, f"{sheet.day}_{keys[0]}_{len(keys)}"):
        changes = dict.fromkeys(keys, texts)
        _do(sheet, lambda: orders.edit(state.store(), changes), _told(keys, "changed"))


def _windows(sheet: Sheet, keys: list[OrderKey]) -> None:
    st.caption(f"For {count_words(len(keys), 'order')}")
    start = st.time_input("From", datetime.time(9), key="window_from", step=900)
    end = st.time_input("Until", datetime.time(12), key="window_until", step=900)
    store = state.store()
    if st.button("Set this window"):
        if start == end:
            st.error("The window ends when it starts: give it a later end.")
            return
        span = f"{start:%H:%M}", f"{end:%H:%M}"
        words = _told(keys, f"to be delivered {span[0]} to {span[1]}")
        _do(sheet, lambda: orders.set_windows(store, keys, *span), words)
    if st.button("Clear their windows"):
        words = _told(keys, "without a window of their own")
        _do(sheet, lambda: orders.set_windows(store, keys, None, None), words)


def _move(sheet: Sheet, keys: list[OrderKey]) -> None:
    tomorrow = sheet.day + datetime.timedelta(days=1)
    to = st.date_input("To", tomorrow, key=f"move_{sheet.day}", required=True)
    if not isinstance(to, datetime.date) or to == sheet.day:
        st.caption("Choose another day than this.")
        return
    if st.button(f"Move {count_words(len(keys), 'order')}"):
        words = _told(keys, f"moved to {day_words(to)}")
        _do(sheet, lambda: orders.move(state.store(), keys, to), words)


def _do(sheet: Sheet, act: Callable[[], None], words: str) -> None:
    """Act on the ticked orders; what was typed before is saved with it."""
    with notices.warning():
        sheet.save()
        act()
        notices.tell(words)
    st.rerun()


def _told(keys: Sequence[OrderKey], what: str) -> str:
    return f"{count_words(len(keys), 'order')} {what}."


@st.dialog("Add an order")
def _add() -> None:
    with st.form("add_order", border=False):
        values = {
            "customer": st.text_input("Customer"),
            "address": st.text_input("Address"),
            "position": st.text_input(
                "Position", placeholder="60.17, 24.94", help="Latitude and longitude"
            ),
        }
        with st.container(horizontal=True):
            values["window_start"] = st.text_input("From", placeholder="09:00", width=110)
            values["window_end"] = st.text_input("Until", placeholder="12:00", width=110)
            values["service_min"] = st.text_input("Minutes", placeholder="5", width=90)
            values["parcels"] = st.text_input("Parcels", placeholder="1", width=90)
        values["phone"] = st.text_input("Phone")
        values["notes"] = st.text_input("Notes for the driver")
        values["order_id"] = st.text_input("Order number", placeholder="made for you if blank")
        asked = st.form_submit_button("Add it", type="primary")
    if not asked:
        return
    try:
        added = orders.add(state.store(), state.day(), values)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    notices.tell(f"Order {added.order_id} was added at the end of the table.")
    st.rerun()
