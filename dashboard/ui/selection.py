"""The order that is chosen: by a click on the map or on a row, and shown in both."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.ui.maps import turned

MAP, TABLE = "route_map", "stop_table"
"""Keys of the two, as widgets."""
_CHOSEN, _CLICKED, _TURN = "chosen_order", "clicked_on_map", "map_turn"
_MARKED, _LISTED = "marked_rows", "listed_orders"


def settle() -> str | None:
    """
    Take in the last click, wherever it was; the chosen order's id, or None.

    To be called before map and table are shown.
    """
    marked: list[int] = st.session_state.get(_MARKED, [])
    listed: list[str] = st.session_state.get(_LISTED, [])
    rows = _rows(st.session_state.get(TABLE), marked)
    if (click := _map_click()) is not None:
        st.session_state[_TURN] = turn() + 1
        st.session_state[_CLICKED] = click
        choose(click or None)
    elif rows != marked:
        # A break or a reload is no order to choose.
        choose((listed[rows[0]] or None) if rows and rows[0] < len(listed) else None)
    chosen: str | None = st.session_state.get(_CHOSEN)
    return chosen


def mark(order_ids: list[str]) -> None:
    """Select the chosen order's row in the table of these orders, which is shown next."""
    chosen = st.session_state.get(_CHOSEN)
    rows = [row for row, order_id in enumerate(order_ids) if order_id == chosen]
    selected = _rows(st.session_state.get(TABLE), [])
    # What is fetched first has two rows: the one that was clicked stays.
    marks = selected if selected and selected[0] in rows else rows[:1]
    if marks != selected:
        st.session_state[TABLE] = {"selection": {"rows": marks}}
    st.session_state[_MARKED], st.session_state[_LISTED] = marks, order_ids


def clicked_on_map() -> str | None:
    """The order last clicked on the map: no row is scrolled to, so it stands first."""
    clicked: str | None = st.session_state.get(_CLICKED)
    return clicked


def turn() -> int:
    """How often the map was clicked; its layers carry it, see ``maps.plan_deck``."""
    count: int = st.session_state.get(_TURN, 0)
    return count


def choose(order_id: str | None) -> None:
    """Choose an order, or none."""
    st.session_state[_CHOSEN] = order_id


def _map_click() -> str | None:
    """The order clicked since the last turn; empty for a thing that is no order."""
    selected = _selection(st.session_state.get(MAP))
    for layer in ("stops", "unassigned", "depot"):
        for record in selected.get("objects", {}).get(turned(layer, turn()), []):
            order_id: str = record.get("order_id", "")
            return order_id
    return None


def _rows(table: Mapping[str, Any] | None, marked: list[int]) -> list[int]:
    """The rows that the table has selected; as marked while it has not been shown."""
    if table is None:
        return marked
    return list(_selection(table).get("rows", []))


def _selection(widget: Mapping[str, Any] | None) -> Mapping[str, Any]:
    # By key, not by attribute: what a test puts in is a plain dict.
    return widget["selection"] if widget else {}
