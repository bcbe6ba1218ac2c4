"""Settings: how figures are read, the password, backups, and where everything is."""

import streamlit as st

from dashboard.ui import business, days, depot, notices, safekeeping, state

st.title("Settings", anchor=False)
notices.show()
business.form()
depot.form(state.setup(), leads=False)
st.caption(f"The depot of {days.long_day_words(state.day())}. The next new day begins with it.")

st.subheader("Password", anchor=False)
with st.container(border=True):
    safekeeping.password()

st.subheader("Backup", anchor=False)
with st.container(border=True):
    safekeeping.backup()

st.subheader("Where everything is", anchor=False)
with st.container(border=True):
    safekeeping.kept_where()
