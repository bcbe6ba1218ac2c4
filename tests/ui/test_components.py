"""The code of our own components is constant, shows text as text, and stays on this server."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import dashboard.ui
from dashboard.ui import extract_upload
from dashboard.web import extracts

FILES = sorted((Path(dashboard.ui.__file__).parent / "components").iterdir())
SCRIPTS = [file for file in FILES if file.suffix == ".js"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_no_text_can_become_markup_or_code(script: Path) -> None:
    code = script.read_text(encoding="utf-8")
    for word in ("HTML", "eval(", "Function(", "document.write", "srcdoc"):
        assert word not in code


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_fetched_from_elsewhere(file: Path) -> None:
    code = file.read_text(encoding="utf-8")
    assert re.findall(r"(?:https?:|url\(|@import)", code) == []


def test_the_map_gets_all_it_shows_as_data_and_names_stay_text() -> None:
    data = shown("pin")
    assert data["candidates"] == [{"at": [24.9, 60.1], "words": "<b>Main</b> Street 5"}]
    assert data["style"] == "/map/style.json"
    assert data["bounds"] == [24.9, 60.1, 24.94, 60.17]
    assert data["note"] == ""


def test_a_map_without_streets_says_how_to_get_them() -> None:
    data = shown("bare")
    assert "bring a map of your area" in data["note"]
    assert (data["pin"], data["style"]) == (None, None)
    assert data["bounds"] == [24.9, 60.1, 24.94, 60.17], "nothing is known but the area"


def test_the_upload_knows_what_the_server_takes() -> None:
    assert extract_upload.HEADER.lower() == extracts.HEADER
    data = shown("upload")
    assert all(extracts.safe_name(f"x{ending}") for ending in data["endings"])
    assert data["accept"] == ".bz2,.gz,.osm,.pbf"


def shown(name: str) -> dict[str, Any]:
    """What one of the components is given, by its key."""

    def script() -> None:
        from dashboard.domain import Point
        from dashboard.ui.extract_upload import extract_upload
        from dashboard.ui.pin_map import Mark, pin_map

        here, there = Point(lon=24.94, lat=60.17), Point(lon=24.9, lat=60.1)
        marks = [Mark(there, "<b>Main</b> Street 5")]
        words, ground = "Anna's place", "/map/style.json"
        pin_map(here, key="pin", theme="dark", alt=words, candidates=marks, style_url=ground)
        pin_map(None, key="bare", theme="light", alt=words, area=[there, here])
        extract_upload("upload")

    at = AppTest.from_function(script).run()
    assert not at.exception
    protos = [element.proto for element in at.get("bidi_component")]
    [proto] = [proto for proto in protos if f"-{name}" in proto.id]
    return json.loads(proto.json or proto.mixed.json)  # type: ignore[no-any-return]
