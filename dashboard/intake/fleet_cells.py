"""What one cell of a file of driver classes says."""

from datetime import date, time, timedelta

from dashboard.domain import ANYWHERE, DEPOT, HOME, Day, Point
from dashboard.intake.amounts import (
    parse_amount,
    parse_hours,
    parse_minutes,
    parse_thousandths,
    parse_whole,
)
from dashboard.intake.cells import CellError
from dashboard.intake.clocks import parse_clock
from dashboard.intake.positions import parse_position
from dashboard.intake.spelling import clean_id, plain_words

MAX_COUNT = 1000
MAX_TRIPS = 20
LONGEST_OVERRUN = timedelta(hours=12)
LONGEST_BREAK = timedelta(hours=8)
SLOWEST, FASTEST = 10, 200
"""Per cent of the speed that a profile has."""

_YES = {"yes", "y", "true", "1", "ja", "oui", "si", "sim", "x"}
_NO = {"no", "n", "false", "0", "nein", "non", "nao", "nee"}
_ANY_DAY = Day(date(2000, 1, 1))


def parse_name(text: str) -> str:
    name = clean_id(text)
    if not name:
        raise CellError("The class has no name.", "Name it, as in own van.")
    return name


def parse_time(text: str) -> time:
    written = parse_clock(text, _ANY_DAY)
    if written.instant or "-" in text:
        raise CellError("It is not a time of day.", "Give a time such as 09:00.")
    return written.time


def parse_count(text: str) -> int:
    number = parse_whole(text) if text else 1
    if number > MAX_COUNT:
        raise CellError("Too many drivers.", f"Give a number from 0 to {MAX_COUNT:,}.")
    return number


def parse_stops(text: str) -> int:
    number = parse_whole(text)
    if number < 1:
        raise CellError("A route needs at least one stop.", "Leave it blank for no limit.")
    return number


def parse_factor(text: str) -> float:
    number = parse_amount(text)
    if not 1 <= number <= 10:
        raise CellError("Overtime cannot cost so much.", "Give a factor from 1 to 10, as in 1.5.")
    return number


def parse_place(text: str) -> str | Point:
    word = plain_words(text)
    return word if word in (DEPOT, HOME, ANYWHERE) else parse_position(text)


def is_paid(text: str, class_name: str) -> bool:
    """Blank: own vans are, contractors are not."""
    if not plain_words(text):
        return "own" in plain_words(class_name).split()
    return parse_yes(text)


def parse_yes(text: str) -> bool:
    word = plain_words(text)
    if word not in _YES | _NO:
        raise CellError("It is neither yes nor no.", "Give yes or no.")
    return word in _YES


def parse_longest(text: str) -> timedelta:
    longest = parse_hours(text)
    if not longest:
        raise CellError("A day needs some hours.", "Leave it blank for no limit.")
    return longest


def parse_metres(text: str) -> int:
    metres = parse_thousandths(text)
    if not metres:
        raise CellError("A route needs some length.", "Leave it blank for no limit.")
    return metres


def parse_trips(text: str) -> int:
    number = parse_whole(text)
    if not 1 <= number <= MAX_TRIPS:
        raise CellError("A driver cannot load so often.", f"Give a number from 1 to {MAX_TRIPS}.")
    return number


def parse_overrun(text: str) -> timedelta:
    overrun = parse_minutes(text)
    if overrun > LONGEST_OVERRUN:
        raise CellError("A shift cannot run over so long.", "Give minutes from 0 to 720.")
    return overrun


def parse_speed(text: str) -> int:
    percent = parse_whole(text.removesuffix("%").strip())
    if not SLOWEST <= percent <= FASTEST:
        raise CellError(
            "Nobody drives at this speed.", f"Give per cent from {SLOWEST} to {FASTEST}, as in 90."
        )
    return percent
