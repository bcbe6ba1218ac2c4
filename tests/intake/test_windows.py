"""Times and windows as people write them, in the day's zone."""

# ruff: noqa: RUF001 - wide figures are a part of it.

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import Day, TimeWindow
from dashboard.intake.cells import CellError
from dashboard.intake.clocks import Night
from dashboard.intake.habits import Habits, NamedSpan
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


@pytest.mark.parametrize(
    "text",
    ["10-12", "10am–12pm", "10:00 AM - 12:00PM", "10 a.m. to noon", "between 10 and 12",
     "between 10 & 12", "from 10 to 12", "von 10 bis 12 Uhr", "10-12 Uhr", "10 Uhr - 12 Uhr",
     "zwischen 10 und 12 Uhr", "10h-12h", "entre 10h et 12h", "de 10h à 12h", "10h à midi",
     "de 10 a 12", "de las 10 a las 12", "das 10 às 12", "dalle 10 alle 12", "tra le 10 e le 12",
     "van 10 tot 12 uur", "klo 10-12", "kl. 10 til 12", "från 10 till 12", "1000-1200",
     "10.00 – 12.00", "10.00 to 12.00", "10.00 am - 12.00 pm", "de 10.00 a 12.00",
     "la mattina 10-12", "2026-03-10 10:00:00 +0200 - 12:00", "10:00 -> 12:00",
     "10:00 – 12:00 (Morning)", "10-12, morning",
     "Morning 10-12", "Morning (10am - 12pm)", "10-12 in the morning", "10-12 en la mañana",
     "10時-12時", "10時〜12時", "10:00～12:00", "午前10時から12時", "(10-12)",
     "2026-03-10 10:00 - 12:00", "Tue, Mar 10 10am-12pm", "10/03/2026 10:00-12:00",
     "3/10/26 10-12", "10.3. 10-12", "Tuesday 10-12", "today 10-12", "mardi 10 mars 10h-12h",
     "10.03.2026 10:00 - 10.03.2026 12:00"],
)  # fmt: skip
def test_from_ten_to_noon(text: str) -> None:
    assert read(window=text).windows == (TimeWindow(local("10:00"), local("12:00")),)


@pytest.mark.parametrize(
    ("texts", "start", "end"),
    [(("before 12", "until 12h", "bis 12 Uhr", "vor 12", "avant midi", "jusqu’à 12h", "by noon",
       "antes de las 12", "entro le 12", "voor 12", "innan 12", "12時まで"), "00:00", "12:00"),
     (("after 5pm", "from 17:00", "ab 17", "nach 17 Uhr", "après 17h", "a partir de las 17",
       "dopo le 17", "vanaf 17", "efter 17", "klo 17 jälkeen", "5pm onwards", "17時以降"),
      "17:00", "24:00"),
     (("20:00-midnight", "8pm - 12 midnight", "20 bis Mitternacht"), "20:00", "24:00")],
)  # fmt: skip
def test_words_for_an_open_side(texts: tuple[str, ...], start: str, end: str) -> None:
    closing = local("00:00", 11) if end == "24:00" else local(end)
    for text in texts:
        assert read(window=text).windows == (TimeWindow(local(start), closing),), text


@pytest.mark.parametrize(
    ("texts", "start", "end"),
    [(("morning", "Morning", "am", "vormittags", "am Vormittag", "le matin", "mañana", "mattina",
       "de manhã", "ochtend", "aamu", "förmiddag", "formiddag", "午前中"), "08:00", "12:00"),
     (("Afternoon", "pm", "Nachmittag", "l'après-midi", "Après-midi", "por la tarde", "pomeriggio",
       "'s middags", "iltapäivällä", "eftermiddag", "Afternoon (after lunch)"), "12:00", "17:00"),
     (("evening", "in the evening", "Abend", "soir", "noche", "sera", "noite", "avond", "ilta",
       "kväll", "aften"), "17:00", "21:00")],
)  # fmt: skip
@pytest.mark.parametrize("field", ["window", "window_start"])
def test_parts_of_a_day(field: str, texts: tuple[str, ...], start: str, end: str) -> None:
    for text in texts:
        assert read(**{field: text}).windows == (TimeWindow(local(start), local(end)),), text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("Afternoon 2-4", "14:00", "16:00"), ("Evening (6-8)", "18:00", "20:00"),
     ("2-4 in the afternoon", "14:00", "16:00"), ("Afternoon 11:30-2", "11:30", "14:00"),
     ("Evening 18-20", "18:00", "20:00"), ("morning 7-9", "07:00", "09:00"),
     ("午後2時-4時", "14:00", "16:00")],
)  # fmt: skip
def test_hours_beside_a_part_of_the_day_are_of_its_half(text: str, start: str, end: str) -> None:
    assert read(window=text).windows == (TimeWindow(local(start), local(end)),)


@pytest.mark.parametrize(
    "text", ["morning; evening", "morning and evening", "Matin, soir", "8-12 und 17-21 Uhr"]
)
def test_several_parts_of_a_day(text: str) -> None:
    morning, evening = read(window=text).windows
    assert (morning.start, morning.end) == (local("08:00"), local("12:00"))
    assert (evening.start, evening.end) == (local("17:00"), local("21:00"))


def test_the_words_for_parts_of_a_day_are_a_matter_of_habit() -> None:
    habits = Habits(spans=(NamedSpan(("lunch", "early lunch"), time(11), time(13)),))
    expected = (TimeWindow(local("11:00"), local("13:00")),)
    assert parse_windows("", "", "Early Lunch", DAY, None, habits) == expected
    assert parse_windows("", "", "Lunch 11-1", DAY, None, habits) == expected
    with pytest.raises(CellError):
        parse_windows("", "", "morning", DAY, None, habits)


def test_a_part_of_the_day_may_last_until_midnight() -> None:
    habits = Habits(spans=(NamedSpan(("late",), time(20), time(0)),))
    assert parse_windows("", "", "late", DAY, None, habits) == windows("20:00")


@pytest.mark.parametrize(
    "text",
    ["all day", "ASAP", "anytime", "any time", "-", "ganztags", "toute la journée", "koko päivä",
     "Tue, Mar 10 any time"],
)  # fmt: skip
def test_any_time_is_no_window(text: str) -> None:
    assert read(window=text).windows == ()


@pytest.mark.parametrize(
    "text", ["2026-03-11 10:00 - 12:00", "Wed, Mar 11 10-12", "11/03/2026 10-12", "tomorrow 10-12"]
)
def test_a_window_of_another_day_is_told(text: str) -> None:
    assert problem(window=text).reason == "It is of 2026-03-11, but the orders are for 2026-03-10."


def test_a_window_of_the_morning_after_is_of_an_overnight_shift() -> None:
    night = Night(time(22), time(6))
    for text in ("2026-03-11 01:00 - 03:00", "Wed, Mar 11 1am-3am"):
        [window] = parse_windows("", "", text, DAY, night)
        assert (window.start, window.end) == (local("01:00", 11), local("03:00", 11))


def test_a_window_whose_weekday_disagrees_is_told() -> None:
    assert "is a Tuesday, not a Friday" in problem(window="Fri, Mar 10 10-12").reason


@pytest.mark.parametrize(
    ("values", "column"),
    [({"window_start": "12:00", "window_end": "09:00"}, "window_end"),
     ({"window": "12-9"}, "window"),
     ({"window": "soonish"}, "window"),
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


@pytest.mark.parametrize(
    ("text", "clock"),
    [("10h30", "10:30"), ("10.30", "10:30"), ("1030", "10:30"), ("10 Uhr 30", "10:30"),
     ("10 h 30", "10:30"), ("10時30分", "10:30"), ("noon", "12:00"), ("12 noon", "12:00"),
     ("midi", "12:00"), ("midnight", "00:00"), ("um 10 Uhr", "10:00"), ("a las 10", "10:00"),
     ("klo 10.30", "10:30"), ("１０：３０", "10:30"), ("10.03.2026 10:30", "10:30"),
     ("10.3.2026 klo 10:30", "10:30"), ("03/10/2026 10:30 AM", "10:30"),
     ("10/03/2026 10:30", "10:30"), ("2026-03-10 9:30 pm", "21:30"), ("Tue 10:30", "10:30"),
     ("March 10, 2026, 10:30", "10:30"), ("11.3.2026 01:00", "25:00")],
)  # fmt: skip
def test_times_in_other_words(text: str, clock: str) -> None:
    expected = local("01:00", 11) if clock == "25:00" else local(clock)
    assert read(release=text).release == expected


@pytest.mark.parametrize(
    "text", ["05/06/2026 10:00", "12.03.2026 10:00", "10.03.2026", "Fri, Mar 10 9:00", "noonish"]
)
def test_times_of_other_days_and_of_none(text: str) -> None:
    assert problem(release=text).column == "release"


def test_midnight_ends_a_window_at_the_end_of_the_day() -> None:
    assert windows("20:00", "midnight") == windows("20:00", "24:00")
    assert windows("midnight", "9") == windows("0:00", "9")


def test_a_release_time_is_an_instant() -> None:
    assert read(release="8:15").release == local("08:15")
    assert read().release is None


CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@given(CLOCKS, CLOCKS)
def test_windows_read_back(one: time, other: time) -> None:
    start, end = sorted((one, other))
    expected = (TimeWindow(local(f"{start:%H:%M}"), local(f"{end:%H:%M}")),)
    for text in (
        f"{start:%H:%M}-{end:%H:%M}",
        f"{start:%H.%M} – {end:%H.%M} Uhr",
        f"{start:%I:%M%p}-{end:%I:%M %p}",
        f"from {start:%Hh%M} to {end:%Hh%M}",
        f"entre {start:%Hh%M} et {end:%Hh%M}",
        f"{start:%H時%M分}～{end:%H時%M分}",
        f"Tuesday, March 10th {start:%H:%M} until {end:%H:%M}",
        f"{DAY.date} {start:%H:%M} - {end:%H:%M} (by van)",
    ):
        assert read(window=text).windows == expected, text


PIECES = st.sampled_from(
    ["9", "12:30", "14h", "am", "pm", " ", "-", "–", ";", ",", "and", "to", "between", "after",
     "noon", "midnight", "morning", "mañana", "(", ")", "Uhr", "時", "から", "10.3.",
     "2026-03-10", "T", "a"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=12).map(" ".join))


@given(TEXTS, st.text(max_size=12))
def test_any_text_is_windows_or_a_problem(start: str, end: str) -> None:
    try:
        found = parse_windows(start.strip(), end.strip(), "", DAY, None)
    except CellError:
        return
    assert all(a.end < b.start for a, b in pairwise(found))
