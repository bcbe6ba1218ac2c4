"""Where the routes load: the main depot, and others beside it."""

from datetime import time

import streamlit as st

from dashboard.domain import PlannerError, count_words
from dashboard.services import depots
from dashboard.services.day_setup import DaySetup
from dashboard.services.depot_places import DepotPlace
from dashboard.ui import depot_place, notices, state
from dashboard.ui.depot_place import Draft
from dashboard.ui.look import escape
from dashboard.ui.places import EXAMPLE, HELP, place_words


def form(setup: DaySetup, *, leads: bool = True) -> None:
    """The main depot; its button ``leads`` while there is none."""
    st.subheader("Depot", anchor=False)
    main = next(iter(setup.depot_places), None)
    _form(setup, main, "", is_primary=leads and main is None)


def others(setup: DaySetup) -> None:
    """The further depots, each folded away, and the way to add one; none before the first."""
    if not setup.depot_places:
        return
    for place in setup.depot_places[1:]:
        label = f"{escape(place.name)}, {count_words(_shifts_at(setup, place), 'driver')}"
        with st.expander(label, icon=":material/warehouse:", key=f"depot_card_{place.id}"):
            _form(setup, place, f"_{place.id}")
            st.button(
                "Remove this depot",
                key=f"depot_remove_{place.id}",
                on_click=_remove,
                args=(place,),
                help="Who loads there loads at the main depot then.",
            )
    new = f"_new_{len(setup.depot_places)}"
    with st.expander("Another depot", icon=":material/add:", key=f"depot_card{new}"):
        _form(setup, None, new)


def _form(setup: DaySetup, place: DepotPlace | None, key: str, *, is_primary: bool = False) -> None:
    """Name, address, position, minutes of loading and hours; blank for a new one."""
    own_name = place.name if place else _free_name(setup)
    with st.form(f"depot_{setup.day.date}{key}", border=not key):
        if place is None and not key:
            st.caption(
                "Where the day's routes start, load and end. "
                "Its address is enough, if a map of your area is here."
            )
        name = st.text_input("Name", place.name if place else "", placeholder="Our shop")
        address = st.text_input(
            "Address",
            place.address if place else "",
            help="Printed on the lists, and looked up where the position is blank.",
        )
        position = st.text_input(
            "Position",
            place_words(place.point if place else None),
            placeholder=EXAMPLE,
            help=HELP,
        )
        error_place = st.empty()
        loading = st.number_input(
            "Minutes of loading",
            0,
            480,
            round(place.loading_min) if place else 0,
            help="Paid time at the depot before a route leaves.",
        )
        opens, closes = place.hours if place and place.hours else (None, None)
        with st.container(horizontal=True):
            opens = st.time_input("Opens", opens, step=900, width=118, help="Blank: always open.")
            closes = st.time_input("Closes", closes, step=900, width=118)
        asked = st.form_submit_button(
            "Save the depot", type="primary" if is_primary else "secondary", width="stretch"
        )
    if asked:
        try:
            draft = Draft(
                place.id if place else "",
                name.strip() or own_name,
                address,
                loading,
                _hours(opens, closes),
            )
            depot_place.take(place, draft, position)
        except PlannerError as error:
            error_place.error(escape(str(error)))
    depot_place.choose(place, key)
    depot_place.by_pin(place, own_name, key)


def _free_name(setup: DaySetup) -> str:
    number = len(setup.depot_places) + 1
    return f"Depot {number}" if number > 1 else "Depot"


def _hours(opens: time | None, closes: time | None) -> tuple[time, time] | None:
    if opens is None and closes is None:
        return None
    if opens is None or closes is None:
        raise PlannerError("Say when the depot opens and when it closes, or neither.")
    return opens, closes


def _shifts_at(setup: DaySetup, place: DepotPlace) -> int:
    return sum(shift.depot_id == place.id for shift in setup.shifts)


def _remove(place: DepotPlace) -> None:
    with notices.warning():
        depots.remove(state.store(), state.day(), place.id)
        notices.tell(f"The depot {place.name} is gone.")
