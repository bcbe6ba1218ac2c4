"""Zones: where the business delivers, for how much, on which days and by whom."""

import streamlit as st

from dashboard.ui import notices, zone_list, zone_panel, zones

st.title("Zones", anchor=False)
notices.show()
st.caption(
    "Parts of the map with rules of their own: what delivery costs there, on which days you go, "
    "and who goes. Kept for every day to come."
)

ground, panel = st.columns([5, 3], gap="medium")
with ground:
    zones.show_map()
    zone_list.table()
with panel:
    zone_panel.show()
