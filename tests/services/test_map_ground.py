"""The street map of a workspace: made with its extracts, and gone with them."""

import json
from math import atanh, pi, radians, sin
from pathlib import Path
from typing import Any

import pytest

from dashboard.figures.ground import FINEST
from dashboard.services import extracts, map_ground
from dashboard.services.extract_child import make_ready
from dashboard.services.ground_building import build_ground
from tests.figures.vector_tiles import message, tile
from tests.small_map import VILLAGE, bring_map

HERE = "http://127.0.0.1:8501"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the map of a village; no test changes it."""
    folder = tmp_path_factory.mktemp("ground")
    bring_map(folder)
    return folder


def column_and_row(zoom: int) -> tuple[int, int]:
    """Of the village's tile, by a way of its own: counted from its place on Earth."""
    side = 2**zoom
    x = (VILLAGE.lon + 180) / 360
    y = 0.5 - atanh(sin(radians(VILLAGE.lat))) / (2 * pi)
    return int(x * side), int(y * side)


def names_here(folder: Path, *, north: int = 0) -> set[str]:
    """Of the streets in the village's tile, or in the one so many further north."""
    column, row = column_and_row(FINEST)
    layers = tile(map_ground.tile(folder, FINEST, column, row - north))
    return {street.tags["name"] for street in layers["roads"] if "name" in street.tags}


def style(folder: Path, theme: str = "light") -> dict[str, Any]:
    """The style as a map program reads it."""
    found: dict[str, Any] = json.loads(map_ground.style(folder, theme, HERE))
    return found


def test_without_a_map_there_is_bare_ground(tmp_path: Path) -> None:
    assert map_ground.key(tmp_path) == "none"
    assert style(tmp_path)["sources"] == {}
    assert map_ground.tile(tmp_path, 0, 0, 0) == b""


def test_a_style_names_tiles_and_letters_of_this_server(folder: Path) -> None:
    found = style(folder)
    [address] = found["sources"]["ground"]["tiles"]
    assert address == f"{HERE}/map/tiles/{map_ground.key(folder)}/{{z}}/{{x}}/{{y}}.pbf"
    assert found["glyphs"].startswith(f"{HERE}/map/letters/")
    assert style(folder, "dark")["layers"] != found["layers"]


def test_the_streets_of_the_village_are_where_it_lies(folder: Path) -> None:
    assert {"Long Street", "Mill Lane"} <= names_here(folder) | names_here(folder, north=1)
    assert "High Street" not in names_here(folder)


def test_from_afar_small_streets_are_left_out(folder: Path) -> None:
    assert map_ground.tile(folder, 8, *column_and_row(8)) == b""


def test_two_maps_are_one_ground(tmp_path: Path) -> None:
    bring_map(tmp_path)
    alone = map_ground.key(tmp_path)
    town = extracts.folder_of(tmp_path) / "town.osm"
    text = (extracts.folder_of(tmp_path) / "village.osm").read_text("utf-8")
    town.write_text(text.replace("Long Street", "High Street"), "utf-8")
    make_ready(tmp_path, town)
    assert map_ground.key(tmp_path) not in ("none", alone)
    assert {"Long Street", "High Street"} <= names_here(tmp_path)

    extracts.remove(tmp_path, "town.osm")
    assert map_ground.key(tmp_path) == alone
    assert not extracts.ground_file(tmp_path, "town.osm").exists()


def test_a_ground_that_is_missing_is_made_again(tmp_path: Path) -> None:
    bring_map(tmp_path)
    extracts.ground_file(tmp_path, "village.osm").unlink()
    assert map_ground.key(tmp_path) == "none"
    assert extracts.list_extracts(tmp_path)[0].state == extracts.WAITING


def test_it_is_told_that_streets_are_drawn_and_nothing_else_is_left(tmp_path: Path) -> None:
    bring_map(tmp_path)
    heard: list[str] = []
    file, made = extracts.folder_of(tmp_path) / "village.osm", tmp_path / "made"
    made.mkdir()
    build_ground(file, made / "ground.sqlite", progress=heard.append)
    assert heard == ["Drawing the streets."]
    assert [one.name for one in made.iterdir()] == ["ground.sqlite"]


@pytest.mark.parametrize("place", [(-1, 0, 0), (15, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0)])
def test_no_other_tiles_are_looked_for(folder: Path, place: tuple[int, int, int]) -> None:
    with pytest.raises(LookupError):
        map_ground.tile(folder, *place)


def test_letters_are_those_that_are_shipped() -> None:
    [stack] = message(map_ground.letters("DejaVu Sans Condensed", 0))[1]
    known = {chr(message(glyph)[1][0]) for glyph in message(stack)[3]}
    assert {"A", "ß", "é", " "} <= known
    assert not {"\n", "\x00"} & known
    for font, first in (
        ("Arial", 0),
        ("DejaVu Sans Condensed", 5),
        ("DejaVu Sans Condensed", -256),
    ):
        with pytest.raises(LookupError):
            map_ground.letters(font, first)
