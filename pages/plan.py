"""Plan: what is to be planned, the planning as it goes, and what came of it."""

import streamlit as st

from dashboard.ui import earlier, live, maps, moved, notices, planning, plans, steps, unassigned

st.title("Plan", anchor=False)
steps.line("plan")
notices.show()

job = live.watched()
row = plans.shown_row()
is_running = job is not None and live.is_active(job)

with st.container():
    planning.summary()
    if not is_running:
        live.tell_end(job)
        if row:
            plans.warn_if_stale(row)
        planning.form(row)

# A container with words and the map, as the planning under way has it: so the map keeps its zoom.
if job and is_running:
    live.watch(job)
elif row:
    plan = plans.load(row)
    with st.container():
        with st.container():
            plans.show_verdict(row, plan)
            moved.show(row, plan)
        plans.show_map(row, plan)
    unassigned.show(row, plan)
    plans.show_drivers(plan)
    earlier.show(row, plan)
else:
    with st.container():
        with st.container():
            planning.before_the_first()
        maps.show_day(live.MAP)
