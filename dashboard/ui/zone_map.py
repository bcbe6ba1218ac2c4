"""A map of the zones on which one is drawn by its corners."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.domain import Point
from dashboard.figures.ground_style import GROUNDS
from dashboard.figures.palette import INK, MUTED, rgb
from dashboard.ui.pin_map import NO_STREETS, bundle_address
from dashboard.ui.sketches import Sketch

_ZONE = {"light": "#0f6f68", "dark": "#4fb8ad"}
_KEYS = "Arrow keys move the map, plus and minus zoom, Enter is a click in the middle"
_HINTS = {
    "look": "Click a zone to change it.",
    "shape": (
        "Drag a corner to move it, a small dot to add one; double-click a corner, or Delete,"
        " takes it away."
    ),
    "draw": (
        "Click or tap the corners one by one, all around the zone.",
        "Now the next corner.",
        "One more corner at least.",
        "Go on, or close the zone: by a double click, the first corner, or the button.",
    ),
}

_FOLDER = Path(__file__).parent / "components"


class ShownZone(Protocol):
    """A zone as the map shows it."""

    @property
    def name(self) -> str:
        """As it is called."""

    @property
    def at(self) -> Point:
        """Where the name stands."""

    @property
    def outlines(self) -> list[list[list[list[float]]]]:
        """Its polygons, each as rings of longitude and latitude."""


def zone_map(
    zones: Sequence[ShownZone],
    sketch: Sketch,
    *,
    key: str,
    theme: str,
    alt: str,
    on_event: Any,
    around: Sequence[Point] = (),
    depots: Sequence[Point] = (),
    units: str = "km",
    height: int = 520,
    style_url: str | None = None,
) -> None:
    """
    The zones, and in hand the one of the sketch; ``on_event`` hears ``drawn`` and ``chosen``.

    The first view holds the zones, the points around and the depots.
    """
    data = {
        "bundle": bundle_address(),
        "style": style_url,
        "height": height,
        "alt": f"{alt}. {_KEYS}.",
        "hints": _HINTS,
        "note": "" if style_url else NO_STREETS,
        "units": units,
        "mode": _mode(sketch),
        "chosen": sketch.zone,
        "revision": sketch.revision,
        "corners": [list(corner) for corner in sketch.corners],
        "bounds": _bounds(zones, sketch, [*around, *depots]),
        "zones": [{"name": z.name, "at": list(z.at), "outlines": z.outlines} for z in zones],
        "around": [list(point) for point in around],
        "numbers": [],
        "depot": list(depots[0]) if depots else None,
        "ground": GROUNDS[theme]["land"],
        "ink": INK[theme],
        "muted": MUTED[theme],
        "zone": _ZONE[theme],
        "colours": {
            "grid": rgb(GROUNDS[theme]["kerb"]),
            "halo": rgb(GROUNDS[theme]["halo"]),
            "quiet": rgb(MUTED[theme]),
            "name": rgb(INK[theme]),
            "zone": rgb(_ZONE[theme]),
        },
    }
    _component()(
        key=key,
        data=data,
        on_drawn_change=lambda: on_event("drawn", st.session_state[key].get("drawn")),
        on_chosen_change=lambda: on_event("chosen", st.session_state[key].get("chosen")),
    )


def _mode(sketch: Sketch) -> str:
    if sketch.zone is None or sketch.given is None:
        return "look"
    return "draw" if sketch.is_drawing else "shape"


@cache
def _component() -> ComponentRenderer:
    """Made of constant files: nothing that anybody entered becomes part of the code."""
    scripts = ("quiet_layers.js", "zone_layers.js", "map_ground.js", "zone_map.js")
    styles = ("pin_map.css", "zone_map.css")
    return st.components.v2.component(
        "roundsman_zone_map",
        html=(_FOLDER / "zone_map.html").read_text(encoding="utf-8"),
        css="\n".join((_FOLDER / part).read_text(encoding="utf-8") for part in styles),
        js="\n".join((_FOLDER / part).read_text(encoding="utf-8") for part in scripts),
    )


def _bounds(
    zones: Sequence[ShownZone], sketch: Sketch, around: Sequence[Point]
) -> list[float] | None:
    """West, south, east, north: of the zone in hand, else of all that is known."""
    looked_at = [zones[sketch.zone]] if sketch.zone is not None and sketch.zone >= 0 else zones
    places = [place for zone in looked_at for rings in zone.outlines for place in rings[0]]
    if looked_at is zones:
        places += [list(point) for point in around]
    if not places:
        return None
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    return [min(lons), min(lats), max(lons), max(lats)]
