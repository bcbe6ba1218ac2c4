"""The layers of a map, each with a stable id."""

from collections.abc import Sequence
from math import cos, inf, radians
from typing import Any

import numpy as np
import pydeck as pdk

from dashboard.figures import icons
from dashboard.figures.palette import (
    COLOURS,
    GROUND,
    INK,
    MUTED,
    driver_colour,
    rgb,
    text_on,
)
from dashboard.figures.records import Record

Data = Sequence[Record] | str
"""Records, or the address of their JSON."""

MOST_LABELS = 400
_COUNTED = 600  # Of more, the search for neighbours would be felt at every click.
_LARGEST_PX, _LABELLED_PX, _SMALLEST_PX = 11.0, 8.5, 2.6


def legs(data: Data, *, theme: str, dashed: bool, thin: bool) -> pdk.Layer:
    """The ways, in the drivers' colours; dashes keep their length on the screen."""
    style: dict[str, Any] = {
        "extensions": [{"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": False}],
        "get_dash_array": [5, 3],
        "dash_justified": True,
    }
    return pdk.Layer(
        "PathLayer",
        data,
        id="legs",
        pickable=False,
        get_path="path",
        get_color=_of_driver([[*rgb(c), 200] for c in _drivers(theme)]),
        get_width=1.6 if thin else 2.6,
        width_units='"pixels"',
        joint_rounded=True,
        **(style if dashed else {}),
    )


def stops(data: Data, *, theme: str, radius_px: float, metre_px: float) -> pdk.Layer:
    """A dot for each halt; it grows with the zoom up to the size that holds a number."""
    return pdk.Layer(
        "ScatterplotLayer",
        data,
        id="stops",
        pickable=True,
        get_position="at",
        get_fill_color=_of_driver([rgb(c) for c in _drivers(theme)]),
        get_radius=radius_px * metre_px,
        radius_min_pixels=_SMALLEST_PX,
        radius_max_pixels=_LARGEST_PX,
        stroked=True,
        get_line_color=rgb(GROUND[theme]),
        get_line_width=1.5 if radius_px > 6 else 0.8,
        line_width_units='"pixels"',
    )


def stop_numbers(
    data: Sequence[Record], *, theme: str, radius_px: float, metre_px: float
) -> pdk.Layer:
    """The number of each halt; of dots that overlap only the topmost shows its number."""
    return pdk.Layer(
        "TextLayer",
        [
            {
                "at": stop["at"],
                "number": stop["number"],
                "text": str(stop["stop_no"]),
                "rank": 2 * place - len(data),
            }
            for place, stop in enumerate(data)
        ],
        id="stop-numbers",
        pickable=False,
        get_position="at",
        get_text="text",
        get_color=_of_driver([rgb(text_on(c)) for c in _drivers(theme)]),
        get_size=radius_px * metre_px * 1.15,
        size_units='"meters"',
        size_max_pixels=12.5,
        font_family='"system-ui, sans-serif"',
        font_weight=600,
        extensions=[{"@@type": "CollisionFilterExtension"}],
        get_collision_priority="rank",
        collision_test_props={"sizeScale": 2},
    )


def plain_stops(data: Data, *, theme: str, radius_px: float, metre_px: float) -> pdk.Layer:
    """Orders of no driver yet, as neutral dots."""
    layer = stops(data, theme=theme, radius_px=min(radius_px, 7), metre_px=metre_px)
    layer.id, layer.get_fill_color = "orders", rgb(MUTED[theme])
    return layer


def signs(layer_id: str, data: Data, *, theme: str, size_px: int) -> pdk.Layer:
    """Icons that keep their size: depots or orders left out."""
    return pdk.Layer(
        "IconLayer",
        data,
        id=layer_id,
        pickable=True,
        get_position="at",
        get_icon="icon",
        icon_atlas=f'"{icons.sheet(theme)}"',
        icon_mapping=icons.MAPPING,
        get_size=size_px,
        size_units='"pixels"',
    )


def ring(at: Sequence[float] | None, *, theme: str) -> pdk.Layer:
    """Around the selected order, if any."""
    return pdk.Layer(
        "ScatterplotLayer",
        [{"at": list(at)}] if at else [],
        id="selected",
        pickable=False,
        get_position="at",
        filled=False,
        stroked=True,
        get_radius=_LARGEST_PX + 5,
        radius_units='"pixels"',
        get_line_color=rgb(INK[theme]),
        get_line_width=3,
        line_width_units='"pixels"',
    )


def ring_number(at: Sequence[float], stop_no: int) -> pdk.Layer:
    """
    The selected halt's number, black on white.

    The page fades the colours of all that is not clicked, numbers included; what
    keeps its default colour is spared.
    """
    return pdk.Layer(
        "TextLayer",
        [{"at": list(at), "text": str(stop_no)}],
        id="selected-number",
        pickable=False,
        get_position="at",
        get_text="text",
        get_size=14,
        font_family='"system-ui, sans-serif"',
        font_weight=700,
        background=True,
        get_background_color=[255, 255, 255],
        background_padding=[6, 3],
        background_border_radius=9,
    )


def dot_px(places: Sequence[Sequence[float]], metre_px: float) -> float:
    """The radius at which most dots stay apart in the first view; labelled ones stay readable."""
    if len(places) > _COUNTED:
        return _SMALLEST_PX
    smallest = _LABELLED_PX if len(places) <= MOST_LABELS else _SMALLEST_PX
    return max(smallest, min(_LARGEST_PX, 0.6 * _usual_gap_m(places) / metre_px))


def _usual_gap_m(places: Sequence[Sequence[float]]) -> float:
    """The median distance to the nearest other place; the shape of the earth is neglected."""
    if len(places) < 2:
        return inf
    degrees = np.array(places)
    metres = degrees * (111_195 * np.array([cos(radians(float(degrees[0, 1]))), 1.0]))
    apart = np.hypot(*(metres[:, np.newaxis] - metres[np.newaxis]).transpose(2, 0, 1))
    np.fill_diagonal(apart, inf)
    return float(np.median(apart.min(axis=1)))


def _drivers(theme: str) -> list[str]:
    return [driver_colour(number, theme) for number in range(1, COLOURS + 1)]


def _of_driver(colours: Sequence[Sequence[int]]) -> str:
    # An expression for the browser: records stay small, and the same for both themes. Its parser
    # takes an index after brackets only.
    return f"({[list(colour) for colour in colours]})[(number - 1) % {len(colours)}]"
