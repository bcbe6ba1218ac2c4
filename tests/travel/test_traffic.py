"""Traffic laid over travel: slower hours, and never an earlier arrival for leaving later."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import NO_TRAFFIC, UNREACHABLE, Day, Traffic, TravelMatrix
from dashboard.domain.timetable import Roads, travel_at
from dashboard.domain.traffic import EMPTY_ROADS, HOURS, SLOWEST
from dashboard.domain.travel import BY_THE_HOUR, ONE_FACTOR
from dashboard.travel.traffic import MOST_BYTES, PRESETS, slowed

MONDAY, FRIDAY = Day(dt.date(2026, 3, 9)), Day(dt.date(2026, 3, 13))
NINE, FIVE = 9 * 3600, 17 * 3600

speeds = st.lists(st.integers(SLOWEST, EMPTY_ROADS), min_size=HOURS, max_size=HOURS).map(tuple)


def matrix(*seconds: int) -> TravelMatrix:
    """From place 0 to each of these seconds, and nowhere else."""
    legs = np.full((len(seconds) + 1, len(seconds) + 1), UNREACHABLE, dtype=np.int32)
    np.fill_diagonal(legs, 0)
    legs[0, 1:] = seconds
    return TravelMatrix(legs[np.newaxis], legs)


def at_hours(**by_hour: int) -> Traffic:
    """Slow at some hours of a weekday, as ``at_hours(h8=50)``."""
    weekday = tuple(by_hour.get(f"h{hour}", EMPTY_ROADS) for hour in range(HOURS))
    return Traffic(weekday)


def takes(travel: TravelMatrix, leaving_s: int, to: int = 1) -> int:
    """Seconds of a drive from place 0."""
    factors = travel.slots_permille or (1000,) * len(travel.slots_s)
    slots = np.array([travel.slots_s, factors], dtype=np.int64).T.copy()
    return int(travel_at(Roads(travel.durations_s, slots, travel.distances_m), 0, to, leaving_s))


@settings(max_examples=60, deadline=None)
@given(speeds, st.integers(0, 30_000), st.sampled_from([0, MOST_BYTES]))
def test_leaving_later_never_means_arriving_earlier(
    weekday: tuple[int, ...], seconds: int, most_bytes: int
) -> None:
    travel = slowed(matrix(seconds), Traffic(weekday), MONDAY, NINE, FIVE, most_bytes=most_bytes)
    arrivals = [now + takes(travel, now) for now in range(NINE - 3600, FIVE + 7200, 11)]
    assert arrivals == sorted(arrivals)
    assert min(takes(travel, now) for now in range(NINE, FIVE, 601)) >= seconds


def test_half_the_speed_takes_twice_as_long() -> None:
    travel = slowed(matrix(600), at_hours(h12=50), MONDAY, NINE, FIVE)
    assert travel.traffic == BY_THE_HOUR
    assert takes(travel, 12 * 3600 + 1800) == 1200
    assert takes(travel, 12 * 3600) == 900
    assert takes(travel, NINE) == takes(travel, FIVE) == 600
    assert travel.on_empty_roads().durations_s.tolist() == matrix(600).durations_s.tolist()


def test_a_drive_goes_on_at_the_speed_of_the_next_hour() -> None:
    travel = slowed(matrix(3600), at_hours(h12=50), MONDAY, NINE, FIVE)
    # From 12:30 half an hour drives off a quarter; the other three quarters are driven freely.
    assert takes(travel, 12 * 3600 + 1800) == 1800 + 2700


def test_slots_reach_just_around_the_hours_that_are_driven() -> None:
    travel = slowed(matrix(60), PRESETS["town"], MONDAY, NINE, FIVE)
    assert travel.slots_s == tuple(range(NINE - 1800, FIVE + 1801, 3600))


def test_the_night_after_a_friday_is_the_weekends() -> None:
    weekend = Traffic(weekend=(50,) * HOURS)
    travel = slowed(matrix(600), weekend, FRIDAY, 22 * 3600, 30 * 3600)
    assert takes(travel, 22 * 3600) == 600
    assert takes(travel, 27 * 3600) == 1200


def test_an_hour_is_what_the_local_clock_shows() -> None:
    spring = Day(dt.date(2026, 3, 29), "Europe/Helsinki")
    travel = slowed(
        matrix(600), Traffic(weekend=(100,) * 12 + (50,) + (100,) * 11), spring, 0, FIVE
    )
    assert takes(travel, spring.seconds(spring.at(dt.time(12, 30)))) == 1200


def test_without_traffic_or_when_no_slow_hour_is_driven_nothing_changes() -> None:
    given = matrix(600)
    assert slowed(given, NO_TRAFFIC, MONDAY, NINE, FIVE) is given
    assert slowed(given, at_hours(h3=50), MONDAY, NINE, FIVE) is given


def test_where_there_is_no_way_traffic_makes_none() -> None:
    for most_bytes in (0, MOST_BYTES):
        travel = slowed(
            matrix(600, UNREACHABLE), at_hours(h12=50), MONDAY, NINE, FIVE, most_bytes=most_bytes
        )
        assert takes(travel, 12 * 3600, to=2) == UNREACHABLE
        assert travel.mean_s()[0, 2] == travel.averaged().durations_s[0, 0, 2] == UNREACHABLE


def test_a_day_too_large_for_layers_has_one_factor_for_each_hour() -> None:
    layers, factors = (
        slowed(matrix(600, 900), at_hours(h12=50, h13=80), MONDAY, NINE, FIVE, most_bytes=limit)
        for limit in (MOST_BYTES, 0)
    )
    assert factors.traffic == ONE_FACTOR
    assert factors.durations_s.shape == (1, 3, 3)
    for now in range(NINE, FIVE, 300):
        assert abs(takes(factors, now) - takes(layers, now)) <= 1
    assert (factors.mean_s() == layers.mean_s()).all()


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_free_at_night_and_slower_on_weekdays(name: str) -> None:
    preset = PRESETS[name]
    assert preset.weekday[:5] == preset.weekend[:5] == (EMPTY_ROADS,) * 5
    assert sum(preset.weekday) <= sum(preset.weekend)
    assert preset.is_none == (name == "none")
    if name != "none":
        assert preset.weekday[17] == min(preset.weekday)
        assert preset.weekday[8] < preset.weekday[6]


def test_presets_rise_from_none_to_the_big_city() -> None:
    ordered = [PRESETS[name].weekday for name in ("none", "quiet", "town", "big-city")]
    for freer, slower in pairwise(ordered):
        assert all(a >= b for a, b in zip(freer, slower, strict=True))
