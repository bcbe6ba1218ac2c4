"""What a text says of windows: the start and the end of each, still as words or figures."""

import re
from collections.abc import Iterator
from datetime import time
from functools import lru_cache

from dashboard.intake.day_words import NEAR_DAYS
from dashboard.intake.habits import NamedSpan
from dashboard.intake.spelling import folded, plain_words

_ANY_TIME = (
    "all day; any time; anytime; any; asap; as soon as possible; whenever; whole day; flexible;"
    " ganztags; ganztagig; den ganzen tag; jederzeit; egal; toute la journee; n importe quand;"
    " todo el dia; cualquier hora; tutto il giorno; o dia todo; dia todo; hele dag; de hele dag;"
    " koko paiva; hela dagen; hele dagen; 終日; 指定なし"
)
_ANY_TIMES = {plain_words(words) for words in _ANY_TIME.split(";")}

_AND = r"and|und|et|y|e|och|og|ja|en(?= \d)"
_UNTIL = "to|until|till?|bis|a(?: las?)?|tot|alle|as|jusqu'?a|hasta|ate|fino alle"
_FROM = (
    "from|between|entre|zwischen|von|de(?: las?)?|das?|dalle|tra|fra|fran|van(?:af)?|tussen"
    r"|mellan|mellem|kl\.?|klo\.?"
)
_AFTER = (
    "after|from|since|starting(?: at)?|ab|nach|von|apres|a partir d[eao]s?(?: las?)?|des|depuis"
    "|despues de(?: las?)?|desde(?: las?)?|dopo(?: le)?|dalle|a partire dalle|depois d[aeo]s?"
    "|na|vanaf|efter|fran|fra"
)
_BEFORE = (
    "before|until|till?|by|bis|vor|avant|jusqu'?a|antes d[aeo]s?(?: las?)?|hasta(?: las?)?"
    "|prima delle|entro(?: le)?|fino alle|ate(?: as)?|voor|tot|fore|innan|senast|for|inden|senest"
)

_STRONG_BREAK = re.compile(r"\s*[;&|\n]\s*")
_COMMA = re.compile(r",\s+")
_AND_BREAK = re.compile(rf"\s+(?:{_AND}|or|oder|ou|eller|tai)\s+")
_BETWEEN = re.compile(
    rf"\b(?:between|entre|zwischen|tra|fra|tussen|mellan|mellem) ([^;,]{{1,20}}?) (?:{_AND}|&) "
)
_BRACKET = re.compile(r"([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]?")
_OPENING = re.compile(rf"(?:{_FROM})\s+")
_RANGE = re.compile(rf"\s*(?:[–—―~〜→/]|->)\s*|\s+(?:{_UNTIL})\s+|\s+-\s+|\s*から\s*(?=\d)")
_HYPHEN = re.compile(r"\s*-\s*")
_OPEN_END = re.compile(
    rf"(?:{_AFTER})\s+(.+)|(.+?)\s*(?:onwards?|or later|jalkeen|alkaen|以降|から)"
)
_OPEN_START = re.compile(rf"(?:{_BEFORE})\s+(.+)|(.+?)\s*(?:or earlier|mennessa|asti|まで|以前)")
_MACHINE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BARE_HOUR = re.compile(r"(\d{1,2})(?:[:.h時](\d{2}))?\s?(?:[h時]|uhr)?")
_ARTICLE = (
    "(?:in the |in der |am |im |in |on |le |la |l[' ]|el |il |por la |en la |de la |da |de |di |en "
    "|nel |om )?"
)


def pieces(text: str) -> Iterator[str]:
    """What stands between semicolons; each may begin with a date. None: at any time."""
    plain = _BETWEEN.sub(r"\1 - ", folded(text.strip()))
    for piece in _STRONG_BREAK.split(plain):
        if piece and not is_any_time(piece):
            yield " ".join(piece.split()).strip(" ,")


def is_any_time(piece: str) -> bool:
    """Whether the words ask for no window."""
    return piece == "-" or plain_words(piece) in _ANY_TIMES


def sides_of(piece: str, spans: tuple[NamedSpan, ...]) -> Iterator[list[str]]:
    """Start and end of each window, either empty where it is open; not two: no window."""
    listed = _COMMA.split(piece)
    # In "Morning, 9-12" the comma sets a word and its hours apart, not two windows.
    alike = len({any(map(str.isdecimal, part)) for part in listed}) == 1
    for several in listed if alike else [piece]:
        for part in _AND_BREAK.split(several):
            yield _sides(part, spans)


def begins_with_span(piece: str, spans: tuple[NamedSpan, ...]) -> bool:
    """Whether its first word is a part of the day, although it may also name a day: mañana."""
    first = piece.split(" ", 1)[0]
    return first in NEAR_DAYS and first in _by_word(spans)


def _sides(part: str, spans: tuple[NamedSpan, ...]) -> list[str]:
    text = _without_bracket(part)
    words = re.sub(f"^{_ARTICLE}(?=.)", "", plain_words(text))
    if span := _by_word(spans).get(words):
        return [f"{span.start:%H:%M}", "24:00" if span.end == time(0) else f"{span.end:%H:%M}"]
    if not re.search(r"\d", text):
        return _hours(text)
    ahead, behind = _labels(spans)
    if match := ahead.match(text):
        return _within(match[1], text[match.end() :], spans)
    if match := behind.search(text):
        return _within(match[1], text[: match.start()], spans)
    return _hours(text)


def _without_bracket(text: str) -> str:
    """The hours may stand before the bracket or in it: Morning (9-12), 9-12 (morning)."""
    match = _BRACKET.fullmatch(text)
    if match is None:
        return text
    outside, inside = (side.strip() for side in match.groups())
    if re.search(r"\d", inside) and not re.search(r"\d", outside):
        return f"{outside} {inside}"
    return outside or inside


def _hours(text: str) -> list[str]:
    if match := _OPENING.match(text):
        sides = _range(text[match.end() :])
        if len(sides) == 2 and all(sides):
            return sides
    if match := _OPEN_END.fullmatch(text):
        return [match[1] or match[2], ""]
    if match := _OPEN_START.fullmatch(text):
        return ["", match[1] or match[2]]
    return _range(text)


def _range(text: str) -> list[str]:
    sides = _RANGE.split(text)
    if len(sides) == 1 and not _MACHINE_DATE.match(text):
        sides = _HYPHEN.split(text)
    return [side.strip() for side in sides]


def _within(word: str, text: str, spans: tuple[NamedSpan, ...]) -> list[str]:
    """The hours beside the word for a part of the day: 2-4 in the afternoon is 14-16."""
    span = _by_word(spans)[plain_words(word)]
    sides = _hours(text.strip(" ,:-"))
    minutes = [minute for side in sides if (minute := _minutes(side)) is not None]
    if len(sides) != 2 or len(minutes) != 2:
        return sides
    opens, closes = (clock.hour * 60 + clock.minute for clock in (span.start, span.end))
    start, end = minutes
    if start < opens and start + 720 <= closes:
        start += 720
    if end < start or (end < opens and end + 720 <= closes):
        end += 720
    return [f"{minute // 60:02}:{minute % 60:02}" for minute in (start, end)]


def _minutes(side: str) -> int | None:
    """Since midnight; None: it is no hour of the clock's first half, or says which half."""
    match = _BARE_HOUR.fullmatch(side)
    if match is None or int(match[1]) > 12:
        return None
    return int(match[1]) * 60 + int(match[2] or 0)


@lru_cache(maxsize=64)
def _by_word(spans: tuple[NamedSpan, ...]) -> dict[str, NamedSpan]:
    return {word: span for span in spans for word in span.words}


@lru_cache(maxsize=64)
def _labels(spans: tuple[NamedSpan, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word for a part of the day before hours, and behind them."""
    # "am" and "pm" say the half of the day there.
    words = [word for word in _by_word(spans) if word not in ("am", "pm")]
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    word = "(" + "|".join(longest_first).replace(r"\ ", "[ '-]?") + ")" if words else "(?!)()"
    return (
        re.compile(rf"{_ARTICLE}{word}(?![^\W\d_])"),
        re.compile(rf"(?:^|[\s,(-]){_ARTICLE}{word}$"),
    )
