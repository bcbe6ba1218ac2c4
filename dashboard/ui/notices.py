"""Words about what was just done, kept over the rerun that follows it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.ui.look import escape

_KEY = "notices"


def tell(words: str) -> None:
    """Say at the next drawing of the page that something is done."""
    st.session_state.setdefault(_KEY, []).append(("done", words))


def warn(words: str) -> None:
    """Say at the next drawing of the page that something could not be done."""
    st.session_state.setdefault(_KEY, []).append(("wrong", words))


@contextmanager
def warning() -> Iterator[None]:
    """What a person can mend is told; everything else is a fault and passes on."""
    try:
        yield
    except PlannerError as error:
        warn(str(error))


def show() -> None:
    """All that was said since the last drawing, once."""
    for kind, words in st.session_state.pop(_KEY, []):
        if kind == "done":
            # Seen wherever the page is scrolled to, and moves nothing.
            st.toast(escape(words), icon=":material/check_circle:", duration="long")
        else:
            st.error(escape(words), icon=":material/error:")
