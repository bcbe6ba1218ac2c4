"""The day's orders as a table to correct: what it shows, and how."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.services.orders import OrderView
from dashboard.ui import order_words, state, tables
from dashboard.ui.look import escape
from dashboard.ui.order_fields import COLUMNS, HEADINGS
from dashboard.ui.order_sheet import CHOSEN, Sheet
from dashboard.ui.order_words import is_set_aside, is_to_check, status

ALL, CHECK, OUT, ASIDE = "All", "To check", "Left out", "Pickup, cancelled"
_TALL = 440
_ROW = 35


def editor(views: Sequence[OrderView], sheet: Sheet) -> None:
    """The table; what is typed into it is the sheet's to keep."""
    shown = {view.key: view for view in views}
    fields = _fields_shown(views)
    rules = ["rules"] if any(view.rules for view in views) else []
    zones = [name for name in ("zone", "fee") if any(_of_zone(view)[name] for view in views)]
    st.data_editor(
        frame([shown[key] for key in sheet.rows], sheet, fields),
        key=sheet.key,
        hide_index=True,
        height=min(_TALL, _ROW * (len(sheet.rows) + 1) + 3),
        column_order=[CHOSEN, "order_id", "status", "place", *zones, *rules, *fields],
        column_config=_config(max(len(status(view)) for view in views)),
        num_rows="fixed",
        alt="The orders of the day; what is wrong with them is listed below the table.",
    )


def frame(views: Sequence[OrderView], sheet: Sheet, fields: Sequence[str]) -> pd.DataFrame:
    """
    A row for each order, all text, with the tick in front; nothing is left as missing.

    What rules give stands in the cells like what the file says.
    """
    nothing: Mapping[str, str] = {}
    texts = [{**view.text, **view.given, **sheet.start.get(view.key, nothing)} for view in views]
    columns: dict[str, list[Any]] = {
        CHOSEN: [view.key in sheet.ticked for view in views],
        "order_id": [view.order_id for view in views],
        "status": [status(view) for view in views],
        "place": [order_words.place(view) for view in views],
        "rules": [", ".join(view.rules) for view in views],
        **{name: [_of_zone(view)[name] for view in views] for name in ("zone", "fee")},
    }
    columns |= {field: [text.get(field, "") for text in texts] for field in fields}
    return pd.DataFrame(columns)


def filtered(views: Sequence[OrderView]) -> list[OrderView]:
    """Those that the search and the choice above the table leave."""
    kinds = [kind for kind in (ALL, CHECK, OUT, ASIDE) if kind != ASIDE or _count(views, kind)]
    key = f"show_{state.day()}"
    if st.session_state.get(key) not in kinds:
        st.session_state[key] = ALL
    with st.container(horizontal=True, vertical_alignment="center", key="order_filter"):
        kind = st.segmented_control(
            "Show",
            kinds,
            format_func=lambda name: f"{name} ({_count(views, name)})",
            key=key,
            required=True,
            label_visibility="collapsed",
            width="content",
            wrap=True,
        )
        wanted = st.text_input(
            "Search",
            placeholder="Search name, address, notes",
            key=f"search_{state.day()}",
            label_visibility="collapsed",
            width=260,
        )
    needle = wanted.strip().casefold()
    return [view for view in views if _is_kind(view, kind or ALL) and _matches(view, needle)]


def problems(views: Sequence[OrderView]) -> None:
    """What is wrong with orders, and what to do, in a table."""
    rows = [
        (view.order_id, *reason)
        for view in views
        if not view.excluded
        for reason in order_words.reasons(view)
    ]
    if rows:
        with st.expander(f"What to check: {len(rows)}", expanded=True):
            tables.problems(["Order"], rows, alt="What is wrong with orders of the day")
    moved(views)


def moved(views: Sequence[OrderView]) -> None:
    """Say quietly whose position was moved far to its street."""
    if words := order_words.moved(views, state.formats()):
        st.caption(escape(words))


def _of_zone(view: OrderView) -> dict[str, str]:
    name = view.zone.name if view.zone else ""
    return {"zone": name, "fee": order_words.fee(view, state.formats())}


def _fields_shown(views: Sequence[OrderView]) -> list[str]:
    texts = [text for view in views for text in (view.text, view.given)]
    used = {field for text in texts for field, said in text.items() if said}
    return [column.field for column in COLUMNS if column.always or column.field in used]


def _config(longest_status: int) -> dict[str, Any]:
    text = st.column_config.TextColumn
    fixed: dict[str, Any] = {
        CHOSEN: st.column_config.CheckboxColumn("", width=44, pinned=True),
        "order_id": text(HEADINGS["order_id"], disabled=True, pinned=True, width=90),
        "status": text("Status", disabled=True, width=min(260, 44 + 7 * longest_status)),
        "place": text("Place", disabled=True, width=95, help="How well its place is known."),
        "zone": text("Zone", disabled=True, width=110, help="The first of your zones around it."),
        "fee": text("Fee", disabled=True, width=75, help="For delivery to that zone."),
        "rules": text("Rules", disabled=True, width=110, help="Your rules that apply to it."),
    }
    return fixed | {c.field: text(c.heading, width=c.width, help=c.help or None) for c in COLUMNS}


def _count(views: Sequence[OrderView], kind: str) -> int:
    return sum(_is_kind(view, kind) for view in views)


def _is_kind(view: OrderView, kind: str) -> bool:
    if kind == CHECK:
        return is_to_check(view)
    if kind == ASIDE:
        return is_set_aside(view)
    return view.excluded and not is_set_aside(view) if kind == OUT else True


def _matches(view: OrderView, needle: str) -> bool:
    if not needle:
        return True
    texts = (view.order_id, *view.text.values())
    return any(needle in text.casefold() for text in texts)
