"""Map: every route with its stops, and the chosen stop beside it."""

import streamlit as st

from dashboard.ui import empty, maps, plans, routes, steps

st.title("Map", anchor=False)
steps.line("map")

row = plans.shown_row()
if row is None:
    empty.no_plan("routes")
    maps.show(maps.day_deck(), key="day_map", alt="The day's orders on a map")
else:
    plans.warn_if_stale(row)
    routes.show(row, plans.load(row))
