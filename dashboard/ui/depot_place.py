"""Where the depot is: in figures, found by its address, or by a pin on the map."""

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from dashboard.domain import PlannerError, Point, great_circle_m
from dashboard.services import addresses, days, orders
from dashboard.services.days import DaySetup
from dashboard.services.repairs import Candidate
from dashboard.ui import notices, state
from dashboard.ui.look import escape
from dashboard.ui.place_map import place_map
from dashboard.ui.places import parse_place, place_words
from dashboard.ui.quality import quality_words

_SAME_PLACE_M = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said of the depot beside where it is."""

    name: str
    address: str
    loading_min: float


@dataclass(frozen=True, slots=True)
class _Choice:
    """An address that may mean several places."""

    draft: Draft
    reason: str
    candidates: tuple[Candidate, ...]


def take(setup: DaySetup, draft: Draft, position: str) -> None:
    """
    Save the depot at its position, else where its address lies; raises ``PlannerError``.

    A new address beside the old position moves the depot, if the address is found.
    """
    depot = setup.depot
    address = draft.address.strip()
    stays = depot.point if depot and position.strip() == place_words(depot.point) else None
    is_moved = stays is not None and address not in ("", setup.depot_address)
    if position.strip() and not is_moved:
        _save(draft, parse_place(position))
        return
    if not address:
        raise PlannerError("Give the depot's address, or its position, or put a pin on the map.")
    with st.spinner("Looking the address up"):
        found, _ = addresses.locator(state.store(), stays)(address)
    if found.state == addresses.ACCEPTED and found.best:
        at = found.best.point
        is_same = stays is not None and great_circle_m(stays, at) < _SAME_PLACE_M
        _save(draft, stays if stays and is_same else at, "where its address lies")
    elif found.candidates:
        _choices()[setup.day.date] = _Choice(draft, found.reason, found.candidates)
    elif stays is not None:
        _save(draft, stays, "where it was: no map knows its address")
    else:
        raise PlannerError(f"{found.reason} Put a pin on the map, or give the position.")


def choose(setup: DaySetup) -> None:
    """The places that the address may mean; nothing while there is no doubt."""
    choice = _choices().get(setup.day.date)
    if choice is None:
        return
    st.markdown(f"▲ {escape(choice.reason)}")
    for number, candidate in enumerate(choice.candidates, start=1):
        with st.container(border=True, gap="xsmall", key=f"depot_candidate_{number}"):
            quality = quality_words(candidate.quality)
            st.markdown(f"**{number}** {escape(candidate.label)} · {quality}")
            if st.button("Use this one", key=f"depot_use_{number}"):
                _save(choice.draft, candidate.point)
    if setup.depot and st.button("Keep it where it is", key="depot_keep"):
        _save(choice.draft, setup.depot.point)


def by_pin(setup: DaySetup) -> None:
    """The depot as a pin, once the map is asked for."""
    date, depot = setup.day.date, setup.depot
    if not st.toggle("Place it on the map", key=f"depot_map_{date}"):
        return
    views = orders.list_orders(state.store(), date)
    put = place_map(
        depot.point if depot else None,
        key=f"depot_pin_{date}",
        alt="Map to place the depot",
        around=[view.order.point for view in views if view.order and view.order.point],
        height=320,
    )
    if st.button("Put the depot here", disabled=put is None, width="stretch") and put:
        loading_min = depot.loading / timedelta(minutes=1) if depot else 0
        _save(Draft(depot.name if depot else "", setup.depot_address, loading_min), put)


def _save(draft: Draft, point: Point, where: str = "") -> None:
    days.save_depot(
        state.store(),
        state.day(),
        point=point,
        name=draft.name,
        address=draft.address,
        loading_min=draft.loading_min,
    )
    _choices().pop(state.day(), None)
    notices.tell(f"The depot is saved{where and f', {where}'}.")
    st.rerun()


def _choices() -> dict[object, _Choice]:
    choices: dict[object, _Choice] = st.session_state.setdefault("depot_choices", {})
    return choices
