"""The drop area for files of orders, and what a person must say before one can be taken."""

from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.ui import date_question, mapping, order_files
from dashboard.ui.look import escape
from dashboard.ui.order_fields import ENCODINGS
from dashboard.ui.order_files import Refused, Taken, Undated, Unmapped


def drop_area(*, is_empty: bool) -> bool:
    """Take files; True while one of them waits for a person's answer."""
    st.file_uploader(
        "Drop the orders here: CSV, XLSX or ZIP, one file or several",
        accept_multiple_files=True,
        key=order_files.key(),
        on_change=order_files.read_new,
        help="Up to 50 MB each. Split a larger file, or delete the columns that planning does "
        "not need.",
    )
    if is_empty and not order_files.dropped():
        st.caption(
            "The export of your shop as it is, or any table with a row for each order. "
            "Columns are found by their headings, in any order."
        )
    results = [(file, order_files.result_of(file)) for file in order_files.dropped()]
    for _, result in results:
        _refused(result)
    for file, result in results:
        if isinstance(result, Unmapped):
            mapping.screen(file, result)
            return True
        if isinstance(result, Undated):
            date_question.ask(file, result)
            return True
    return False


def letters() -> None:
    """For files that may be read in other letters than they were written in."""
    for file in order_files.dropped():
        result = order_files.result_of(file)
        if isinstance(result, Taken) and not order_files.is_plain(file):
            _letters(file, result)


def _refused(result: object) -> None:
    """Why a file, or one within an archive, was not taken."""
    if isinstance(result, Taken):
        for words in result.upload.refused:
            st.error(escape(words), icon=":material/error:")
    elif isinstance(result, Refused):
        show = st.info if result.by_choice else st.error
        show(escape(result.words), icon=":material/info:")


def _letters(file: UploadedFile, taken: Taken) -> None:
    key = f"encoding_{file.file_id}"
    with st.expander(f"Do accents look wrong in {escape(file.name)}?"):
        names = list(ENCODINGS)
        st.selectbox("The file was written as", names, 1, ENCODINGS.__getitem__, key=key)
        again = (file, taken, key)
        st.button("Read it again", key=f"again_{key}", on_click=_read_again, args=again)


def _read_again(file: UploadedFile, taken: Taken, key: str) -> None:
    reading = replace(taken.reading, encoding=st.session_state[key])
    order_files.put_result(file, order_files.take(file, reading))
