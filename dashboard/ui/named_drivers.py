"""The drivers by name: their class, their home, and whether they drive on this day."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain import Driver, PlannerError
from dashboard.services import days
from dashboard.services.days import DaySetup
from dashboard.ui import notices, state, tables
from dashboard.ui.look import escape
from dashboard.ui.places import EXAMPLE, HELP, parse_place, place_words

_COLUMNS = ("name", "class_name", "phone", "home", "drives_today")


def table(setup: DaySetup) -> None:
    """A table to fill in; saved by its button, all or none."""
    st.subheader("Drivers by name", anchor=False)
    st.caption("If you like. The rest are called after their class, such as “Own van 3”.")
    key = f"drivers_{setup.day.date}_{st.session_state.get('drivers_turn', 0)}"
    names = [kind.name for kind in setup.classes]
    config = st.column_config
    edited = st.data_editor(
        _frame(setup),
        key=key,
        hide_index=True,
        num_rows="dynamic",
        column_config={
            "name": config.TextColumn("Name", required=True),
            "class_name": config.SelectboxColumn(
                "Class", options=names, required=True, default=names[0] if names else None
            ),
            "phone": config.TextColumn("Phone", default=""),
            "home": config.TextColumn("Home", help=f"{HELP} As in {EXAMPLE}.", default=""),
            "drives_today": config.CheckboxColumn("Drives on this day", default=True),
        },
        alt="The named drivers of the day",
    )
    if not tables.is_changed(st.session_state.get(key)):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Save these drivers")
        st.caption("Not saved yet.", width="content")
    if asked:
        _save(edited)


def read_drivers(rows: Sequence[Mapping[Any, Any]]) -> list[Driver]:
    """The drivers in the table's rows; raises ``PlannerError`` naming the row that is wrong."""
    return [_driver(row) for row in rows if any(tables.text(row, name) for name in _COLUMNS[:1])]


def _driver(row: Mapping[Any, Any]) -> Driver:
    name, home = tables.text(row, "name"), tables.text(row, "home")
    if not tables.text(row, "class_name"):
        raise PlannerError(f"{name}: choose a class.")
    try:
        point = parse_place(home) if home else None
    except PlannerError as error:
        raise PlannerError(f"{name}, home {home!r}: {error}") from None
    drives = row.get("drives_today")
    return Driver(
        name,
        tables.text(row, "class_name"),
        point,
        tables.text(row, "phone"),
        True if drives is None or pd.isna(drives) else bool(drives),
    )


def _save(edited: pd.DataFrame) -> None:
    try:
        drivers = read_drivers(edited.to_dict("records"))
        days.save_drivers(state.store(), state.day(), drivers)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    st.session_state["drivers_turn"] = st.session_state.get("drivers_turn", 0) + 1
    notices.tell("The drivers are saved.")
    st.rerun()


def _frame(setup: DaySetup) -> pd.DataFrame:
    rows = [
        (d.name, d.class_name, d.phone, place_words(d.home), d.drives_today) for d in setup.drivers
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype(dict.fromkeys(_COLUMNS[:4], "str") | {"drives_today": "bool"})
