"""What the last files brought, in one line; each number of it opens its list."""

import datetime
from collections.abc import Collection, Sequence

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import sorting
from dashboard.services.order_files import ImportRecord
from dashboard.services.sorting import Group, Sorted
from dashboard.ui import order_groups, state, steps
from dashboard.ui.days import day_words, long_day_words

_SAID = {
    "pickup": ("pickup", "pickups"),
    "cancelled": ("cancelled", "cancelled"),
    "fulfilled": ("delivered already", "delivered already"),
    "not_shipped": ("has nothing to ship", "have nothing to ship"),
    sorting.LEFT_OUT: ("left out", "left out"),
    sorting.NEED_YOU: ("needs you", "need you"),
    sorting.MISSING: ("not in the newer file", "not in the newer file"),
}
_SIGN = {sorting.NEED_YOU: "▲ ", sorting.MISSING: "▲ "}


def show(imports: Sequence[ImportRecord], *, is_looking_up: bool) -> None:
    """
    The line, and the list that was opened; nothing where no file was brought.

    Who needs a person is known when all addresses have been looked up.
    """
    if imports:
        _line([one.id for one in imports], {sorting.NEED_YOU} if is_looking_up else set())


@st.fragment
def _line(numbers: Sequence[int], unknown: Collection[str]) -> None:
    store, day = state.store(), state.day()
    result = sorting.sort_imports(store, numbers, day)
    by_name = {_name(g): g for g in result.groups if g.kind not in unknown}
    if not by_name:
        return
    key = f"order_line_{day}"
    if st.session_state.get(key) not in by_name:
        st.session_state.pop(key, None)
    chosen = st.pills(
        "What the files brought",
        list(by_name),
        format_func=lambda name: words(by_name[name]),
        key=key,
        label_visibility="collapsed",
        help="Choose one to see its orders.",
    )
    if not any(group.kind == "day" and group.day == day for group in result.groups):
        _elsewhere(result)
    if chosen is not None:
        order_groups.show(by_name[chosen], result)


def words(group: Group) -> str:
    """Such as "63 orders for today", "9 pickups" or "▲ 3 need you"."""
    if group.kind == "day" and group.day is not None:
        return f"{count_words(group.count, 'order')} for {near_day_words(group.day)}"
    one, many = _SAID[group.kind]
    return f"{_SIGN.get(group.kind, '')}{count_words(group.count, one, many)}"


def near_day_words(day: datetime.date) -> str:
    """Such as "today", "tomorrow" or "Sun 22 Nov"."""
    ahead = (day - state.today()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(ahead) or day_words(day)


def _elsewhere(result: Sorted) -> None:
    """Say that the files are about other days, and lead there."""
    days = [group for group in result.groups if group.kind == "day" and group.day]
    here = long_day_words(state.day())
    if not days:
        st.info(f"None of these orders is to be delivered on {here}.", icon=":material/info:")
        return
    most = max(days, key=lambda group: group.count)
    st.info(f"None of these orders is for {here}.", icon=":material/calendar_today:")
    # Elsewhere on the page the next step is the primary button, unless the orders are that step.
    is_first = steps.next_step().page == "orders"
    order_groups.go_button(most, kind="primary" if is_first else "secondary")


def _name(group: Group) -> str:
    """Of a pill; stays the same while its count changes."""
    return f"{group.kind} {group.day}" if group.day else group.kind
