"""How much of the plan that is there may change, and from when on."""

from dataclasses import dataclass
from datetime import datetime, time

import streamlit as st

from dashboard.services import jobs
from dashboard.ui import state

_WORDS = {
    jobs.ANEW: "Everything",
    jobs.KEEP_DRIVERS: "Not the drivers",
    jobs.KEEP_ORDER: "Only what is new",
    jobs.FROM_NOW: "What is still ahead",
}
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Change:
    """What may change; ``now`` is from when on, where only what is ahead may."""

    mode: str = jobs.ANEW
    now: datetime | None = None


EVERYTHING = Change()


def ask() -> Change:
    """The choice, and beside it the time of day where that matters."""
    choice = st.segmented_control(
        "What may change?",
        list(_WORDS),
        format_func=_WORDS.__getitem__,
        default=jobs.ANEW,
        required=True,
        key="may_change",
        wrap=True,
        help="Everything: the best routes for the day as it is now. Not the drivers: every order "
        "stays with its driver, in a better sequence. Only what is new: for vans that are loaded; "
        "new orders are fitted in, the rest keeps its sequence. What is still ahead: for a day "
        "under way; what is done by then and where each van is going next stays, what is in a van "
        "stays in it.",
    )
    if choice != jobs.FROM_NOW:
        return Change(choice or jobs.ANEW)
    day = state.setup().day
    here = datetime.now(day.tz)
    clock = st.time_input(
        "From when on?",
        value=here.time().replace(second=0, microsecond=0) if here.date() == day.date else _NOON,
        key="from_when",
        step=300,
        width=130,
        help="By the plan: where the drivers should be at that time.",
    )
    return Change(jobs.FROM_NOW, day.at(clock or _NOON))
