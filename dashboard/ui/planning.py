"""What is going to be planned, what is missing for it, and the button that does it."""

import streamlit as st

from dashboard.domain import count_words
from dashboard.services.inputs import Readiness, readiness
from dashboard.services.plans import PlanRow
from dashboard.ui import live, replanning, samples, state, wishes
from dashboard.ui.steps import PAGES

_TIMES = {10: "Quick 10 s", 30: "Good 30 s", 120: "Thorough 2 min"}
"""Seconds and what they are called; what the settings say stands among them."""
_OWN = 0
_SEARCH_TIME, _OWN_TIME = "search_time", "own_search_time"
_LEAST_S, _MOST_S = 1, 3600


def summary() -> None:
    """Such as "63 orders, up to 3 drivers", and what is missing, with the way to mend it."""
    ready = readiness(state.store(), state.day())
    st.text(_summary_words(ready))
    for sentence in ready.todo:
        page, title = _where(sentence)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(f"○ {sentence}")
            st.page_link(
                PAGES[page],
                label=f"Go to {title}",
                icon=":material/arrow_forward:",
                query_params=state.address(),
            )


def form(row: PlanRow | None) -> None:
    """
    The search time and the button; ``row`` is the plan that is there already.

    At the very start the sample day is offered instead.
    """
    if samples.is_workspace_empty():
        return samples.offer()
    ready = readiness(state.store(), state.day())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        change = replanning.ask() if row else replanning.EVERYTHING
        budget_s = _search_time()
        wishes.popover()
        st.button(
            "Plan again" if row else "Plan the day",
            type="primary",
            key="plan_day",
            icon=":material/route:",
            disabled=bool(ready.todo),
            on_click=live.start,
            args=(budget_s, change, (row.plan_id, row.revision) if row else None),
        )
    return None


def before_the_first() -> None:
    """What the page says while the day has no plan."""
    if readiness(state.store(), state.day()).todo:
        st.text("There is no plan yet. It is one click away once the above is said.")
    else:
        st.text("There is no plan yet. The map shows what is to be delivered.")


def _search_time() -> float:
    usual = state.settings().budget_s
    times = {_OWN: "Own", usual: f"Usual {usual} s"} | _TIMES
    choice = st.segmented_control(
        "How long may the search take?",
        [*sorted(set(times) - {_OWN}), _OWN],
        format_func=lambda seconds: times.get(seconds, "Own"),
        default=usual,
        required=True,
        key=_SEARCH_TIME,
        persist_state="session",
        wrap=True,
        help="A longer search finds shorter routes. You can stop at any time and keep the best.",
    )
    if choice != _OWN:
        return float(choice or usual)
    return float(
        st.number_input(
            "Seconds",
            min_value=_LEAST_S,
            max_value=_MOST_S,
            value=usual,
            key=_OWN_TIME,
            persist_state="session",
            width=150,
        )
    )


def _summary_words(ready: Readiness) -> str:
    orders = count_words(ready.plannable, "order")
    drivers = f"up to {count_words(ready.drivers, 'driver')}" if ready.drivers else "no drivers yet"
    aside = [
        f"{count} {words}"
        for count, words in (
            (ready.excluded, "left out"),
            (ready.without_position, "without a position"),
            (ready.invalid, "with something wrong"),
            (ready.far, "too far away"),
            (ready.outside, "outside your zones"),
            (ready.off_street, "on no street of the map"),
        )
        if count
    ]
    more = f" Not among them: {', '.join(aside)}." if aside else ""
    return f"To be planned: {orders}, {drivers}.{more}"


def _where(sentence: str) -> tuple[str, str]:
    """The page on which a missing thing is said."""
    words = sentence.lower()
    if any(word in words for word in ("depot", "driver", "drives", "shift")):
        return "drivers", "Drivers"
    return "orders", "Orders"
