"""What a map is drawn from: each thing of its kind, whole or as far as the extract goes."""

from pathlib import Path

import pytest
import shapely

from dashboard.osm import ExtractError, sorted_copy
from dashboard.osm.shapes import ShapeRecord, bounds, shapes
from tests.build_map import Tagged, at, street, town, write_map

RING = ((0, 0), (2, 0), (2, 2), (0, 2), (0, 0))


def read(folder: Path, *things: Tagged) -> list[ShapeRecord]:
    """The shapes of a map of these things."""
    sorted_copy(write_map(folder / "small.osm", things), folder / "sorted.osm.pbf")
    return list(shapes(folder / "sorted.osm.pbf"))


def kinds(folder: Path, *things: Tagged) -> list[str]:
    """Their kinds alone."""
    return [record.kind for record in read(folder, *things)]


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"highway": "primary_link"}, "primary"),
        ({"highway": "cycleway"}, "path"),
        ({"railway": "tram"}, "rail"),
        ({"waterway": "canal"}, "river"),
        ({"natural": "coastline"}, "coast"),
        ({"aeroway": "taxiway"}, "runway"),
    ],
)
def test_lines_are_what_their_tags_say(tmp_path: Path, tags: dict[str, str], kind: str) -> None:
    assert kinds(tmp_path, Tagged(tags, way=((0, 0), (1, 1)))) == [kind]


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "proposed"},
        {"railway": "subway", "tunnel": "yes"},
        {"waterway": "stream", "tunnel": "culvert"},
        {"building": "no"},
        {"natural": "tree_row"},
    ],
)
def test_what_nobody_sees_is_not_drawn(tmp_path: Path, tags: dict[str, str]) -> None:
    assert kinds(tmp_path, Tagged(tags, way=RING), street("Ring")) == ["residential"]


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"building": "yes"}, "building"),
        ({"natural": "water"}, "water"),
        ({"leisure": "park"}, "green"),
        ({"landuse": "forest"}, "wood"),
        ({"landuse": "industrial"}, "built"),
        ({"highway": "pedestrian", "area": "yes"}, "square"),
        ({"building": "school", "amenity": "school"}, "building"),
    ],
)
def test_closed_ways_are_areas(tmp_path: Path, tags: dict[str, str], kind: str) -> None:
    [area] = read(tmp_path, Tagged(tags, way=RING))
    assert area.kind == kind
    shape = shapely.from_wkb(area.wkb)
    assert shape.geom_type == "MultiPolygon"
    assert shape.bounds == pytest.approx((*at(0, 0), *at(2, 2)))


def test_names_come_along_and_places_need_one(tmp_path: Path) -> None:
    found = read(tmp_path, street("Ringstraße"), town("Krems"), Tagged({"place": "town"}))
    assert {(one.kind, one.name) for one in found} == {
        ("residential", "Ringstraße"),
        ("town", "Krems"),
    }


def test_a_way_is_drawn_in_pieces_where_the_extract_lacks_its_points(tmp_path: Path) -> None:
    nodes = "".join(f'<node id="{k}" version="1" lat="48" lon="{k}"/>' for k in (1, 2, 4, 5, 7))
    way = "".join(f'<nd ref="{k}"/>' for k in range(1, 8))
    (tmp_path / "cut.osm").write_text(
        f'<osm version="0.6">{nodes}<way id="1" version="1">{way}'
        '<tag k="highway" v="residential"/></way></osm>'
    )
    sorted_copy(tmp_path / "cut.osm", tmp_path / "sorted.osm.pbf")
    lines = [shapely.from_wkb(record.wkb) for record in shapes(tmp_path / "sorted.osm.pbf")]
    assert [list(line.coords) for line in lines] == [[(1, 48), (2, 48)], [(4, 48), (5, 48)]]


def test_an_extract_that_breaks_off_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "broken.osm.pbf").write_bytes(b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x99")
    for read_it in (lambda path: list(shapes(path)), bounds):
        with pytest.raises(ExtractError, match="cannot be read to its end"):
            read_it(tmp_path / "broken.osm.pbf")


def test_the_edge_is_known_where_the_extract_tells_it(tmp_path: Path) -> None:
    file = write_map(tmp_path / "small.osm", [street("Ring")])
    assert bounds(file) is None
    box = '<bounds minlat="48" minlon="15" maxlat="49" maxlon="16"/>'
    file.write_text(file.read_text("utf-8").replace('"0.6">', f'"0.6">{box}', 1), "utf-8")
    assert bounds(file) == (15, 48, 16, 49)
