"""Orders whose text cannot be read: what is wrong with each, and the field to mend it."""

import datetime
from collections.abc import Sequence

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import address_answers, days, notices, state
from dashboard.ui.look import escape
from dashboard.ui.order_fields import HEADINGS, heading

_AT_ONCE = 10
_DATE, _NUMBER = "date", "order_id"


def forms(views: Sequence[OrderView]) -> bool:
    """A form for each such order; False where there is none."""
    broken = [view for view in views if view.order is None and not view.excluded]
    if not broken:
        return False
    st.subheader(f"{count_words(len(broken), 'order')} cannot be read", anchor=False)
    for view in broken[:_AT_ONCE]:
        _form(view)
    if len(broken) > _AT_ONCE:
        st.caption(f"{len(broken) - _AT_ONCE} more follow when these are done.")
    return True


def _form(view: OrderView) -> None:
    key = f"{state.day()}_{view.key}"
    typed: dict[str, str] = {}
    to: datetime.date | None = None
    with st.form(f"mend_{key}", border=True):
        st.markdown(
            f"**{escape(view.text.get('customer', '') or 'Order')}** {escape(view.order_id)}"
        )
        for problem in view.problems:
            name = problem.column
            if name == _DATE:
                to = st.date_input("Deliver on", state.day(), key=f"day_{key}", required=True)
            elif name in HEADINGS and name != _NUMBER and name not in typed:
                now = view.text.get(name, "")
                typed[name] = st.text_input(heading(name), now, key=f"{name}_{now}_{key}")
            said = f"“{problem.value}”: " if problem.value else ""
            st.caption(f"▲ {escape(said)}{escape(problem.reason)} {escape(problem.remedy)}")
        with st.container(horizontal=True, gap="xsmall"):
            can_save = bool(typed or to)
            saved = can_save and st.form_submit_button("Save")
            left_out = st.form_submit_button("Skip today")
    if saved:
        _save(view, typed, to)
    elif left_out:
        address_answers.leave_out([view.key], view.text.get("customer", "") or view.order_id)
        st.rerun()


def _save(view: OrderView, typed: dict[str, str], to: datetime.date | None) -> None:
    store = state.store()
    with notices.warning():
        orders.edit(store, {view.key: typed | ({_DATE: to.isoformat()} if to else {})})
        if to and to != state.day():
            orders.move(store, [view.key], to)
            notices.tell(f"Moved to {days.day_words(to)}.")
    st.rerun()
