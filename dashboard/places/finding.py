"""One address -> an answer: what may be meant is looked up, then weighed and judged."""

from collections.abc import Iterator
from functools import cache

from dashboard.domain import Point, great_circle_m
from dashboard.places.answers import Found, Quality
from dashboard.places.judging import ACCEPT, REVIEW, judged, without_street
from dashboard.places.known import Known
from dashboard.places.matching import Match, matches
from dashboard.places.numbers import asked
from dashboard.places.questions import Question, Reading, read_question
from dashboard.places.spots import Spot, house_spots, number_spot, street_spot
from dashboard.places.towns import Said, said
from dashboard.places.weighing import Option, weighed

LIKELY, MORE = 64, 512
"""So many names are compared letter by letter; more, where none of the first is good."""

BOX = "A post office box has no door to deliver to: ask the customer for a street address."
EMPTY = "There is no address."

_SAME_PLACE_M = 100


def find(known: Known, text: str, near: Point | None) -> Found:
    """The answer for one address."""
    question = read_question(text, known.codes)
    if question.is_box:
        return Found("review", None, (), BOX)
    if not question.tokens:
        return Found("rejected", None, (), EMPTY)
    options = _options(known, question, near, LIKELY)
    if not options or options[0].spot.quality is not Quality.HOUSE or options[0].score < ACCEPT:
        options = _options(known, question, near, MORE)
    if not options:
        return without_street(known, question)
    return judged(known, options)


def _options(known: Known, question: Question, near: Point | None, count: int) -> list[Option]:
    """Places for the best matches, best first; one place once."""

    @cache
    def heard(reading: Reading) -> Said:
        return said(question, reading, known.towns)

    options = [
        weighed(known, match, spot, heard(match.reading))
        for match in matches(question, known.gazetteer, count)
        for spot in _spots(known, question, match, near)
    ]
    options.sort(key=lambda option: (-option.score, _apart_m(option.spot.point, near)))
    kept: list[Option] = []
    for option in options:
        if not any(_is_same(option, other) for other in kept):
            kept.append(option)
    return kept


def _spots(known: Known, question: Question, match: Match, near: Point | None) -> Iterator[Spot]:
    reading = match.reading
    if reading.numbers:
        for key in asked(reading.written):
            if houses := known.houses(match.street, key):
                if not _lacks_letter(known, question, match):
                    yield from house_spots(houses)
                    return
                break
    if match.points < REVIEW or reading.written in known.towns.codes:
        return  # A postcode that is no house here is a postcode.
    spot = number_spot(known, match.street, reading.written, near) if reading.numbers else None
    spot = spot or street_spot(known, match.street, near)
    if spot is not None:
        yield spot


def _lacks_letter(known: Known, question: Question, match: Match) -> bool:
    """Whether "6 C" was asked where the map tells 6a from 6b: then 6 is not what is meant."""
    reading = match.reading
    behind = reading.numbers[-1] + 1
    if len(reading.numbers) > 1 or behind >= len(question.tokens):
        return False
    letter = question.tokens[behind].text
    if reading.start <= behind < reading.end or len(letter) > 1 or not letter.isalpha():
        return False
    if not reading.written.isdecimal():
        return False
    base = int(reading.written)
    beside = known.houses_by_number(match.street, base, 8)
    labels = {house.number for house in beside if house.base == base}
    return any(label[-1:].isalpha() for label in labels) and f"{base}{letter}" not in labels


def _is_same(option: Option, other: Option) -> bool:
    return (
        option.spot.street == other.spot.street
        and great_circle_m(option.spot.point, other.spot.point) < _SAME_PLACE_M
    )


def _apart_m(point: Point, near: Point | None) -> float:
    return great_circle_m(point, near) if near else 0.0
