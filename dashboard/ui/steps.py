"""The line of steps through a day: what is done, what is next, and the way there."""

from dataclasses import dataclass

import streamlit as st

from dashboard.services import plans
from dashboard.services.inputs import Readiness, readiness
from dashboard.ui import days, state

PAGES = {
    "today": "../pages/today.py",
    "orders": "../pages/orders.py",
    "addresses": "../pages/addresses.py",
    "drivers": "../pages/drivers.py",
    "plan": "../pages/plan.py",
    "map": "../pages/map.py",
    "lists": "../pages/lists.py",
    "zones": "../pages/zones.py",
    "rules": "../pages/rules.py",
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
    "addresses": "Look at the addresses",
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
    step = next_step(current)
    if step.page == current:
        return
    label = _INVITATIONS[step.page] if step.sign != AGAIN else "Plan again"
    if st.button(label, type="primary", icon=":material/arrow_forward:", key="next_step"):
        st.switch_page(PAGES[step.page], query_params=state.address())


def next_step(current: str = "") -> Step:
    """
    The first step with something to do, else the driver lists.

    Addresses come before all others only up to the orders page ``current``: whoever
    has passed them may go on without those that are not placed.
    """
    steps = all_steps()
    to_do = [step for step in steps if step.is_open]
    if current not in ("", "orders"):
        to_do.sort(key=lambda step: step.page == "addresses")
    return to_do[0] if to_do else steps[-1]


def all_steps() -> list[Step]:
    """Orders, drivers, plan, map and lists, as they stand on the day; addresses if they wait."""
    store, day = state.store(), state.day()
    ready = readiness(store, day)
    latest = plans.latest(store, day)
    drivers = _drivers(ready)
    steps = [_orders(ready), *_addresses(ready, is_planned=latest is not None), drivers]
    if latest is None:
        to_do = TO_DO if ready.plannable and not drivers.is_open else WAITING
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
    if not ready.plannable + _waiting(ready):
        return Step("orders", "Orders", TO_DO, "none can be planned")
    return Step("orders", "Orders", DONE, f"{ready.orders - ready.excluded}")


def _addresses(ready: Readiness, *, is_planned: bool) -> list[Step]:
    """A step only where orders wait for a person; a plan can be made without them."""
    waiting = _waiting(ready)
    if not waiting:
        return []
    verb = "needs" if waiting == 1 else "need"
    sign = READY if is_planned else TO_DO
    return [Step("addresses", "Addresses", sign, f"{waiting} {verb} you")]


def _waiting(ready: Readiness) -> int:
    """How many orders need a person before they can be planned."""
    return ready.without_position + ready.far + ready.off_street + ready.invalid


def _drivers(ready: Readiness) -> Step:
    if not ready.drivers:
        return Step("drivers", "Drivers", TO_DO, "none yet")
    if any("depot" in sentence.lower() for sentence in ready.todo):
        return Step("drivers", "Drivers", TO_DO, "no depot yet")
    return Step("drivers", "Drivers", DONE, f"{ready.drivers}")
