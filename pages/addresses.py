"""Addresses: what a person must place, one at a time, and orders that cannot be read."""

import streamlit as st

from dashboard.ui import (
    address_queue,
    day_orders,
    elsewhere,
    looking_up,
    map_files,
    notices,
    steps,
    unreadable,
)

st.title("Addresses", anchor=False)
steps.line("addresses")
notices.show()

map_files.progress()
if looking_up.begin():
    looking_up.progress()
address_queue.undo_last()
views = day_orders.views()
if not views:
    address_queue.no_orders()
    st.stop()
address_queue.show(views)
unreadable.forms(views)
elsewhere.mention()
