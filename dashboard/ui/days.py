"""Choosing the day: any date, the one before or after, or today."""

import datetime
from typing import Literal

import streamlit as st

from dashboard.ui import state

_ONE = datetime.timedelta(days=1)


def chooser(place: str) -> None:
    """The day as a small button that opens the picker; where the sidebar is folded away."""
    with st.popover(day_words(state.day()), icon=":material/calendar_today:", key=f"day_{place}"):
        picker(place)


def picker(place: str) -> None:
    """Any date, with the day before, today and the day after; `place` keeps two pickers apart."""
    day = state.day()
    # The date is part of the key, so that the field shows the day wherever it was changed.
    key = f"date_{place}_{day}"
    st.date_input("Day", day, format=_date_format(), key=key, on_change=_take, args=(key,))
    before, after = day - _ONE, day + _ONE
    with st.container(horizontal=True, gap="xsmall"):
        _button(f"{before:%a}", f"before_{place}", before, icon=":material/chevron_left:")
        _button("Today", f"today_{place}", state.today())
        _button(
            f"{after:%a}", f"after_{place}", after, icon=":material/chevron_right:", side="right"
        )


def day_words(day: datetime.date) -> str:
    """Such as ``Sun 22 Nov``; another year than this is named."""
    year = f" {day.year}" if day.year != state.today().year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def long_day_words(day: datetime.date) -> str:
    """Such as ``Sunday 22 November 2026``."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def _date_format() -> str:
    return "MM/DD/YYYY" if state.settings().units == "mi" else "DD.MM.YYYY"


def _button(
    label: str,
    key: str,
    to: datetime.date,
    *,
    icon: str | None = None,
    side: Literal["left", "right"] = "left",
) -> None:
    st.button(label, key, icon=icon, icon_position=side, on_click=state.set_day, args=(to,))


def _take(key: str) -> None:
    chosen = st.session_state.get(key)
    if isinstance(chosen, datetime.date):
        state.set_day(chosen)
