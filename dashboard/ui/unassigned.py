"""The orders that no driver takes: which, why, and where to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.domain import Formats, Plan, Reason, Unassigned, count_words, window_words
from dashboard.services import plans
from dashboard.services.plans import PlanRow
from dashboard.ui import state
from dashboard.ui.remedies import button_words, card, is_explained, name_of
from dashboard.ui.steps import PAGES

_MOST_CARDS = 3


@dataclass(frozen=True, slots=True)
class Help:
    """What would help in general, and the page on which it is done."""

    page: str
    words: str


_ADDRESS = Help("addresses", "Say where the address is")
_TIME = Help("drivers", "One more driver or longer hours; or a wider window on the order")
_LOOK = Help("orders", "Look at the order")
_REMEDIES = {
    Reason.ADDRESS_MISSING: _ADDRESS,
    Reason.ADDRESS_UNPARSED: _ADDRESS,
    Reason.ADDRESS_AMBIGUOUS: _ADDRESS,
    Reason.INVALID: Help("orders", "Correct what cannot be read"),
    Reason.OUT_OF_AREA: Help("orders", "Check the position, or move the order to another day"),
    Reason.NO_DRIVERS: Help("drivers", "Say who drives today"),
    Reason.UNREACHABLE: Help("orders", "Check the position: no way leads there"),
    Reason.TOO_BIG_FOR_ANY_VEHICLE: Help("drivers", "A larger van, or split the order"),
    Reason.NO_ALLOWED_VEHICLE: Help("drivers", "A driver who may take it, or let others take it"),
    Reason.WRONG_DRIVER: Help("drivers", "Let one drive who may take it, or let others take it"),
    Reason.MISSING_SKILL: Help("drivers", "A driver who has what the order needs"),
    Reason.WINDOW_IMPOSSIBLE_ALONE: Help("orders", "A wider window, or an earlier shift"),
    Reason.SHIFT_TOO_SHORT_ALONE: Help("drivers", "A longer shift"),
    Reason.ROUTES_HELD: Help("plan", "Unlock a route, or let go what is kept"),
    Reason.FLEET_FULL_CAPACITY: Help("drivers", "One more driver or a larger van"),
    Reason.FLEET_FULL_STOPS: Help("drivers", "One more driver, or more stops for each"),
    Reason.FLEET_FULL_TIME: _TIME,
    Reason.NOT_WORTH_PENALTY: Help("orders", "A higher priority, or one more driver"),
}


def remedy(left: Unassigned) -> Help:
    """What would help an order that was left out for this reason."""
    return _REMEDIES.get(left.reason, _LOOK)


def unassigned_table(plan: Plan, formats: Formats, left_out: Sequence[Unassigned]) -> pd.DataFrame:
    """A row for each of these orders."""
    orders = plan.order_by_id
    return pd.DataFrame(
        [
            (
                left.order_id,
                orders[left.order_id].customer,
                window_words(orders[left.order_id].windows, plan.day, formats),
                left.text,
                help_words(left, formats),
            )
            for left in left_out
        ],
        columns=["Order", "Customer", "Window", "Why", "What would help"],
    )


def help_words(left: Unassigned, formats: Formats) -> str:
    """The cheapest remedy with its price, or what would help in general."""
    for priced in left.remedies:
        return button_words(priced, formats)
    return remedy(left).words


def show(row: PlanRow, plan: Plan) -> None:
    """The orders left out with reasons and remedies; nothing where all are served."""
    if not plan.unassigned:
        return
    st.subheader(f"{count_words(len(plan.unassigned), 'order')} not scheduled", anchor=False)
    explained = [left for left in plan.unassigned if is_explained(left)]
    in_table = plan.unassigned
    if len(explained) <= _MOST_CARDS:
        in_table = tuple(left for left in plan.unassigned if not is_explained(left))
    if in_table:
        st.dataframe(
            unassigned_table(plan, state.formats(), in_table),
            hide_index=True,
            column_config={
                "Why": st.column_config.TextColumn(width=310),
                "What would help": st.column_config.TextColumn(width=290),
            },
            alt="Orders that are not scheduled, with the reason and what would help",
        )
    if explained:
        _cards(row, plan, explained)
    _links(plan)


def _cards(row: PlanRow, plan: Plan, explained: list[Unassigned]) -> None:
    is_stale = plans.is_stale(state.store(), row)
    if len(explained) > _MOST_CARDS:
        chosen = st.selectbox(
            "What can be done about",
            explained,
            format_func=lambda left: name_of(plan, left),
            key="left_out",
        )
        explained = [chosen]
    for left in explained:
        card(row, plan, left, is_stale=is_stale)


def _links(plan: Plan) -> None:
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
