"""Speeds to correct hour by hour, on all roads or on one kind of them; as a file, too."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain import PlannerError, Traffic
from dashboard.services import traffic
from dashboard.ui import notices, state, tables
from dashboard.ui.look import escape

_COLUMNS = ("Hour", "Monday to Friday", "Saturday and Sunday")
_TURN = "traffic_turn"
_ALL = "all roads"


def show(now: Traffic) -> None:
    """The table, which roads it is of, and the file that it comes from or goes to."""
    st.caption("Speed in per cent of that on empty roads: 100 is free, 50 takes twice as long.")
    _table(now, _group(now))
    if st.toggle("As a file", key="traffic_as_file"):
        _file(now)


def save(chosen: Traffic) -> None:
    """Keep it, say so, and begin with a new table."""
    traffic.save(state.store(), chosen)
    _renew()
    off = chosen.is_none
    notices.tell("Plans count without traffic." if off else "Plans count with this traffic.")
    st.rerun()


def clock(hour: int) -> str:
    """An hour as the business reads it."""
    if state.formats().clock == "12h":
        return f"{hour % 12 or 12}:00 {'am' if hour < 12 else 'pm'}"
    return f"{time(hour):%H:%M}"


def read_speeds(cells: Sequence[Any]) -> tuple[int, ...]:
    """A column of the table; an emptied cell means empty roads."""
    return tuple(traffic.EMPTY_ROADS if pd.isna(cell) else int(cell) for cell in cells)


def _group(now: Traffic) -> str:
    """The kind of roads that somebody asks for; all of them where nobody does."""
    if not st.toggle("Some kinds of roads differ", bool(now.classes), key="traffic_by_road"):
        return _ALL
    st.caption(
        "Counts where plans follow the streets of a map: drivers are then led around the slow "
        "roads. Without a map the speeds of all roads count."
    )
    chosen = st.selectbox("Kind of roads", [_ALL, *traffic.GROUPS], format_func=str.capitalize)
    return chosen or _ALL


def _table(now: Traffic, group: str) -> None:
    """Speeds to correct; saved by their button, all or none."""
    week = now if group == _ALL else traffic.speeds_on(now, group)
    if words := _particulars(now, group):
        st.caption(words)
    key = f"traffic_{group}_{st.session_state.get(_TURN, 0)}"
    edited = st.data_editor(
        _frame(week.weekday, week.weekend),
        key=key,
        hide_index=True,
        disabled=_COLUMNS[:1],
        column_config=_config(),
        alt="Speeds by hour, for weekdays and the weekend",
    )
    if group in traffic.roads_of_their_own(now) and st.button(f"Same as on {_ALL}"):
        save(traffic.with_roads(now, group, None))
    if not tables.is_changed(st.session_state.get(key)):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Save these hours")
        st.button("Discard", on_click=_renew, key="discard_traffic")
        st.caption("Not saved yet.", width="content")
    if asked:
        weekday, weekend = (read_speeds(edited[name].tolist()) for name in _COLUMNS[1:])
        try:
            own = replace(week, weekday=weekday, weekend=weekend)
        except PlannerError as error:
            st.error(escape(str(error)))
            return
        save(own if isinstance(own, Traffic) else traffic.with_roads(now, group, own))


def _particulars(now: Traffic, group: str) -> str:
    """What the file says that the table does not show."""
    if group == _ALL:
        days = [traffic.DAY_NAMES[day] for day, _ in now.days]
        more = "These days have speeds of their own, which stay as they are"
        return f"{more}: {', '.join(days)}." if days else ""
    if traffic.is_one(now, group):
        return ""
    return "Your file tells these roads apart. What you save here counts for all of them."


def _file(now: Traffic) -> None:
    st.download_button(
        "Download the speeds",
        data=traffic.traffic_csv(now),
        file_name="speeds.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    file = st.file_uploader(
        "Or bring a file of speeds",
        type=["csv", "xlsx"],
        key=f"traffic_file_{st.session_state.get(_TURN, 0)}",
        max_upload_size=1,
        help="With the columns weekday (or weekend, or mon to sun), hour and factor, and "
        "road_class for kinds of roads: as in the file above. It counts at once.",
    )
    if file is None:
        return
    try:
        save(traffic.read_upload(file.getvalue(), file.name))
    except PlannerError as error:
        st.error(escape(str(error)))


def _renew() -> None:
    """Begin with a new table, from what is saved."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _frame(weekday: Sequence[int], weekend: Sequence[int]) -> pd.DataFrame:
    hours = [clock(hour) for hour in range(traffic.HOURS)]
    return pd.DataFrame(dict(zip(_COLUMNS, (hours, weekday, weekend), strict=True)))


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
