"""Figures as people read them."""

from datetime import timedelta

import pytest

from dashboard.domain import (
    Day,
    Formats,
    clock_words,
    count_words,
    distance_words,
    duration_words,
    money_words,
    window_words,
)
from tests.build import DATE, DAY, at, window

AMERICAN = Formats("USD", "mi", "12h")


@pytest.mark.parametrize(
    ("cents", "currency", "exact", "words"),
    [
        (21405, "EUR", False, "214 €"),
        (21405, "EUR", True, "214.05 €"),
        (21405, "USD", True, "$214.05"),
        (-21405, "USD", False, "-$214"),
        (-21405, "EUR", True, "-214.05 €"),
        (-4, "EUR", False, "0 €"),
        (0, "GBP", True, "£0.00"),
        (123_456_700, "JPY", True, "¥1,234,567"),
        (100, "CHF", False, "1 CHF"),
    ],
)
def test_money(cents: int, currency: str, exact: bool, words: str) -> None:
    assert money_words(cents, Formats(currency), exact=exact) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 min"),
        (29, "0 min"),
        (31, "1 min"),
        (59 * 60 + 31, "1 h 00"),
        (7 * 3600 + 40 * 60, "7 h 40"),
        (-90 * 60, "-1 h 30"),
        (-10, "0 min"),
    ],
)
def test_spans(seconds: int, words: str) -> None:
    assert duration_words(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [
        (12_400, "km", "12.4 km"),
        (99_940, "km", "99.9 km"),
        (1_234_567, "km", "1,235 km"),
        (16_093.44, "mi", "10.0 mi"),
        (0, "km", "0.0 km"),
    ],
)
def test_distances(metres: float, units: str, words: str) -> None:
    assert distance_words(metres, Formats(units=units)) == words


@pytest.mark.parametrize(
    ("clock", "words", "american"),
    [("00:05", "00:05", "12:05 am"), ("12:00", "12:00", "12:00 pm"), ("17:30", "17:30", "5:30 pm")],
)
def test_clock_times(clock: str, words: str, american: str) -> None:
    assert clock_words(at(clock), DAY) == words
    assert clock_words(at(clock), DAY, AMERICAN) == american


def test_a_time_of_another_day_says_so() -> None:
    assert clock_words(at("01:30") + timedelta(days=1), DAY) == "01:30 +1"
    assert clock_words(at("23:00") - timedelta(days=1), DAY) == "23:00 -1"


def test_clock_times_are_those_of_the_days_zone() -> None:
    assert clock_words(at("23:30"), Day(DATE, "Europe/Helsinki")) == "01:30 +1"


def test_windows() -> None:
    both = (window("09:00", "10:00"), window("14:00", "15:30"))
    assert window_words(both, DAY) == "09:00–10:00, 14:00–15:30"
    assert window_words((), DAY, none="any time") == "any time"


def test_counts() -> None:
    assert count_words(1, "order") == "1 order"
    assert count_words(0, "order") == "0 orders"
    assert count_words(2000, "box", "boxes") == "2,000 boxes"
