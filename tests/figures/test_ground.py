"""The ground: what is drawn from which zoom on, and how both themes paint it."""

import json

import pytest
import shapely
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from dashboard.figures.ground import FINEST, LAYERS, Shape, shapes_of
from dashboard.figures.ground_style import CREDIT, GROUNDS, bare_style, street_style
from dashboard.figures.palette import contrast
from dashboard.osm.shapes import ShapeRecord

TILES, LETTERS = "http://here/{z}/{x}/{y}", "http://here/{fontstack}/{range}"
STYLES = {theme: street_style(theme, tiles=TILES, letters=LETTERS) for theme in GROUNDS}


def record(kind: str, shape: BaseGeometry, name: str = "") -> ShapeRecord:
    """A shape as read, in degrees."""
    return ShapeRecord(kind, name, shapely.to_wkb(shape))


def drawn(*records: ShapeRecord) -> list[Shape]:
    """What becomes of them."""
    return list(shapes_of(records, (0.0, 0.0, 1.0, 1.0)))


def test_pieces_of_a_street_become_one_that_has_room_for_its_name() -> None:
    pieces = [LineString([(x, 0.5), (x + 0.1, 0.5)]) for x in (0.2, 0.0, 0.1)]
    [street] = drawn(*(record("residential", piece, "Main Street") for piece in pieces))
    assert (street.kind, street.name) == ("residential", "Main Street")
    assert shapely.get_num_coordinates(street.geometry) == 2


def test_other_names_and_other_kinds_stay_apart() -> None:
    line, on = LineString([(0, 0), (0.1, 0)]), LineString([(0.1, 0), (0.2, 0)])
    found = drawn(record("path", line), record("path", on, "x"), record("rail", line, "x"))
    assert sorted((shape.kind, shape.name) for shape in found) == [
        ("path", ""),
        ("path", "x"),
        ("rail", "x"),
    ]


def test_small_roads_and_houses_wait_until_they_can_be_told_apart() -> None:
    line, house = LineString([(0, 0), (0.1, 0)]), shapely.box(0, 0, 0.0001, 0.0001)
    found = drawn(
        *(record(kind, line) for kind in ("motorway", "tertiary", "residential", "path")),
        record("building", house),
        record("village", Point(0.5, 0.5), "Bramley"),
    )
    zooms = {shape.kind: shape.zoom for shape in found}
    order = ["motorway", "village", "tertiary", "residential", "path", "building"]
    assert sorted(zooms, key=lambda kind: (zooms[kind], order.index(kind))) == order
    assert zooms["building"] == FINEST == 14


def test_a_large_park_is_seen_from_further_than_a_small_one() -> None:
    parks = [shapely.box(0, 0, side, side) for side in (0.1, 0.002, 0.0001)]
    zooms = [shape.zoom for shape in drawn(*(record("green", park) for park in parks))]
    assert zooms == sorted(set(zooms))
    assert zooms[-1] == FINEST


def test_the_sea_is_found_beside_a_coast() -> None:
    found = drawn(record("coast", LineString([(0.4, -1), (0.4, 2)])))
    assert sorted(shape.kind for shape in found) == ["coast", "sea"]


def test_nothing_makes_no_ground() -> None:
    assert list(shapes_of([], None)) == []


@pytest.mark.parametrize("theme", GROUNDS)
def test_every_kind_is_painted(theme: str) -> None:
    painted = {
        kind
        for layer in STYLES[theme]["layers"]
        if "filter" in layer
        for kind in layer["filter"][2]
    }
    assert painted | {"building"} == set(LAYERS)
    for layer in STYLES[theme]["layers"]:
        assert {LAYERS[kind] for kind in layer.get("filter", [0, 0, []])[2]} <= {
            layer.get("source-layer")
        }


def test_water_and_green_lie_under_the_streets_and_names_above() -> None:
    forms = [layer["type"] for layer in STYLES["light"]["layers"]]
    names = [layer["id"] for layer in STYLES["light"]["layers"]]
    assert forms[0] == "background"
    assert max(names.index(low) for low in ("sea", "water", "wood", "rivers", "buildings")) < min(
        names.index(high) for high in ("paths", "street-kerb", "rails")
    )
    assert forms.index("symbol") == len(forms) - forms.count("symbol")


@pytest.mark.parametrize("theme", GROUNDS)
def test_names_can_be_read(theme: str) -> None:
    colours = GROUNDS[theme]
    for text in ("name", "place"):
        for ground in ("halo", "land", "street", "water", "green"):
            assert contrast(colours[text], colours[ground]) >= 4.5


def test_both_themes_are_made_on_purpose_and_draw_the_same() -> None:
    light, dark = (STYLES[theme]["layers"] for theme in ("light", "dark"))
    assert [layer["id"] for layer in light] == [layer["id"] for layer in dark]
    assert GROUNDS["light"].keys() == GROUNDS["dark"].keys()
    assert all(GROUNDS["light"][part] != GROUNDS["dark"][part] for part in GROUNDS["light"])


def test_a_style_names_no_other_addresses_and_the_bare_one_none() -> None:
    style = STYLES["light"]
    assert json.dumps(style).count("http") == 2
    assert (style["sources"]["ground"]["tiles"], style["glyphs"]) == ([TILES], LETTERS)
    assert style["sources"]["ground"]["attribution"] == CREDIT
    bare = bare_style("light")
    assert bare["layers"] == style["layers"][:1]
    assert (bare["sources"], "glyphs" in bare) == ({}, False)
