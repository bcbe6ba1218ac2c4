"""The index is one file, complete or not there, and knows what lies around a point."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.osm import ATTRIBUTION, ExtractError
from dashboard.places import AddressIndex, build_index, open_index
from tests.build_map import at, house, street, town, write_map


def test_a_summary_counts_what_was_found(tmp_path: Path) -> None:
    things = [
        street("Ringstraße"),
        street("Ringstrasse", 1),  # The same street, spelled by somebody else.
        house("5", "Ringstr.", 2, postcode="3500", city="Krems"),
        house("sisäpiha", "Ringstraße", 3),
        town("Stein"),
    ]
    told: list[str] = []
    extract, target = write_map(tmp_path / "krems.osm", things), tmp_path / "krems.db"
    summary = build_index(extract, target, progress=told.append)
    assert summary[:4] == (1, 1, 2, 1)
    assert summary.bounds[0] == pytest.approx(at(0).lon, abs=1e-4)
    assert told[0] == "Sorting the map"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["krems.db", "krems.osm"]
    with closing(sqlite3.connect(target)) as database:
        meta = dict(database.execute("SELECT key, value FROM meta"))
    assert meta["attribution"] == ATTRIBUTION
    assert len(meta["sha256"]) == 64


def test_a_failed_build_leaves_the_old_index(tmp_path: Path) -> None:
    target = tmp_path / "krems.db"
    build_index(write_map(tmp_path / "krems.osm", [street("Ringstraße")]), target)
    (tmp_path / "broken.osm").write_text("<osm version='0.6'><node", "utf-8")
    with pytest.raises(ExtractError):
        build_index(tmp_path / "broken.osm", target)
    with open_index(target) as index:
        assert index.find("Ringstraße").candidates
    assert len(list(tmp_path.iterdir())) == 3


def test_a_map_without_streets_is_refused(tmp_path: Path) -> None:
    extract = write_map(tmp_path / "empty.osm", [town("Krems")])
    with pytest.raises(ExtractError, match="no street with a name"):
        build_index(extract, tmp_path / "empty.db")


def test_another_file_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("nothing", "utf-8")
    for name in ("text.db", "missing.db"):
        with pytest.raises(ExtractError, match="Add the map file once more"):
            open_index(tmp_path / name)
    assert not (tmp_path / "missing.db").exists()


def test_an_index_of_another_release_is_told_so(tmp_path: Path) -> None:
    target = tmp_path / "krems.db"
    build_index(write_map(tmp_path / "krems.osm", [street("Ringstraße")]), target)
    with closing(sqlite3.connect(target)) as database, database:
        database.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    with pytest.raises(ExtractError, match="another release"):
        open_index(target)


def test_it_knows_its_own_area_and_a_little_around(index: AddressIndex) -> None:
    assert index.knows(at(5, 10))
    assert index.knows(at(-3, 0))
    assert not index.knows(at(-30, 0))
    assert not index.knows(at(5, 500))


def test_streets_and_houses_near_a_point_can_be_drawn(index: AddressIndex) -> None:
    lines = index.streets_near(at(5, 0), 150)
    assert [line.name for line in lines] == ["Ringstraße"]
    assert lines[0].points == (at(0), at(5), at(10))
    houses = index.houses_near(at(2.5, 0.2), 100, limit=3)
    assert [one.number for one in houses] == ["5", "3", "7"]
    assert index.houses_near(at(5, 30), 50) == []


def test_where_nothing_is_known_of_towns_only_the_same_words_are_taken(tmp_path: Path) -> None:
    things = [street("Ringstraße"), house("5", "Ringstraße", 2)]
    build_index(write_map(tmp_path / "bare.osm", things), tmp_path / "bare.db")
    with open_index(tmp_path / "bare.db") as index:
        assert index.find("Ringstr. 5").state == "accepted"
        assert index.find("Ringstr. 5, 3500 Krems").state == "accepted"  # Nothing to hold against.
        assert index.find("Rngstr. 5").state == "review"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("1012 LG", "1012LG"),
        ("SW1A 1AA", "sw1a1aa"),
        ("4760-585", "4760 585"),
        ("4760-585", "4760"),
        ("21224", "21224-1234"),
        ("123 45", "12345"),
        ("12345", "123 45 Krems"),
        ("VLT 1117", "VLT1117"),
        ("K1A 0B1", "K1A-0B1"),
        ("D02 AF30", "d02af30"),
    ],
)
def test_postcodes_of_all_shapes_agree(tmp_path: Path, code: str, written: str) -> None:
    things = [street("Ringstraße"), house("5", "Ringstraße", 2, postcode=code, city="Krems")]
    build_index(write_map(tmp_path / "one.osm", things), tmp_path / "one.db")
    with open_index(tmp_path / "one.db") as index:
        assert index.find(f"Rinstr. 5, {written}").state == "accepted"
        assert index.find(f"Rinstr. 5, {code} Krems").state == "accepted"
