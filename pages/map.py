"""Map: every route with its stops, and the chosen stop beside it."""

import streamlit as st

from dashboard.ui import empty, maps, moved, notices, plans, routes, steps

st.title("Map", anchor=False)
steps.line("map")
notices.show()

row = plans.shown_row()
if row is None:
    empty.no_plan("routes", "map")
    maps.show_day("day_map")
else:
    plan = plans.load(row)
    # Always there, so that the map keeps its place on the page, and with it its zoom.
    with st.container():
        plans.warn_if_stale(row)
        moved.show(row, plan)
    routes.show(row, plan)
    steps.next_button("map")
