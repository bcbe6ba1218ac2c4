"""How each kind of file writes: what the end of a window means, and which way dates go."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import sources
from dashboard.services.sources import EndMeans, Source
from dashboard.ui import fields, notices, rule_effects, state
from dashboard.ui.look import escape

_SECTION = "source_habits"
_ENDS = {
    EndMeans.BEGIN_BY: "Begin by",
    EndMeans.ARRIVE_BY: "Arrive by",
    EndMeans.FINISH_BY: "Finish by",
}
_MEANINGS = """
An end time of 12:00 can mean:

- **Begin by**: the driver rings by then; handing over may take longer.
- **Arrive by**: the van is there by then and begins at once, so it plans like “begin by”.
- **Finish by**: all is handed over by then, so the van comes earlier by the minutes at the door.

Dates such as 05/06/2026: “found by itself” goes by the other dates of the file, and asks you
where they do not tell.
"""
_DATES = {"": "Found by itself", "day": "Day first: 5 June", "month": "Month first: May 6"}
_DAY_FIRST = {"": None, "day": True, "month": False}


def cards() -> None:
    """A card for each kind of file that has brought orders, and for one more that is to come."""
    names, seen = sources.names(), sources.seen(state.store())
    rule_effects.show(_SECTION)
    st.caption(_MEANINGS)
    others = {name: words for name, words in names.items() if name not in seen}
    for name in seen:
        _card(name, names.get(name, name))
    more = st.selectbox(
        "Another kind of file" if seen else "Kind of file",
        list(others),
        index=None,
        format_func=others.__getitem__,
        placeholder="Choose one that has not come yet",
        key="another_source",
    )
    if more:
        _card(more, others[more])


def remembered_columns() -> None:
    """For how many files a choice of columns is kept, and the way to forget them."""
    count = sources.count_remembered(state.store())
    if not count:
        st.caption("None. If you say which column of a file holds what, that is kept here.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        kinds = count_words(count, "kind of file", "kinds of files")
        st.markdown(f"What you chose is kept for {kinds} with the same headings.", width="stretch")
        if st.button("Forget them"):
            sources.forget_columns(state.store())
            notices.tell("Your choices of columns are forgotten.")
            st.rerun()


def _card(name: str, words: str) -> None:
    now = sources.source(state.store(), name)
    with st.container(border=True, key=f"source_{name}"):
        st.markdown(f"**{escape(words)}**")
        with st.grid(2, min_column_width=200):
            fields.choice(
                "An end time means",
                now.end_means.value,
                [one.value for one in EndMeans],
                lambda value: _ENDS[EndMeans(value)],
                _keep(words, lambda value: replace(now, end_means=EndMeans(value))),
                key=f"end_means_{name}",
            )
            if name != sources.HAND:
                fields.choice(
                    "05/06/2026 means",
                    next(key for key, told in _DAY_FIRST.items() if told is now.day_first),
                    list(_DATES),
                    _DATES.__getitem__,
                    _keep(words, lambda value: replace(now, day_first=_DAY_FIRST[value])),
                    key=f"day_first_{name}",
                )


def _keep(words: str, changed: Callable[[str], Source]) -> fields.Keep:
    def keep(value: str) -> None:
        with rule_effects.telling(_SECTION, f"{words}: saved."):
            sources.save_source(state.store(), changed(value))

    return keep
