"""Positions in one line of text."""

import pytest

from dashboard.domain import PlannerError, Point
from dashboard.ui.places import parse_place, place_words


@pytest.mark.parametrize(
    "text",
    [
        "60.17, 24.94",
        "60.17 24.94",
        "60.17;24.94",
        " (60.17,24.94) ",
        "60,17; 24,94",
        "60,17 24,94",
    ],
)
def test_a_position_is_read_as_maps_on_the_web_give_it(text: str) -> None:
    assert parse_place(text) == Point(lon=24.94, lat=60.17)


def test_south_and_west_are_negative() -> None:
    assert parse_place("-22.8, -43.3") == Point(lon=-43.3, lat=-22.8)


def test_swapped_degrees_are_told_as_such() -> None:
    with pytest.raises(PlannerError, match="swapped"):
        parse_place("160.2, 24.9")


@pytest.mark.parametrize("text", ["", "Helsinki", "60.17", "95, 200"])
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(PlannerError):
        parse_place(text)


def test_words_of_a_place_read_back() -> None:
    point = Point(24.921215, 60.16761)
    assert parse_place(place_words(point)) == point
    assert place_words(None) == ""
