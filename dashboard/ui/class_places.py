"""Where the drivers of a class load, start and end."""

from dataclasses import replace

import streamlit as st

from dashboard.domain import Point
from dashboard.domain.fleet import ANYWHERE, DEPOT, HOME, DriverClass
from dashboard.services.days import DaySetup
from dashboard.ui import fields
from dashboard.ui.class_fields import Keeps, put
from dashboard.ui.places import EXAMPLE, HELP, parse_place, place_words

_OWN_PLACE = "place"
_ENDS = {
    "start": {DEPOT: "The depot", HOME: "The driver's home", ANYWHERE: "The first stop"},
    "end": {DEPOT: "The depot", HOME: "The driver's home", ANYWHERE: "The last stop"},
}


def show(kind: DriverClass, key: str, keep: Keeps, setup: DaySetup) -> None:
    """The depot, if there are several, and both ends of the route."""
    _depot(kind, key, keep, setup)
    _place("Starts at", "start", kind.start, key, keep)
    _place("Ends at", "end", kind.end, key, keep)


def _depot(kind: DriverClass, key: str, keep: Keeps, setup: DaySetup) -> None:
    """Where it loads; nothing to say while there is but one depot."""
    if len(setup.depots) < 2:
        return
    names = {depot.id: depot.name for depot in setup.depots}
    first = setup.depots[0].id
    fields.choice(
        "Loads at",
        kind.depot if kind.depot in names else first,
        list(names),
        names.__getitem__,
        keep(lambda kind, value: replace(kind, depot="" if value == first else value)),
        key=f"depot_{key}",
    )


def _place(label: str, side: str, stored: str | Point, key: str, keep: Keeps) -> None:
    words = {**_ENDS[side], _OWN_PLACE: "A place of its own"}
    own = f"own_{side}_{key}"
    is_own = isinstance(stored, Point) or bool(st.session_state.get(own))

    def choose(value: str) -> None:
        st.session_state[own] = value == _OWN_PLACE
        if value != _OWN_PLACE:
            keep(put(side))(value)

    with st.container(gap="xsmall"):
        current = _OWN_PLACE if is_own else str(stored)
        fields.choice(
            label, current, list(words), words.__getitem__, choose, key=f"{side}_kind_{key}"
        )
        if is_own:
            fields.line(
                "Position",
                place_words(stored) if isinstance(stored, Point) else "",
                lambda text: keep(put(side))(parse_place(text)),
                key=f"{side}_point_{key}",
                placeholder=EXAMPLE,
                help=HELP,
            )
