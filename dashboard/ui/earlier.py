"""The day's other plans: listed, compared with the one shown, and taken instead."""

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.domain import Day, Formats, Plan, clock_words, money_words
from dashboard.services import plans
from dashboard.services.plans import PlanRow
from dashboard.ui import state
from dashboard.ui.differences import changed_orders, difference_words, order_words


def against_previous(row: PlanRow, plan: Plan) -> str:
    """How the plan differs from the one made before it; empty for the day's first."""
    rows = plans.list_plans(state.store(), state.day())
    before = next((other for other in rows if other.created < row.created), None)
    if before is None:
        return ""
    change = plans.compare(_load(before), plan)
    made = made_words(before.created, plan.day, state.formats())
    return f"Against the plan of {made}: {difference_words(change, state.formats())}."


def show(row: PlanRow, plan: Plan) -> None:
    """The day's plans, and what another one does differently; nothing while there is but one."""
    rows = plans.list_plans(state.store(), state.day())
    others = [other for other in rows if other != row]
    if not others:
        return
    formats = state.formats()
    st.subheader("Plans of this day", anchor=False)
    st.dataframe(
        _table(rows, row, plan.day, formats),
        hide_index=True,
        column_config={"": st.column_config.TextColumn(width=80)},
        alt="All plans of this day with time, verdict and cost",
    )
    other = st.selectbox(
        "Compare the plan shown with the plan of",
        others,
        format_func=lambda other: _label(other, plan.day, formats),
        index=None,
        placeholder="Choose a plan",
        key="compare_with",
    )
    if other is not None:
        _compare(plan, other, formats)


def made_words(made: datetime, day: Day, formats: Formats) -> str:
    """When a plan was made, such as ``Sat 21 Nov, 14:02``; on the day itself the time only."""
    local = day.local(made)
    # The clock of the date on which it was made: a plan for tomorrow is made today.
    clock = clock_words(made, Day(local.date(), day.zone), formats)
    return clock if local.date() == day.date else f"{local:%a} {local.day} {local:%b}, {clock}"


def _compare(plan: Plan, other: PlanRow, formats: Formats) -> None:
    theirs = _load(other)
    change = plans.compare(plan, theirs)
    st.text(f"Against the plan shown, that one means: {difference_words(change, formats)}.")
    if words := order_words(change):
        st.text(f"Orders: {words}.")
        st.dataframe(
            changed_orders(change, plan, theirs, formats),
            hide_index=True,
            alt="Orders that the two plans treat differently",
        )
    else:
        st.text("Every order has the same driver at about the same time in both.")
    st.button(
        "Use that plan",
        key="use_plan",
        help="Map and driver lists then show that plan.",
        on_click=_use,
        args=(other.plan_id, other.revision),
    )


def _use(plan_id: str, revision: int) -> None:
    state.show_plan(plan_id, revision)
    st.session_state.pop("compare_with", None)


def _table(rows: list[PlanRow], shown: PlanRow, day: Day, formats: Formats) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                "✓ shown" if row == shown else "",
                made_words(row.created, day, formats),
                row.verdict,
                money_words(row.cost_cents, formats),
            )
            for row in rows
        ],
        columns=["", "Made", "Verdict", "Cost"],
    )


def _label(row: PlanRow, day: Day, formats: Formats) -> str:
    figures = f"{row.on_time} of {row.orders} on time, {money_words(row.cost_cents, formats)}"
    return f"{made_words(row.created, day, formats)}: {figures}"


def _load(row: PlanRow) -> Plan:
    return plans.load(state.store(), row.plan_id, row.revision)
