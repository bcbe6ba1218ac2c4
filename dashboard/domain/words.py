"""Figures as people read them: money, spans, distances and clock times."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain.days import Day, TimeWindow

METRES_PER_MILE = 1609.344

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "BRL": "R$"}
_BEFORE = {"USD", "GBP", "JPY", "INR", "BRL"}
_WITHOUT_CENTS = {"JPY", "KRW", "CLP", "VND", "ISK"}


@dataclass(frozen=True, slots=True)
class Formats:
    """How a business reads figures: ISO currency, "km" or "mi", "24h" or "12h"."""

    currency: str = "EUR"
    units: str = "km"
    clock: str = "24h"


STANDARD = Formats()


def money_words(cents: int, formats: Formats = STANDARD, *, exact: bool = False) -> str:
    """Such as ``214 €`` or, with ``exact``, ``214.05 €``; the sign stands first."""
    currency = formats.currency
    places = 2 if exact and currency not in _WITHOUT_CENTS else 0
    amount = f"{abs(cents) / 100:,.{places}f}"
    symbol = _SYMBOLS.get(currency, currency)
    sign = "-" if cents < 0 and float(amount.replace(",", "")) else ""
    return f"{sign}{symbol}{amount}" if currency in _BEFORE else f"{sign}{amount} {symbol}"


def duration_words(span: timedelta) -> str:
    """Such as ``7 h 40`` or ``12 min``, to the nearest minute."""
    minutes = round(span.total_seconds() / 60)
    hours, minutes = divmod(abs(minutes), 60)
    sign = "-" if span < timedelta(0) and (hours or minutes) else ""
    return f"{sign}{hours} h {minutes:02}" if hours else f"{sign}{minutes} min"


def distance_words(metres: float, formats: Formats = STANDARD) -> str:
    """Such as ``12.4 km`` or ``7.7 mi``; whole numbers from a hundred on."""
    unit = METRES_PER_MILE if formats.units == "mi" else 1000
    value = metres / unit
    return f"{value:,.{0 if value >= 100 else 1}f} {formats.units}"


def clock_words(instant: datetime, day: Day, formats: Formats = STANDARD) -> str:
    """The local time, such as ``09:05`` or ``9:05 am``; the next day's carries ``+1``."""
    local = day.local(instant)
    if formats.clock == "12h":
        words = f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"
    else:
        words = f"{local:%H:%M}"
    ahead = (local.date() - day.date).days
    return f"{words} {ahead:+d}" if ahead else words


def window_words(
    windows: tuple[TimeWindow, ...], day: Day, formats: Formats = STANDARD, *, none: str = ""
) -> str:
    """Such as ``09:00–12:00``, several after one another; ``none`` for no window."""
    spans = [
        f"{clock_words(w.start, day, formats)}–{clock_words(w.end, day, formats)}" for w in windows
    ]
    return ", ".join(spans) or none


def count_words(count: int, one: str, many: str = "") -> str:
    """Such as ``1 driver`` or ``3 drivers``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
