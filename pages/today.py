"""Today: what to do next, what the day looks like, what is wrong."""

import streamlit as st

from dashboard.ui import days, notices, samples, state, steps, today

if samples.is_workspace_empty():
    st.title("Roundsman", anchor=False)
    notices.show()
    today.welcome()
    st.stop()

st.title(days.long_day_words(state.day()), anchor=False)
steps.line("today")
notices.show()
today.looks()
steps.next_button()
today.wrong()
today.other_days()
