"""Zones from a file: what it holds, what the zones are called, and taking them in."""

from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.domain import IntakeError, count_words
from dashboard.services.zones import (
    MAX_ZONE_BYTES,
    ServiceArea,
    Zone,
    ZoneFile,
    named,
    read_zone_file,
)
from dashboard.ui import zones
from dashboard.ui.look import escape

_TURN, _READ = "zone_upload_turn", "zone_upload_read"
_NUMBERED = "Number them"
_MOST_NAMES = 12


def show(area: ServiceArea) -> None:
    """A place for a file, and what is to be said of the one that lies there."""
    file = st.file_uploader(
        "Or bring a file of zones",
        type=["geojson", "json", "gpkg", "zip"],
        key=f"zone_file_{st.session_state.get(_TURN, 0)}",
        max_upload_size=MAX_ZONE_BYTES // 2**20,
        help="GeoJSON, GeoPackage, or a Shapefile in a ZIP: as your city's open data or a map "
        "program has it.",
    )
    if file is None:
        return
    result = _read(file)
    if isinstance(result, str):
        st.error(escape(result))
        return
    for note in result.notes:
        st.warning(escape(note), icon=":material/info:")
    _offer(area, result)


def _read(file: UploadedFile) -> ZoneFile | str:
    """Its areas, or why it cannot be read; once for each file."""
    kept: tuple[str, ZoneFile | str] | None = st.session_state.get(_READ)
    if kept is None or kept[0] != file.file_id:
        result: ZoneFile | str
        try:
            with st.spinner("Reading the zones …"):
                result = read_zone_file(file.getvalue(), file.name)
        except IntakeError as error:
            result = str(error)
        kept = st.session_state[_READ] = (file.file_id, result)
    return kept[1]


def _offer(area: ServiceArea, file: ZoneFile) -> None:
    choices = [*file.columns, ""]
    column = st.selectbox(
        "What the zones are called",
        choices,
        choices.index(file.name_column),
        lambda name: f"As “{name}” says" if name else _NUMBERED,
    )
    found = named(file, column, [zone.name for zone in area.zones])
    st.caption(f"{count_words(len(found), 'zone')}: {escape(_names(found))}")
    if st.button(f"Add {count_words(len(found), 'zone')}", type="primary", key="add_zones"):
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        wanted = replace(area, zones=(*area.zones, *found))
        zones.keep(wanted, f"{count_words(len(found), 'zone')} added: click one to say its rules.")


def _names(found: list[Zone]) -> str:
    more = len(found) - _MOST_NAMES
    listed = ", ".join(zone.name for zone in found[:_MOST_NAMES])
    return f"{listed} and {more} more" if more > 0 else listed
