"""Tables that pages have in common."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

_TWO_LINES = 56
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
        row_height=_TWO_LINES,
        height=min(_TALL, _TWO_LINES * len(rows) + 38),
        column_config={
            "Value": text(width=170),
            "What is wrong": text(width=280),
            "What to do": text(width=280),
        },
        alt=alt,
    )
