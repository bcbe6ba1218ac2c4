"""The day's orders: files in, a line of what came, a table to correct, what is to be checked."""

import streamlit as st

from dashboard.ui import (
    conflicts,
    day_orders,
    imported,
    looking_up,
    notices,
    order_files,
    order_line,
    order_table,
    samples,
    shared_stops,
    shipping_methods,
    steps,
    uploads,
)

st.title("Orders", anchor=False)
is_looking_up = looking_up.begin()
steps.line("orders")
notices.show()

views = day_orders.views()
if uploads.drop_area(is_empty=not views):
    st.stop()
imports = order_files.last_imports()
order_line.show(imports, is_looking_up=is_looking_up)
imported.show(imports)
uploads.letters()
if is_looking_up:
    looking_up.progress()
if not views:
    samples.offer()
else:
    day_orders.table()
    order_table.problems(views)
    shared_stops.show(views)
    shipping_methods.show(views)
    conflicts.conflicts(views)
    day_orders.map_below(views)
imported.earlier_files()
