"""Fields that keep what is entered at once, and say beside them why they could not."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.ui.look import escape

Keep = Callable[[Any], None]
"""Stores a value; raises ``PlannerError`` with the reason where it cannot be."""

_ARRIVES_S = 10.0
"""What was sent so long ago has reached the browser, however busy."""


def number(
    label: str,
    stored: float | None,
    keep: Keep,
    *,
    key: str,
    least: float = 0,
    most: float | None = None,
    step: float = 1,
    optional: bool = False,
    help: str | None = None,  # noqa: A002
) -> None:
    """A number, whole where the step is; an optional one may be blank, for None."""
    kind = type(step)
    _hold(key, None if stored is None else kind(stored))
    # Only a field whose first value is None can be emptied; what it shows was put in above.
    st.number_input(
        label,
        min_value=kind(least),
        max_value=None if most is None else kind(most),
        value=None if optional else "min",
        step=step,
        format="%.2f" if isinstance(step, float) else "%d",
        placeholder="no limit" if optional else None,
        key=key,
        help=help,
        on_change=_kept,
        args=(key, keep, optional),
    )
    _complain(key)


def clock(label: str, stored: datetime.time, keep: Keep, *, key: str) -> None:
    """A time of day, in quarters of an hour or as typed."""
    _hold(key, stored)
    st.time_input(label, key=key, step=900, on_change=_kept, args=(key, keep, False))
    _complain(key)


def line(
    label: str,
    stored: str,
    keep: Keep,
    *,
    key: str,
    placeholder: str = "",
    help: str | None = None,  # noqa: A002
) -> None:
    """A line of text."""
    _hold(key, stored)
    st.text_input(
        label,
        key=key,
        placeholder=placeholder or None,
        help=help,
        on_change=_kept,
        args=(key, keep, True),
    )
    _complain(key)


def choice(
    label: str,
    stored: str,
    options: Sequence[str],
    words: Callable[[str], str],
    keep: Keep,
    *,
    key: str,
) -> None:
    """One of several."""
    _hold(key, stored)
    st.selectbox(
        label, options, format_func=words, key=key, on_change=_kept, args=(key, keep, False)
    )
    _complain(key)


def segments(
    label: str,
    stored: str,
    words: Mapping[str, str],
    keep: Keep,
    *,
    key: str,
    help: str | None = None,  # noqa: A002
) -> None:
    """One of a few, all in sight."""
    _hold(key, stored)
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        required=True,
        wrap=True,
        key=key,
        help=help,
        on_change=_kept,
        args=(key, keep, False),
    )
    _complain(key)


def scale(
    label: str,
    stored: int,
    words: Mapping[int, str],
    keep: Keep,
    *,
    key: str,
    help: str | None = None,  # noqa: A002
) -> None:
    """One of several steps from little to much."""
    _hold(key, stored)
    st.select_slider(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        help=help,
        on_change=_kept,
        args=(key, keep, False),
    )
    _complain(key)


def tick(label: str, stored: bool, keep: Keep, *, key: str, help: str | None = None) -> None:  # noqa: A002
    """Yes or no."""
    _hold(key, stored)
    st.checkbox(label, key=key, help=help, on_change=_kept, args=(key, keep, False))
    _complain(key)


def _hold(key: str, stored: object) -> None:
    """Show what is kept, here or by somebody else; what could not be kept stays as entered."""
    if key not in st.session_state:
        _complaints().pop(key, None)
    if key in _complaints():
        return
    # A value goes out with its field once. Where a click on a page still loading undoes that, the
    # browser shows a field of its own making and hands that in with the next click: so it is
    # repeated for a while.
    is_held = key in st.session_state and st.session_state[key] == stored
    if not is_held:
        _sent()[key] = monotonic()
    if monotonic() - _sent().get(key, -_ARRIVES_S) < _ARRIVES_S:
        st.session_state[key] = stored


def _kept(key: str, keep: Keep, optional: bool) -> None:
    value = st.session_state[key]
    _sent().pop(key, None)
    try:
        if value is None and not optional:
            raise PlannerError("This cannot be blank.")
        keep(value)
        _complaints().pop(key, None)
    except PlannerError as error:
        _complaints()[key] = str(error)


def _complain(key: str) -> None:
    if key in _complaints():
        st.error(f"Not kept: {escape(_complaints()[key])}")


def _sent() -> dict[str, float]:
    """When the value of each field was first sent; no more for one that somebody has used."""
    sent: dict[str, float] = st.session_state.setdefault("fields_sent", {})
    return sent


def _complaints() -> dict[str, str]:
    complaints: dict[str, str] = st.session_state.setdefault("complaints", {})
    return complaints
