"""One address -> an answer: what may be meant is looked up, weighed and judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from dashboard.domain import Point, great_circle_m
from dashboard.places.answers import Candidate, Found, Quality
from dashboard.places.building import name_key
from dashboard.places.known import House, Known
from dashboard.places.matching import Match, matches
from dashboard.places.numbers import asked
from dashboard.places.postcodes import area
from dashboard.places.questions import Question, Reading, read_question
from dashboard.places.spots import Spot, house_spots, number_spot, street_spot
from dashboard.places.towns import Said, said

ACCEPT, ACCEPT_IN_TOWN, ACCEPT_BLINDLY = 90.0, 85.0, 95.0
"""
Points from which on a house is taken: without a word on the town, with its town
or postcode in agreement, and where the map knows neither towns nor postcodes.
"""
REVIEW = 65.0

MAX_CANDIDATES = 3
_SAME_PLACE_M = 100
_CLOSE_POINTS, _FAR_POINTS = 4.0, 25.0
_LOOSE_COST, _MOST_LOOSE = 8.0, 2
_LETTER_BONUS = 1.0
_CONTRADICTION_COST = 10.0
_NUMBER_COST, _STREET_COST = 6.0, 12.0
_CODE_RADIUS_M, _TOWN_RADIUS_M = 1000, 3000
_SLIPPED_TOWN = 0.6

BOX = "A post office box has no door to deliver to: ask the customer for a street address."
EMPTY = "There is no address."
UNKNOWN_CODE = "This postcode is not in the map of this area."
UNKNOWN_TOWN = "This town is not in the map of this area."
OTHER_CODE = "The postcode belongs to another part of the map than this street and number."
OTHER_TOWN = "The map has this street and number in another town."
SEVERAL = "It could be one of several places."
NO_NUMBER = "The house number is missing: this is only the street."
UNKNOWN_NUMBER = "The street is known, the house number is not."
NO_STREET = "No such street in the map of this area."
UNSURE = "The street is spelled differently in the map: check that this is the one."


@dataclass(frozen=True, slots=True)
class _Option:
    """A place that may be meant, with what speaks against it."""

    match: Match
    spot: Spot
    said: Said
    score: float
    agrees: bool
    doubt: str


def find(known: Known, text: str, near: Point | None) -> Found:
    """The answer for one address."""
    question = read_question(text, known.postcodes)
    if question.is_box:
        return Found("review", None, (), BOX)
    if not question.tokens:
        return Found("rejected", None, (), EMPTY)
    options = _options(known, question, near)
    if not options:
        return _without_street(known, question)
    return _judged(known, options, near)


def _options(known: Known, question: Question, near: Point | None) -> list[_Option]:
    """Places for the best matches, best first; one place once."""

    @cache
    def heard(reading: Reading) -> Said:
        return said(question, reading, known.towns)

    options = [
        _weighed(known, match, spot, heard(match.reading))
        for match in matches(question, known.gazetteer)
        for spot in _spots(known, question, match, near)
    ]
    options.sort(key=lambda option: (-option.score, _apart_m(option.spot.point, near)))
    kept: list[_Option] = []
    for option in options:
        if not any(_is_same(option, other) for other in kept):
            kept.append(option)
    return kept


def _spots(
    known: Known, question: Question, match: Match, near: Point | None
) -> Iterator[Spot]:
    reading = match.reading
    if reading.numbers:
        for key in asked(reading.written):
            if houses := known.houses(match.street, key):
                if not _lacks_letter(known, question, match):
                    yield from house_spots(houses)
                    return
                break
    if match.points < REVIEW:
        return
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


def _weighed(known: Known, match: Match, spot: Spot, heard: Said) -> _Option:
    """The points of the name, less what the number, stray words and the town take away."""
    score = match.points - _LOOSE_COST * min(heard.loose, _MOST_LOOSE)
    if spot.quality is Quality.HOUSE:
        score += _LETTER_BONUS * (len(match.reading.numbers) - 1)
    else:
        score -= _NUMBER_COST if spot.house is not None else _STREET_COST
    agrees, doubt = _town_verdict(known, spot, heard)
    if doubt:
        score -= _CONTRADICTION_COST
    elif agrees:
        score += 1.0
    return _Option(match, spot, heard, score, agrees, doubt)


def _town_verdict(known: Known, spot: Spot, heard: Said) -> tuple[bool, str]:
    """Whether town or postcode agree with the place, and what speaks against it."""
    house = spot.house
    if heard.code and not heard.knows_code:
        return False, UNKNOWN_CODE
    code_agrees = bool(heard.code) and _has_code(known, spot, heard.code)
    if heard.code and not code_agrees:
        return False, OTHER_CODE
    if heard.unknown and known.towns.names:
        town = name_key(house.city) if house else ""
        slipped = OSA.normalized_similarity(heard.unknown, town) >= _SLIPPED_TOWN
        return code_agrees, "" if code_agrees and slipped else UNKNOWN_TOWN
    town_agrees = any(_is_in_town(known, spot, town) for town in heard.towns)
    if heard.towns and not town_agrees:
        return False, OTHER_TOWN
    return code_agrees or town_agrees, ""


def _has_code(known: Known, spot: Spot, code: str) -> bool:
    tagged = spot.house.postcode if spot.house else ""
    if tagged:
        return tagged == code or (area(tagged) == code)
    return _is_near(spot.point, known.code_points(code), _CODE_RADIUS_M)


def _is_in_town(known: Known, spot: Spot, town: str) -> bool:
    tagged = name_key(spot.house.city) if spot.house else ""
    words, tagged_words = set(town.split()), set(tagged.split())
    if tagged and (words <= tagged_words or tagged_words <= words):
        return True
    if tagged and town in known.tagged_towns:
        return False
    points = known.town_points(town)
    # A town of which the map has no more than the border may reach here.
    return not points or _is_near(spot.point, points, _TOWN_RADIUS_M)


def _judged(known: Known, options: Sequence[_Option], near: Point | None) -> Found:
    best = options[0]
    likely = [best, *(o for o in options[1:] if o.score >= max(REVIEW, best.score - _FAR_POINTS))]
    candidates = tuple(_candidate(known, option) for option in likely[:MAX_CANDIDATES])
    reason = _reason(known, options)
    if not reason:
        return Found("accepted", candidates[0], candidates, "")
    if best.score < REVIEW:
        return Found("rejected", candidates[0], candidates, best.doubt or NO_STREET)
    return Found("review", candidates[0], candidates, reason)


def _reason(known: Known, options: Sequence[_Option]) -> str:
    """Why the best option is not simply taken; "" where it is."""
    best = options[0]
    if best.doubt:
        return best.doubt
    if best.spot.quality is not Quality.HOUSE:
        return UNKNOWN_NUMBER if best.match.reading.numbers else NO_NUMBER
    if any(_rivals(best, other) for other in options[1:]):
        return SEVERAL
    # The street that is written letter by letter lacks the number: better asked than guessed.
    if any(_is_better_written(other, best) for other in options[1:]):
        return UNKNOWN_NUMBER
    if not known.towns.names and not known.towns.codes:
        least = ACCEPT_BLINDLY
    else:
        least = ACCEPT_IN_TOWN if best.agrees else ACCEPT
    return "" if best.score >= least else UNSURE


def _rivals(best: _Option, other: _Option) -> bool:
    return (
        other.spot.quality is Quality.HOUSE
        and not other.doubt
        and best.score - other.score < _CLOSE_POINTS
        and other.match.reading.written >= best.match.reading.written
    )


def _is_better_written(other: _Option, best: _Option) -> bool:
    """Whether the same words, or more of them, are the other street's name letter by letter."""
    if best.match.is_exact or not other.match.is_exact or other.doubt:
        return False
    its, ours = other.match.reading, best.match.reading
    return (
        its.start <= ours.start
        and its.end >= ours.end
        and other.match.points > best.match.points
    )


def _candidate(known: Known, option: _Option) -> Candidate:
    score = round(max(0.0, min(100.0, option.score)), 1)
    return Candidate(_label(known, option.spot), option.spot.point, option.spot.quality, score)


def _label(known: Known, spot: Spot) -> str:
    name = known.gazetteer.names[spot.street]
    house = spot.house
    if house is None:
        return name
    if spot.quality is not Quality.HOUSE:
        line = f"{name}, near number {house.number}"
    else:
        line = f"{house.number} {name}" if known.number_first else f"{name} {house.number}"
    code = house.postcode.upper()
    town = f"{house.city} {code}" if known.number_first else f"{code} {house.city}"
    return f"{line}, {town.strip()}" if town.strip() else line


def _without_street(known: Known, question: Question) -> Found:
    """Nothing but perhaps the postcode is known."""
    for token in question.tokens:
        points = known.code_points(token.text) if token.kind == "postcode" else []
        if points:
            middle = Point(
                sum(p.lon for p in points) / len(points), sum(p.lat for p in points) / len(points)
            )
            only = Candidate(token.text.upper(), middle, Quality.POSTCODE, 0.0)
            return Found("rejected", only, (only,), NO_STREET)
    return Found("rejected", None, (), NO_STREET)


def _is_same(option: _Option, other: _Option) -> bool:
    return (
        option.spot.street == other.spot.street
        and great_circle_m(option.spot.point, other.spot.point) < _SAME_PLACE_M
    )


def _is_near(point: Point, points: Sequence[Point], radius_m: float) -> bool:
    return any(great_circle_m(point, other) <= radius_m for other in points)


def _apart_m(point: Point, near: Point | None) -> float:
    return great_circle_m(point, near) if near else 0.0
