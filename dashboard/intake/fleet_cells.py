"""What one cell of a file of driver classes says."""

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from dashboard.domain import ANYWHERE, DEPOT, HOME, Day, Point
from dashboard.intake.cells import CellError, parse_number
from dashboard.intake.clocks import parse_clock
from dashboard.intake.positions import parse_position
from dashboard.intake.spelling import clean_id, plain_words

_MAX_COUNT = 1000
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


def parse_amount(text: str) -> float:
    number = parse_number(text)
    if not 0 <= number <= 1_000_000:
        raise CellError("It is out of range.", "Give a number from 0 to 1,000,000.")
    return number


def parse_whole(text: str) -> int:
    number = parse_amount(text)
    if number != int(number):
        raise CellError("It is not a whole number.", "Give a whole number, as in 3.")
    return int(number)


def parse_count(text: str) -> int:
    number = parse_whole(text) if text else 1
    if number > _MAX_COUNT:
        raise CellError("Too many drivers.", f"Give a number from 0 to {_MAX_COUNT:,}.")
    return number


def parse_stops(text: str) -> int:
    number = parse_whole(text)
    if number < 1:
        raise CellError("A route needs at least one stop.", "Leave it blank for no limit.")
    return number


def parse_thousandths(text: str) -> int:
    return round(1000 * parse_amount(text))


def parse_cents(text: str) -> int:
    remedy = "Give units of the currency, as in 12.50."
    bare = text.strip("€$£ \u00a0")
    number = parse_number(bare, remedy)
    if not 0 <= number <= 1_000_000:
        raise CellError("It is out of range.", "Give an amount from 0 to 1,000,000.")
    # The shortest text of the number is what was written: 0.285 rounds up to 29 cents.
    return int((Decimal(repr(number)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


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
    word = plain_words(text)
    if not word:
        return "own" in plain_words(class_name).split()
    if word not in _YES | _NO:
        raise CellError("It is neither yes nor no.", "Give yes or no.")
    return word in _YES
