"""Times and windows as people write them, in the day's zone."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import Day, TimeWindow
from dashboard.intake.cells import CellError
from dashboard.intake.orders import parse_order
from dashboard.intake.windows import parse_windows
from tests.intake.build_tables import DAY, local, parse, problem, read


def windows(start: str = "", end: str = "", day: Day = DAY) -> tuple[TimeWindow, ...]:
    return parse_windows(start, end, "", day, None)


@pytest.mark.parametrize(
    "text",
    ["9:30", "09:30", "9.30", "9,30", "09:30:00", "9:30am", "9:30 a.m.", "0930", "930", "9h30",
     "9:30 Uhr", "0.395833", "0.3958333333333333", ".395833", "2026-03-10T09:30",
     "2026-03-10 09:30:00", "2026-03-10T07:30Z", "2026-03-10 09:30:00 +0200"],
)  # fmt: skip
def test_half_past_nine(text: str) -> None:
    assert windows(text)[0].start == local("09:30")


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9", "09:00"), ("9am", "09:00"), ("9 PM", "21:00"), ("12am", "00:00"), ("12 pm", "12:00"),
     ("13h", "13:00"), ("0.5", "12:00"), ("0.25", "06:00"), ("00.30", "00:30"), ("0", "00:00")],
)  # fmt: skip
def test_other_times(text: str, clock: str) -> None:
    assert windows(text)[0].start == local(clock)


@pytest.mark.parametrize("text", ["24:00", "24", "24.00", "2400", "2026-03-11T00:00"])
def test_midnight_at_the_end_of_the_day(text: str) -> None:
    assert windows("20:00", text) == (TimeWindow(local("20:00"), local("00:00", 11)),)


@pytest.mark.parametrize(
    "text",
    ["25:00", "24:01", "9:60", "13 pm", "0 am", "soon", "9:3", "2026-03-10", "2026-03-12T09:00",
     "2026-03-09T23:00", "2026-13-01T09:00", "-1", "9:00:00:00", "99999"],
)  # fmt: skip
def test_what_is_no_time_of_the_day(text: str) -> None:
    told = problem(window_end=text)
    assert (told.column, told.value) == ("window_end", text)


def test_no_times_are_no_window_and_one_side_leaves_the_other_open() -> None:
    assert read().windows == ()
    assert windows("9") == (TimeWindow(local("09:00"), local("00:00", 11)),)
    assert windows("", "12") == (TimeWindow(local("00:00"), local("12:00")),)


NINE_TO_TEN = TimeWindow(local("09:00"), local("10:00"))
TWO_TO_FOUR = TimeWindow(local("14:00"), local("16:00"))


@pytest.mark.parametrize(
    "text",
    ["9-10; 14-16", "09:00-10:00;14:00-16:00", "14:00 - 16:00, 9:00 – 10:00", "9 to 10 & 2-4 pm",
     "9 bis 10\n14 bis 16", "9-10am; 2 pm - 4 pm", "9:00-9:40; 9:30-10:00; 14-15; 15-16",
     "2026-03-10T09:00/2026-03-10T10:00; 14-16"],
)  # fmt: skip
@pytest.mark.parametrize("field", ["window", "window_start"])
def test_several_windows_in_one_cell(text: str, field: str) -> None:
    assert read(**{field: text}).windows == (NINE_TO_TEN, TWO_TO_FOUR)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("after 17:00", "17:00", "24:00"), ("before 12", "00:00", "12:00"), ("-12", "00:00", "12:00"),
     ("17:00-", "17:00", "24:00"), ("10-1 pm", "10:00", "13:00"), ("9-24", "09:00", "24:00")],
)  # fmt: skip
def test_windows_with_an_open_side_or_half_a_day(text: str, start: str, end: str) -> None:
    closing = local("00:00", 11) if end == "24:00" else local(end)
    assert read(window=text).windows == (TimeWindow(local(start), closing),)


def test_all_day_is_no_window() -> None:
    assert read(window="all day").windows == ()


@pytest.mark.parametrize(
    ("values", "column"),
    [({"window_start": "12:00", "window_end": "09:00"}, "window_end"),
     ({"window": "12-9"}, "window"),
     ({"window": "morning"}, "window"),
     ({"window": "9-10", "window_end": "11"}, "window"),
     ({"window_start": "9-10", "window_end": "11"}, "window_start")],
)  # fmt: skip
def test_windows_that_cannot_be(values: dict[str, str], column: str) -> None:
    assert problem(**values).column == column


def test_both_sides_of_a_window_are_told_at_once() -> None:
    _, problems = parse(window_start="x", window_end="y")
    assert [told.column for told in problems] == ["window_start", "window_end"]


NIGHT = (time(22), time(6))


@pytest.mark.parametrize(
    ("start", "end", "opening", "closing"),
    [("23:00", "02:00", local("23:00"), local("02:00", 11)),
     ("01:00", "07:00", local("01:00", 11), local("07:00", 11)),
     ("23:00", "07:00", local("23:00"), local("07:00", 11)),
     ("08:00", "10:00", local("08:00"), local("10:00")),
     ("06:00", "06:30", local("06:00", 11), local("06:30", 11)),
     ("22:30", "24:00", local("22:30"), local("00:00", 11)),
     ("23:00", "", local("23:00"), local("00:00", 12))],
)  # fmt: skip
def test_times_of_an_overnight_shift(
    start: str, end: str, opening: datetime, closing: datetime
) -> None:
    values = {"order_id": "o", "address": "A", "window_start": start, "window_end": end}
    order, problems = parse_order(values, DAY, overnight=NIGHT)
    assert problems == []
    assert order is not None
    assert order.windows == (TimeWindow(opening, closing),)


def test_the_day_before_a_night_shift_still_has_windows_that_end_before_they_start() -> None:
    values = {"order_id": "o", "address": "A", "window_start": "12:00", "window_end": "10:00"}
    order, problems = parse_order(values | {"window_start": "23:30", "window_end": "22:30"}, DAY,
                                  overnight=NIGHT)  # fmt: skip
    assert order is None
    assert [told.column for told in problems] == ["window_end"]


LONDON = "Europe/London"


def test_a_time_that_occurs_twice_opens_at_the_first_and_closes_at_the_second() -> None:
    [window] = windows("01:30", "01:30", Day(date(2026, 10, 25), LONDON))
    assert window.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert window.end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_time_that_is_skipped_moves_forward() -> None:
    [window] = windows("01:30", "02:30", Day(date(2026, 3, 29), LONDON))
    assert window.start == window.end == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_release_time_is_an_instant() -> None:
    assert read(release="8:15").release == local("08:15")
    assert read().release is None


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_text_is_windows_or_a_problem(start: str, end: str) -> None:
    try:
        found = parse_windows(start.strip(), end.strip(), "", DAY, None)
    except CellError:
        return
    assert all(a.end < b.start for a, b in pairwise(found))
