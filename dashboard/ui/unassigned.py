"""The orders that no driver takes: which, why, and where to mend it."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.domain import Formats, Plan, Reason, Unassigned, count_words, window_words
from dashboard.ui import state
from dashboard.ui.steps import PAGES


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would help, and the page on which it is done."""

    page: str
    words: str


_ADDRESS = Remedy("addresses", "Say where the address is")
_TIME = Remedy("drivers", "One more driver or longer hours; or a wider window on the order")
_LOOK = Remedy("orders", "Look at the order")
_REMEDIES = {
    Reason.ADDRESS_MISSING: _ADDRESS,
    Reason.ADDRESS_UNPARSED: _ADDRESS,
    Reason.ADDRESS_AMBIGUOUS: _ADDRESS,
    Reason.INVALID: Remedy("orders", "Correct what cannot be read"),
    Reason.OUT_OF_AREA: Remedy("orders", "Check the position, or move the order to another day"),
    Reason.NO_DRIVERS: Remedy("drivers", "Say who drives today"),
    Reason.UNREACHABLE: Remedy("orders", "Check the position: no way leads there"),
    Reason.TOO_BIG_FOR_ANY_VEHICLE: Remedy("drivers", "A larger van, or split the order"),
    Reason.NO_ALLOWED_VEHICLE: Remedy("drivers", "A driver who may take it, or let others take it"),
    Reason.MISSING_SKILL: Remedy("drivers", "A driver who has what the order needs"),
    Reason.WINDOW_IMPOSSIBLE_ALONE: Remedy("orders", "A wider window, or an earlier shift"),
    Reason.SHIFT_TOO_SHORT_ALONE: Remedy("drivers", "A longer shift"),
    Reason.FLEET_FULL_CAPACITY: Remedy("drivers", "One more driver or a larger van"),
    Reason.FLEET_FULL_STOPS: Remedy("drivers", "One more driver, or more stops for each"),
    Reason.FLEET_FULL_TIME: _TIME,
    Reason.NOT_WORTH_PENALTY: Remedy("orders", "A higher priority, or one more driver"),
}


def remedy(left: Unassigned) -> Remedy:
    """What would help an order that was left out."""
    return _REMEDIES.get(left.reason, _LOOK)


def unassigned_table(plan: Plan, formats: Formats) -> pd.DataFrame:
    """A row for each order left out."""
    orders = plan.order_by_id
    return pd.DataFrame(
        [
            (
                left.order_id,
                orders[left.order_id].customer,
                window_words(orders[left.order_id].windows, plan.day, formats),
                left.text,
                remedy(left).words,
            )
            for left in plan.unassigned
        ],
        columns=["Order", "Customer", "Window", "Why", "What would help"],
    )


def show(plan: Plan) -> None:
    """The orders left out with their reasons; nothing where all are served."""
    if not plan.unassigned:
        return
    st.subheader(f"{count_words(len(plan.unassigned), 'order')} not scheduled", anchor=False)
    st.dataframe(
        unassigned_table(plan, state.formats()),
        hide_index=True,
        alt="Orders that are not scheduled, with the reason and what would help",
    )
    pages = {remedy(left).page for left in plan.unassigned}
    with st.container(horizontal=True):
        if "orders" in pages:
            st.page_link(
                PAGES["orders"],
                label="Mend it on Orders",
                icon=":material/package_2:",
                query_params=state.address(),
            )
        if "drivers" in pages:
            st.page_link(
                PAGES["drivers"],
                label="Mend it on Drivers",
                icon=":material/local_shipping:",
                query_params=state.address(),
            )
