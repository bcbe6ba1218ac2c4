"""Times of day as people, shops and spreadsheets write them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dashboard.domain import Day
from dashboard.intake.cells import CellError
from dashboard.intake.dates import leading_dates
from dashboard.intake.spelling import folded

_REMEDY = "Give a time such as 09:30, or 24:00 for midnight at the end of the day."

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*(?:[:.,h時]|uhr)\s*(?P<minute>\d{2})(?:min|分)?)?"
    r"(?::(?P<second>\d{2})(?:\.0+)?)?"
    r"\s*(?:(?P<half>[ap])\.?\s?m\.?|h|uhr|hrs?|hs|o'clock|uur|horas?|heures?|ore|時)?"
)
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
_AT = re.compile(r"(?:at|um|kl\.?|klo\.?|om|as|alle|le|las|a(?: las?)?)\s+")
_NOON = re.compile(r"(?:12 )?(?:noon|midday|mittags?|midi|mediodia|mezzogiorno|meio[- ]dia)")
_MIDNIGHT = re.compile(
    r"(?:12 )?(?:midnight|mitternachts?|minuit|medianoche|mezzanotte|meia[- ]noite|middernacht"
    r"|keskiyo|midnatt|midnat)"
)
# Two digits that end in 0 are minutes, as in 0.30: a spreadsheet writes 0.3.
_FRACTION = re.compile(r"0?[.,](?!\d0$)\d+")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time as written; ``days`` from the day's date, None: not said; or an instant."""

    time: time
    days: int | None = None
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Night:
    """The hours of an overnight shift: times before its opening may be the next day's."""

    opening: time
    closing: time

    def holds(self, clock: time) -> bool:
        """Whether the time belongs to the morning after."""
        return clock < self.opening and clock <= self.closing


def parse_clock(text: str, day: Day, *, last: bool = False) -> WrittenTime:
    """
    The time in the cell, which must be of the day or the next; raises CellError.

    With ``last`` the word midnight is the end of the day, else its beginning.
    """
    plain = _AT.sub("", folded(text.strip()), count=1)
    if _DATED.match(plain) and (dated := _dated(plain, day)):
        return dated
    if clock := _clock_alone(plain, last):
        return clock
    dates, rest = leading_dates(plain, near=day.date)
    if not dates:
        raise CellError("It is not a time of day.", _REMEDY)
    days = days_of(dates, day)
    clock = _clock_alone(_AT.sub("", rest.lstrip(" ,"), count=1), last)
    if clock is None:
        raise CellError("It is a date without a time.", _REMEDY)
    return WrittenTime(clock.time, days + (clock.days or 0))


def days_of(dates: Collection[date], day: Day, *, most: int = 1) -> int:
    """How many days after the day's date one of the dates is; raises CellError beyond ``most``."""
    for days in range(most + 1):
        if day.date + timedelta(days) in dates:
            return days
    raise CellError(
        f"It is of {min(dates):%Y-%m-%d}, but the orders are for {day.date:%Y-%m-%d}.",
        "Correct the date, or move the order to its day.",
    )


def instant_of(clock: WrittenTime, day: Day, *, days: int, last: bool = False) -> datetime:
    """The UTC instant; ``days`` counts only where the clock does not say its own."""
    if clock.instant is not None:
        return clock.instant
    return day.at(clock.time, last=last, days=days if clock.days is None else clock.days)


def _clock_alone(plain: str, last: bool) -> WrittenTime | None:
    """None: it is no time of day, or more than one."""
    if _FRACTION.fullmatch(plain):
        return _clock(0, 0, round(float(plain.replace(",", ".")) * 86_400))
    if _NOON.fullmatch(plain):
        return _clock(12, 0, 0)
    if _MIDNIGHT.fullmatch(plain):
        return _clock(24 if last else 0, 0, 0)
    match = _CLOCK.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if match is None:
        return None
    parts = match.groupdict()
    hour, minute, second = (int(parts.get(unit) or 0) for unit in ("hour", "minute", "second"))
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise CellError("There is no such hour.", _REMEDY)
        hour = hour % 12 + 12 * (half == "p")
    if minute > 59 or second > 59:
        raise CellError("There are no such minutes.", _REMEDY)
    return _clock(hour, minute, second)


def _clock(hour: int, minute: int, second: int) -> WrittenTime:
    total = hour * 3600 + minute * 60 + second
    if total == 86_400:
        return WrittenTime(time(0), days=1)
    if total > 86_400:
        raise CellError("There is no such hour.", _REMEDY)
    return WrittenTime(time(total // 3600, total // 60 % 60, total % 60))


def _dated(text: str, day: Day) -> WrittenTime | None:
    """A moment as machines write it; None: it is not one."""
    if _DATED.fullmatch(text):
        raise CellError("It is a date without a time.", _REMEDY)
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", text.upper()))
        instant = moment.astimezone(UTC) if moment.tzinfo else None
        local = day.local(instant) if instant else moment
    except (ValueError, OverflowError):
        return None
    days = days_of({local.date()}, day)
    return WrittenTime(local.time(), days, instant)
