"""Where a file changed what a person had corrected: keep the one, or take the other."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import notices, state
from dashboard.ui.order_fields import heading

LATER, KEEP, TAKE = "decide later", "keep mine", "take the file's"


def conflicts(views: Sequence[OrderView]) -> None:
    """Each such value beside the other, with a choice; nothing where there are none."""
    found = [(view, field) for view in views for field in view.conflicts]
    if not found:
        return
    st.subheader("The file says something else now")
    st.caption("You corrected these by hand, and a newer file has changed them since.")
    rows = [
        {
            "Order": view.order_id,
            "Column": heading(field),
            "Yours": view.text.get(field, ""),
            "The file's": view.conflicts[field],
            "Choice": LATER,
        }
        for view, field in found
    ]
    # Other conflicts are another table: a choice must not land on a row it was not made for.
    which = hash(tuple((view.key, field, view.conflicts[field]) for view, field in found))
    key = f"conflicts_{state.day()}_{which}"
    chosen = st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        disabled=["Order", "Column", "Yours", "The file's"],
        column_config={
            "Choice": st.column_config.SelectboxColumn(options=[LATER, KEEP, TAKE], required=True)
        },
        alt="Your values and the file's values side by side",
    )
    with st.container(horizontal=True):
        if st.button("Do as chosen"):
            _settle(found, list(chosen["Choice"]))
        if st.button("Keep all of mine"):
            _settle(found, [KEEP] * len(found))
        if st.button("Take all of the file's"):
            _settle(found, [TAKE] * len(found))


def _settle(found: Sequence[tuple[OrderView, str]], choices: Sequence[str]) -> None:
    changes: dict[tuple[str, str], dict[str, str | None]] = {}
    for (view, field), choice in zip(found, choices, strict=True):
        if choice != LATER:
            value = view.text.get(field, "") if choice == KEEP else None
            changes.setdefault(view.key, {})[field] = value
    with notices.warning():
        orders.edit(state.store(), changes)
    st.rerun()
