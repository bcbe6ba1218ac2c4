"""The sample day, offered where a workspace has nothing yet."""

import streamlit as st

from dashboard.services import days, sample
from dashboard.ui import notices, state


def is_workspace_empty() -> bool:
    """Whether no day has any order or plan."""
    return not any(day.orders or day.plans for day in days.list_days(state.store()))


def offer() -> None:
    """The button that loads it into the day; only while the workspace is empty."""
    if not is_workspace_empty():
        return
    if st.button("Try the sample day", type="primary", icon=":material/play_arrow:", key="sample"):
        load()
        st.rerun()


def load() -> None:
    """A depot, three drivers and about 60 orders in Helsinki, on the day that is looked at."""
    with notices.warning(), st.spinner("Loading the sample day"):
        outcome = sample.load(state.store(), state.day())
        notices.tell(f"The sample day is here: {outcome.imported} orders in Helsinki.")
