"""Dates and delivery windows found in free text, as in tags; found only, not yet understood."""

import re
from functools import lru_cache
from typing import NamedTuple

from dashboard.intake.day_words import MONTHS, WEEKDAYS
from dashboard.intake.spelling import folded

_MAX_CHARACTERS = 200
_FIGURE = re.compile(r"\d")

# Short for a month in one language, and a word of its own in tags.
_OTHER_WORDS = frozenset(("set", "out", "gen", "mag", "lug", "giu", "ott", "elo"))
_MONTH = rf"(?:{'|'.join(sorted(MONTHS.keys() - _OTHER_WORDS, key=len, reverse=True))})\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"20\d\d"
_DATE = re.compile(
    rf"(?<![\w./-])(?:{_YEAR}(?P<a>[-/.])\d{{1,2}}(?P=a)\d{{1,2}}"
    rf"|\d{{1,2}}(?P<b>[-/.])\d{{1,2}}(?P=b){_YEAR}"
    rf"|{_DAY}\s*(?:de\s+)?{_MONTH}(?:,?\s*(?:de\s+)?{_YEAR})?"
    rf"|{_MONTH}\s*{_DAY}(?:,?\s+{_YEAR})?)(?![\w/])",
)
_CLOCK = r"\d{1,2}(?:\s*[:.h]\s*[0-5]\d)?\s*(?:[ap]\.?m\.?)?"
# Bare numbers with a line between may be stems or roses: one side must look like a time.
_SURE = r"(?:\d{1,2}:[0-5]\d\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_BETWEEN = r"\s*(?:-|–|—|~|\bto\b|\buntil\b|\bbis\b|\ba\b|\btot\b)\s*"
_ONE_SIDED = r"(?:before|after|by|until|from|bis|ab|vor|nach)\s+"
_WINDOW = re.compile(
    rf"(?<![\w:.,-])(?:{_SURE}{_BETWEEN}{_CLOCK}|{_CLOCK}{_BETWEEN}{_SURE}"
    rf"|{_CLOCK}{_BETWEEN}{_CLOCK}\s*uhr|{_ONE_SIDED}{_SURE})(?![\w:-])",
)


class Moment(NamedTuple):
    """A date and a window as they stand in the text, and what stands beside them."""

    date: str
    """Empty where there is none."""
    window: str
    """Empty where there is none."""
    beside: str


@lru_cache(maxsize=4096)  # The dates and windows of a file are few.
def moment_in(text: str) -> Moment:
    """The first date that has a year or the name of a month, and the first sure window."""
    if len(text) > _MAX_CHARACTERS or not _FIGURE.search(text):
        return Moment("", "", text)
    date, text = _taken(_DATE, text)
    window, text = _taken(_WINDOW, text)
    beside = " ".join(text.split()).strip(" -–,.:@|()")
    return Moment(date, window, "" if date and folded(beside) in WEEKDAYS else beside)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What the pattern finds, empty for nothing, and the text without it."""
    plain = folded(text)
    match = pattern.search(plain)
    if match is None:
        return "", text
    # Where folding keeps the length, as it nearly always does, the text is given as written.
    written = text if len(text) == len(plain) else plain
    return written[match.start() : match.end()].strip(), (
        f"{written[: match.start()]} {written[match.end() :]}"
    )
