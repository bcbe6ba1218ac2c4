"""Map: every route with its stops, and the chosen stop beside it."""

import streamlit as st

from dashboard.ui import empty, maps, plans, routes, steps

st.title("Map", anchor=False)
steps.line("map")

row = plans.shown_row()
if row is None:
    empty.no_plan("routes", "map")
    maps.show_day("day_map")
else:
    plans.warn_if_stale(row)
    routes.show(row, plans.load(row))
    steps.next_button("map")
