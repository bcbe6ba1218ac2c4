"""The corners of the zone in hand as figures: to read, correct, add and take away."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain import PlannerError, Point, is_on_earth
from dashboard.ui import tables, zones
from dashboard.ui.look import escape
from dashboard.ui.sketches import Sketch

_LATITUDE, _LONGITUDE = "Latitude", "Longitude"


def editor(sketch: Sketch) -> None:
    """A row for each corner; what is typed goes to the map by a button."""
    with st.expander("Corners in figures"):
        key = f"corners_{sketch.turn}_{sketch.revision}_{hash(sketch.corners)}"
        rows = [(corner.lat, corner.lon) for corner in sketch.corners]
        degrees = st.column_config.NumberColumn
        edited = st.data_editor(
            pd.DataFrame(rows, columns=[_LATITUDE, _LONGITUDE], dtype="float64"),
            key=key,
            hide_index=True,
            num_rows="dynamic",
            height=240,
            column_config={
                _LATITUDE: degrees(min_value=-90, max_value=90, format="%.6f"),
                _LONGITUDE: degrees(min_value=-180, max_value=180, format="%.6f"),
            },
            alt="The corners of the zone, one after the other around it",
        )
        is_changed = tables.is_changed(st.session_state.get(key))
        if is_changed and st.button("Put them on the map", key="write_corners"):
            _write(edited.to_dict("records"))


def read_corners(rows: Sequence[Mapping[Any, Any]]) -> list[Point]:
    """The corners in the table's rows; rows left blank are none; raises ``PlannerError``."""
    corners = []
    for number, row in enumerate(rows, start=1):
        lat, lon = tables.text(row, _LATITUDE), tables.text(row, _LONGITUDE)
        if not lat and not lon:
            continue
        if not lat or not lon:
            raise PlannerError(f"Corner {number} lacks a figure: give latitude and longitude.")
        point = Point(float(lon), float(lat))
        if not is_on_earth(point):
            raise PlannerError(f"Corner {number} is no place: latitude ends at 90.")
        corners.append(point)
    if len(corners) < 3:
        raise PlannerError("A zone needs at least three corners.")
    return corners


def _write(rows: Sequence[Mapping[Any, Any]]) -> None:
    try:
        corners = read_corners(rows)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    zones.write(corners)
    st.rerun()
