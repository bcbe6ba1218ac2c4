"""A day's local clock against instants, on ordinary days and when clocks change (F11)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import Day, TimeWindow

ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Helsinki",
    "Europe/Dublin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Pacific/Apia",
    "Africa/Casablanca",
)


def utc(text: str) -> datetime:
    """An instant from "2026-03-29 01:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Day, clock, then the first and the last instant at which the clock shows it.
CLOCKS = [
    ("2026-03-10", "Europe/Helsinki", "09:00", "2026-03-10 07:00", "2026-03-10 07:00"),
    ("2026-10-25", "Europe/London", "01:30", "2026-10-25 00:30", "2026-10-25 01:30"),
    ("2026-10-25", "Europe/Dublin", "01:30", "2026-10-25 00:30", "2026-10-25 01:30"),
    ("2026-11-01", "America/New_York", "01:30", "2026-11-01 05:30", "2026-11-01 06:30"),
    ("2026-04-05", "Australia/Lord_Howe", "01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
    ("2026-07-01", "Asia/Kathmandu", "09:00", "2026-07-01 03:15", "2026-07-01 03:15"),
    # Skipped: moved forward by the gap.
    ("2026-03-29", "Europe/London", "01:30", "2026-03-29 01:30", "2026-03-29 01:30"),
    ("2026-03-29", "Europe/Dublin", "01:30", "2026-03-29 01:30", "2026-03-29 01:30"),
    ("2026-03-08", "America/New_York", "02:30", "2026-03-08 07:30", "2026-03-08 07:30"),
    ("2026-10-04", "Australia/Lord_Howe", "02:15", "2026-10-03 15:45", "2026-10-03 15:45"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "zone", "clock", "first", "last"), CLOCKS)
def test_a_clock_time_is_the_instants_at_which_it_is_shown(
    when: str, zone: str, clock: str, first: str, last: str
) -> None:
    day = Day(date.fromisoformat(when), zone)
    assert day.at(time.fromisoformat(clock)) == utc(first)
    assert day.at(time.fromisoformat(clock), last=True) == utc(last)


@pytest.mark.parametrize(
    ("when", "hours"), [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25)]
)
def test_a_day_is_as_long_as_its_clocks_say(when: str, hours: int) -> None:
    day = Day(date.fromisoformat(when), "Europe/London")
    assert day.at(time(0), days=1) - day.midnight == timedelta(hours=hours)
    assert day.seconds(day.at(time(0), days=1)) == hours * 3600


def test_a_skipped_time_is_shown_as_the_time_after_the_gap() -> None:
    day = Day(date(2026, 3, 29), "Europe/London")
    assert f"{day.local(day.at(time(1, 30))):%H:%M}" == "02:30"


def test_a_day_that_a_country_skipped_is_the_day_after() -> None:
    skipped, after = (Day(date(2011, 12, day), "Pacific/Apia") for day in (30, 31))
    assert skipped.at(time(9)) == after.at(time(9))


@given(
    st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    st.sampled_from(ZONES),
    st.times(),
    st.booleans(),
)
def test_a_time_that_exists_comes_back_as_it_was(
    when: date, zone: str, clock: time, last: bool
) -> None:
    day = Day(when, zone)
    instant = day.at(clock, last=last)
    shown = day.local(instant)
    assert instant.tzinfo is UTC
    if _exists(datetime.combine(when, clock), day.tz):
        assert shown.replace(tzinfo=None) == datetime.combine(when, clock)
    else:
        assert shown.replace(tzinfo=None) > datetime.combine(when, clock)


@given(
    st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    st.sampled_from(ZONES),
    st.integers(-90_000, 200_000),
)
def test_seconds_and_instants_are_each_others_way_back(when: date, zone: str, second: int) -> None:
    day = Day(when, zone)
    assert day.seconds(day.instant(second)) == second
    assert day.instant(second + 1) - day.instant(second) == timedelta(seconds=1)


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.times(), st.sampled_from(ZONES))
def test_the_first_of_two_is_never_behind_the_last(when: date, clock: time, zone: str) -> None:
    day = Day(when, zone)
    assert day.at(clock) <= day.at(clock, last=True)


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        _ = Day(date(2026, 3, 10), "Nowhere/At_All").midnight


def test_a_window_needs_a_zone_and_an_end_behind_its_start() -> None:
    nine = utc("2026-03-10 09:00")
    assert TimeWindow(nine, nine).end == nine
    with pytest.raises(ValueError, match="before it starts"):
        TimeWindow(nine, nine - timedelta(seconds=1))
    with pytest.raises(ValueError, match="lacks a timezone"):
        TimeWindow(nine.replace(tzinfo=None), nine)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == wall
