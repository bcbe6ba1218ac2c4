"""Times of day as people, shops and spreadsheets write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dashboard.domain import Day
from dashboard.intake.cells import CellError

_REMEDY = "Give a time such as 09:30, or 24:00 for midnight at the end of the day."

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.,h]\s*(?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.0+)?)?"
    r"\s*(?:(?P<half>[ap])\.?m\.?|h|uhr|hrs?|o'clock)?"
)
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
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


def parse_clock(text: str, day: Day) -> WrittenTime:
    """The time in the cell, which must be of the day or the next; raises CellError."""
    plain = text.strip().lower()
    if _DATED.match(plain):
        return _dated(plain, day)
    if _FRACTION.fullmatch(plain):
        seconds = round(float(plain.replace(",", ".")) * 86_400)
        return _clock(0, 0, seconds)
    match = _CLOCK.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if match is None:
        raise CellError("It is not a time of day.", _REMEDY)
    parts = match.groupdict()
    hour, minute, second = (int(parts.get(unit) or 0) for unit in ("hour", "minute", "second"))
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise CellError("There is no such hour.", _REMEDY)
        hour = hour % 12 + 12 * (half == "p")
    if minute > 59 or second > 59:
        raise CellError("There are no such minutes.", _REMEDY)
    return _clock(hour, minute, second)


def instant_of(clock: WrittenTime, day: Day, *, days: int, last: bool = False) -> datetime:
    """The UTC instant; ``days`` counts only where the clock does not say its own."""
    if clock.instant is not None:
        return clock.instant
    return day.at(clock.time, last=last, days=days if clock.days is None else clock.days)


def _clock(hour: int, minute: int, second: int) -> WrittenTime:
    total = hour * 3600 + minute * 60 + second
    if total == 86_400:
        return WrittenTime(time(0), days=1)
    if total > 86_400:
        raise CellError("There is no such hour.", _REMEDY)
    return WrittenTime(time(total // 3600, total // 60 % 60, total % 60))


def _dated(text: str, day: Day) -> WrittenTime:
    if _DATED.fullmatch(text):
        raise CellError("It is a date without a time.", _REMEDY)
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", text.upper()))
        instant = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError) as error:
        raise CellError("It is not a date and time.", _REMEDY) from error
    local = day.local(instant) if instant else moment
    _check_date(local.date(), day)
    return WrittenTime(local.time(), (local.date() - day.date).days, instant)


def _check_date(written: date, day: Day) -> None:
    if not 0 <= (written - day.date).days <= 1:
        raise CellError(
            f"It is of {written:%Y-%m-%d}, but the orders are for {day.date:%Y-%m-%d}.",
            "Correct the date, or move the order to its day.",
        )
