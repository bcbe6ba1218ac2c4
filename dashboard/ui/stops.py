"""The stops of a plan as a table, and one of them in full."""

from collections.abc import Collection, Iterator

import pandas as pd
import streamlit as st

from dashboard.domain import (
    Formats,
    Order,
    Plan,
    Shift,
    TimedStep,
    clock_words,
    duration_words,
    is_on_time,
    window_words,
)
from dashboard.figures.palette import SIGNS, Status
from dashboard.ui import selection
from dashboard.ui.look import escape
from dashboard.ui.unassigned import help_words

_HEADINGS = (
    *("Order", "Driver", "Stop", "Planned", "Window", "Customer", "Address"),
    *("Parcels", "Status", "Notes"),
)


def stop_table(plan: Plan, formats: Formats, shift_ids: Collection[str] = ()) -> pd.DataFrame:
    """
    Every visit of these shifts (of none named: of all) and every order left out.

    A row for each order; "Order" is its id.
    """
    rows = [
        _visit_row(plan, plan.shift_by_id[route.shift_id], step, formats)
        for route, step in plan.visits()
        if not shift_ids or route.shift_id in shift_ids
    ]
    rows += [_left_row(plan, left.order_id, left.text, formats) for left in plan.unassigned]
    return pd.DataFrame(rows, columns=list(_HEADINGS)).astype({"Stop": "Int64"})


def put_first(table: pd.DataFrame, order_id: str | None) -> pd.DataFrame:
    """The table with the row of this order, if any, before all others."""
    is_first = table["Order"] == order_id
    return pd.concat([table[is_first], table[~is_first]], ignore_index=True)


def show_table(table: pd.DataFrame) -> None:
    """The table, whose selected row is the chosen order."""
    st.dataframe(
        table,
        key=selection.TABLE,
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * max(len(table), 1), 390),
        placeholder="–",
        column_config={
            "Order": None,
            "Driver": st.column_config.TextColumn(width=120),
            "Stop": st.column_config.NumberColumn(width=60, format="%d"),
            "Planned": st.column_config.TextColumn(width=80),
            "Window": st.column_config.TextColumn(width=120),
            "Parcels": st.column_config.NumberColumn(width=75),
        },
        alt="All stops with driver, planned time, window, customer and address",
    )


def show_details(plan: Plan, order_id: str | None, formats: Formats) -> None:
    """The chosen order in full, beside the map; a hint while none is chosen."""
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


def driver_words(shift: Shift) -> str:
    """Number and name, which tell a driver everywhere."""
    return f"{shift.number} {shift.driver}"


def _details(plan: Plan, order: Order, formats: Formats) -> Iterator[tuple[str, str]]:
    window = window_words(order.windows, plan.day, formats, none="any time")
    found = next(((r, s) for r, s in plan.visits() if s.order_id == order.id), None)
    if found is None:
        left = next((u for u in plan.unassigned if u.order_id == order.id), None)
        yield "Not scheduled", left.text if left else ""
        yield "What would help", help_words(left, formats) if left else ""
        yield "Asked for", window
    else:
        route, step = found
        shift = plan.shift_by_id[route.shift_id]
        yield "Driver and stop", f"{driver_words(shift)}, stop {step.stop_no}"
        planned = clock_words(step.service_start, plan.day, formats)
        yield "Planned", f"{planned}, {_status(order, step)}"
        yield "Asked for", window
    yield "Address", order.address
    yield "Phone", order.phone
    yield "Parcels", str(order.load.parcels or "")
    yield "Notes", order.notes


def _visit_row(plan: Plan, shift: Shift, step: TimedStep, formats: Formats) -> tuple[object, ...]:
    order = plan.order_by_id[step.order_id or ""]
    return (
        order.id,
        driver_words(shift),
        step.stop_no,
        clock_words(step.service_start, plan.day, formats),
        window_words(order.windows, plan.day, formats),
        order.customer,
        order.address,
        order.load.parcels,
        _status(order, step),
        order.notes,
    )


def _left_row(plan: Plan, order_id: str, reason: str, formats: Formats) -> tuple[object, ...]:
    order = plan.order_by_id[order_id]
    window = window_words(order.windows, plan.day, formats)
    status = f"not scheduled: {reason}"
    return (
        *(order.id, "none", None, "", window, order.customer, order.address),
        *(order.load.parcels, status, order.notes),
    )


def _status(order: Order, step: TimedStep) -> str:
    if is_on_time(order, step):
        sign = SIGNS[Status.ON_TIME]
        return f"{sign.shape} {sign.word}"
    late = duration_words(step.service_start - order.windows[-1].end)
    return f"{SIGNS[Status.LATE].shape} {late} late"
