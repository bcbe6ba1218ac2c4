"""The same ways at another speed."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.domain import UNREACHABLE, Day, Traffic, TravelMatrix
from dashboard.domain.shifts import profile_and_speed, profile_at
from dashboard.travel.traffic import slowed
from tests.build import DATE


def matrix(there_s: int, back_s: int) -> TravelMatrix:
    seconds = np.array([[[0, there_s], [back_s, 0]]], dtype=np.int32)
    return TravelMatrix(seconds, seconds[0] * 10)


def test_seconds_are_rounded_up_and_metres_stay() -> None:
    slow = matrix(100, 101).at_speed(80)
    assert slow.durations_s[0].tolist() == [[0, 125], [127, 0]]
    assert slow.distances_m.tolist() == [[0, 1000], [1010, 0]]
    assert matrix(100, 101).at_speed(200).durations_s[0].tolist() == [[0, 50], [51, 0]]


def test_what_cannot_be_reached_is_not_reached_more_slowly() -> None:
    assert matrix(UNREACHABLE, 100).at_speed(50).durations_s[0].tolist() == [[0, -1], [200, 0]]


def test_its_own_speed_changes_nothing() -> None:
    usual = matrix(100, 101)
    assert usual.at_speed(100) is usual


def test_traffic_is_laid_over_the_slower_way_and_not_the_reverse() -> None:
    rush = Traffic(weekday=(*(100,) * 9, 50, *(100,) * 14))
    slow = slowed(matrix(600, 600).at_speed(50), rush, Day(DATE), 8 * 3600, 12 * 3600)
    at_nine = slow.slots_s.index(9 * 3600 + 1800)
    # 1200 s of driving from half past nine, at half the speed until ten.
    assert slow.durations_s[at_nine, 0, 1] == 1800 + 300
    with pytest.raises(ValueError, match="before traffic"):
        slow.at_speed(50)


@pytest.mark.parametrize("name", ["van", "big van", "van 80%", "van 80", "80%"])
def test_a_profile_and_its_speed_are_told_apart(name: str) -> None:
    profile, percent = profile_and_speed(name)
    assert profile_at(profile, percent) == name
    assert percent == (80 if name == "van 80%" else 100)


def test_an_empty_matrix_has_any_speed() -> None:
    none = np.zeros((1, 0, 0), dtype=np.int32)
    assert replace(matrix(1, 1), durations_s=none, distances_m=none[0]).at_speed(50).traffic == ""
