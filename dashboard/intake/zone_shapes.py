"""Shapes as a file has them -> areas in WGS 84 that hold; what was mended or left out is told."""

from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj.exceptions import ProjError

from dashboard.intake.refusals import RefusedError
from dashboard.intake.zone_formats import MAX_SHAPES, WGS_84

MAX_CORNERS = 20_000
"""Of all areas together."""

_SMOOTHINGS_M = (5, 20, 80)
_DEGREE_M = 111_195
_MAX_TEXT = 80
_LOST, _NO_AREA, _MENDED = "lost", "no area", "mended"
_FATES = {
    _LOST: ("cannot be read and is left out", "cannot be read and are left out"),
    _NO_AREA: ("is no area and is left out", "are no areas and are left out"),
    _MENDED: (
        "crossed itself and was mended: look at it on the map",
        "crossed themselves and were mended: look at them on the map",
    ),
}
"""What is said of one shape, and of several."""
_EXPORT = "Export it in WGS 84 (EPSG:4326)."


@dataclass(slots=True)
class Areas:
    """The areas of a file with what it says of each, and notes in sentences."""

    shapes: list[Any] = field(default_factory=list)
    texts: list[dict[str, str]] = field(default_factory=list)
    """By column."""
    notes: list[str] = field(default_factory=list)


def areas_of(frame: gpd.GeoDataFrame) -> Areas:
    """The areas of a table of shapes that hold; raises ``RefusedError`` where there are none."""
    if len(frame) > MAX_SHAPES:
        raise RefusedError(
            f"This file holds more than {MAX_SHAPES} shapes.",
            "Join small areas to larger zones in your map program, or split the file.",
        )
    found = Areas()
    frame = _in_degrees(frame, found)
    fates: dict[str, list[int]] = {fate: [] for fate in _FATES}
    for number, geometry in enumerate(frame.geometry, start=1):
        area, fate = _area(geometry)
        if fate:
            fates[fate].append(number)
        if area is not None:
            found.shapes.append(area)
            found.texts.append(_texts(frame, number - 1))
    found.notes += [_told(fate, numbers) for fate, numbers in fates.items() if numbers]
    if not found.shapes:
        raise RefusedError(
            " ".join(["This file holds no areas.", *found.notes]),
            "Draw the zones as polygons in your map program, and export them again.",
        )
    _smooth(found)
    return found


def _area(geometry: Any) -> tuple[Any, str]:
    """A polygon or several, and what became of the shape: empty for nothing to tell."""
    if geometry is None or not np.isfinite(shapely.get_coordinates(geometry)).all():
        return None, _LOST
    flat = shapely.force_2d(geometry)
    if flat.is_empty or (flat.area == 0 and flat.is_valid):
        return None, _NO_AREA
    try:
        area = _polygons(flat if flat.is_valid else shapely.make_valid(flat))
    except shapely.GEOSException:
        return None, _LOST
    if area is None:
        return None, _NO_AREA
    return area, "" if flat.is_valid else _MENDED


def _in_degrees(frame: gpd.GeoDataFrame, found: Areas) -> gpd.GeoDataFrame:
    if frame.crs is None:
        if not _is_on_earth(frame):
            raise RefusedError(
                "This file does not say in which system its coordinates are.", _EXPORT
            )
        found.notes.append(
            "The file does not say in which system its coordinates are: taken for WGS 84."
        )
        return frame.set_crs(WGS_84)
    try:
        moved = frame.to_crs(WGS_84)
    except (ProjError, ValueError) as error:
        raise RefusedError("The system of its coordinates is not known here.", _EXPORT) from error
    if not _is_on_earth(moved):
        raise RefusedError("Its coordinates are not in the system that the file names.", _EXPORT)
    return moved


def _is_on_earth(frame: gpd.GeoDataFrame) -> bool:
    places = shapely.get_coordinates(frame.geometry.dropna().to_numpy())
    known = places[~np.isnan(places).any(axis=1)]
    return bool((np.abs(known) <= (180, 90)).all())


def _polygons(geometry: Any) -> Any:
    """What of it is area, as one polygon or several; None where nothing is."""
    parts = [
        part
        for one in shapely.get_parts(geometry)
        for part in (shapely.get_parts(one) if one.geom_type != "Polygon" else [one])
        if part.geom_type == "Polygon" and part.area > 0
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _smooth(found: Areas) -> None:
    """Take out corners until a page can hold them; neighbours stay neighbours."""
    before = int(shapely.get_num_coordinates(found.shapes).sum())
    for metres in (0, *_SMOOTHINGS_M):
        shapes = _simpler(np.array(found.shapes), metres / _DEGREE_M) if metres else found.shapes
        if int(shapely.get_num_coordinates(shapes).sum()) <= MAX_CORNERS:
            if metres:
                found.notes.append(
                    f"The borders have {before:,} corners: "
                    f"they were smoothed, by up to {metres} m or so."
                )
            found.shapes = list(shapes)
            return
    raise RefusedError(
        f"The borders have {before:,} corners, far more than zones need.",
        "Simplify the shapes in your map program, and export them again.",
    )


def _simpler(shapes: Any, degrees: float) -> Any:
    if shapely.coverage_is_valid(shapes):
        # Its tolerance is the square root of an area.
        return shapely.coverage_simplify(shapes, degrees)
    return shapely.simplify(shapes, degrees)


def _told(fate: str, numbers: list[int]) -> str:
    one, several = _FATES[fate]
    if len(numbers) == 1:
        return f"Shape {numbers[0]} {one}."
    listed = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"Shapes {listed} {several}."


def _texts(frame: gpd.GeoDataFrame, row: int) -> dict[str, str]:
    columns = [name for name in frame.columns if name != frame.geometry.name]
    return {str(name): _text(frame[name].iloc[row]) for name in columns}


def _text(value: Any) -> str:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())[:_MAX_TEXT]
