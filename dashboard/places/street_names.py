"""Street names taken apart: the name itself, the kind of street, the compass point."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dashboard.places.vocabulary import (
    COMPASS,
    GLUED_KINDS,
    KINDS,
    LEADING_KINDS,
    LONG_KINDS,
    TITLES,
)

_SLIP = 0.75
_SLIP_LETTERS = 5


class StreetName(NamedTuple):
    """``East Pratt Street`` is the core ``pratt`` of the kind ``st`` towards ``e``."""

    core: str
    kind: str
    compass: str


def street_name(words: Sequence[str], *, lenient: bool = False) -> StreetName:
    """Take folded words apart; ``lenient`` also knows a kind with a slip of the pen."""
    rest = list(words)
    compass = ""
    # "North Avenue" is called North, "East North Avenue" is its eastern part.
    if rest[0] in COMPASS and any(word not in KINDS for word in rest[1:]):
        compass = COMPASS[rest.pop(0)]
    elif rest[-1] in COMPASS and any(word not in KINDS for word in rest[:-1]):
        compass = COMPASS[rest.pop()]
    rest, kind = _without_kind(rest, lenient)
    if not rest:
        return StreetName("".join(TITLES.get(word, word) for word in words), "", "")
    # Inside a name only the short forms are alike: "R. de la Pl. Verte".
    core = "".join(TITLES.get(word) or KINDS.get(word, word) for word in rest)
    return StreetName(COMPASS.get(core, core), kind, compass)


def _without_kind(words: list[str], lenient: bool) -> tuple[list[str], str]:
    if len(words) > 1:
        first, last = words[0], words[-1]
        if last in KINDS:
            return words[:-1], KINDS[last]
        if first in LEADING_KINDS:
            return words[1:], KINDS[first]
        if lenient and (kind := _slipped(last)):
            return words[:-1], kind
        if lenient and (kind := _slipped(first)):
            return words[1:], kind
    for ending, kind, least in GLUED_KINDS:
        last = words[-1] if words else ""
        if last.endswith(ending) and len(last) >= len(ending) + least:
            return [*words[:-1], last.removesuffix(ending)], kind
    return words, ""


@lru_cache(maxsize=4096)
def _slipped(word: str) -> str:
    """The kind of street that a word misspells; "" for none."""
    if len(word) < _SLIP_LETTERS - 1:
        return ""
    found = process.extractOne(
        word, LONG_KINDS, scorer=OSA.normalized_similarity, score_cutoff=_SLIP
    )
    return KINDS[found[0]] if found else ""
