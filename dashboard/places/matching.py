"""How well the words of a question agree with the names of streets, slips of the pen included."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from dashboard.places.gazetteer import Gazetteer
from dashboard.places.questions import Question, Reading, readings
from dashboard.places.street_names import StreetName, street_name

Floats = npt.NDArray[np.float64]

BEST = 12
"""So many matches are looked up."""

_LEAST_POINTS = 50.0
_LOST_FOR_ALL = 68.0  # Points that a name costs in which no letter agrees.
# A slip weighs less in "Eastern Avenue" than in "Eastern": the kind was read, too.
_KIND_LETTERS, _COMPASS_LETTERS = 6, 4
_OTHER_KIND, _NO_KIND, _MORE_KIND = 14.0, 4.0, 6.0
_OTHER_COMPASS, _NO_COMPASS, _MORE_COMPASS = 20.0, 4.0, 4.0
_OTHER_DIGITS = 30.0
_RECOGNISED = 6.0
_LONGER_IS_BETTER = 0.02


class Match(NamedTuple):
    """A street that a reading may mean; 100 points where nothing differs."""

    reading: Reading
    street: int
    points: float
    is_exact: bool
    """Whether the name itself, without kind and compass point, is letter by letter the same."""


def matches(question: Question, gazetteer: Gazetteer, count: int) -> list[Match]:
    """The best matches of all readings with the ``count`` likeliest streets, best first."""
    everything = list(readings(question))
    if not everything:
        return []
    streets = gazetteer.likely(question.words(), count)
    spans = sorted({(reading.start, reading.end) for reading in everything})
    rows = {span: row for row, span in enumerate(spans)}
    texts = [[token.text for token in question.tokens[start:end]] for start, end in spans]
    names, longs, shorts = (
        [column[k] for k in streets]
        for column in (gazetteer.parsed, gazetteer.longs, gazetteer.shorts)
    )
    points, exact = _points(texts, names, longs, shorts)
    # Of two that agree alike, the one that leaves less unexplained.
    points += _LONGER_IS_BETTER * np.array([[len("".join(text))] for text in texts])
    found = [
        Match(reading, int(streets[column]), float(points[row, column]), bool(exact[row, column]))
        for reading, row in ((one, rows[one.start, one.end]) for one in everything)
        for column in np.flatnonzero(points[row] >= _LEAST_POINTS)
    ]
    found.sort(key=lambda match: (-match.points, match.reading, match.street))
    return found[:BEST]


def _points(
    texts: Sequence[Sequence[str]],
    names: Sequence[StreetName],
    longs: Sequence[str],
    shorts: Sequence[str],
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Points and whether the core is the same, texts by names."""
    asked = [street_name(text, lenient=True) for text in texts]
    lengths = np.maximum(
        np.array([[len(name.core)] for name in asked]), np.array([[len(n.core) for n in names]])
    )
    edits = _distances([name.core for name in asked], [name.core for name in names])
    kinds = _Compared([name.kind for name in asked], [name.kind for name in names])
    compasses = _Compared([name.compass for name in asked], [name.compass for name in names])
    padded = lengths + _KIND_LETTERS * kinds.same + _COMPASS_LETTERS * compasses.same
    lost = edits * (1 / lengths + 1 / padded) / 2
    # Written in another way than taken apart: "Hauptstrase", where the kind is not recognised.
    written = ["".join(text) for text in texts]
    lost_as_written = np.minimum(_shares(written, longs), _shares(written, shorts))
    kind_cost = kinds.cost(_OTHER_KIND, _NO_KIND, _MORE_KIND)
    compass_cost = compasses.cost(_OTHER_COMPASS, _NO_COMPASS, _MORE_COMPASS)
    apart = _LOST_FOR_ALL * lost + kind_cost + compass_cost
    together = (
        _LOST_FOR_ALL * lost_as_written
        + np.where(kinds.differ, kind_cost, 0)
        + np.where(compasses.differ, compass_cost, 0)
    )
    # Where all parts are recognised, "Bachgasse" is not "Bahngasse" with two slips in nine letters.
    recognised = kinds.same & (compasses.same | compasses.absent)
    together += np.where(recognised, _RECOGNISED, 0)
    digits = _Compared([_digits(n.core) for n in asked], [_digits(n.core) for n in names])
    cost = np.minimum(apart, together) + np.where(digits.same | digits.absent, 0, _OTHER_DIGITS)
    return 100 - cost, edits == 0


class _Compared:
    """A part of the names, compared each with each."""

    def __init__(self, asked: Sequence[str], known: Sequence[str]) -> None:
        rows, columns = np.array(asked)[:, np.newaxis], np.array(known)[np.newaxis, :]
        equal = rows == columns
        self.same = equal & (rows != "")
        self.absent = equal & (rows == "")
        self.differ = ~equal & (rows != "") & (columns != "")
        self.only_known = (rows == "") & (columns != "")

    def cost(self, other: float, missing: float, more: float) -> Floats:
        unequal = np.where(self.differ, other, np.where(self.only_known, missing, more))
        return np.where(self.same | self.absent, 0.0, unequal)


def _distances(asked: Sequence[str], known: Sequence[str]) -> npt.NDArray[np.int32]:
    distances: npt.NDArray[np.int32] = cdist(asked, known, scorer=OSA.distance, dtype=np.int32)
    return distances


def _shares(asked: Sequence[str], known: Sequence[str]) -> Floats:
    """Edits as a share of the longer one's letters."""
    lengths = np.maximum(np.array([[len(a)] for a in asked]), np.array([[len(k) for k in known]]))
    shares: Floats = _distances(asked, known) / lengths
    return shares


def _digits(text: str) -> str:
    return "".join(mark for mark in text if mark.isdigit())
