"""What a text says of a date, before it is known which year or which of two readings is meant."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dashboard.intake.cells import CellError
from dashboard.intake.day_words import FILLERS, MONTHS, NEAR_DAYS, WEEKDAYS
from dashboard.intake.spelling import folded

REMEDY = "Give a date such as 2026-05-14."

_MAX_CHARACTERS = 80
_MAX_WORDS = 7
"""Of a date before a time: Thursday, the 14th of May 2026, …"""
_SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of spreadsheets."""

_TIME = (
    r"\d{1,2}(?:[:h]\d{2}(?::\d{2}(?:[.,]\d{1,9})?)? ?(?:[ap]\.?m\.?|uhr|h)?"
    r"| ?(?:[ap]\.?m\.?|uhr|h)|時(?:\d{1,2}分)?)"
)
_ZONE = r" ?(?:z|utc|gmt)? ?(?:[+-]\d{2}:?\d{2})?(?: ?\([^()]*\))?"
_TIME_BEHIND = re.compile(
    rf"(?:(?<=\d)t|,? (?:(?:at|um|kl\.?|klo|a|a las|alle|om|as) )?){_TIME}(?: ?[-–] ?{_TIME})?"
    rf"{_ZONE}$"
)
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"([45]\d{4}|60000)(?:\.\d{1,12})?")
_FIGURES = re.compile(
    r"(?<!\d)(\d{1,2}|\d{4}) ?([-./]) ?(\d{1,2})(?!\d)(?: ?\2 ?(\d{4}|\d{1,2})(?!\d))?\.?"
)
_KANJI = re.compile(r"(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_TOKEN = re.compile(r"(\d+)(?::?(?:st|nd|rd|th|er|eme|e|a|o)\b)?|([^\W\d_]+)")
_ODD = re.compile(r"[^\w\s.,:'()/–-]|_")
_LETTER = re.compile(r"[^\W\d_]")

# Of the numbers and the month, in sequence: y has four digits, d one or two.
_KINDS = {1: "d", 2: "d", 4: "y"}
_SHAPES = {"dm": "dm", "md": "md", "dmy": "dmy", "mdy": "mdy", "ymd": "ymd", "dmd": "dmy"}


class WrittenDate(NamedTuple):
    """A date, or a weekday alone, or a day counted from today; what is not said is None."""

    day_first: tuple[int, int] | None = None
    """Month and day if the first of two numbers is the day; else the same as below."""
    month_first: tuple[int, int] | None = None
    year: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    days_ahead: int | None = None
    """Today is 0."""


@lru_cache(maxsize=4096)  # The dates of a file are few.
def written_date(text: str) -> WrittenDate:
    """What the whole cell says; raises CellError."""
    if len(text) > _MAX_CHARACTERS:
        raise CellError("It is too long to be a date.", REMEDY)
    plain = " ".join(folded(text).split())
    return _written(_TIME_BEHIND.sub("", plain))


def written_ahead(text: str) -> tuple[WrittenDate, str] | None:
    """The longest date that a text begins with, and what follows; None: it begins with none."""
    words = folded(text).split()
    for count in range(min(len(words), _MAX_WORDS), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        if len(head) > _MAX_CHARACTERS or _is_rather_hours(head, rest):
            continue
        with suppress(CellError):
            return _written(head, before_time=True), rest
    return None


def _is_rather_hours(head: str, rest: str) -> bool:
    """9.30 to 11, 9.10 am, de 9.10 a 10, 10/12 and la mattina 9-12 name no day."""
    if head.endswith(" to") or (len(head) <= 2 and not rest[:1].isdecimal()):
        return True
    figures = _FIGURES.search(head)
    if figures is None or figures[4]:
        return not figures and not _LETTER.search(head)
    ends_with_dot = figures[0].endswith(".")
    return not ends_with_dot if figures[2] == "." else not _LETTER.match(head)


def _written(plain: str, *, before_time: bool = False) -> WrittenDate:
    plain = plain.strip(" ,.:") if before_time else plain.strip(" ,")
    if plain in NEAR_DAYS:
        return WrittenDate(days_ahead=NEAR_DAYS[plain])
    if _ODD.search(plain):
        raise _no_date()
    if match := _COMPACT.fullmatch(plain):
        return _year_first(*map(int, match.groups()))
    if match := _SERIAL.fullmatch(plain):
        day = _SERIAL_ORIGIN + timedelta(days=int(match[1]))
        return _year_first(day.year, day.month, day.day)
    if match := _KANJI.search(plain):
        year, month, day_number = match.groups()
        month_and_day = (int(month), int(day_number))
        written = WrittenDate(month_and_day, month_and_day, _checked(year))
    elif match := _FIGURES.search(plain):
        written = _in_figures(match)
    else:
        return _in_words(plain, before_time)
    beside = _TOKEN.findall(f"{plain[: match.start()]} {plain[match.end() :]}")
    return written._replace(weekday=_weekday(figure or word for figure, word in beside))


def _in_figures(match: re.Match[str]) -> WrittenDate:
    first, separator, second, third = match.groups()
    if len(first) == 4 and third and len(third) <= 2:
        return _year_first(int(first), int(second), int(third))
    # Two numbers with a hyphen between are rather hours.
    if len(first) == 4 or (third is None and separator == "-") or len(third or "00") == 1:
        raise _no_date()
    one, two = int(first), int(second)
    return WrittenDate((two, one), (two, one) if separator == "." else (one, two), _checked(third))


def _in_words(plain: str, before_time: bool) -> WrittenDate:
    tokens = [figure or word for figure, word in _TOKEN.findall(plain)]
    months = [token for token in tokens if token in MONTHS]
    # "mar" is March, but in "mar 12 mai" Tuesday.
    month = next((word for word in months if word not in WEEKDAYS), months[0] if months else "")
    parts = [token for token in tokens if token == month or token.isdecimal()]
    weekday = _weekday(token for token in tokens if token not in parts)
    if weekday is not None and not parts:
        return WrittenDate(weekday=weekday)
    shape = "".join("m" if part == month else _KINDS.get(len(part), "?") for part in parts)
    order = _SHAPES.get(shape)
    # In "14 May 10 - 12" the 10 is no year.
    if order is None or (before_time and shape == "dmd"):
        raise _no_date()
    said = dict(zip(order, parts, strict=True))
    month_and_day = (MONTHS[month], int(said["d"]))
    return WrittenDate(month_and_day, month_and_day, _checked(said.get("y")), weekday)


def _weekday(words: Iterable[str]) -> int | None:
    """The one weekday named, if any; raises CellError where anything else is said."""
    named = [word for word in words if word not in FILLERS]
    if len(named) > 1 or any(word not in WEEKDAYS for word in named):
        raise _no_date()
    return WEEKDAYS[named[0]] if named else None


def _year_first(year: int, month: int, day: int) -> WrittenDate:
    return WrittenDate((month, day), (month, day), _checked(str(year)))


def _checked(year: str | None) -> int | None:
    """The year with its century."""
    if year is None:
        return None
    full = int(year) + 2000 * (len(year) == 2)
    if not 2000 <= full <= 2099:
        raise CellError(f"The year {year} cannot be right.", REMEDY)
    return full


def _no_date() -> CellError:
    return CellError("It is not a date.", REMEDY)
