"""A map on which a person puts a pin, and a field for the same in figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard import __version__
from dashboard.domain import Point
from dashboard.figures.ground_style import GROUNDS
from dashboard.figures.palette import INK, MUTED, rgb
from dashboard.ui import pins
from dashboard.ui.look import escape
from dashboard.ui.places import EXAMPLE, HELP, place_words

NO_STREETS = "No streets: bring a map of your area in the settings."
_KEYS = "Arrow keys move the map, plus and minus zoom, Enter puts the pin in the middle"
_SETS = "Click or tap the place to put the pin there."
_MOVES = "Drag the pin, or click elsewhere, to move it."

_FOLDER = Path(__file__).parent / "components"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map, and what is said of it."""

    point: Point
    words: str = ""


def pin_map(
    point: Point | None,
    *,
    key: str,
    theme: str,
    alt: str,
    candidates: Sequence[Mark] = (),
    house_numbers: Sequence[Mark] = (),
    around: Sequence[Point] = (),
    depot: Point | None = None,
    area: Sequence[Point] = (),
    units: str = "km",
    height: int = 360,
    style_url: str | None = None,
) -> Point | None:
    """
    Where the person put the pin that stands at a point; None while it is untouched.

    Each thing to be placed needs a key of its own. Candidates are numbered from 1.
    ``style_url``, on this server, is the style of the ground; None: a bare grid.
    The first view holds the pin and the candidates, else the depot and the points around,
    else the area, which two corners tell.
    """
    pin = pins.follow(key, point)
    data = {
        "bundle": bundle_address(),
        "style": style_url,
        "height": height,
        "alt": f"{alt}. {_KEYS}.",
        "sets": _SETS,
        "moves": _MOVES,
        "note": "" if style_url else NO_STREETS,
        "units": units,
        "revision": pin.revision,
        "pin": pin.at and _place(pin.at),
        "bounds": _bounds(point, candidates, around, depot, area),
        "candidates": [_said(mark) for mark in candidates],
        "numbers": [_said(mark) for mark in house_numbers],
        "around": [_place(near) for near in around],
        "depot": depot and _place(depot),
        "ground": GROUNDS[theme]["land"],
        "ink": INK[theme],
        "muted": MUTED[theme],
        "colours": {
            "grid": rgb(GROUNDS[theme]["far"]),
            "halo": rgb(GROUNDS[theme]["halo"]),
            "quiet": rgb(MUTED[theme]),
        },
    }
    _component()(
        key=key,
        data=data,
        on_put_change=lambda: pins.on_map(key, st.session_state[key].get("put")),
    )
    return pin.put


def place_fields(point: Point | None, key: str) -> Point | None:
    """Latitude and longitude of the map's pin of this key: they follow it and set it."""
    pin = pins.follow(key, point)
    field, shown = f"{key}_figures", f"{key}_shown"
    text = st.session_state.get(field, "")
    if not text.strip() or (not pin.wrong and st.session_state.get(shown) != pin.at):
        st.session_state[field] = place_words(pin.at)
    st.session_state[shown] = pin.at
    st.text_input(
        "Latitude, longitude",
        key=field,
        placeholder=EXAMPLE,
        help=HELP,
        on_change=lambda: pins.in_figures(key, st.session_state[field]),
    )
    if pin.wrong:
        st.error(escape(pin.wrong))
    return pin.put


def bundle_address() -> str:
    """Of the program that draws, on this server; another for each version of it."""
    return f"/bundle/deck-{version('pydeck')}-{__version__}.js"


@cache
def _component() -> ComponentRenderer:
    """Made of constant files: nothing that anybody entered becomes part of the code."""
    parts = ("quiet_layers.js", "map_ground.js", "pin_map.js")
    return st.components.v2.component(
        "roundsman_pin_map",
        html=(_FOLDER / "pin_map.html").read_text(encoding="utf-8"),
        css=(_FOLDER / "pin_map.css").read_text(encoding="utf-8"),
        js="\n".join((_FOLDER / part).read_text(encoding="utf-8") for part in parts),
    )


def _bounds(
    point: Point | None,
    candidates: Sequence[Mark],
    around: Sequence[Point],
    depot: Point | None,
    area: Sequence[Point],
) -> list[float] | None:
    """West, south, east, north of what matters most; None where nothing is known."""
    first = [*([point] if point else []), *(mark.point for mark in candidates)]
    second = [*([depot] if depot else []), *around]
    places = [_place(near) for near in first or second or area]
    if not places:
        return None
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    return [min(lons), min(lats), max(lons), max(lats)]


def _said(mark: Mark) -> Mapping[str, Any]:
    return {"at": _place(mark.point), "words": mark.words}


def _place(point: tuple[float, float]) -> list[float]:
    return [round(degrees, 6) for degrees in point]
