"""Bringing the map of an area: a file too large for a form, sent straight to its folder."""

import re
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.services.extracts import MAX_BYTES, SUFFIXES

HEADER = "X-Roundsman-Upload"
"""The route insists on it: no other site can send it."""

_SIZE = f"{MAX_BYTES / 2**30:.0f} GB"
_WORDS = {
    "ask": "Drop a map of your area here",
    "limit": f"OpenStreetMap data, such as helsinki.osm.pbf; up to {_SIZE}.",
    "noExtract": (
        f"This is no map data: its name should end in {', '.join(SUFFIXES)}. "
        "Geofabrik and BBBike offer such files for any area."
    ),
    "tooLarge": f"The file is larger than {_SIZE}. Take the map of a smaller area.",
}
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
_FOLDER = Path(__file__).parent / "components"


def extract_upload(key: str) -> str | None:
    """The name under which a file was put away, in the run that its upload causes; else None."""
    data = {
        **_WORDS,
        "header": HEADER,
        "most": MAX_BYTES,
        "endings": SUFFIXES,
        "accept": ",".join(sorted({f".{suffix.rpartition('.')[2]}" for suffix in SUFFIXES})),
    }
    name = _component()(key=key, data=data, on_done_change=lambda: None).get("done")
    return name if isinstance(name, str) and _NAME.fullmatch(name) else None


@cache
def _component() -> ComponentRenderer:
    """Made of constant files: nothing that anybody entered becomes part of the code."""
    html, css, js = (
        (_FOLDER / f"extract_upload.{kind}").read_text(encoding="utf-8")
        for kind in ("html", "css", "js")
    )
    return st.components.v2.component("roundsman_extract_upload", html=html, css=css, js=js)
