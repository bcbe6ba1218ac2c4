"""The orders behind one number of the line, and what can be done with them."""

from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.domain import count_words
from dashboard.services import days, orders, sorting
from dashboard.services.addresses import NO_MAP
from dashboard.services.orders import OrderView
from dashboard.services.sorting import Group, Sorted
from dashboard.ui import notices, order_words, state, steps
from dashboard.ui.days import day_words
from dashboard.ui.look import escape
from dashboard.ui.order_fields import HEADINGS

_HEIGHT = 290
ADDRESS = HEADINGS["address"]


def show(group: Group, result: Sorted) -> None:
    """The list, and below it the acts that make sense for its orders."""
    views = _views(group, result)
    # Other orders are another table: a tick must not land on a row it was not made for.
    key = f"group_{group.kind}_{hash(group.keys)}"
    st.dataframe(
        _table(group, views, result),
        hide_index=True,
        height=min(_HEIGHT, 35 * (len(views) + 1) + 3),
        on_select="rerun" if _has_acts(group) else "ignore",
        selection_mode="multi-row",
        key=key,
        alt="The orders behind this number",
    )
    marked = st.session_state.get(key) if _has_acts(group) else None
    ticked = [views[row] for row in marked["selection"]["rows"]] if marked else []
    with st.container(horizontal=True, vertical_alignment="center"):
        _acts(group, ticked or views, "all" if not ticked else "these")


def go_button(group: Group, *, kind: Literal["primary", "secondary"] = "secondary") -> None:
    """The way to the day of these orders."""
    assert group.day is not None
    label, key = f"Go to {day_words(group.day)}", f"go_{group.day}_{kind}"
    if st.button(label, key, type=kind, icon=":material/arrow_forward:"):
        state.set_day(group.day)
        st.rerun()


def _views(group: Group, result: Sorted) -> list[OrderView]:
    """What is missing from the files is known from the day, not from them."""
    known = result.views
    if group.kind == sorting.MISSING:
        known = {view.key: view for view in orders.list_orders(state.store(), state.day())}
    return [known[key] for key in group.keys]


def _table(group: Group, views: Sequence[OrderView], result: Sorted) -> pd.DataFrame:
    formats = state.formats()
    lying = {view.key: result.days.get(view.key, state.day()) for view in views}
    clocks = {day: days.get_setup(state.store(), day).day for day in set(lying.values())}
    table = pd.DataFrame(
        {
            "Order": [view.order_id for view in views],
            "Customer": [view.text.get("customer", "") for view in views],
            "Address": [view.text.get("address", "") for view in views],
            "Day": [order_words.date_words(view, day_words(lying[view.key])) for view in views],
            "Window": [
                order_words.hours_words(view, clocks[lying[view.key]], formats) for view in views
            ],
            "Status": [order_words.status(view) for view in views],
        }
    )
    if group.kind == sorting.NEED_YOU:
        table.insert(1, "Why", [_why(view) for view in views])
    return table


def _why(view: OrderView) -> str:
    """Every reason; a cell of the table is named, the address stands beside it anyway."""
    return " ".join(
        f"{column} “{value}”: {wrong}" if value and column != ADDRESS else wrong
        for column, value, wrong, _ in order_words.reasons(view)
    )


def _has_acts(group: Group) -> bool:
    """Whether something can be done with some of its orders apart from the others."""
    if group.kind == "day":
        return group.day != state.day()
    return group.kind != sorting.NEED_YOU


def _acts(group: Group, views: Sequence[OrderView], which: str) -> None:
    keys = [view.key for view in views]
    store, told = state.store(), count_words(len(keys), "order")
    if group.kind == "day" and group.day != state.day():
        go_button(group)
        if st.button(f"Deliver {which} {len(keys)} on {day_words(state.day())} instead"):
            _do(lambda: orders.move(store, keys, state.day()), f"{told} moved here.")
    elif group.kind == sorting.NEED_YOU:
        _to_places(views)
    elif group.kind == sorting.MISSING:
        if st.button(f"Leave {which} {len(keys)} out"):
            _do(lambda: orders.exclude(store, keys, True), f"{told} left out.")
        if st.button(f"Keep {which} {len(keys)}"):
            _do(lambda: orders.keep_missing(store, keys), f"{told} kept.")
    elif group.kind != "day":
        _deliver(views, which)


def _deliver(views: Sequence[OrderView], which: str) -> None:
    """For orders that their file or a person has set aside; what a rule leaves out, it keeps."""
    keys = [view.key for view in views if view.state != "open"]
    label = f"Deliver {which} {len(keys)} all the same"
    if keys and st.button(label):
        told = f"{count_words(len(keys), 'order')} taken in."
        _do(lambda: orders.exclude(state.store(), keys, False), told)
    rules = dict.fromkeys(view.left_out_by for view in views if view.left_out_by)
    if rules:
        named = ", ".join(f"“{escape(rule)}”" for rule in rules)
        st.caption(f"What a rule leaves out comes back when the rule goes: {named}.")


def _to_places(views: Sequence[OrderView]) -> None:
    is_place = any(view.needs_place for view in views)
    label = "Look at the addresses"
    if is_place and st.button(label, icon=":material/pin_drop:", key="to_addresses"):
        st.switch_page(steps.PAGES["addresses"], query_params=state.address())
    if any(view.order is None for view in views):
        st.caption("What cannot be read is corrected in the table of its day.")
    if any(NO_MAP in _why(view) for view in views):
        st.page_link(
            steps.PAGES["settings"],
            label="Bring a map of your area, and addresses are found by themselves",
            icon=":material/map:",
            query_params=state.address(),
        )


def _do(act: Callable[[], None], words: str) -> None:
    with notices.warning():
        act()
        notices.tell(words)
    st.rerun()
