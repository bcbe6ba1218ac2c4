"""Extracts of all kinds are sorted; what is none is told so."""

import bz2
import gzip
from pathlib import Path

import pytest

from dashboard.osm import ExtractError, addresses, localities, sorted_copy, streets
from dashboard.osm.addresses import middle
from tests.build_map import Tagged, at, house, street, town, write_map

THINGS = [
    street("Ringstraße", postal_code="3500"),
    street("", 3),
    house("5", "Ringstraße", 2, 1, postcode="3500", city="Krems"),
    house("12", "", 4, 2, village="Oberfucha"),
    house("9", "", 5, 5),
    town("Krems an der Donau", 3, 3),
    Tagged({"addr:housenumber": "7", "addr:street": "Ringstraße", "building": "yes"},
           way=((0, 1), (2, 1), (2, 3), (0, 3), (0, 1))),
]  # fmt: skip


@pytest.fixture
def ordered(tmp_path: Path) -> Path:
    sorted_copy(write_map(tmp_path / "small.osm", THINGS), tmp_path / "sorted.osm.pbf")
    return tmp_path / "sorted.osm.pbf"


def test_addresses_are_nodes_and_the_middle_of_buildings(ordered: Path) -> None:
    found = {record.number: record for record in addresses(ordered)}
    assert found["5"].point == at(2, 1)
    assert found["5"].postcode == "3500"
    assert found["5"].city == "Krems"
    assert found["12"].street == "Oberfucha"
    assert found["7"].point == pytest.approx(at(1, 2))
    assert "9" not in found  # On no street and in no village.


def test_streets_have_names_and_lines(ordered: Path) -> None:
    [ring] = streets(ordered)
    assert (ring.name, ring.postcode) == ("Ringstraße", "3500")
    assert ring.points == (at(0), at(5), at(10))


def test_towns_and_postcodes_are_known_by_name(ordered: Path) -> None:
    found = list(localities(ordered))
    assert {one.name for one in found} == {"Krems", "Krems an der Donau", ""}
    assert {one.postcode for one in found} == {"3500", ""}


@pytest.mark.parametrize("ending", [".osm.gz", ".osm.bz2", ".osm.pbf", ".bin"])
def test_a_packed_file_is_known_by_what_it_holds(tmp_path: Path, ending: str) -> None:
    text = write_map(tmp_path / "small.osm", THINGS).read_bytes()
    packed = tmp_path / f"packed{ending}"
    packed.write_bytes(bz2.compress(text) if ending == ".osm.bz2" else gzip.compress(text))
    sorted_copy(packed, tmp_path / "sorted.osm.pbf")
    assert len(list(addresses(tmp_path / "sorted.osm.pbf"))) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"order_id,address\n1,Ringstrasse 5\n", "is not an OpenStreetMap extract"),
        (b"PK\x03\x04 a workbook", "is not an OpenStreetMap extract"),
        (b"<?xml version='1.0'?><html></html>", "cannot be read to its end"),
        (b"<osm version='0.6'><node id='1'", "cannot be read to its end"),
        (gzip.compress(b"<osm version='0.6'></osm>" * 50)[:30], "cannot be read to its end"),
        (b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x99", "cannot be read to its end"),
    ],
)
def test_what_is_no_extract_is_told_so(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "mine.osm.pbf"
    file.write_bytes(content)
    with pytest.raises(ExtractError, match=told):
        sorted_copy(file, tmp_path / "sorted.osm.pbf")


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="No such file"):
        sorted_copy(tmp_path / "none.osm.pbf", tmp_path / "sorted.osm.pbf")


def test_progress_hears_counts(tmp_path: Path) -> None:
    things = [house(str(k), "Ringstraße", k / 100) for k in range(1, 2001)]
    sorted_copy(write_map(tmp_path / "long.osm", things), tmp_path / "sorted.osm.pbf")
    heard: list[int] = []
    assert len(list(addresses(tmp_path / "sorted.osm.pbf", progress=heard.append))) == 2000
    assert heard == [1000, 2000]


def test_an_outline_counts_its_first_corner_once() -> None:
    assert middle([]) is None
    assert middle([at(1, 1)]) == at(1, 1)
    assert middle([at(0), at(2), at(0)]) == at(1)
