"""Files of zones: what is read of which kind, what is mended and told, and what is refused."""

import json
from typing import Any
from unittest.mock import patch

import pytest
import shapely
from shapely.geometry import LineString, Polygon, box

from dashboard.domain import IntakeError
from dashboard.intake import zone_files, zone_reader
from dashboard.intake.zone_files import ZoneFile, read_zone_file
from tests.intake.build_tables import zipped
from tests.intake.build_zones import (
    BOW_TIE,
    EAST,
    WEST,
    bounds,
    feature,
    frame,
    geojson,
    geopackage,
    shapefile,
    shapefile_parts,
)

WEST_BOUNDS = (24.9, 60.16, 24.94, 60.18)


def read(data: bytes, name: str = "zones") -> ZoneFile:
    """As ``read_zone_file``, answer and all, but for the process of its own."""

    def answer(data: bytes) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(json.dumps(zone_reader.answer(data)))
        return said

    with patch.object(zone_files, "_read_apart", answer):
        return read_zone_file(data, name)


TWO = frame([WEST, EAST], name=["West", "East"])


@pytest.mark.parametrize(
    "data",
    [
        geojson(feature(WEST, name="West"), feature(EAST, name="East")),
        b"\xef\xbb\xbf" + geojson(feature(WEST, name="West"), feature(EAST, name="East")),
        geopackage(("zones", TWO)),
        shapefile(TWO),
        shapefile(TWO.to_crs(3067)),
        geopackage(("zones", TWO.to_crs(3067))),
        zipped({"read me.txt": b"hi", "zones.geojson": geojson(
            feature(WEST, name="West"), feature(EAST, name="East"))}),
    ],
    ids=["GeoJSON", "with a mark", "GeoPackage", "Shapefile", "metres", "metres too", "zipped"],
)  # fmt: skip
def test_each_kind_of_file_gives_the_same_zones_in_degrees(data: bytes) -> None:
    found = read(data)
    assert bounds(found.areas[0]) == pytest.approx(WEST_BOUNDS, abs=2e-4)
    assert found.name_column == "name"
    assert [text["name"] for text in found.texts] == ["West", "East"]
    assert found.notes == ()


def test_the_limited_process_reads_as_this_one_does() -> None:
    data = shapefile(TWO)
    assert read_zone_file(data, "zones.zip") == read(data)
    with pytest.raises(IntakeError, match=r"^z\.gpkg: This file is damaged"):
        read_zone_file(b"SQLite format 3\0" + b"x" * 5000, "z.gpkg")


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zone_files, "WALL_SECONDS", 0.01)
    with pytest.raises(IntakeError, match="more time or memory"):
        read_zone_file(geojson(feature(WEST)), "zones.json")


@pytest.mark.parametrize("folder", ["../../", "/etc/", "C:\\", "..\\..\\", "deep/er/"])
def test_a_name_in_an_archive_never_becomes_a_path(folder: str) -> None:
    assert len(read(shapefile(TWO, folder=folder)).areas) == 2


def test_names_are_taken_from_a_column_for_them_or_left_to_a_person() -> None:
    assert read(geojson(feature(WEST, NAME="A", id=1))).name_column == "NAME"
    numbered = read(
        geojson(feature(WEST, plz="00100", note=""), feature(EAST, plz="00120", note="x"))
    )
    assert numbered.name_column == ""
    assert numbered.columns == ("plz",)


def test_a_shape_that_crosses_itself_is_mended_and_that_is_told() -> None:
    found = read(geojson(feature(WEST), feature(BOW_TIE)))
    mended = shapely.from_wkb(found.areas[1])
    assert mended.is_valid
    assert mended.area == pytest.approx(WEST.area / 2)
    assert found.notes == ("Shape 2 crossed itself and was mended: look at it on the map.",)


def test_heights_are_left_out() -> None:
    tall = Polygon([(24.9, 60.16, 5), (24.94, 60.16, 5), (24.94, 60.18, 5)])
    for data in (geojson(feature(tall)), geopackage(("a", frame([tall], name=["x"])))):
        assert not shapely.from_wkb(read(data).areas[0]).has_z


def test_what_is_no_area_is_left_out_and_told() -> None:
    line = LineString([(24.9, 60.1), (24.95, 60.1)])
    wrong = {"type": "Polygon", "coordinates": [[["x", 1], [2, 3], [4, 5]]]}
    nowhere = {"type": "Polygon", "coordinates": [[[float("nan"), 1], [2, 3], [4, 5], [1, 1]]]}
    shapes: list[Any] = [WEST, line, line, None, Polygon(), wrong, nowhere]
    found = read(geojson(*map(feature, shapes)))
    assert len(found.areas) == 1
    assert found.notes == (
        "Shapes 4, 6, 7 cannot be read and are left out.",
        "Shapes 2, 3, 5 are no areas and are left out.",
    )


def test_the_layer_with_areas_is_read_and_others_are_told() -> None:
    lines = frame([LineString([(24.9, 60.1), (24.95, 60.1)])], name=["road"])
    assert len(read(geopackage(("roads", lines), ("zones", TWO))).areas) == 2
    found = read(geopackage(("first", TWO), ("second", TWO)))
    assert found.notes == ("It has 2 layers with areas: “first” was read.",)


def test_without_a_coordinate_system_degrees_are_taken_for_granted_and_told() -> None:
    found = read(shapefile(TWO, without=[".prj"]))
    assert bounds(found.areas[0]) == WEST_BOUNDS
    assert "taken for WGS 84" in found.notes[0]
    with pytest.raises(IntakeError, match=r"does not say .* Export it in WGS 84"):
        read(shapefile(TWO.to_crs(3067), without=[".prj"]))


def test_the_older_way_to_name_a_system_is_understood() -> None:
    metres = TWO.to_crs(3067)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}
    data = geojson(*(feature(shape) for shape in metres.geometry), crs=crs)
    assert bounds(read(data).areas[0]) == pytest.approx(WEST_BOUNDS, abs=2e-4)
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"):
        crs["properties"] = {"name": name}
        assert bounds(read(geojson(feature(WEST), crs=crs)).areas[0]) == WEST_BOUNDS


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7", "is no file of zones"),
        (b'{"type": "FeatureCollection", "features": [', "damaged or incomplete"),
        (b"{" + b'"a":{' * 200_000, "damaged or incomplete"),
        (b'{"a": 1}', "no GeoJSON"),
        (geojson(), "holds no areas"),
        (geojson(feature(box(500_000, 6_600_000, 500_100, 6_600_100))), "not in the system"),
        (geojson(feature(WEST), crs={"properties": {"name": "/etc/passwd"}}), "not known here"),
        (geojson(feature(WEST), crs={"properties": {"name": "EPSG:99999"}}), "not known here"),
        (geojson(*[feature(WEST)] * 201), "more than 200 shapes"),
        (geopackage(("zones", TWO))[:5000], "damaged or incomplete"),
        (zipped({"a.shp": b"x"}), "lacks its .shx part"),
        (zipped({"a.shp": b"x", "b.shp": b"x"}), "2 Shapefiles"),
        (zipped({"a.txt": b"x"}), "no file of zones"),
        (zipped({"a.shp": b"0" * 11 * 2**20}), "unpacks to far more"),
        (zipped({"a.geojson": zipped({"b.geojson": geojson(feature(WEST))})}), "no file of zones"),
        (b" " * (20 * 2**20 + 1), "larger than 20 MB"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_of_zones_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(IntakeError, match=rf"^zones: .*{reason}"):
        read(data)


def test_half_a_shapefile_is_refused_with_what_it_lacks() -> None:
    parts = shapefile_parts(TWO)
    for ending in (".shx", ".dbf"):
        half = {name: data for name, data in parts.items() if not name.endswith(ending)}
        with pytest.raises(IntakeError, match=rf"lacks its \{ending} part\. Pack all"):
            read(zipped(half))
    with pytest.raises(IntakeError, match="damaged"):
        read(zipped(parts | {"areas.shp": parts["areas.shp"][:60]}))


def test_borders_of_too_many_corners_are_smoothed_and_neighbours_stay_neighbours() -> None:
    round_one = shapely.segmentize(WEST, 0.00001)
    neighbour = shapely.segmentize(EAST, 0.00001)
    found = read(geojson(feature(round_one), feature(neighbour)))
    shapes = [shapely.from_wkb(area) for area in found.areas]
    assert sum(map(shapely.get_num_coordinates, shapes)) <= 20_000
    assert "smoothed, by up to 5 m" in found.notes[0]
    assert shapes[0].intersection(shapes[1]).area == 0
    assert shapely.union_all(shapes).area == pytest.approx(WEST.area + EAST.area)
