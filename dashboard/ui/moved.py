"""What was changed by hand: the last move with its undo, and the rules that the plan breaks."""

import streamlit as st

from dashboard.domain import Plan, clock_words
from dashboard.domain.violation_words import violation_words
from dashboard.services import moves, plans
from dashboard.services.plans import PlanRow
from dashboard.ui import notices, state
from dashboard.ui.differences import changed_orders, difference_words, order_words
from dashboard.ui.look import escape
from dashboard.ui.moves import extra_words, whole_page
from dashboard.ui.stops import driver_words

_MOST = 5
"""Broken rules that are told one by one."""


def show(row: PlanRow, plan: Plan) -> None:
    """Which rules are broken, and what the last move has changed; nothing where neither is so."""
    whole_page()
    _broken(plan)
    to = moves.before(state.store(), row.plan_id, row.revision)
    if to is None:
        return
    with st.container(border=True):
        order_id = moves.moved_order(state.store(), row.plan_id, row.revision)
        if order_id is not None:
            _changes(plans.load(state.store(), row.plan_id, to), plan, order_id)
        st.button(
            "Undo the move" if order_id is not None else "Undo the move before",
            key="undo_move",
            icon=":material/undo:",
            on_click=_undo,
            args=(row,),
        )


def _broken(plan: Plan) -> None:
    formats = state.formats()
    words = [
        f"{driver_words(plan.shift_by_id[one.shift_id])}: {violation_words(plan, one, formats)}"
        for one in plan.violations[:_MOST]
    ]
    if len(plan.violations) > _MOST:
        words.append(f"and {len(plan.violations) - _MOST} more")
    if words:
        lines = "\n".join(f"- {escape(one)}" for one in words)
        st.warning(f"Not all rules are kept in this plan:\n{lines}", icon=":material/warning:")


def _changes(before: Plan, plan: Plan, order_id: str) -> None:
    formats, change = state.formats(), plans.compare(before, plan)
    [(route, step)] = [
        (route, step) for route in plan.routes for step in route.served if step.order_id == order_id
    ]
    driver = driver_words(plan.shift_by_id[route.shift_id])
    at = clock_words(step.arrival, plan.day, formats)
    name = plan.order_by_id[order_id].customer or f"Order {order_id}"
    extra = extra_words(change.cost_cents, formats)
    st.markdown(
        f"**{escape(name)}** is now with {escape(f'{driver}, stop {step.stop_no}, {at}: {extra}')}."
    )
    st.caption(escape(f"Against the plan before the move: {difference_words(change, formats)}."))
    if words := order_words(change):
        with st.expander(f"Orders: {words}"):
            st.dataframe(
                changed_orders(change, before, plan, formats),
                hide_index=True,
                alt="Orders that the move has given another driver or time",
            )


def _undo(row: PlanRow) -> None:
    with notices.warning():
        state.show_plan(*moves.undo(state.store(), row.plan_id, row.revision))
        notices.tell("The move is undone.")
