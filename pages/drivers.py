"""Drivers: how many may drive and when, the depots, the delivery window, drivers by name."""

import streamlit as st

from dashboard.ui import (
    delivery_window,
    depot,
    fleet,
    named_drivers,
    notices,
    overtime,
    state,
    steps,
)

st.title("Drivers", anchor=False)
steps.line("drivers")
notices.show()

setup = state.setup()
vans, places = st.columns([2, 1], gap="small")
with vans:
    st.subheader("How many may drive", anchor=False)
    fleet.cards(setup)
    fleet.who_drives(setup)
    overtime.show(setup)
    st.caption("Changes are kept at once, for this day. The next new day begins with them.")
    if setup.depot:
        steps.next_button("drivers")
with places:
    depot.form(setup)
    depot.others(setup)
    delivery_window.form(setup)
named_drivers.table(setup)
