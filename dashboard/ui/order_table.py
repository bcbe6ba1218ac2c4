"""The day's orders as a table to correct: what it shows, and how."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.services.orders import OrderView
from dashboard.ui import state, tables
from dashboard.ui.order_fields import COLUMNS, HEADINGS, heading
from dashboard.ui.order_sheet import CHOSEN, Sheet

ALL, CHECK, OUT = "All", "To check", "Left out"
_TALL = 440
_ROW = 35


def editor(views: Sequence[OrderView], sheet: Sheet) -> None:
    """The table; what is typed into it is the sheet's to keep."""
    shown = {view.key: view for view in views}
    fields = _fields_shown(views)
    st.data_editor(
        frame([shown[key] for key in sheet.rows], sheet, fields),
        key=sheet.key,
        hide_index=True,
        height=min(_TALL, _ROW * (len(sheet.rows) + 1) + 3),
        column_order=[CHOSEN, "order_id", "status", *fields],
        column_config=_config(),
        num_rows="fixed",
        alt="The orders of the day; what is wrong with them is listed below the table.",
    )


def frame(views: Sequence[OrderView], sheet: Sheet, fields: Sequence[str]) -> pd.DataFrame:
    """A row for each order, all text, with the tick in front; nothing is left as missing."""
    nothing: Mapping[str, str] = {}
    texts = [{**view.text, **sheet.start.get(view.key, nothing)} for view in views]
    columns: dict[str, list[Any]] = {
        CHOSEN: [view.key in sheet.ticked for view in views],
        "order_id": [view.order_id for view in views],
        "status": [status(view) for view in views],
    }
    columns |= {field: [text.get(field, "") for text in texts] for field in fields}
    return pd.DataFrame(columns)


def status(view: OrderView) -> str:
    """How the order stands: a sign and a word."""
    if view.excluded:
        return "– left out"
    if view.order is None:
        return f"✕ check {heading(view.problems[0].column).lower()}" if view.problems else "✕ check"
    if view.order.point is None:
        return "▲ no position"
    if view.far_km is not None:
        return "▲ too far"
    if view.conflicts:
        return "▲ file differs"
    return "✓ ok"


def is_to_check(view: OrderView) -> bool:
    """Whether a person should look at it."""
    return status(view)[0] in "✕▲"


def filtered(views: Sequence[OrderView]) -> list[OrderView]:
    """Those that the search and the choice above the table leave."""
    with st.container(horizontal=True, vertical_alignment="center", key="order_filter"):
        kind = st.segmented_control(
            "Show",
            [ALL, CHECK, OUT],
            default=ALL,
            format_func=lambda name: f"{name} ({_count(views, name)})",
            key=f"show_{state.day()}",
            label_visibility="collapsed",
            width="content",
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
    rows = [row for view in views if not view.excluded for row in _problem_rows(view)]
    if rows:
        with st.expander(f"What to check: {len(rows)}", expanded=True):
            tables.problems("Order", rows, alt="What is wrong with orders of the day")


def _problem_rows(view: OrderView) -> list[tables.Problem]:
    rows = [(view.order_id, heading(p.column), p.value, p.reason, p.remedy) for p in view.problems]
    if view.order is not None and view.order.point is None:
        wrong = "It has no position on the map."
        remedy = "Give latitude and longitude, as a map on the web shows them."
        rows.append((view.order_id, heading("latitude"), "", wrong, remedy))
    if view.far_km is not None:
        wrong = f"It lies {view.far_km:,.0f} km from the depot, beyond the service radius."
        remedy = "Correct its position, or widen the radius on the settings page."
        where = " ".join(view.text.get(name, "") for name in ("latitude", "longitude", "position"))
        rows.append((view.order_id, "Position", where.strip(), wrong, remedy))
    return rows


def _fields_shown(views: Sequence[OrderView]) -> list[str]:
    used = {field for view in views for field, text in view.text.items() if text}
    return [column.field for column in COLUMNS if column.always or column.field in used]


def _config() -> dict[str, Any]:
    text = st.column_config.TextColumn
    fixed: dict[str, Any] = {
        CHOSEN: st.column_config.CheckboxColumn("", width=44, pinned=True),
        "order_id": text(HEADINGS["order_id"], disabled=True, pinned=True, width=90),
        "status": text("Status", disabled=True, width=130),
    }
    return fixed | {c.field: text(c.heading, width=c.width, help=c.help or None) for c in COLUMNS}


def _count(views: Sequence[OrderView], kind: str) -> int:
    return sum(_is_kind(view, kind) for view in views)


def _is_kind(view: OrderView, kind: str) -> bool:
    if kind == CHECK:
        return is_to_check(view)
    return view.excluded if kind == OUT else True


def _matches(view: OrderView, needle: str) -> bool:
    if not needle:
        return True
    texts = (view.order_id, *view.text.values())
    return any(needle in text.casefold() for text in texts)
