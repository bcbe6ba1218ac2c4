"""Settings: how figures are read, the depot, traffic, maps, the password, backups."""

import streamlit as st

from dashboard.ui import (
    business,
    days,
    depot,
    geocoder,
    map_files,
    notices,
    safekeeping,
    state,
    traffic,
)

st.title("Settings", anchor=False)
notices.show()
business.form()
depot.form(state.setup(), leads=False)
st.caption(f"The depot of {days.long_day_words(state.day())}. The next new day begins with it.")

st.subheader("Traffic", anchor=False)
with st.container(border=True):
    traffic.section()

st.subheader("Maps", anchor=False)
with st.container(border=True):
    map_files.section()

st.subheader("Looking up addresses on the web", anchor=False)
with st.container(border=True):
    geocoder.form()

st.subheader("Password", anchor=False)
with st.container(border=True):
    safekeeping.password()

st.subheader("Backup", anchor=False)
with st.container(border=True):
    safekeeping.backup()

st.subheader("Where everything is", anchor=False)
with st.container(border=True):
    safekeeping.kept_where()
