"""When orders without a window of their own may be delivered."""

from dataclasses import replace

import streamlit as st

from dashboard.services import days
from dashboard.services.days import AFTERNOON, ALL_DAY, MORNING, OWN, DaySetup, WindowDefault
from dashboard.ui import fields, state

_MODES = {
    ALL_DAY: "All day",
    MORNING: "Morning",
    AFTERNOON: "Afternoon",
    OWN: "Own hours",
}


def form(setup: DaySetup) -> None:
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
