"""Tables that pages have in common."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

Problem = tuple[str, str, str, str, str]
"""Where, column, value, what is wrong, what to do."""


def problems(where: str, rows: Sequence[Problem], *, alt: str) -> None:
    """What is wrong and what to do, a row each; `where` heads the first column."""
    columns = [where, "Column", "Value", "What is wrong", "What to do"]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, alt=alt)
