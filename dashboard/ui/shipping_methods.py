"""The ways a shop sends its orders, and leaving one of them out for good."""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import sources
from dashboard.services.orders import OrderView
from dashboard.services.sources import OrderRule
from dashboard.ui import notices, state
from dashboard.ui.look import escape

_WHERE = "shipping_method"


def show(views: Sequence[OrderView]) -> None:
    """Each method with its orders, and a rule to leave it out; nothing where there is one alone."""
    by_method = _by_method(views)
    if not by_method or (len(by_method) == 1 and not any(view.left_out_by for view in views)):
        return
    counts = " · ".join(f"{escape(name)} {len(some)}" for name, some in by_method.items())
    with st.expander(f"Shipping methods: {counts} – leave out …"):
        st.caption("What you leave out here stays left out in later files, until you take it in.")
        for name, some in by_method.items():
            _method(name, some)


def _by_method(views: Sequence[OrderView]) -> dict[str, list[OrderView]]:
    """The orders to deliver by what their shop calls the way, the most common first."""
    found: dict[str, list[OrderView]] = {}
    for view in views:
        if view.state == "open" and (name := view.text.get(_WHERE, "").strip()):
            found.setdefault(name, []).append(view)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _method(name: str, some: Sequence[OrderView]) -> None:
    by = {view.left_out_by for view in some} - {""}
    rules = sources.order_rules(state.store())
    mine = [rule for rule in rules if _leaves_out(rule) and rule.words in by]
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f"**{escape(name)}**: {count_words(len(some), 'order')}"
        st.markdown(f"{words}, left out" if by else words, width="stretch")
        if mine and st.button("Take in again", key=f"take_in_{name}"):
            _save([rule for rule in rules if rule not in mine])
        elif not by and st.button("Leave out", key=f"leave_out_{name}"):
            _save([*rules, OrderRule(where=_WHERE, words=name, leave_out=True)])
        elif by and not mine:
            st.caption("by a rule of yours", width="content")


def _leaves_out(rule: OrderRule) -> bool:
    return rule.where == _WHERE and rule.leave_out


def _save(rules: Sequence[OrderRule]) -> None:
    with notices.warning():
        sources.save_order_rules(state.store(), rules)
    st.rerun()
