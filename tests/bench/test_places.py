"""The benchmark of addresses repeats itself and counts what is near, taken and wrong."""

import os
from pathlib import Path

import pytest

from dashboard.bench.noise import NOISES
from dashboard.bench.places import PlaceFigures, Tally, measure, table
from tests.build_map import house, street, write_map

needs_data = pytest.mark.skipif(
    "ROUNDSMAN_DATASETS" not in os.environ, reason="ROUNDSMAN_DATASETS names no folder"
)


def extract(path: Path, city: str, postcode: str) -> Path:
    streets = ["Ringstraße", "Wiener Straße", "Gartenaugasse"]
    houses = [
        house(str(number), name, number, row, city=city, postcode=postcode)
        for row, name in enumerate(streets)
        for number in range(1, 9)
    ]
    things = [*(street(name, row) for row, name in enumerate(streets)), *houses]
    return write_map(path, things)


def test_the_known_is_found_and_the_foreign_is_not(tmp_path: Path) -> None:
    known = extract(tmp_path / "krems.osm", "Krems", "3500")
    foreign = extract(tmp_path / "graz.osm", "Graz", "8010")
    figures = measure(known, foreign, count=10)
    assert [one.kind for one in figures.tallies] == list(NOISES)
    by_kind = {one.kind: one for one in figures.tallies}
    assert by_kind["exact"].near == by_kind["exact"].accepted == 10
    assert by_kind["wrong postcode"].accepted == 0
    assert figures.foreign == (0, 130)
    assert [one.near for one in measure(known, count=10).tallies] == [
        one.near for one in figures.tallies
    ]


def test_figures_are_shares() -> None:
    tallies = (Tally("exact", 10, 9, 8, 2), Tally("wrong postcode", 10, 10, 0, 0))
    shown = table(PlaceFigures(100, tallies, (1, 50), 0.5, 300.0))
    assert "90.0%     80.0%   75.0%" in shown
    assert "without the wrong postcodes: 80.0%" in shown
    assert "1 of 50 (2.00%)" in shown


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize("name", ["baltimore.osm.pbf", "krems.osm.gz"])
def test_real_towns_keep_their_figures(name: str) -> None:
    folder = Path(os.environ["ROUNDSMAN_DATASETS"]) / "osm"
    figures = measure(folder / name, folder / "columbus.osm.pbf", count=120, seed=7)
    for one in figures.tallies:
        assert one.near / one.asked >= (0.93 if one.kind == "everything" else 0.95)
    known = [one for one in figures.tallies if one.kind != "wrong postcode"]
    assert sum(one.accepted for one in known) >= 0.94 * sum(one.asked for one in known)
    assert figures.foreign[0] <= 0.01 * figures.foreign[1]
