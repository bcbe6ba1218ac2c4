"""The chosen order in full: who brings it and when, what was asked for, and what it is."""

from collections.abc import Iterator

import streamlit as st

from dashboard.domain import (
    Formats,
    Kind,
    Order,
    Plan,
    clock_words,
    count_words,
    duration_words,
    window_words,
)
from dashboard.ui import selection
from dashboard.ui.look import escape
from dashboard.ui.stops import driver_words, status_words
from dashboard.ui.unassigned import help_words

_ANY_TIME = "any time"


def show(plan: Plan, order_id: str | None, formats: Formats) -> None:
    """The chosen order, beside the map; a hint while none is chosen."""
    order = plan.order_by_id.get(order_id or "")
    if order is None:
        st.markdown("**Choose a stop**")
        st.caption("Click a stop on the map or a row of the table: it is shown in both.")
        return
    st.markdown(f"**{escape(order.customer or order.address or f'Order {order.id}')}**")
    st.markdown(
        "  \n".join(
            f":gray[{heading}]  \n{escape(words)}"
            for heading, words in _details(plan, order, formats)
            if words
        )
    )
    st.button("Choose none", on_click=selection.choose, args=(None,), key="choose_none")


def _details(plan: Plan, order: Order, formats: Formats) -> Iterator[tuple[str, str]]:
    yield from _planned(plan, order, formats)
    yield "Asked for", window_words(order.windows, plan.day, formats, none=_ANY_TIME)
    if order.max_late:
        yield "May be late", f"by {duration_words(order.max_late)}"
    if order.collect is not None:
        yield "Fetch from", order.collect.address
        windows = window_words(order.collect.windows, plan.day, formats, none=_ANY_TIME)
        yield "Fetch when", windows
    yield "Address", order.address
    yield "Phone", order.phone
    parcels = count_words(order.load.parcels, "parcel")
    yield "What", f"Take back {parcels}" if order.kind is Kind.HAND_BACK else parcels
    yield "Notes", order.notes


def _planned(plan: Plan, order: Order, formats: Formats) -> Iterator[tuple[str, str]]:
    found = [(route, step) for route in plan.routes for step in route.steps]
    found = [(route, step) for route, step in found if step.order_id == order.id]
    if not found:
        left = next((u for u in plan.unassigned if u.order_id == order.id), None)
        yield "Not scheduled", left.text if left else ""
        yield "What would help", help_words(left, formats) if left else ""
    for route, step in found:
        planned = clock_words(step.service_start, plan.day, formats)
        words = f"{planned}, {status_words(order, step)}"
        if step.kind is Kind.PICK_UP:
            yield "Fetched", f"{words}, stop {step.stop_no}"
        else:
            shift = plan.shift_by_id[route.shift_id]
            yield "Driver and stop", f"{driver_words(shift)}, stop {step.stop_no}"
            yield "Planned", words
