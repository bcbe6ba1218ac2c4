"""Numbers, money and lists in one cell."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from dashboard.intake.cells import CellError, parse_number

_MOST = 1_000_000


def parse_amount(text: str) -> float:
    number = parse_number(text)
    if not 0 <= number <= _MOST:
        raise CellError("It is out of range.", "Give a number from 0 to 1,000,000.")
    return number


def parse_whole(text: str) -> int:
    number = parse_amount(text)
    if number != int(number):
        raise CellError("It is not a whole number.", "Give a whole number, as in 3.")
    return int(number)


def parse_thousandths(text: str) -> int:
    return round(1000 * parse_amount(text))


def parse_cents(text: str) -> int:
    remedy = "Give units of the currency, as in 12.50."
    bare = text.strip("€$£ \u00a0")
    number = parse_number(bare, remedy)
    if not 0 <= number <= _MOST:
        raise CellError("It is out of range.", "Give an amount from 0 to 1,000,000.")
    # The shortest text of the number is what was written: 0.285 rounds up to 29 cents.
    return int((Decimal(repr(number)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def parse_minutes(text: str) -> timedelta:
    minutes = parse_number(text, "Give minutes, as in 15.")
    if not 0 <= minutes <= 24 * 60:
        raise CellError("It is out of range.", "Give minutes from 0 to 1440.")
    return timedelta(seconds=round(60 * minutes))


def parse_hours(text: str) -> timedelta:
    hours = parse_number(text, "Give hours, as in 9.5.")
    if not 0 <= hours <= 48:
        raise CellError("It is out of range.", "Give hours from 0 to 48.")
    return timedelta(seconds=round(3600 * hours))


def parse_names(text: str) -> frozenset[str]:
    """Names as they are written, with “;” between."""
    return frozenset(name for part in text.split(";") if (name := part.strip()))
