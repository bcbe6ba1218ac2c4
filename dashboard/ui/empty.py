"""What a page says while there is no plan for it to show."""

import streamlit as st

from dashboard.ui.steps import PAGES


def no_plan(what: str) -> None:
    """The way to the first plan."""
    st.text(f"There are no {what} yet: first plan the day.")
    st.page_link(PAGES["plan"], label="Go to Plan", icon=":material/route:")


def nobody_drives() -> None:
    """A plan that sends nobody out."""
    st.text("In this plan nobody drives: the plan page says why.")
    st.page_link(PAGES["plan"], label="Go to Plan", icon=":material/route:")
