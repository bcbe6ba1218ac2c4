"""How busy the roads are at each hour, as a business knows or guesses it."""

import streamlit as st

from dashboard.domain import Traffic
from dashboard.services import traffic
from dashboard.ui import state, traffic_table

NAMES = {
    "none": "No traffic: roads as empty at noon as at night",
    "quiet": "Quiet: villages and small towns",
    "town": "Town: slower before and after work",
    "big-city": "Big city: slow all day, slowest before and after work",
    "": "Hours of my own, as in the table below",
}


def section() -> None:
    """Which traffic plans count with, and the table of its hours."""
    now = traffic.get(state.store())
    name = traffic.name_of(now)
    st.markdown(_on(now) if not now.is_none else "○ Off: a drive takes as long at any hour.")
    st.caption(
        "With traffic, the routes keep their delivery windows in the slow hours too, and a plan "
        "says what the traffic costs. These are rules of thumb: correct them to what you know. "
        "Bicycles pass the queue."
    )
    names = list(traffic.PRESETS) if name else ["", *traffic.PRESETS]
    with st.form("traffic", border=False):
        chosen = st.selectbox("Roads", names, names.index(name), NAMES.__getitem__)
        asked = st.form_submit_button("Save the traffic")
    if asked and chosen:
        traffic_table.save(traffic.PRESETS[chosen])
    with st.expander("Hour by hour"):
        traffic_table.show(now)


def _on(now: Traffic) -> str:
    slowest = min(now.weekday)
    hour = traffic_table.clock(now.weekday.index(slowest))
    if slowest < traffic.EMPTY_ROADS:
        words = f"✓ On: slowest on weekdays from {hour}, at {slowest} % of empty roads' speed."
    elif now.is_free:
        words = "✓ On for some kinds of roads only."
    else:
        words = "✓ On at the weekend." if min(now.weekend) < slowest else "✓ On for some days."
    own = traffic.roads_of_their_own(now)
    return f"{words} Speeds of their own: {', '.join(own)}." if own else words
