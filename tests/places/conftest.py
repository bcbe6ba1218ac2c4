"""One small index for the tests of finding."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.places import AddressIndex, build_index, open_index
from tests.build_map import house, street, town, write_map

KREMS = {"postcode": "3500", "city": "Krems"}
FURTH = {"postcode": "3511", "city": "Furth"}

THINGS = [
    street("Ringstraße"),
    street("Untere Landstraße", 2),
    street("Obere Landstraße", 4),
    street("Bahngasse", 6),
    street("Lange Zeile", 8),
    *(house(str(k), "Ringstraße", k / 2, 0.2, **KREMS) for k in range(1, 20, 2)),
    house("30-34", "Ringstraße", 9, 0.5, **KREMS),
    house("4", "Untere Landstraße", 1, 2, **KREMS),
    house("4", "Obere Landstraße", 1, 4, **KREMS),
    house("6 a", "Bahngasse", 1, 6, **KREMS),
    house("6 b", "Bahngasse", 1.5, 6, **KREMS),
    house("6", "Bahngasse", 2, 6, **KREMS),
    house("8", "Bahngasse", 3, 6),
    # The same street in two villages, and a village without streets.
    house("5", "Hauptstraße", 0, 9, **KREMS),
    house("5", "Hauptstraße", 9, 60, **FURTH),
    house("12", "", 8, 61, village="Oberfucha", **FURTH),
    town("Stein", 2, 2, "suburb"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AddressIndex]:
    folder: Path = tmp_path_factory.mktemp("map")
    build_index(write_map(folder / "krems.osm", THINGS), folder / "krems.db")
    with open_index(folder / "krems.db") as opened:
        yield opened
