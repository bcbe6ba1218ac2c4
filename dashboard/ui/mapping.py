"""The screen on which a person says what the columns of a file hold."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.domain import IntakeError
from dashboard.services.order_files import Preview
from dashboard.ui import order_files
from dashboard.ui.look import escape
from dashboard.ui.order_fields import ENCODINGS, MAIN_CHOICES, MORE_CHOICES
from dashboard.ui.order_files import Reading, Refused, Unmapped

_UNUSED = "–"
_ROWS = 5


def screen(file: UploadedFile, waiting: Unmapped) -> None:
    """The first rows, and a choice of column for each thing an order may say."""
    st.subheader("Which column holds what?", anchor=False)
    st.text(file.name)
    if waiting.words:
        st.warning(escape(waiting.words), icon=":material/help:")
    encoding = None if order_files.is_plain(file) else _letters(file)
    try:
        shown = order_files.preview(file, encoding)
    except IntakeError as error:
        st.error(escape(str(error)), icon=":material/error:")
        return
    st.dataframe(_first_rows(shown), hide_index=True, alt="The first rows of the file")
    _choices(file, shown, encoding)


def _letters(file: UploadedFile) -> str | None:
    with st.expander("Do accents look wrong?"):
        return st.selectbox(
            "The file was written as",
            [None, *ENCODINGS],
            format_func=lambda name: ENCODINGS[name] if name else "Found by itself",
            key=f"map_encoding_{file.file_id}",
        )


def _first_rows(shown: Preview) -> pd.DataFrame:
    headings = list(shown.table.headings)
    rows = [[*row, *[""] * len(headings)][: len(headings)] for row in shown.table.rows[:_ROWS]]
    return pd.DataFrame(rows, columns=headings)


def _choices(file: UploadedFile, shown: Preview, encoding: str | None) -> None:
    with st.form(f"map_{file.file_id}", border=False):
        chosen = _selects(MAIN_CHOICES, shown, file.file_id)
        with st.expander("More: delivery date, street and city apart, phone, weight, tags …"):
            chosen |= _selects(MORE_CHOICES, shown, file.file_id)
        with st.container(horizontal=True):
            asked = st.form_submit_button("Read these orders", type="primary")
            skipped = st.form_submit_button("Leave this file out")
    if asked:
        columns = {field: heading for field, heading in chosen.items() if heading != _UNUSED}
        result = order_files.take(file, Reading(columns, encoding))
        again = Unmapped(result.words) if isinstance(result, Refused) else result
        order_files.put_result(file, again)
        st.rerun()
    if skipped:
        order_files.put_result(file, Refused(f"{file.name} was left out.", by_choice=True))
        st.rerun()


def _selects(choices: Mapping[str, str], shown: Preview, file_id: str) -> dict[str, str]:
    options = [_UNUSED, *shown.table.headings]
    chosen = {}
    with st.grid(3, min_column_width=200):
        for field, label in choices.items():
            guess = shown.columns.get(field, _UNUSED)
            index = options.index(guess) if guess in options else 0
            chosen[field] = st.selectbox(label, options, index, key=f"{field}_{file_id}")
    return chosen
