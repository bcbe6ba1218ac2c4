"""Who works longer on this day alone, and the way to take that back."""

import streamlit as st

from dashboard.domain import clock_words
from dashboard.services import days
from dashboard.services.days import DaySetup
from dashboard.ui import state
from dashboard.ui.look import escape


def show(setup: DaySetup) -> None:
    """A line for each shift that lasts longer; nothing where none does."""
    later = dict(setup.overtime)
    for shift in setup.shifts:
        if shift.id in later:
            until = clock_words(shift.hours.end, setup.day, state.formats())
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"On this day {escape(shift.driver)} may drive until {escape(until)}.")
                st.button(
                    "Take it back",
                    key=f"overtime_{shift.id}",
                    on_click=days.save_overtime,
                    args=(state.store(), state.day(), shift.id, None),
                )
