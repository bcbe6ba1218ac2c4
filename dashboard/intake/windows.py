"""Time windows as people write them -> spans in which service may begin."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import lru_cache

from dashboard.domain import Day, TimeWindow
from dashboard.intake.cells import CellError
from dashboard.intake.clocks import Night, WrittenTime, days_of, instant_of, parse_clock
from dashboard.intake.dates import leading_dates
from dashboard.intake.habits import USUAL, Habits
from dashboard.intake.window_words import begins_with_span, is_any_time, pieces, sides_of

_MIDNIGHT = time(0)
_HALF = re.compile(r"\s*[ap]\.?m\.?$")
_MACHINE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ZONED = re.compile(
    r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:z|\+\d{2}:?\d{2})|\d{2}:\d{2}:\d{2} ?-\d{2}:?\d{2}"
)
_REMEDY = "Give a start and an end, as in 09:00-12:00; several with “;” between them."


@lru_cache(maxsize=1024)  # Most orders of a day share a few windows.
def parse_windows(
    start: str, end: str, several: str, day: Day, night: Night | None, habits: Habits = USUAL
) -> tuple[TimeWindow, ...]:
    """
    The windows of an order, in sequence; none: at any time.

    ``start`` and ``end`` hold one time each, and one that is missing is open;
    ``several``, or ``start`` alone, may hold whole windows. Raises CellError.
    """
    if several and (start or end):
        raise CellError(
            "There is also a start or an end of its own.", "Give the window in one place only."
        )
    if start and not end and is_written_as_windows(start, day, night, habits):
        several, start = start, ""
    if several:
        return joined(
            _window(sides, days, day, night)
            for sides, days in _written(several, day, night, habits)
        )
    if not start and not end:
        return ()
    return (_between(_clock(start, day), _clock(end, day, last=True), day, night),)


def is_written_as_windows(
    text: str, day: Day, night: Night | None = None, habits: Habits = USUAL
) -> bool:
    """Whether the cell holds a range or a list rather than one time."""
    try:
        windows = list(_written(text, day, night, habits))
    except CellError:
        return False
    return len(windows) != 1 or len(windows[0][0]) == 2


def joined(windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """The same spans, in sequence, those that touch made one."""
    apart: list[TimeWindow] = []
    for window in sorted(windows, key=lambda window: window.start):
        if apart and window.start <= apart[-1].end:
            window = TimeWindow(apart[-1].start, max(apart[-1].end, window.end))
            apart.pop()
        apart.append(window)
    return tuple(apart)


def _written(
    text: str, day: Day, night: Night | None, habits: Habits
) -> Iterator[tuple[list[str], int]]:
    """The sides of each window, and how many days after the day it is."""
    for piece in pieces(text):
        rest, days = _without_date(piece, day, night, habits)
        if not is_any_time(rest):
            for sides in sides_of(rest, habits.spans):
                yield sides, days


def _without_date(piece: str, day: Day, night: Night | None, habits: Habits) -> tuple[str, int]:
    if begins_with_span(piece, habits.spans):
        return piece, 0
    dates, rest = leading_dates(piece, near=day.date)
    # A date on both sides, one with a zone, or one alone is for the clock to judge.
    if not dates or not rest or _MACHINE_DATE.search(rest) or _ZONED.match(rest):
        return piece, 0
    return rest.lstrip(" ,:|"), days_of(dates, day, most=int(night is not None))


def _window(sides: Sequence[str], days: int, day: Day, night: Night | None) -> TimeWindow:
    if len(sides) != 2 or not any(sides):
        raise CellError("It is not a time window.", _REMEDY)
    start, end = sides
    half = _HALF.search(end)
    if half and start and not _HALF.search(start):
        start = _with_half(start, end, half[0].strip(), day)
    opening, closing = _clock(start, day), _clock(end, day, last=True)
    return _between(_later(opening, days), _later(closing, days), day, night)


def _later(clock: WrittenTime | None, days: int) -> WrittenTime | None:
    return replace(clock, days=(clock.days or 0) + days) if clock and days else clock


def _with_half(start: str, end: str, half: str, day: Day) -> str:
    """In 1-3 pm both are afternoon, in 10-1 pm the start is morning."""
    same = _clock(f"{start} {half}", day)
    latest = _clock(end, day)
    fits = same and latest and same.time <= latest.time
    return f"{start} {half}" if fits else f"{start} am"


def _clock(text: str, day: Day, *, last: bool = False) -> WrittenTime | None:
    return parse_clock(text, day, last=last) if text else None


def _between(
    start: WrittenTime | None, end: WrittenTime | None, day: Day, night: Night | None
) -> TimeWindow:
    opening = _start(start, day, night)
    is_next_day = opening >= day.at(_MIDNIGHT, days=1)
    if end is None:
        closing = day.at(_MIDNIGHT, days=2 if is_next_day or night else 1)
    else:
        closing = _end(end, opening, is_next_day, day, night)
    if closing < opening:
        raise CellError(
            "The window ends before it starts.",
            "Correct one of the two; midnight at the end of the day is 24:00.",
        )
    return TimeWindow(opening, closing)


def _start(clock: WrittenTime | None, day: Day, night: Night | None) -> datetime:
    if clock is None:
        return day.midnight
    return instant_of(clock, day, days=int(night is not None and night.holds(clock.time)))


def _end(
    clock: WrittenTime, opening: datetime, is_next_day: bool, day: Day, night: Night | None
) -> datetime:
    if is_next_day or (night and night.holds(clock.time)):
        return instant_of(clock, day, days=1, last=True)
    closing = instant_of(clock, day, days=0, last=True)
    # A window that opens on the night itself may close after the shift has, next morning.
    if closing < opening and night and clock.time < night.opening:
        return instant_of(clock, day, days=1, last=True)
    return closing
