"""The table of words for parts of a day, such as "morning", and the hours they stand for."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import sources
from dashboard.services.sources import NamedSpan
from dashboard.ui import rule_effects, state, tables
from dashboard.ui.look import escape

_SECTION = "day_words"
_TURN = "day_words_turn"
_COLUMNS = ("words", "start", "end")


def table() -> None:
    """A table to correct; saved by its button, all or none."""
    spans = sources.named_spans(state.store())
    rule_effects.show(_SECTION)
    key = f"day_words_{st.session_state.get(_TURN, 0)}"
    edited = st.data_editor(
        _frame(spans),
        key=key,
        hide_index=True,
        num_rows="dynamic",
        column_config=_config(),
        alt="Words for parts of a day, and their hours",
    )
    if tables.is_changed(st.session_state.get(key)):
        _unsaved(edited)
    elif spans != sources.NAMED_SPANS and st.button("Back to the usual words"):
        with rule_effects.telling(_SECTION, "The usual words count again."):
            sources.reset_named_spans(state.store())
        _renew()
        st.rerun()


def read_spans(rows: Sequence[Mapping[Any, Any]]) -> list[NamedSpan]:
    """The parts of the day in the table's rows; raises ``PlannerError`` for an unfinished one."""
    return [_span(row) for row in rows if any(tables.text(row, name) for name in _COLUMNS)]


def _span(row: Mapping[Any, Any]) -> NamedSpan:
    words, start, end = (tables.text(row, name) for name in _COLUMNS)
    if not start or not end:
        raise PlannerError(f"“{words}”: give both the hour it begins and the hour it ends.")
    return sources.span_of(words, time.fromisoformat(start), time.fromisoformat(end))


def _unsaved(edited: pd.DataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Save these words")
        st.button("Discard", on_click=_renew, key="discard_day_words")
        st.caption("Not saved yet.", width="content")
    if not asked:
        return
    try:
        with rule_effects.telling(_SECTION, "The words are saved."):
            sources.save_named_spans(state.store(), read_spans(edited.to_dict("records")))
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    _renew()
    st.rerun()


def _renew() -> None:
    """Begin with a new table, from what is saved."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _frame(spans: Sequence[NamedSpan]) -> pd.DataFrame:
    rows = [(", ".join(span.words), span.start, span.end) for span in spans]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype("object")


def _config() -> dict[str, Any]:
    config = st.column_config
    clock = "h:mm a" if state.formats().clock == "12h" else "HH:mm"
    help_words = "Several with commas between. Capitals and accents do not matter."
    return {
        "words": config.TextColumn("Words", width=135, help=help_words),
        "start": config.TimeColumn("From", format=clock, step=60, width=75),
        "end": config.TimeColumn("Until", format=clock, step=60, width=75),
    }
