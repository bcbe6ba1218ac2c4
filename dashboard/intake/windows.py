"""Time windows as people write them -> spans in which service may begin."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from functools import lru_cache

from dashboard.domain import Day, TimeWindow
from dashboard.intake.cells import CellError
from dashboard.intake.clocks import Night, WrittenTime, instant_of, parse_clock

_MIDNIGHT = time(0)
_ANY_TIME = {"all day", "any time", "anytime", "any", "-"}
_BETWEEN_WINDOWS = re.compile(r"\s*[;&|\n]\s*|,\s+|\s+and\s+")
_RANGE = re.compile(r"\s*[–—~]\s*|\s+(?:to|until|bis|a|à|tot)\s+|\s*/\s*|\s+-\s+")
_HYPHEN = re.compile(r"\s*-\s*")
_AFTER = re.compile(r"(?:after|from|ab|nach|since)\s+(.+)")
_BEFORE = re.compile(r"(?:before|until|by|bis|vor|till)\s+(.+)")
_HALF = re.compile(r"\s*[ap]\.?m\.?$")
_REMEDY = "Give a start and an end, as in 09:00-12:00; several with “;” between them."


@lru_cache(maxsize=1024)  # Most orders of a day share a few windows.
def parse_windows(
    start: str, end: str, several: str, day: Day, night: Night | None
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
    if start and not end and is_written_as_windows(start):
        several, start = start, ""
    if several:
        return joined(_window(part, day, night) for part in _parts(several))
    if not start and not end:
        return ()
    return (_between(_clock(start, day), _clock(end, day), day, night),)


def is_written_as_windows(text: str) -> bool:
    """Whether the cell holds a range or a list rather than one time."""
    return len(_parts(text)) != 1 or len(_sides(_parts(text)[0])) == 2


def joined(windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """The same spans, in sequence, those that touch made one."""
    apart: list[TimeWindow] = []
    for window in sorted(windows, key=lambda window: window.start):
        if apart and window.start <= apart[-1].end:
            window = TimeWindow(apart[-1].start, max(apart[-1].end, window.end))
            apart.pop()
        apart.append(window)
    return tuple(apart)


def _parts(text: str) -> list[str]:
    plain = text.strip().lower()
    if plain in _ANY_TIME:
        return []
    return [part for part in _BETWEEN_WINDOWS.split(plain) if part]


def _window(text: str, day: Day, night: Night | None) -> TimeWindow:
    sides = _sides(text)
    if len(sides) != 2 or not any(sides):
        raise CellError("It is not a time window.", _REMEDY)
    start, end = sides
    half = _HALF.search(end)
    if half and start and not _HALF.search(start):
        start = _with_half(start, end, half[0].strip(), day)
    return _between(_clock(start, day), _clock(end, day), day, night)


def _sides(text: str) -> list[str]:
    """Start and end, either empty where it is open; anything but two: not a window."""
    if match := _AFTER.fullmatch(text):
        return [match[1], ""]
    if match := _BEFORE.fullmatch(text):
        return ["", match[1]]
    sides = _RANGE.split(text)
    if len(sides) == 1 and not re.match(r"\d{4}-\d{2}-\d{2}", text):
        sides = _HYPHEN.split(text)
    return [side.strip() for side in sides]


def _with_half(start: str, end: str, half: str, day: Day) -> str:
    """In 1-3 pm both are afternoon, in 10-1 pm the start is morning."""
    same = _clock(f"{start} {half}", day)
    latest = _clock(end, day)
    fits = same and latest and same.time <= latest.time
    return f"{start} {half}" if fits else f"{start} am"


def _clock(text: str, day: Day) -> WrittenTime | None:
    return parse_clock(text, day) if text else None


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
