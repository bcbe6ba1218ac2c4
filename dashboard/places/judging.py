"""Places that may be meant -> the answer: taken, asked about or refused, and why."""

from collections.abc import Sequence

from dashboard.domain import Point
from dashboard.places.answers import Candidate, Found, Quality
from dashboard.places.known import Known
from dashboard.places.questions import Question
from dashboard.places.spots import Spot
from dashboard.places.weighing import Option

ACCEPT, ACCEPT_IN_TOWN, ACCEPT_BLINDLY = 90.0, 85.0, 95.0
"""
Points from which on a house is taken: without a word on the town, with its town
or postcode in agreement, and where the map knows neither towns nor postcodes.
"""
REVIEW = 65.0
"""Below, nobody can have meant it."""

MAX_CANDIDATES = 3

SEVERAL = "It could be one of several places."
NO_NUMBER = "The house number is missing: this is only the street."
UNKNOWN_NUMBER = "The street is known, the house number is not."
NO_STREET = "No such street in the map of this area."
UNSURE = "The street is spelled differently in the map: check that this is the one."

_CLOSE_POINTS, _FAR_POINTS = 4.0, 25.0


def judged(known: Known, options: Sequence[Option]) -> Found:
    best = options[0]
    likely = [best, *(o for o in options[1:] if o.score >= max(REVIEW, best.score - _FAR_POINTS))]
    candidates = tuple(_candidate(known, option) for option in likely[:MAX_CANDIDATES])
    reason = _reason(known, options)
    if not reason:
        return Found("accepted", candidates[0], candidates, "")
    if best.score < REVIEW:
        return Found("rejected", candidates[0], candidates, best.doubt or NO_STREET)
    return Found("review", candidates[0], candidates, reason)


def without_street(known: Known, question: Question) -> Found:
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


def _reason(known: Known, options: Sequence[Option]) -> str:
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


def _rivals(best: Option, other: Option) -> bool:
    return (
        other.spot.quality is Quality.HOUSE
        and not other.doubt
        and best.score - other.score < _CLOSE_POINTS
        # "6 A" was read with its letter; that there is also a 6 is no second meaning.
        and len(other.match.reading.numbers) >= len(best.match.reading.numbers)
    )


def _is_better_written(other: Option, best: Option) -> bool:
    """Whether the same words, or more of them, are the other street's name letter by letter."""
    if best.match.is_exact or not other.match.is_exact or other.doubt:
        return False
    its, ours = other.match.reading, best.match.reading
    return (
        its.start <= ours.start and its.end >= ours.end and other.match.points > best.match.points
    )


def _candidate(known: Known, option: Option) -> Candidate:
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
