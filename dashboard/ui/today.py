"""The first page: what to do next, what the day looks like, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.domain import Day, Order, Priority, clock_words, count_words
from dashboard.services import days, jobs, orders, plans
from dashboard.services.inputs import Readiness, readiness
from dashboard.ui import samples, state, steps
from dashboard.ui.days import day_words
from dashboard.ui.look import escape

_OTHER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong, and the page where it is mended."""

    words: str
    page: str


def welcome() -> None:
    """What Roundsman does, and the two ways to begin."""
    st.markdown(
        "Drop in the day's orders, say who drives, and get routes on a map "
        "and a list for each driver. Everything stays on this computer."
    )
    with st.container(horizontal=True):
        samples.offer()
        if st.button("Bring your orders", icon=":material/upload_file:"):
            st.switch_page(steps.PAGES["orders"], query_params=state.address())
    samples.words()


def looks() -> None:
    """The day in words: its plan's verdict, else its orders and drivers."""
    store, day = state.store(), state.day()
    latest = plans.latest(store, day)
    if latest is not None:
        st.markdown(f"#### {escape(latest.verdict)}")
        if plans.is_stale(store, latest):
            st.warning("Orders or drivers have changed since this plan.", icon=":material/history:")
        return
    ready = readiness(store, day)
    if not ready.orders:
        st.markdown("#### No orders yet for this day.")
        return
    drivers = count_words(ready.drivers, "driver")
    st.markdown(f"#### {count_words(ready.plannable, 'order')} to plan, {drivers} may drive.")
    st.text(facts(orders.open_orders(orders.list_orders(store, day)), state.setup().day))


def facts(planned: Sequence[Order], day: Day) -> str:
    """Such as "128 parcels. 24 orders name a delivery window, the first from 09:00."."""
    parcels = sum(order.load.parcels for order in planned)
    sentences = [f"{count_words(parcels, 'parcel')}."]
    named = [order.windows[0].start for order in planned if order.windows]
    if named:
        first = clock_words(min(named), day, state.formats())
        names = "names" if len(named) == 1 else "name"
        sentences.append(
            f"{count_words(len(named), 'order')} {names} a delivery window, the first from {first}."
        )
    urgent = sum(order.priority >= Priority.HIGH for order in planned)
    if urgent:
        sentences.append(f"{count_words(urgent, 'order')} of high priority.")
    return " ".join(sentences)


def troubles() -> list[Trouble]:
    """What a person should look at, the most urgent first."""
    store, day = state.store(), state.day()
    ready = readiness(store, day)
    found = [Trouble(words, _page_of(words)) for words in ready.todo if ready.orders]
    found += _order_troubles(ready)
    job = jobs.current(store, day)
    if job is not None and job.state in ("failed", "lost"):
        why = job.error or "it stopped without a word"
        found.append(Trouble(f"The last planning did not finish: {why}", "plan"))
    latest = plans.latest(store, day)
    if latest is not None:
        late = latest.orders - latest.unassigned - latest.on_time
        if latest.unassigned:
            left = count_words(latest.unassigned, "order")
            found.append(Trouble(f"{left} not scheduled: the plan says why.", "plan"))
        if late:
            found.append(Trouble(f"{count_words(late, 'order')} late in the plan.", "plan"))
    return found


def wrong() -> None:
    """The list of troubles, each with the way to mend it."""
    found = troubles()
    if not found:
        return
    st.subheader("To look at")
    for number, trouble in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center", key=f"trouble_{number}"):
            st.markdown(f"▲ {escape(trouble.words)}", width="content")
            st.page_link(
                steps.PAGES[trouble.page],
                label=f"Go to {trouble.page if trouble.page != 'lists' else 'driver lists'}",
                query_params=state.address(),
            )


def other_days() -> None:
    """Every day with orders or plans, to look at or to go to."""
    known = [day for day in days.list_days(state.store()) if day.orders or day.plans]
    others = [day for day in reversed(known) if day.date != state.day()][:_OTHER_DAYS]
    if not others:
        return
    st.subheader("Other days")
    rows = [
        {
            "Day": day_words(day.date),
            "Orders": day.orders,
            "Plan": "planned" if day.plans else "not planned",
        }
        for day in others
    ]
    event = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        width=420,
        key=f"days_{state.day()}",
        on_select="rerun",
        selection_mode="single-row",
        alt="The other days, with their orders and whether they are planned",
    )
    if chosen := event["selection"]["rows"]:
        state.set_day(others[chosen[0]].date)
        st.rerun()
    st.caption("Tick a day to go there.")


def _order_troubles(ready: Readiness) -> list[Trouble]:
    cannot = (
        (ready.invalid, "cannot be read and will not be planned"),
        (ready.without_position, "without a position on the map"),
        (ready.far, "too far from the depot"),
        (ready.off_street, "on no street of the map"),
    )
    found = [Trouble(f"{count_words(n, 'order')} {what}.", "addresses") for n, what in cannot if n]
    if ready.outside:
        found.append(Trouble(f"{count_words(ready.outside, 'order')} outside your zones.", "zones"))
    return found


def _page_of(sentence: str) -> str:
    words = sentence.lower()
    return "drivers" if "depot" in words or "driver" in words else "orders"
