"""The looking up of addresses: begun whenever the page is drawn, and followed to its end."""

import time

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import lookups
from dashboard.ui import state

_AGAIN_S = 30.0


def begin() -> bool:
    """Look up what the day waits for; True while a process of its own is at it."""
    texts = set(lookups.waiting(state.store(), state.day()))
    if texts and not _is_at_it(texts):
        st.session_state["lookups_begun"] = texts, time.monotonic()
        return lookups.begin(state.store(), state.day()) > 0
    return bool(texts)


@st.fragment(run_every=1.0)
def progress() -> None:
    """How many are to go; at the end the page is drawn anew."""
    left = len(lookups.waiting(state.store(), state.day()))
    if not left:
        st.rerun()
    words = count_words(left, "address", "addresses")
    st.info(f"Looking up addresses: {words} to go.", icon=":material/travel_explore:")


def forget() -> None:
    """Begin anew at the next drawing, whatever was begun a moment ago."""
    st.session_state.pop("lookups_begun", None)


def _is_at_it(texts: set[str]) -> bool:
    """Whether a process was begun for these a moment ago: another would end at once."""
    begun: tuple[set[str], float] = st.session_state.get("lookups_begun", (set(), 0.0))
    return texts <= begun[0] and time.monotonic() - begun[1] < _AGAIN_S
