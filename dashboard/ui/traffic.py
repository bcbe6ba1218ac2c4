"""How busy the roads are at each hour, as a business knows or guesses it."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain import PlannerError, Traffic
from dashboard.services import traffic
from dashboard.ui import notices, state, tables
from dashboard.ui.look import escape

NAMES = {
    "none": "No traffic: roads as empty at noon as at night",
    "quiet": "Quiet: villages and small towns",
    "town": "Town: slower before and after work",
    "big-city": "Big city: slow all day, slowest before and after work",
    "": "Hours of my own, as in the table below",
}
_COLUMNS = ("Hour", "Monday to Friday", "Saturday and Sunday")
_TURN = "traffic_turn"


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
        _save(traffic.PRESETS[chosen])
    with st.expander("Hour by hour"):
        _table(now)


def _on(now: Traffic) -> str:
    slowest = min(now.weekday)
    hour = now.weekday.index(slowest)
    if slowest == traffic.EMPTY_ROADS:
        return "✓ On at the weekend."
    return f"✓ On: slowest on weekdays from {_clock(hour)}, at {slowest} % of empty roads' speed."


def _table(now: Traffic) -> None:
    """Speeds to correct; saved by their button, all or none."""
    st.caption("Speed in per cent of that on empty roads: 100 is free, 50 takes twice as long.")
    key = f"traffic_{st.session_state.get(_TURN, 0)}"
    edited = st.data_editor(
        _frame(now),
        key=key,
        hide_index=True,
        disabled=_COLUMNS[:1],
        column_config=_config(),
        alt="Speeds by hour, for weekdays and the weekend",
    )
    if not tables.is_changed(st.session_state.get(key)):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Save these hours")
        st.button("Discard", on_click=_renew, key="discard_traffic")
        st.caption("Not saved yet.", width="content")
    if asked:
        try:
            own = Traffic(*(read_speeds(edited[name].tolist()) for name in _COLUMNS[1:]))
        except PlannerError as error:
            st.error(escape(str(error)))
            return
        _save(own)


def read_speeds(cells: Sequence[Any]) -> tuple[int, ...]:
    """A column of the table; an emptied cell means empty roads."""
    return tuple(traffic.EMPTY_ROADS if pd.isna(cell) else int(cell) for cell in cells)


def _save(chosen: Traffic) -> None:
    traffic.save(state.store(), chosen)
    _renew()
    off = chosen.is_none
    notices.tell("Plans count without traffic." if off else "Plans count with this traffic.")
    st.rerun()


def _renew() -> None:
    """Begin with a new table, from what is saved."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _frame(now: Traffic) -> pd.DataFrame:
    hours = [_clock(hour) for hour in range(traffic.HOURS)]
    return pd.DataFrame(dict(zip(_COLUMNS, (hours, now.weekday, now.weekend), strict=True)))


def _clock(hour: int) -> str:
    if state.formats().clock == "12h":
        return f"{hour % 12 or 12}:00 {'am' if hour < 12 else 'pm'}"
    return f"{time(hour):%H:%M}"


def _config() -> dict[str, Any]:
    config = st.column_config
    least, most = traffic.SLOWEST, traffic.EMPTY_ROADS

    def speed(label: str) -> Any:
        return config.NumberColumn(
            label, min_value=least, max_value=most, step=1, format="%d %%", width=90
        )

    hour, weekday, weekend = _COLUMNS
    return {
        hour: config.TextColumn(width=75),
        weekday: speed("Mon–Fri"),
        weekend: speed("Sat, Sun"),
    }
