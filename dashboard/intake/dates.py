"""Dates as people, shops and spreadsheets write them; a time behind one is passed over."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.intake.cells import CellError
from dashboard.intake.day_words import DAY_NAMES
from dashboard.intake.written_dates import REMEDY, WrittenDate, written_ahead, written_date

_WEEK = timedelta(days=7)
_MONTH = timedelta(days=30)


class AmbiguousDateError(CellError):
    """A date such as 05/06/2026 in a file that does not tell which number is the day."""

    def __init__(self) -> None:
        super().__init__(
            "It may have the day first or the month first.",
            "Write the year first, as in 2026-05-14, or the month as a word.",
        )


class _Readings(NamedTuple):
    """The two days that a text may mean; the same one twice where its form leaves no choice."""

    day_first: date | None
    month_first: date | None

    @property
    def tells(self) -> bool | None:
        """Whether a date that can be read in one way only has its day first."""
        return None if all(self) else self.month_first is None

    @property
    def is_open(self) -> bool:
        return all(self) and self.day_first != self.month_first


def parse_date(text: str, *, near: date, day_first: bool | None) -> date:
    """
    The day in the cell; raises CellError, or its child where ``day_first`` is needed but None.

    A year that is not given is the one nearest to ``near``, and a weekday alone
    is its next one, ``near`` included. ``day_first`` counts only where both
    readings are possible.
    """
    readings = _readings(written_date(text), near)
    if readings.is_open and day_first is None:
        raise AmbiguousDateError
    chosen, other = readings if day_first else reversed(readings)
    found = chosen or other
    assert found is not None
    return found


def day_first_of(texts: Iterable[str], *, near: date, usual: bool | None = None) -> bool | None:
    """
    Whether a file writes the day first: as its telling dates do, else as ``usual``.

    Without a usual way, as lies near ``near``. None: nothing tells, or it tells both.
    """
    all_readings = [found for text in set(texts) if (found := _try_readings(text, near))]
    told = {readings.tells for readings in all_readings} - {None}
    if told:
        return told.pop() if len(told) == 1 else usual
    if usual is not None:
        return usual
    still_open = [readings for readings in all_readings if readings.is_open]
    near_ones = [
        all(day is not None and -_WEEK <= day - near <= _MONTH for day in days)
        for days in zip(*still_open, strict=True)
    ]
    return near_ones[0] if len(set(near_ones)) == 2 else None


def is_ambiguous(text: str) -> bool:
    """Whether it depends on the file which number is the day: 05/06/2026, but not 05/05/2026."""
    try:
        written = written_date(text)
        # Without a year, which weekday a date falls on is not known here.
        anywhere = written if written.year else written._replace(weekday=None)
        return _readings(anywhere, date(2000, 1, 1)).is_open
    except CellError:
        return False


def leading_dates(text: str, *, near: date) -> tuple[tuple[date, ...], str]:
    """
    The days that the beginning of a text may mean, and the rest; none: it names no day.

    Raises CellError where it names a day that does not exist.
    """
    ahead = written_ahead(text)
    if ahead is None:
        return (), text
    written, rest = ahead
    return tuple(day for day in dict.fromkeys(_readings(written, near)) if day), rest


def _try_readings(text: str, near: date) -> _Readings | None:
    try:
        return _readings(written_date(text), near)
    except CellError:
        return None


def _readings(written: WrittenDate, near: date) -> _Readings:
    if written.days_ahead is not None:
        day = near + timedelta(days=written.days_ahead)
        return _Readings(day, day)
    if written.day_first is None and written.weekday is not None:
        day = near + timedelta(days=(written.weekday - near.weekday()) % 7)
        return _Readings(day, day)
    days = _Readings(
        _day(written.day_first, written.year, near), _day(written.month_first, written.year, near)
    )
    if not any(days):
        raise CellError("There is no such day.", REMEDY)
    return days if written.weekday is None else _of_weekday(days, written.weekday)


def _day(month_and_day: tuple[int, int] | None, year: int | None, near: date) -> date | None:
    """None: there is no such day."""
    if month_and_day is None:
        return None
    years = (year,) if year else (near.year - 1, near.year, near.year + 1)
    days = [day for y in years if (day := _calendar_day(y, *month_and_day))]
    if year is None:
        days = [day for day in days if -60 <= (day - near).days <= 305]
    return min(days, key=lambda day: abs(day - near), default=None)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_weekday(days: _Readings, weekday: int) -> _Readings:
    agreed = _Readings(*(day if day and day.weekday() == weekday else None for day in days))
    if any(agreed):
        return agreed
    found = days.day_first or days.month_first
    assert found is not None
    raise CellError(
        f"{found:%Y-%m-%d} is a {DAY_NAMES[found.weekday()]}, not a {DAY_NAMES[weekday]}.",
        "Correct the date or the day of the week.",
    )
