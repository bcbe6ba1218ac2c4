"""What a page says while there is no plan for it to show."""

import streamlit as st

from dashboard.ui import samples, state, steps


def no_plan(what: str, current: str) -> None:
    """The way to the first plan, from the page ``current``; at the very start also the sample."""
    st.text(f"There are no {what} yet: first plan the day.")
    if samples.is_workspace_empty():
        samples.offer()
    else:
        steps.next_button(current)


def nobody_drives() -> None:
    """A plan that sends nobody out."""
    st.text("In this plan nobody drives: the plan page says why.")
    st.page_link(
        steps.PAGES["plan"],
        label="Go to Plan",
        icon=":material/route:",
        query_params=state.address(),
    )
