"""The day's orders: files in, a table to correct, what is to be checked."""

import streamlit as st

from dashboard.ui import conflicts, day_orders, notices, order_table, samples, steps, uploads

st.title("Orders", anchor=False)
steps.line("orders")
notices.show()

views = day_orders.views()
is_mapping = uploads.drop_area(is_empty=not views)

if is_mapping:
    st.stop()
if not views:
    samples.offer()
else:
    day_orders.table()
    order_table.problems(views)
    conflicts.conflicts(views)
    day_orders.map_below(views)
uploads.earlier_files()
