"""The sample day, offered where a workspace has nothing yet."""

import streamlit as st

from dashboard.services import days, demo, sample
from dashboard.ui import notices, state


def is_workspace_empty() -> bool:
    """Whether no day has any order or plan."""
    return not any(day.orders or day.plans for day in days.list_days(state.store()))


def offer() -> None:
    """The buttons that load one into the day; only while the workspace is empty."""
    if not is_workspace_empty():
        return
    with st.container(horizontal=True, width="content", key="samples"):
        if st.button(
            "Try the sample day", type="primary", icon=":material/play_arrow:", key="sample"
        ):
            load()
            st.rerun()
        if demo.extract() and st.button(
            "Try a Shopify export", icon=":material/storefront:", key="sample_shopify"
        ):
            load_shopify()
            st.rerun()


def words() -> None:
    """What the samples hold, and how to get the second."""
    said = "The sample day has a depot, three drivers and about 60 orders in Helsinki."
    if demo.extract():
        said += (
            " The Shopify export has the same orders by their addresses alone, and a map that"
            " finds them."
        )
    else:
        said += (
            " Started as `python3 -m dashboard demo`, Roundsman also has a Shopify export to try,"
            " with addresses and a map that finds them."
        )
    st.caption(said)


def load() -> None:
    """A depot, three drivers and about 60 orders in Helsinki, on the day that is looked at."""
    with notices.warning(), st.spinner("Loading the sample day"):
        outcome = sample.load(state.store(), state.day())
        notices.tell(f"The sample day is here: {outcome.imported} orders in Helsinki.")


def load_shopify() -> None:
    """The same orders as a shop exports them, with a map of their part of the town."""
    extract = demo.extract()
    if extract is None:
        return
    with notices.warning(), st.spinner("Reading the map and the orders"):
        sample.load_shopify(state.store(), state.day(), extract)
        notices.tell("The export is here, and its addresses are looked up.")
