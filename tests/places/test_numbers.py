"""House numbers as they are tagged and as they are asked for."""

import pytest

from dashboard.places.folding import fold
from dashboard.places.numbers import asked, tagged


@pytest.mark.parametrize(
    ("tag", "keys"),
    [
        ("12", ("12",)),
        ("12 a", ("12a",)),
        ("723-B", ("723b",)),
        ("226 1/2", ("226 1/2",)),
        ("5-7", ("5-7", "5", "7")),
        ("11 - 15", ("11-15", "11", "15", "13")),
        ("4–5", ("4-5", "4", "5")),
        ("12;14", ("12", "14")),
        ("32 c-d", ("32c", "32d")),
        ("12bis", ("12bis", "12")),
        ("12/3", ("12/3", "12", "3")),
        ("100-900", ("100-900", "100", "900")),  # No building has so many numbers.
        ("4, 5. krs. / Floor 5", ("4",)),
        ("7 B, sisäpiha", ("7b",)),
        ("6 / Floor 1", ("6",)),
    ],
)
def test_a_tag_stands_for_numbers(tag: str, keys: tuple[str, ...]) -> None:
    found = tagged(fold(tag))
    assert found is not None
    assert found.keys == keys


@pytest.mark.parametrize("tag", ["2.krs./2ndfloor", "sisäpiha", "2nd floor", "", "Building 003"])
def test_a_floor_is_no_house(tag: str) -> None:
    assert tagged(fold(tag)) is None


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("12", ("12",)),
        ("12a", ("12a",)),
        ("5-7", ("5-7", "5", "7")),
        ("29/4", ("29/4", "29")),
        ("5/3/12", ("5/3/12", "5")),
        ("226 1/2", ("226 1/2",)),
    ],
)
def test_a_number_is_looked_up_as_written_first(written: str, keys: tuple[str, ...]) -> None:
    assert asked(written) == keys
