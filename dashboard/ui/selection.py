"""The order that is chosen: by a click on the map or on a row, and shown in both."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.ui.maps import turned

MAP, TABLE = "route_map", "stop_table"
"""Keys of the two, as widgets."""
_CHOSEN, _TURN, _MARKED = "chosen_order", "map_turn", "marked_rows"


def settle(order_ids: Sequence[str]) -> str | None:
    """
    Take in the last click, wherever it was, and mark the chosen order's row.

    To be called before map and table are shown; ``order_ids`` are the table's
    rows. None: nothing is chosen.
    """
    marked: list[int] = st.session_state.get(_MARKED, [])
    rows = _rows(st.session_state.get(TABLE), marked)
    if (click := _map_click()) is not None:
        st.session_state[_TURN] = turn() + 1
        choose(click or None)
    elif rows != marked:
        choose(order_ids[rows[0]] if rows and rows[0] < len(order_ids) else None)
    chosen: str | None = st.session_state.get(_CHOSEN)
    marks = [order_ids.index(chosen)] if chosen in order_ids else []
    if TABLE not in st.session_state or marks != rows:
        st.session_state[TABLE] = {"selection": {"rows": marks}}
    st.session_state[_MARKED] = marks
    return chosen


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
