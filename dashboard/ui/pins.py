"""Where a person has put a pin, whether on the map or in figures: the last word counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

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


def put_on_map(key: str, event: object) -> None:
    """Take what the map says; nothing where it had not heard of the latest change."""
    pin, point = _pins().get(key), _point(event)
    if pin and point and isinstance(event, Mapping) and event.get("revision") == pin.revision:
        _pins()[key] = replace(pin, put=point, wrong="")


def put_in_figures(key: str, text: str) -> None:
    """Take what was typed; emptied, the pin goes back to where it stood before."""
    pin = _pins()[key]
    try:
        put = parse_place(text) if text.strip() else None
    except PlannerError as error:
        _pins()[key] = replace(pin, wrong=str(error))
        return
    _pins()[key] = replace(pin, put=put, revision=pin.revision + 1, wrong="")


def _pins() -> dict[str, Pin]:
    pins: dict[str, Pin] = st.session_state.setdefault("pins", {})
    return pins


def _point(event: Any) -> Point | None:
    """The place in a browser's message; None for what is none."""
    try:
        point = Point(lon=round(float(event["lon"]), 6), lat=round(float(event["lat"]), 6))
    except (TypeError, ValueError, KeyError, OverflowError):
        return None
    return point if is_on_earth(point) else None
