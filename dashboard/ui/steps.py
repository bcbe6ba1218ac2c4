"""The line of steps through a day: what is done, what is next, and the way there."""

from dataclasses import dataclass

import streamlit as st

from dashboard.services import plans
from dashboard.services.inputs import Readiness, readiness
from dashboard.ui import days, state

PAGES = {
    "today": "../pages/today.py",
    "orders": "../pages/orders.py",
    "drivers": "../pages/drivers.py",
    "plan": "../pages/plan.py",
    "map": "../pages/map.py",
    "lists": "../pages/lists.py",
    "settings": "../pages/settings.py",
}
"""Each page's file, as the entry script sees it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the day: its page, its state as a sign and as words."""

    page: str
    title: str
    sign: str
    words: str

    @property
    def is_open(self) -> bool:
        """Whether something is to be done there still."""
        return self.sign in (TO_DO, AGAIN)


_INVITATIONS = {
    "orders": "Bring the orders",
    "drivers": "Say who drives",
    "plan": "Plan the day",
    "map": "See the map",
    "lists": "Hand out the driver lists",
}
DONE, TO_DO, AGAIN, READY, WAITING = "✓", "○", "▲", "→", "·"


def line(current: str) -> None:
    """The steps as links in a row that wraps, and the day they belong to."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="steps"):
        days.chooser("steps")
        for step in all_steps():
            name = f"{step.sign} {step.title}"
            label = f"**{name}**: {step.words}" if step.page == current else f"{name}: {step.words}"
            st.page_link(PAGES[step.page], label=label, query_params=state.address())


def next_button(current: str = "") -> None:
    """The way to the first open step; nothing on that step's own page."""
    step = next_step()
    if step.page == current:
        return
    label = _INVITATIONS[step.page] if step.sign != AGAIN else "Plan again"
    if st.button(label, type="primary", icon=":material/arrow_forward:", key="next_step"):
        st.switch_page(PAGES[step.page], query_params=state.address())


def next_step() -> Step:
    """The first step with something to do, else the driver lists."""
    steps = all_steps()
    return next((step for step in steps if step.is_open), steps[-1])


def all_steps() -> list[Step]:
    """Orders, drivers, plan, map and lists, as they stand on the day."""
    store, day = state.store(), state.day()
    ready = readiness(store, day)
    latest = plans.latest(store, day)
    steps = [_orders(ready), _drivers(ready)]
    if latest is None:
        to_do = TO_DO if not any(step.is_open for step in steps) else WAITING
        words = "to do" if to_do == TO_DO else "later"
        return [
            *steps,
            Step("plan", "Plan", to_do, words),
            Step("map", "Map", WAITING, "later"),
            Step("lists", "Driver lists", WAITING, "later"),
        ]
    stale = plans.is_stale(store, latest)
    return [
        *steps,
        Step("plan", "Plan", AGAIN if stale else DONE, "out of date" if stale else "made"),
        Step("map", "Map", READY, "ready"),
        Step("lists", "Driver lists", READY, "ready"),
    ]


def _orders(ready: Readiness) -> Step:
    if not ready.orders:
        return Step("orders", "Orders", TO_DO, "none yet")
    if not ready.plannable:
        return Step("orders", "Orders", TO_DO, "none can be planned")
    if ready.plannable + ready.excluded < ready.orders:
        left = ready.orders - ready.excluded - ready.plannable
        return Step("orders", "Orders", DONE, f"{ready.plannable}, {left} to check")
    return Step("orders", "Orders", DONE, f"{ready.plannable}")


def _drivers(ready: Readiness) -> Step:
    if not ready.drivers:
        return Step("drivers", "Drivers", TO_DO, "none yet")
    if any("depot" in sentence.lower() for sentence in ready.todo):
        return Step("drivers", "Drivers", TO_DO, "no depot yet")
    return Step("drivers", "Drivers", DONE, f"{ready.drivers}")
