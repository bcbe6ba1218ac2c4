"""The orders page put together: the table with its tools, the map below it, the way on."""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import maps, notices, order_actions, order_table, state, steps
from dashboard.ui.order_sheet import Sheet, changes_of, sheet

_MAP_FROM_THE_START = 500
"""Up to so many orders the map is open at once; more take a browser seconds to draw."""


def views() -> list[OrderView]:
    """The day's orders, read and judged."""
    return orders.list_orders(state.store(), state.day())


@st.fragment
def table() -> None:
    """The table to correct; typing in it redraws nothing else."""
    everything = views()
    known = {view.key: view for view in everything}
    one = sheet()
    shown = order_table.filtered(everything)
    one.settle(tuple(view.key for view in shown))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _unsaved_or_next(one, len(changes_of(one.draft, known)))
        order_actions.toolbar(shown, one)
    _swapped(one, everything)
    if shown:
        order_table.editor(everything, one)
    else:
        st.info("No order is like that. Clear the search, or show all.")


def map_below(shown: Sequence[OrderView]) -> None:
    """Where the orders lie, for looking."""
    is_open = len(shown) <= _MAP_FROM_THE_START
    if st.toggle("Show them on the map", value=is_open, key=f"order_map_{state.day()}"):
        maps.show(maps.day_deck(), key=f"day_map_{state.day()}", alt=_in_words(shown))


def _unsaved_or_next(one: Sheet, unsaved: int) -> None:
    """The one thing to do: save what was typed, else go on."""
    if not unsaved:
        steps.next_button("orders")
        return
    label = f"Save changes to {count_words(unsaved, 'order')}"
    if st.button(label, type="primary", key="save_orders"):
        with notices.warning():
            saved = one.save()
            notices.tell(f"{count_words(saved, 'order')} changed.")
        st.rerun()
    st.button("Discard", on_click=one.discard, key="discard_orders")


def _swapped(one: Sheet, everything: Sequence[OrderView]) -> None:
    """One click for orders that lie far away until latitude and longitude are exchanged."""
    keys = [view.key for view in everything if view.swapped and not view.excluded]
    if not keys:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            f"Latitude and longitude look swapped: {count_words(len(keys), 'order')}.",
            icon=":material/swap_horiz:",
            width="stretch",
        )
        if st.button("Swap them", key="swap_all"):
            order_actions.swap(one, keys)


def _in_words(shown: Sequence[OrderView]) -> str:
    placed = sum(view.order is not None and view.order.point is not None for view in shown)
    return f"{count_words(placed, 'order')} of {len(shown)} on the map; the table lists them all."
