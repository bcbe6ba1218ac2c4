"""An order left out: why, what stands in the way with whom, and its remedies as buttons."""

import pandas as pd
import streamlit as st

from dashboard.domain import (
    Formats,
    Plan,
    Remedy,
    RemedyKind,
    Unassigned,
    count_words,
    window_words,
)
from dashboard.services import plans, remedies
from dashboard.services.plans import PlanRow
from dashboard.ui import moves, notices, state
from dashboard.ui.look import escape

_ICONS = {
    RemedyKind.LATE: ":material/schedule:",
    RemedyKind.WINDOW: ":material/date_range:",
    RemedyKind.OVERTIME: ":material/more_time:",
    RemedyKind.DRIVER: ":material/person_add:",
    RemedyKind.INSTEAD: ":material/swap_horiz:",
    RemedyKind.TOMORROW: ":material/event:",
}


def is_explained(left: Unassigned) -> bool:
    """Whether there is more to say than the reason."""
    return bool(left.obstacles or left.remedies)


def card(row: PlanRow, plan: Plan, left: Unassigned, *, is_stale: bool) -> None:
    """All that is known of one order left out; a click on a remedy takes it."""
    with st.container(border=True):
        st.markdown(f"**{escape(name_of(plan, left))}**")
        is_in_table = all(one.words in left.text for one in left.obstacles)
        if not (left.obstacles and is_in_table):
            st.text(f"{left.text[:1].upper()}{left.text[1:]}.")
        if left.obstacles:
            st.table(_obstacles(left), hide_index=True, border="horizontal", width="content")
        if left.remedies:
            _buttons(row, left, is_stale=is_stale)
        moves.order(row, plan, left.order_id)


def button_words(remedy: Remedy, formats: Formats) -> str:
    """Such as "10 min late with Sam: +2.10 €"; moving an order has no price of its own."""
    words = f"{remedy.words[:1].upper()}{remedy.words[1:]}"
    if remedy.kind is RemedyKind.TOMORROW:
        return words
    return f"{words}: {moves.extra_words(remedy.extra_cents, formats)}"


def name_of(plan: Plan, left: Unassigned) -> str:
    """Customer, number and window of the order."""
    order = plan.order_by_id[left.order_id]
    window = window_words(order.windows, plan.day, state.formats())
    parts = (order.customer or order.address, f"order {order.id}", window)
    return ", ".join(part for part in parts if part)


def _buttons(row: PlanRow, left: Unassigned, *, is_stale: bool) -> None:
    formats = state.formats()
    st.caption(
        "The day's orders or drivers have changed: plan again first."
        if is_stale
        else "One click changes the day and the plan. No other order is moved."
    )
    with st.container(horizontal=True):
        for number, remedy in enumerate(left.remedies):
            st.button(
                escape(button_words(remedy, formats)),
                key=f"remedy_{left.order_id}_{number}",
                icon=_ICONS[remedy.kind],
                disabled=is_stale,
                on_click=_take,
                args=(row, remedy),
            )


def _obstacles(left: Unassigned) -> pd.DataFrame:
    rows = [(escape(one.class_name), escape(one.words)) for one in left.obstacles]
    return pd.DataFrame(rows, columns=["With", "What stands in the way"])


def _take(row: PlanRow, remedy: Remedy) -> None:
    with notices.warning():
        made = remedies.take(state.store(), row.plan_id, row.revision, remedy)
        state.show_plan(*made)
        left = plans.load(state.store(), *made).totals.unassigned
        besides = row.unassigned - left - (remedy.kind is not RemedyKind.INSTEAD)
        more = f" {count_words(besides, 'more order')} fitted in besides." if besides > 0 else ""
        notices.tell(f"Done: {remedy.words}.{more}")
