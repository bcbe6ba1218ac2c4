"""Asking whether 05/06/2026 has the day first or the month first."""

from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.services.order_files import date_readings
from dashboard.ui import order_files, state
from dashboard.ui.days import long_day_words
from dashboard.ui.look import escape
from dashboard.ui.order_files import Refused, Undated


def ask(file: UploadedFile, waiting: Undated) -> None:
    """The two days that the example may mean; the answer serves for later files, too."""
    st.subheader(f"“{escape(waiting.example)}”: which day is it?", anchor=False)
    st.text(f"In {file.name} nothing tells whether the day or the month comes first.")
    day_first, month_first = date_readings(waiting.example, state.day())
    with st.container(horizontal=True):
        for is_first, day in ((True, day_first), (False, month_first)):
            st.button(
                long_day_words(day),
                key=f"day_first_{is_first}_{file.file_id}",
                on_click=_answer,
                args=(file, waiting, is_first),
            )
        st.button(
            "Leave this file out",
            key=f"no_day_{file.file_id}",
            type="tertiary",
            on_click=_leave_out,
            args=(file,),
        )
    st.caption("The answer is kept for the next file of this kind.")


def _answer(file: UploadedFile, waiting: Undated, day_first: bool) -> None:
    reading = replace(waiting.reading, day_first=day_first)
    order_files.put_result(file, order_files.take(file, reading))


def _leave_out(file: UploadedFile) -> None:
    order_files.put_result(file, Refused(f"{file.name} was left out.", by_choice=True))
