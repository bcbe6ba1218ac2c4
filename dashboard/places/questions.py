"""An address as somebody wrote it, read word by word: what may be a number, a street, a town."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from dashboard.places.doors import is_box, without_doors
from dashboard.places.folding import fold, joined
from dashboard.places.postcodes import Codes

MAX_LETTERS = 300
"""More is not an address; the rest is not read."""

_MAX_STREET_WORDS, _MAX_WORDS = 8, 40
_COUNTRY_CODE = re.compile(r"(?<!\w)[a-z]{1,3} ?-(?=\d{4,5}(?!\d))")
_DASH = re.compile(r"\s+-\s+(?!\d)|(?<!\d)\s+-\s+")
_APOSTROPHE = re.compile("'")
_TOKEN = re.compile(
    r"(?P<postcode>\x02[^\x03]*\x03)"
    r"|(?P<number>\d+ 1/2(?!\w)"
    r"|\d{1,6}(?: ?-?[a-z])?(?!\w)(?:(?: ?- ?|[/+])\d{1,6}[a-z]?(?!\w))*)"
    r"|(?P<word>[^\W_]+)"
    r"|(?P<gap>[,;|()\n\r\t:\"\x01]+)"
)
_LETTERED = re.compile(r"(\d+) ([a-z])")


class Token(NamedTuple):
    """One word; ``segment`` counts the commas and line ends before it."""

    text: str
    kind: str
    """"word", "number" or "postcode": a number may be a postcode, and a postcode a number."""
    segment: int


class Reading(NamedTuple):
    """
    One way to understand the words: which are the street's and which number the house's.

    ``start`` and ``end`` bound the street's tokens; ``numbers`` are the tokens of
    the house number, none where there is none. ``written`` is the number as text.
    """

    start: int
    end: int
    numbers: tuple[int, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Question:
    """An address taken apart into words."""

    tokens: tuple[Token, ...]
    is_box: bool

    def words(self) -> list[str]:
        """All words, numbers too: they occur in names of streets."""
        return [token.text for token in self.tokens]

    def street_words(self, reading: Reading) -> list[str]:
        """The words that a reading takes for the street's."""
        return [token.text for token in self.tokens[reading.start : reading.end]]


def read_question(text: str, codes: Codes | None) -> Question:
    """Take an address apart; ``codes`` knows how postcodes of the map look."""
    folded = fold(text[:MAX_LETTERS])
    box = is_box(folded)
    plain = _DASH.sub(",", joined(folded)).replace("\x02", " ").replace("\x03", " ")
    plain = _COUNTRY_CODE.sub("", plain)
    if codes is not None:
        plain = codes.marked(plain, "\x02", "\x03")
    plain = _APOSTROPHE.sub("", without_doors(plain))
    return Question(tuple(islice(_tokens(plain), _MAX_WORDS)), box)


def readings(question: Question) -> Iterator[Reading]:
    """
    All ways that put a street of up to eight words beside a number, in one comma's reach.

    Without any number, each run of words may be a street.
    """
    tokens = question.tokens
    numbered = False
    for place, token in enumerate(tokens):
        if token.kind == "word" or (token.kind == "postcode" and not token.text.isdecimal()):
            continue
        numbered = True
        for numbers, written in _numbers(tokens, place):
            # The number may stand behind a comma, the words of the street may not.
            for start in _starts(tokens, numbers[0]):
                yield Reading(start, numbers[0], numbers, written)
            for end in _ends(tokens, numbers[-1] + 1):
                yield Reading(numbers[-1] + 1, end, numbers, written)
    if not numbered or all(token.kind != "number" for token in tokens):
        for start in range(len(tokens)):
            for end in _ends(tokens, start):
                yield Reading(start, end, (), "")


def _tokens(plain: str) -> Iterator[Token]:
    segment = 0
    for match in _TOKEN.finditer(plain):
        kind, text = str(match.lastgroup), match[0]
        if kind == "gap":
            segment += 1
        elif kind == "postcode":
            yield Token(text[1:-1], kind, segment)
        elif kind == "number" and (lettered := _LETTERED.fullmatch(text)):
            # "215 B" may be a house, and the B a stair or the east of a street's name.
            yield Token(lettered[1], kind, segment)
            yield Token(lettered[2], "word", segment)
        else:
            yield Token(text, kind, segment)


def _numbers(tokens: tuple[Token, ...], place: int) -> Iterator[tuple[tuple[int, ...], str]]:
    """The number alone, and with the single letter behind it."""
    number = tokens[place]
    yield (place,), number.text
    for behind in tokens[place + 1 : place + 2]:
        is_letter = len(behind.text) == 1 and behind.kind == "word"
        if is_letter and behind.segment == number.segment and number.text.isdecimal():
            yield (place, place + 1), number.text + behind.text


def _starts(tokens: tuple[Token, ...], end: int) -> Iterator[int]:
    for start in range(end - 1, max(-1, end - 1 - _MAX_STREET_WORDS), -1):
        if tokens[start].segment != tokens[end - 1].segment or tokens[start].kind == "postcode":
            return
        yield start


def _ends(tokens: tuple[Token, ...], start: int) -> Iterator[int]:
    for end in range(start + 1, min(len(tokens), start + _MAX_STREET_WORDS) + 1):
        if tokens[end - 1].segment != tokens[start].segment or tokens[end - 1].kind == "postcode":
            return
        yield end
