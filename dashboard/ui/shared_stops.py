"""Orders that go to one door: one stop for all of them, unless a person wants it otherwise."""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain import Point, count_words
from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import notices, state
from dashboard.ui.look import escape

_MOST_SHOWN = 20


def show(views: Sequence[OrderView]) -> None:
    """The doors with several orders, each with its undo; nothing where there are none."""
    shared, apart = orders.shared_doors(views), _doors_apart(views)
    if not shared and not apart:
        return
    with st.expander(_words(shared, apart)):
        for group in shared[:_MOST_SHOWN]:
            _door(group, "Make own stops", own=True)
        for group in apart[:_MOST_SHOWN]:
            _door(group, "Share a stop again", own=False)
        hidden = max(0, len(shared) - _MOST_SHOWN) + max(0, len(apart) - _MOST_SHOWN)
        if hidden:
            st.caption(f"And {count_words(hidden, 'door')} more: tick their orders in the table.")


def _words(shared: Sequence[Sequence[OrderView]], apart: Sequence[Sequence[OrderView]]) -> str:
    parts = []
    if shared:
        parts.append(f"{_count(shared)} share {count_words(len(shared), 'stop')}")
    if apart:
        parts.append(f"{_count(apart)} with stops of their own")
    return " · ".join(parts)


def _count(groups: Sequence[Sequence[OrderView]]) -> str:
    return count_words(sum(map(len, groups)), "order")


def _doors_apart(views: Sequence[OrderView]) -> list[list[OrderView]]:
    """Orders that a person gave a stop of their own, by door."""
    groups: dict[Point, list[OrderView]] = {}
    for view in views:
        point = view.order.point if view.order and not view.excluded else None
        if point is not None and view.text.get("own_stop"):
            groups.setdefault(point.door, []).append(view)
    return list(groups.values())


def _door(group: Sequence[OrderView], label: str, *, own: bool) -> None:
    first = group[0]
    where = first.text.get("address") or first.text.get("customer", "") or first.order_id
    who = ", ".join(f"{v.order_id} {v.text.get('customer', '')}".strip() for v in group)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape(where)}**  \n{escape(who)}", width="stretch")
        keys = [view.key for view in group]
        if st.button(label, key=f"door_{own}_{hash(tuple(keys))}"):
            with notices.warning():
                orders.set_own_stop(state.store(), keys, own)
            st.rerun()
