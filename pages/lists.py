"""Driver lists: what each driver takes along, on the page and to take away."""

import streamlit as st

from dashboard.ui import empty, plans, sheets, steps

st.title("Driver lists", anchor=False)
steps.line("lists")

row = plans.shown_row()
if row is None:
    empty.no_plan("driver lists", "lists")
    st.stop()

plan = plans.load(row)
plans.warn_if_stale(row)
if not plan.routes:
    empty.nobody_drives()
    st.stop()

place = sheets.choose(plan)
sheets.offer(plan, place)
sheets.show(plan, place)
