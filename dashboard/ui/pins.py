"""Where a person has put a pin, whether on the map or in figures: the last word counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.domain import PlannerError, Point, is_on_earth
from dashboard.ui.places import parse_place


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin in a person's hands."""

    given: Point | None
    """Where it stood before; None: nowhere."""
    put: Point | None = None
    """Where the person put it; None: untouched."""
    revision: int = 1
    """Another number after each change that did not come from the map."""
    wrong: str = ""
    """Why the figures typed last name no place."""

    @property
    def at(self) -> Point | None:
        """Where it stands now."""
        return self.put or self.given


def follow(key: str, given: Point | None) -> Pin:
    """The pin of this key; one that is given another place starts anew there."""
    pin = _pins().get(key)
    if pin is None or pin.given != given:
        pin = Pin(given, revision=pin.revision + 1 if pin else 1)
        _pins()[key] = pin
    return pin


def on_map(key: str, event: object) -> None:
    """Put the pin of this key where the map says that it was put."""
    if key in _pins():
        _pins()[key] = moved(_pins()[key], event)


def in_figures(key: str, text: str) -> None:
    """Put the pin of this key where the figures say."""
    if key in _pins():
        _pins()[key] = typed(_pins()[key], text)


def moved(pin: Pin, event: object) -> Pin:
    """The pin after a message of the map, which may be late or nonsense: as it was, then."""
    if not isinstance(event, Mapping) or event.get("revision") != pin.revision:
        return pin
    point = _point(event)
    return replace(pin, put=point, wrong="") if point else pin


def typed(pin: Pin, text: str) -> Pin:
    """The pin after something was typed; emptied, it goes back to where it stood before."""
    try:
        put = parse_place(text) if text.strip() else None
    except PlannerError as error:
        return replace(pin, wrong=str(error))
    return replace(pin, put=put, revision=pin.revision + 1, wrong="")


def _pins() -> dict[str, Pin]:
    pins: dict[str, Pin] = st.session_state.setdefault("pins", {})
    return pins


def _point(event: Mapping[str, object]) -> Point | None:
    lon, lat = event.get("lon"), event.get("lat")
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    point = Point(lon=lon, lat=lat)
    return Point(lon=round(lon, 6), lat=round(lat, 6)) if is_on_earth(point) else None
