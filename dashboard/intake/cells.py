"""What one cell says: numbers, amounts and priorities, as people write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import isfinite

from dashboard.domain import Priority
from dashboard.intake.spelling import plain_words

MAX_SERVICE_MIN = 480
MAX_AMOUNT = 100_000
"""The most parcels, kilograms or litres of one order."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?")
_AMOUNT = re.compile(r"(?P<number>[-+.,\d\s]*\d[.,]?)\s*(?P<unit>[^\W\d]+[23³]?\.?)?")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?|(\d{1,2})\s*h\s*(\d{2})?\s*(?:min)?")

_KILOGRAMS = {
    "kg": 1.0, "kgs": 1.0, "kilo": 1.0, "kilos": 1.0, "g": 1e-3, "gr": 1e-3, "grams": 1e-3,
    "t": 1e3, "lb": 0.45359237, "lbs": 0.45359237, "oz": 0.028349523125,
}  # fmt: skip
_LITRES = {
    "l": 1.0, "liter": 1.0, "liters": 1.0, "litre": 1.0, "litres": 1.0, "dm3": 1.0, "ml": 1e-3,
    "cm3": 1e-3, "m3": 1e3, "cbm": 1e3,
}  # fmt: skip
_MINUTES = {
    "min": 1.0, "mins": 1.0, "minute": 1.0, "minutes": 1.0, "minuten": 1.0, "m": 1.0,
    "s": 1 / 60, "sec": 1 / 60, "seconds": 1 / 60, "h": 60.0, "hour": 60.0, "hours": 60.0,
}  # fmt: skip
_PIECES = dict.fromkeys(("parcels", "parcel", "pcs", "pc", "x", "items", "boxes", "stk"), 1.0)

_PRIORITY_WORDS = {
    Priority.LOW: "1 l low niedrig gering basse faible baja bassa baixa laag",
    Priority.NORMAL: "2 n m normal medium standard mittel normale moyenne media gemiddeld normaal",
    Priority.HIGH: "3 h high hoch haute elevee alta hoog important wichtig",
    Priority.CRITICAL: "4 c critical urgent kritisch dringend critique critica urgente kritiek",
}
_PRIORITIES = {word: level for level, words in _PRIORITY_WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why a cell does not say what its column needs, and what to write instead."""

    column: str
    value: str
    reason: str
    remedy: str


class CellError(Exception):
    """One cell that cannot be taken: the reason and the remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def problem(self, column: str, value: str) -> CellProblem:
        """The problem of the cell in this column that holds this value."""
        return CellProblem(column, value, self.reason, self.remedy)


def parse_number(text: str, remedy: str = "Give a number, as in 2.5.") -> float:
    """A finite number with a decimal point or comma; ``1,500`` may be either and is refused."""
    if text.isascii() and text.isdecimal() and len(text) < 300:
        return float(text)
    plain = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-").lower()
    if "," in plain:
        plain = _with_point(plain, remedy)
    if not _NUMBER.fullmatch(plain):
        raise CellError("It is not a number.", remedy)
    number = float(plain)
    if not isfinite(number):
        raise CellError("It is not a number that can be reckoned with.", remedy)
    return number


def parse_parcels(text: str) -> int:
    """Whole parcels; empty is 1."""
    if not text:
        return 1
    remedy = "Give a whole number, as in 2."
    number = _amount(text, _PIECES, remedy)
    if number != int(number):
        raise CellError("Parcels cannot be divided.", remedy)
    return int(number)


def parse_weight_g(text: str) -> int:
    """Kilograms unless another unit is given -> grams; empty is 0."""
    return round(1000 * _amount(text, _KILOGRAMS, "Give kilograms, as in 2.5.")) if text else 0


def parse_volume_cm3(text: str) -> int:
    """Litres unless another unit is given -> cubic centimetres; empty is 0."""
    return round(1000 * _amount(text, _LITRES, "Give litres, as in 40.")) if text else 0


def parse_service(text: str) -> timedelta:
    """Minutes unless another unit is given, or hours as in ``0:07``; empty is none."""
    remedy = f"Give minutes from 0 to {MAX_SERVICE_MIN}, as in 5."
    if not text:
        return timedelta(0)
    if match := _HOURS.fullmatch(text.lower()):
        hours, minutes, seconds, long_hours, long_minutes = (int(g or 0) for g in match.groups())
        total_min = (hours + long_hours) * 60 + minutes + long_minutes + seconds / 60
    else:
        total_min = _amount(text, _MINUTES, remedy)
    if total_min > MAX_SERVICE_MIN:
        raise CellError(f"Service would take longer than {MAX_SERVICE_MIN // 60} hours.", remedy)
    return timedelta(seconds=round(total_min * 60))


def parse_priority(text: str) -> Priority:
    """A word, its first letter, or 1 to 4 with 4 the highest; empty is normal."""
    if not text:
        return Priority.NORMAL
    level = _PRIORITIES.get(plain_words(text.removesuffix(".0")))
    if level is None:
        raise CellError(
            "It is not a priority.", "Give low, normal, high or critical, or 1 to 4 with 4 highest."
        )
    return level


def _with_point(plain: str, remedy: str) -> str:
    """A comma is the decimal sign unless a point follows it."""
    if "." in plain:
        thousands, decimal = (",", ".") if plain.rindex(".") > plain.rindex(",") else (".", ",")
        return plain.replace(thousands, "").replace(decimal, ".")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+", plain):
        fraction, thousands = plain.replace(",", ".", 1), plain.replace(",", "")
        raise CellError(
            f"It could mean {fraction} or {thousands}.", f"Write it without the comma. {remedy}"
        )
    return plain.replace(",", ".")


def _amount(text: str, units: Mapping[str, float], remedy: str) -> float:
    match = _AMOUNT.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    unit = (match["unit"] or "").lower().rstrip(".").replace("³", "3") if match else ""
    if match is None or (unit and unit not in units):
        raise CellError("It is not an amount.", remedy)
    number = parse_number(match["number"], remedy) * (units[unit] if unit else 1)
    if number < 0:
        raise CellError("It is negative.", remedy)
    if number > MAX_AMOUNT:
        raise CellError("It is more than any order holds.", remedy)
    return number
