"""Settings: how figures are read, the depot, traffic, maps, the password, backups."""

import streamlit as st

from dashboard.ui import (
    business,
    days,
    depot,
    geocoder,
    map_files,
    notices,
    routing,
    safekeeping,
    state,
    traffic,
)

st.title("Settings", anchor=False)
notices.show()
business.form()
depot.form(state.setup(), leads=False)
st.caption(f"The depot of {days.long_day_words(state.day())}. The next new day begins with it.")

for title, section in (
    ("Traffic", traffic.section),
    ("Maps", map_files.section),
    ("Looking up addresses on the web", geocoder.form),
    ("Travel times from a server", routing.section),
    ("Password", safekeeping.password),
    ("Backup", safekeeping.backup),
    ("Where everything is", safekeeping.kept_where),
):
    st.subheader(title, anchor=False)
    with st.container(border=True):
        section()
