"""Where the routes load, and when orders without a window may be delivered."""

import datetime
from dataclasses import replace

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import days
from dashboard.services.days import AFTERNOON, ALL_DAY, MORNING, OWN, DaySetup, WindowDefault
from dashboard.ui import depot_place, fields, state
from dashboard.ui.depot_place import Draft
from dashboard.ui.look import escape
from dashboard.ui.places import EXAMPLE, HELP, place_words

_MODES = {
    ALL_DAY: "All day",
    MORNING: "Morning",
    AFTERNOON: "Afternoon",
    OWN: "Own hours",
}


def form(setup: DaySetup, *, leads: bool = True) -> None:
    """Name, address, position, minutes of loading; its button ``leads`` while there is none."""
    depot = setup.depot
    st.subheader("Depot", anchor=False)
    with st.form(f"depot_{setup.day.date}", border=True):
        if depot is None:
            st.caption(
                "Where the day's routes start, load and end. "
                "Its address is enough, if a map of your area is here."
            )
        name = st.text_input("Name", depot.name if depot else "", placeholder="Our shop")
        address = st.text_input(
            "Address",
            setup.depot_address,
            help="Printed on the lists, and looked up where the position is blank.",
        )
        position = st.text_input(
            "Position",
            place_words(depot.point if depot else None),
            placeholder=EXAMPLE,
            help=HELP,
        )
        error_place = st.empty()
        loading = st.number_input(
            "Minutes of loading",
            0,
            480,
            round(depot.loading / datetime.timedelta(minutes=1)) if depot else 0,
            help="Paid time at the depot before a route leaves.",
        )
        asked = st.form_submit_button(
            "Save the depot",
            type="primary" if leads and not depot else "secondary",
            width="stretch",
        )
    if asked:
        try:
            depot_place.take(setup, Draft(name, address, loading), position)
        except PlannerError as error:
            error_place.error(escape(str(error)))
    depot_place.choose(setup)
    depot_place.by_pin(setup)


def windows(setup: DaySetup) -> None:
    """The default delivery window: the mode, and the hours of an own one."""
    st.subheader("Delivery window", anchor=False)
    stored = setup.windows
    key = f"{setup.day.date}"
    with st.container(border=True):
        fields.choice(
            "For orders that name no window",
            stored.mode,
            list(_MODES),
            _mode_words,
            lambda value: _save(replace(state.setup().windows, mode=value)),
            key=f"window_mode_{key}",
        )
        if stored.mode == OWN:
            fields.clock(
                "From",
                stored.start,
                lambda value: _save(replace(state.setup().windows, start=value)),
                key=f"window_start_{key}",
            )
            fields.clock(
                "Until",
                stored.end,
                lambda value: _save(replace(state.setup().windows, end=value)),
                key=f"window_end_{key}",
            )


def _mode_words(mode: str) -> str:
    span = WindowDefault(mode).span
    if mode == OWN or span is None:
        return _MODES[mode]
    return f"{_MODES[mode]}, {span[0]:%H:%M} to {span[1]:%H:%M}"


def _save(windows: WindowDefault) -> None:
    days.save_windows(state.store(), state.day(), windows)
