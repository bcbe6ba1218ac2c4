"""Rules: what is done with some orders, words for parts of a day, how files are written."""

import streamlit as st

from dashboard.ui import day_words_table, notices, order_rules, source_habits

st.title("Rules", anchor=False)
notices.show()
st.caption(
    "Kept for every day and every file to come. They count for the orders that are here, too; "
    "what you correct in an order by hand stays as you wrote it."
)

st.subheader("What to do with some orders", anchor=False)
order_rules.table()

st.subheader("Words for parts of the day", anchor=False)
st.caption("What customers may write instead of hours, and the hours that it stands for.")
day_words_table.table()

st.subheader("How your files are written", anchor=False)
source_habits.cards()

st.subheader("Columns chosen by you", anchor=False)
with st.container(border=True):
    source_habits.remembered_columns()
