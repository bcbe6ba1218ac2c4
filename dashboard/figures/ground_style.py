"""How the ground of a map looks: the style that a map program is given, in light and in dark."""

from typing import Any

from dashboard.figures import ground_layers
from dashboard.figures.ground import FINEST

CREDIT = "© OpenStreetMap contributors"

Style = dict[str, Any]
GROUNDS = {
    "light": {
        "land": "#f0f4f2", "built": "#e9eeec", "green": "#dbeadb", "wood": "#cde0cf",
        "sand": "#f3eddd", "square": "#f7f9f8", "water": "#bfdbe6", "shore": "#9dc3d1",
        "building": "#dbe2df", "wall": "#c9d3d0", "kerb": "#cbd6d3", "street": "#ffffff",
        "main": "#ffffff", "motorway": "#fbecc9", "verge": "#d9c08c", "path": "#c4d0cc",
        "rail": "#b9c4c1", "runway": "#dfe5e3", "name": "#3d4f4d", "place": "#1b2b29",
        "halo": "#f7faf9", "far": "#c6d1cd",
    },
    "dark": {
        "land": "#182124", "built": "#1d272a", "green": "#1b2d26", "wood": "#193126",
        "sand": "#2b2a23", "square": "#222d31", "water": "#14323f", "shore": "#23505f",
        "building": "#263236", "wall": "#324045", "kerb": "#10181a", "street": "#354349",
        "main": "#435259", "motorway": "#5a5643", "verge": "#10181a", "path": "#324146",
        "rail": "#3c4a4f", "runway": "#2a363b", "name": "#bccac7", "place": "#e5ecea",
        "halo": "#151d20", "far": "#3a484e",
    },
}  # fmt: skip
"""Colours of each theme, calm enough for routes to stand out."""


def bare_style(theme: str) -> Style:
    """Land and nothing else, for where there is no map; asks for nothing."""
    return {"version": 8, "name": "Ground", "sources": {}, "layers": [_land(theme)]}


def street_style(theme: str, *, tiles: str, letters: str) -> Style:
    """
    The street map of an extract.

    ``tiles`` and ``letters`` are whole addresses with ``{z}``, ``{x}``, ``{y}``
    and ``{fontstack}``, ``{range}`` in them.
    """
    source = {"type": "vector", "tiles": [tiles], "maxzoom": FINEST, "attribution": CREDIT}
    colours = GROUNDS[theme]
    layers = [
        _land(theme),
        *ground_layers.ground(colours),
        *ground_layers.lines(colours),
        *ground_layers.names(colours),
    ]
    return {
        "version": 8,
        "name": "Streets",
        "sources": {"ground": source},
        "glyphs": letters,
        "layers": layers,
    }


def _land(theme: str) -> Style:
    return {
        "id": "land",
        "type": "background",
        "paint": {"background-color": GROUNDS[theme]["land"]},
    }
