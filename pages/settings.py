"""Settings: how figures are read, the password, backups, and where everything is."""

import streamlit as st

from dashboard.ui import business, notices, safekeeping

st.title("Settings", anchor=False)
notices.show()
business.form()

st.subheader("Password", anchor=False)
with st.container(border=True):
    safekeeping.password()

st.subheader("Backup", anchor=False)
with st.container(border=True):
    safekeeping.backup()

st.subheader("Where everything is", anchor=False)
with st.container(border=True):
    safekeeping.kept_where()
