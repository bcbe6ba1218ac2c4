"""Where else an order of the plan could stand, as a short list; one click puts it there."""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain import Formats, Plan, clock_words, money_words
from dashboard.domain.violation_words import violation_words
from dashboard.services import moves, plans
from dashboard.services.moves import Place
from dashboard.services.plans import PlanRow
from dashboard.ui import notices, state
from dashboard.ui.look import escape
from dashboard.ui.stops import driver_words

_ANY = ""
_WARNING = "▲"
_NO_BREAK = "\u00a0"
_MOVED = "moved_by_hand"


@st.fragment
def order(row: PlanRow, plan: Plan, order_id: str) -> None:
    """The places for an order, once somebody asks for them; without a new search."""
    if st.session_state.pop(_MOVED, False):
        st.rerun()  # Only the list was to be drawn, but the page is about another plan now.
    is_served = any(step.order_id == order_id for _, step in plan.visits())
    name = escape(_name(plan, order_id))
    more = st.expander(
        f"Move {name}" if is_served else f"Put {name} on a route",
        icon=":material/swap_vert:",
        key=f"move_{order_id}",
        on_change="rerun",
    )
    if not more.open:
        return
    with more:
        if plans.is_stale(state.store(), row):
            st.caption("The day's orders or drivers have changed: plan again first.")
            return
        shift_id = _driver(plan, order_id)
        found = moves.places_for(
            state.store(), row.plan_id, row.revision, order_id, shift_id=shift_id
        )
        _list(row, plan, order_id, found)


def whole_page() -> None:
    """To be called before any list of places: all of the page is being drawn."""
    st.session_state.pop(_MOVED, None)


def extra_words(cents: int, formats: Formats) -> str:
    """Such as "+2.10 €" or "-0.40 €"."""
    sign = "" if cents < 0 else "+"
    return f"{sign}{money_words(cents, formats, exact=True)}"


def _driver(plan: Plan, order_id: str) -> str:
    """The shift to look at, or any."""
    shifts = {shift.id: driver_words(shift) for shift in plan.shifts if shift.id not in plan.locked}
    if len(shifts) < 2:
        return _ANY
    return st.selectbox(
        "With",
        [_ANY, *shifts],
        format_func=lambda shift_id: shifts.get(shift_id, "any driver"),
        key=f"move_to_{order_id}",
        width=420,
    )


def _list(row: PlanRow, plan: Plan, order_id: str, found: Sequence[Place]) -> None:
    others = [place for place in found if not place.is_here]
    for here in (place for place in found if place.is_here):
        st.caption(f"Now: {escape(_where(plan, here))}.")
        if here.shift_id in plan.locked:
            st.caption("This route is locked: unlock it first.")
            return
    if not others:
        st.caption("There is no other place for it.")
    with st.grid(4, min_column_width=190):
        for number, place in enumerate(others):
            with st.container(border=True, gap="small"):
                st.markdown("  \n".join(_lines(plan, place)))
                st.button(
                    "Put it here anyway" if place.broken else "Put it here",
                    key=f"put_{order_id}_{number}",
                    on_click=_put,
                    args=(row, plan, order_id, place),
                )


def _lines(plan: Plan, place: Place) -> list[str]:
    formats = state.formats()
    where = f"**{escape(_where(plan, place))}**"
    after = escape(f"after {_name(plan, place.after)}" if place.after else "as the first stop")
    extra = escape(extra_words(place.extra_cents, formats)).replace(" ", _NO_BREAK)
    lines = [where, f"{after}, **{extra}**"]
    if place.fetched is not None:
        at = clock_words(place.fetched, plan.day, formats)
        lines.insert(1, escape(f"fetched at {at}"))
    return lines + [
        f":orange[{_WARNING} {escape(violation_words(plan, one, formats))}]" for one in place.broken
    ]


def _where(plan: Plan, place: Place) -> str:
    """Such as "2 Mikko, stop 5, 10:40"."""
    at = clock_words(place.arrival, plan.day, state.formats())
    return f"{driver_words(plan.shift_by_id[place.shift_id])}, stop {place.stop_no}, {at}"


def _name(plan: Plan, order_id: str) -> str:
    return plan.order_by_id[order_id].customer or f"order {order_id}"


def _put(row: PlanRow, plan: Plan, order_id: str, place: Place) -> None:
    """The button has said what is broken: a click on it is the wish to have it so."""
    with notices.warning():
        made = moves.move(
            state.store(), row.plan_id, row.revision, order_id, place, force=bool(place.broken)
        )
        state.show_plan(*made)
        notices.tell(f"{_name(plan, order_id)}: {_where(plan, place)}")
    st.session_state[_MOVED] = True
