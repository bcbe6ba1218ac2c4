"""Where a depot is: in figures, found by its address, or by a pin on the map."""

from dataclasses import dataclass
from datetime import time

import streamlit as st

from dashboard.domain import PlannerError, Point, great_circle_m
from dashboard.services import addresses, depots, orders
from dashboard.services.depot_places import DepotPlace
from dashboard.services.repairs import Candidate
from dashboard.ui import notices, state
from dashboard.ui.look import escape
from dashboard.ui.place_map import place_map
from dashboard.ui.places import parse_place, place_words
from dashboard.ui.quality import quality_words

_SAME_PLACE_M = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said of a depot beside where it is; the id is empty for a new one."""

    id: str
    name: str
    address: str
    loading_min: float
    hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class _Choice:
    """An address that may mean several places."""

    draft: Draft
    reason: str
    candidates: tuple[Candidate, ...]


def take(place: DepotPlace | None, draft: Draft, position: str) -> None:
    """
    Save a depot at its position, else where its address lies; raises ``PlannerError``.

    A new address beside the old position moves the depot ``place``, if the address is found.
    """
    address = draft.address.strip()
    stays = place.point if place and position.strip() == place_words(place.point) else None
    is_moved = stays is not None and address not in ("", place.address if place else "")
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
        _choices()[_choice_key(draft.id)] = _Choice(draft, found.reason, found.candidates)
    elif stays is not None:
        _save(draft, stays, "where it was: no map knows its address")
    else:
        raise PlannerError(f"{found.reason} Put a pin on the map, or give the position.")


def choose(place: DepotPlace | None, key: str) -> None:
    """The places that the address may mean; nothing while there is no doubt."""
    choice = _choices().get(_choice_key(place.id if place else ""))
    if choice is None:
        return
    st.markdown(f"▲ {escape(choice.reason)}")
    for number, candidate in enumerate(choice.candidates, start=1):
        with st.container(border=True, gap="xsmall", key=f"depot_candidate_{number}{key}"):
            quality = quality_words(candidate.quality)
            st.markdown(f"**{number}** {escape(candidate.label)} · {quality}")
            if st.button("Use this one", key=f"depot_use_{number}{key}"):
                _try_to_save(choice.draft, candidate.point)
    if place and st.button("Keep it where it is", key=f"depot_keep{key}"):
        _try_to_save(choice.draft, place.point)


def by_pin(place: DepotPlace | None, name: str, key: str) -> None:
    """The depot as a pin, once the map is asked for; a new one is called by this name."""
    date = state.day()
    if not st.toggle("Place it on the map", key=f"depot_map_{date}{key}"):
        return
    views = orders.list_orders(state.store(), date)
    put = place_map(
        place.point if place else None,
        key=f"depot_pin_{date}{key}",
        alt="Map to place the depot",
        around=[view.order.point for view in views if view.order and view.order.point],
        height=320,
    )
    asked = st.button(
        "Put the depot here", key=f"depot_put{key}", disabled=put is None, width="stretch"
    )
    if asked and put and place:
        known = Draft(place.id, place.name, place.address, place.loading_min, place.hours)
        _try_to_save(known, put)
    elif asked and put:
        _try_to_save(Draft("", name, "", 0), put)


def _try_to_save(draft: Draft, point: Point) -> None:
    try:
        _save(draft, point)
    except PlannerError as error:
        st.error(escape(str(error)))


def _save(draft: Draft, point: Point, where: str = "") -> None:
    place = DepotPlace(
        point, draft.name, draft.address, draft.loading_min, draft.hours, id=draft.id
    )
    depots.save(state.store(), state.day(), place)
    _choices().pop(_choice_key(draft.id), None)
    notices.tell(f"The depot is saved{where and f', {where}'}.")
    st.rerun()


def _choice_key(depot_id: str) -> tuple[object, str]:
    return state.day(), depot_id


def _choices() -> dict[tuple[object, str], _Choice]:
    choices: dict[tuple[object, str], _Choice] = st.session_state.setdefault("depot_choices", {})
    return choices
