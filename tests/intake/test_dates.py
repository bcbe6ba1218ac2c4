"""Dates as people write them, near Monday the 11th of May 2026."""

# ruff: noqa: RUF001 - wide figures are a part of it.

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake.cells import CellError
from dashboard.intake.dates import (
    AmbiguousDateError,
    day_first_of,
    is_ambiguous,
    leading_dates,
    parse_date,
)
from tests.intake.date_words import LANGUAGES, MONTHS, WEEKDAYS

MONDAY = date(2026, 5, 11)
THURSDAY = date(2026, 5, 14)


def read(text: str, day_first: bool | None = None) -> date:
    return parse_date(text, near=MONDAY, day_first=day_first)


def error(text: str) -> CellError:
    with pytest.raises(CellError) as raised:
        read(text)
    return raised.value


@pytest.mark.parametrize(
    "text",
    ["2026-05-14", "2026/05/14", "2026.05.14", "2026-5-14", "20260514", "14.05.2026", "14.5.26",
     "14.5.", "14. 5. 2026", "14/05/2026", "05/14/2026", "5/14/26", "14-05-26", "14-05-2026",
     "14/05", "46156", "46156.5", "Do. 14.05.", "Thu 05/14", "jue. 14/05/2026",
     "１４．５．２０２６"],
)  # fmt: skip
def test_thursday_in_figures(text: str) -> None:
    assert read(text) == THURSDAY


@pytest.mark.parametrize(
    "text",
    ["Thu, May 14", "May 14", "may 14th, 2026", "Thursday 14 May 2026", "the 14th of May",
     "14-May-26", "14 May 26", "2026 May 14", "14. Mai 2026", "am 14. Mai", "14 mai",
     "jeudi 14 mai 2026", "14 de mayo de 2026", "14 maggio", "quinta-feira, 14 de maio",
     "donderdag 14 mei", "torstaina 14. toukokuuta 2026", "den 14:e maj", "torsdag d. 14. maj"],
)  # fmt: skip
def test_thursday_in_words(text: str) -> None:
    assert read(text) == THURSDAY


@pytest.mark.parametrize(
    "text", ["2026年5月14日", "5月14日", "5月14日(木)", "２０２６年５月１４日（木曜日）", "木曜日"]
)
def test_thursday_in_japanese(text: str) -> None:
    assert read(text) == THURSDAY


@pytest.mark.parametrize(
    "text",
    ["2026-05-14T12:00:00Z", "2026-05-14T23:30:00.000-05:00", "2026-05-14 10:11:12 +0200",
     "14.05.2026 10:30", "14.5.2026 klo 10:30", "5/14/2026 10:00 AM", "May 14, 2026, 10 am",
     "2026-05-14 10:00 - 12:00", "Thu, 14 May 2026 10:00:00 +0000",
     "Thu May 14 2026 00:00:00 GMT+0200 (Central European Summer Time)"],
)  # fmt: skip
def test_a_time_and_a_zone_behind_are_passed_over(text: str) -> None:
    assert read(text) == THURSDAY


@pytest.mark.parametrize(
    ("text", "days"),
    [("today", 0), ("heute", 0), ("aujourd’hui", 0), ("今日", 0), ("Monday", 0), ("Montag", 0),
     ("tomorrow", 1), ("Morgen", 1), ("demain", 1), ("i morgon", 1), ("Tuesday", 1),
     ("domenica", 6), ("on Friday", 4), ("Fr.", 4)],
)  # fmt: skip
def test_days_from_today_on(text: str, days: int) -> None:
    assert read(text) == MONDAY + timedelta(days)


def test_a_missing_year_is_the_one_that_lies_nearest() -> None:
    assert read("1 April") == date(2026, 4, 1)
    assert read("1 March") == date(2027, 3, 1)
    assert parse_date("2 Jan", near=date(2026, 12, 30), day_first=None) == date(2027, 1, 2)
    assert parse_date("30.12.", near=date(2027, 1, 2), day_first=None) == date(2026, 12, 30)
    assert parse_date("29 Feb", near=date(2028, 2, 1), day_first=None) == date(2028, 2, 29)


def test_march_in_spanish_is_tuesday_in_french() -> None:
    assert read("12 mar 2026") == date(2026, 3, 12)
    assert read("mar. 12 mai 2026") == date(2026, 5, 12)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "14", "may", "May 2026", "2026-05", "10-12", "2-4 stems", "14 May 10-12",
     "14-15 May", "May 14-15", "14/5/6", "Sat Sun", "99999", "2026-W20-4", "5 May 12345",
     "x" * 999],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert error(text).remedy == "Give a date such as 2026-05-14."


@pytest.mark.parametrize(
    "text", ["2026-02-30", "31/04/2026", "0.5.2026", "29 February", "13/13/26"]
)
def test_days_that_do_not_exist(text: str) -> None:
    assert error(text).reason == "There is no such day."


def test_years_that_cannot_be_right() -> None:
    assert error("0001-01-01").reason == "The year 1 cannot be right."
    assert error("14.05.3026").reason == "The year 3026 cannot be right."


def test_a_weekday_that_disagrees_is_told() -> None:
    assert error("Fri, May 14").reason == "2026-05-14 is a Thursday, not a Friday."
    assert error("Mon 14/05/2026").reason == "2026-05-14 is a Thursday, not a Monday."


def test_either_number_may_be_the_day() -> None:
    assert read("05/06/2026", day_first=True) == date(2026, 6, 5)
    assert read("05/06/2026", day_first=False) == date(2026, 5, 6)
    assert isinstance(error("05/06/2026"), AmbiguousDateError)
    assert read("05/14/2026", day_first=True) == THURSDAY


def test_a_weekday_tells_which_number_is_the_day() -> None:
    assert read("Fri 05/06/2026") == date(2026, 6, 5)
    assert read("Wed 05/06/2026") == date(2026, 5, 6)


def test_only_dates_with_two_readings_are_ambiguous() -> None:
    assert all(map(is_ambiguous, ["05/06/2026", "5-6-26", "05/06", "05/06/2026 10:00"]))
    clear = [
        "05/05/2026",
        "14/05/2026",
        "05.06.2026",
        "2026-05-06",
        "5 June",
        "Fri 05/06/2026",
        "x",
    ]
    assert not any(map(is_ambiguous, clear))


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [(["05/06/2026", "14/05/2026"], True), (["05/06/2026", "05/14/2026"], False),
     (["05/06/2026", "05/14/2026", "14/05/2026"], None), (["05/06/2026", "Fri 05/06/2026"], True),
     (["12/05/2026", "14.06.2026", "soon"], True), (["05/12/2026", "05/11/2026"], False),
     (["05/06/2026"], None), (["12/05/2026", "05/12/2026"], None),
     (["05/05/2026", "2026-05-14"], None), ([], None)],
)  # fmt: skip
def test_a_file_tells_which_number_is_the_day(texts: list[str], day_first: bool | None) -> None:
    assert day_first_of(texts, near=MONDAY) is day_first


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Thu, May 14 10am-12pm", "10am-12pm"), ("14 mai 10 - 12", "10 - 12"),
     ("14 mai 2026 10 - 12", "10 - 12"), ("14.5. 10-12", "10-12"), ("2026-05-14: 9-10", "9-10"),
     ("5/14/26 noon", "noon"), ("Thursday 10-12", "10-12"), ("Thu 5/14 10-12", "10-12"),
     ("to 14.5. klo 10-12", "klo 10-12"), ("Do. 14.05. 10-12", "10-12"), ("Do 9.30-11", "9.30-11"),
     ("14.05.2026", "")],
)  # fmt: skip
def test_a_text_may_begin_with_a_date(text: str, rest: str) -> None:
    assert leading_dates(text, near=MONDAY) == ((THURSDAY,), rest)


@pytest.mark.parametrize(
    "text",
    [
        "10-12 Uhr",
        "9.12 - 10.00",
        "10/12",
        "from 9 to 11",
        "8 am",
        "morning",
        "2-4",
        "9.10 to 11.10",
        "9.10 am - 11.10 am",
        "de 9.10 a 11.10",
        "9.10 o 11.10",
        "la mattina 9-12",
        "11.5 - 12",
    ],
)
def test_hours_are_no_date(text: str) -> None:
    assert leading_dates(text, near=MONDAY) == ((), text)


days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
near_days = st.dates(MONDAY - timedelta(60), MONDAY + timedelta(300))


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=near_days)
def test_a_date_in_words_reads_back(language: str, day: date) -> None:
    month, weekday = MONTHS[language][day.month - 1], WEEKDAYS[language][day.weekday()]
    for text in (
        f"{weekday} {day.day}. {month} {day.year}",
        f"{day.day} {month.upper()} {day.year}",
        f"{weekday}, {month} {day.day}",
        f"{day.day} {month}",
        f"{month} {day.day}, {day.year} 10:30",
    ):
        assert read(text) == day, text


@given(days)
def test_a_date_in_figures_reads_back(day: date) -> None:
    for written in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d.%m.%y", "%Y年%m月%d日"):
        assert read(day.strftime(written)) == day
    for separator in "/-":
        assert read(day.strftime(separator.join(("%d", "%m", "%Y"))), day_first=True) == day
        assert read(day.strftime(separator.join(("%m", "%d", "%y"))), day_first=False) == day
    assert is_ambiguous(f"{day:%d/%m/%Y}") == (day.day <= 12 and day.day != day.month)


PIECES = st.sampled_from(
    ["14", "5", "2026", "12345", "0", "31", ".", "/", "-", " ", ",", "may", "mar", "thu", "to",
     "de", "th", ":e", "T", "10:00", "Z", "am", "年", "月", "日", "木", "today", "(", "'",
     "2026-05-14"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_a_date_or_an_error(text: str) -> None:
    is_ambiguous(text)
    day_first_of([text], near=MONDAY)
    for read_it in (read, lambda text: leading_dates(text, near=MONDAY)):
        with suppress(CellError):
            read_it(text)
