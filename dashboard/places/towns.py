"""What an address says of its town and postcode, and whether that agrees with a house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from dashboard.places.postcodes import area
from dashboard.places.questions import Question, Reading, Token
from dashboard.places.vocabulary import COUNTRIES, STATES

_TOWN_WORDS = 5
_SLIP = 0.75
_STRONG_SLIP = 0.8
_LEAST_LETTERS = 3
_LEAST_CODE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Towns:
    """Names of towns and postcodes that a map knows; ``judges_codes``: enough to miss one."""

    names: frozenset[str]
    sorted_names: tuple[str, ...]
    codes: frozenset[str]
    areas: frozenset[str]
    judges_codes: bool


class Said(NamedTuple):
    """
    What is said of the town.

    ``code`` is a postcode, known to the map or not; "" without one. ``unknown``
    is what stands where a town would and is none of the map's. ``loose`` counts
    words beside the street that the street's name does not explain.
    """

    code: str
    knows_code: bool
    towns: tuple[str, ...]
    unknown: str
    loose: int


class _Run(NamedTuple):
    start: int
    words: list[str]


def said(question: Question, reading: Reading, towns: Towns) -> Said:
    """What the words say that are neither the street's nor its number."""
    tokens = question.tokens
    used = {*range(reading.start, reading.end), *reading.numbers}
    first, last = min(used, default=0), max(used, default=0)
    code, knows_code = _code(tokens, used, towns)
    names: list[str] = []
    unknown: list[str] = []
    # "5, 1010 Wien": where another number stands before, this one may be anything.
    loose = sum(token.kind == "number" for token in tokens[:first])
    for run in _runs(tokens, used):
        behind = run.start > last
        after_code = run.start > 0 and tokens[run.start - 1].kind == "postcode"
        town, before = _town(run.words, towns, behind or after_code)
        beside = _is_beside(tokens, run, reading)
        if town:
            names.append(town)
            loose += before if beside and behind else 0
        elif beside and behind:
            loose += len(_named(run.words))
            unknown += _named(run.words)
        elif behind or after_code:
            unknown += _named(run.words)
        elif beside and run.start < first and len(run.words) == 1:
            loose += 1  # "Old" Eastern Avenue; two words are more likely somebody's name.
    return Said(code, knows_code, tuple(names), "" if names else " ".join(unknown), loose)


def _code(tokens: Sequence[Token], used: set[int], towns: Towns) -> tuple[str, bool]:
    codes = [t.text for k, t in enumerate(tokens) if t.kind == "postcode" and k not in used]
    for code in codes:
        if code in towns.codes or code in towns.areas:
            return code, True
    strays = [
        token.text
        for place, token in enumerate(tokens)
        if token.kind == "number" and place not in used and len(token.text) >= _LEAST_CODE_DIGITS
    ]
    unknown = [*codes, *(stray for stray in strays if stray.isdecimal())]
    if unknown and any(area(code) in towns.areas for code in codes):
        return "", False  # The area is the map's, the rest of the code happens to be on no house.
    return (unknown[0], False) if unknown and towns.judges_codes else ("", False)


def _runs(tokens: Sequence[Token], used: set[int]) -> Iterator[_Run]:
    """Words in sequence between commas, numbers and what is used."""
    run: _Run | None = None
    for place, token in enumerate(tokens):
        breaks = place in used or token.kind != "word"
        if run and (breaks or tokens[place - 1].segment != token.segment):
            yield run
            run = None
        if not breaks:
            run = run or _Run(place, [])
            run.words.append(token.text)
    if run:
        yield run


def _is_beside(tokens: Sequence[Token], run: _Run, reading: Reading) -> bool:
    """Whether the run touches the street's words without a comma between."""
    end = run.start + len(run.words)
    before = end == reading.start and end < len(tokens)
    behind = run.start == reading.end and reading.end > 0
    a, b = (end - 1, end) if before else (run.start - 1, run.start)
    return (before or behind) and tokens[a].segment == tokens[b].segment


def _town(words: list[str], towns: Towns, is_place: bool) -> tuple[str, int]:
    """
    The known town in a run, and how many words stand before it.

    Where a name of a person may stand, the town must be what the run ends with.
    """
    spans = sorted(
        (
            (start, end)
            for start in range(len(words))
            for end in range(start + 1, min(len(words), start + _TOWN_WORDS) + 1)
            if is_place or end == len(words)
        ),
        key=lambda span: (span[0] - span[1], span[0]),
    )
    for start, end in spans:
        if (name := " ".join(words[start:end])) in towns.names:
            return name, start
    cutoff = _SLIP if is_place else _STRONG_SLIP
    best = ("", 0, 0.0)
    for start, end in spans:
        if not is_place and start > 0:
            continue
        name = " ".join(words[start:end])
        if len(name) > _LEAST_LETTERS:
            found = extractOne(
                name, towns.sorted_names, scorer=OSA.normalized_similarity, score_cutoff=cutoff
            )
            if found and found[1] > best[2]:
                best = (found[0], start, found[1])
    return best[0], best[1]


def _named(words: Sequence[str]) -> list[str]:
    """Without countries, states and what is too short to be a town."""
    return [
        word
        for word in words
        if word not in COUNTRIES
        and word not in STATES
        and len(word) >= _LEAST_LETTERS
        and not word.isdecimal()
    ]
