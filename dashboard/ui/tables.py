"""Tables that pages have in common."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

Problem = tuple[str, str, str, str, str]
"""Where, column, value, what is wrong, what to do."""

# Two lines of text.
_ROW_PX = 56


def problems(where: str, rows: Sequence[Problem], *, alt: str) -> None:
    """What is wrong and what to do, a row each; `where` heads the first column."""
    columns = [where, "Column", "Value", "What is wrong", "What to do"]
    text = st.column_config.TextColumn
    st.dataframe(
        pd.DataFrame(rows, columns=columns),
        hide_index=True,
        row_height=_ROW_PX,
        column_config={
            where: text(width=70),
            "Column": text(width=110),
            "Value": text(width=120),
            "What is wrong": text(width=270),
            "What to do": text(width=290),
        },
        alt=alt,
    )
