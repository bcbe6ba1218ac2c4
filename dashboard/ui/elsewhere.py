"""Orders of the last file that need a person on days other than the one looked at."""

import streamlit as st

from dashboard.domain import count_words
from dashboard.services import order_files, sorting
from dashboard.ui import state
from dashboard.ui.days import day_words


def mention() -> None:
    """A button for each such day that leads there; nothing where there is none."""
    store, day = state.store(), state.day()
    last = order_files.imports(store, day)[:1]
    found = sorting.sort_imports(store, [one.id for one in last], day)
    waiting = {
        group.day: count
        for group in found.groups
        if group.kind == "day" and group.day not in (None, day)
        if (count := sum(found.views[key].needs_person for key in group.keys))
    }
    if not waiting:
        return
    st.caption("The last file has orders for other days, and some of them need you, too.")
    with st.container(horizontal=True, key="elsewhere"):
        for other, count in waiting.items():
            label = f"{day_words(other)}: {count_words(count, 'order')}"
            st.button(label, key=f"elsewhere_{other}", on_click=state.set_day, args=(other,))
