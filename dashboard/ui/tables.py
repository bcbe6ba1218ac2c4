"""Tables that pages have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

_ROW = 66
"""Pixels; in rows of 64 and less, text stays on one line."""
_TALL = 400


def problems(where: Sequence[str], rows: Sequence[tuple[str, ...]], *, alt: str) -> None:
    """
    What is wrong and what to do, a row each, in as many lines as it takes.

    ``where`` heads the first columns; column, value, what is wrong and what to do follow.
    """
    text = st.column_config.TextColumn
    st.dataframe(
        pd.DataFrame(rows, columns=[*where, "Column", "Value", "What is wrong", "What to do"]),
        hide_index=True,
        row_height=_ROW,
        height=min(_TALL, _ROW * len(rows) + 38),
        column_config={
            "Value": text(width=170),
            "What is wrong": text(width=280),
            "What to do": text(width=280),
        },
        alt=alt,
    )


def is_changed(typed: Mapping[str, Any] | None) -> bool:
    """Whether anything was typed into an editor, given what Streamlit keeps of it."""
    parts = ("edited_rows", "added_rows", "deleted_rows")
    return typed is not None and any(typed[part] for part in parts)


def text(row: Mapping[Any, Any], name: str) -> str:
    """What a cell of an editor says; empty where nothing was typed."""
    value = row.get(name)
    return "" if value is None or pd.isna(value) else str(value).strip()


def is_ticked(row: Mapping[Any, Any], name: str) -> bool:
    """Whether a cell of an editor is ticked; not while nobody has touched it."""
    value = row.get(name)
    return value is not None and not pd.isna(value) and bool(value)
