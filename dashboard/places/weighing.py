"""A place that may be meant, weighed: how well name, number, town and postcode agree."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dashboard.domain import Point, great_circle_m
from dashboard.places.answers import Quality
from dashboard.places.building import name_key
from dashboard.places.known import Known
from dashboard.places.matching import Match
from dashboard.places.postcodes import area
from dashboard.places.spots import Spot
from dashboard.places.towns import Said

UNKNOWN_CODE = "This postcode is not in the map of this area."
UNKNOWN_TOWN = "This town is not in the map of this area."
OTHER_CODE = "The postcode belongs to another part of the map than this street and number."
OTHER_TOWN = "The map has this street and number in another town."

_LOOSE_COST, _MOST_LOOSE = 8.0, 2
_LETTER_BONUS, _AGREEMENT_BONUS = 1.0, 1.0
_CONTRADICTION_COST = 10.0
_NUMBER_COST, _STREET_COST = 12.0, 18.0
_CODE_RADIUS_M, _TOWN_RADIUS_M = 1000, 3000
_SLIPPED_TOWN = 0.6


@dataclass(frozen=True, slots=True)
class Option:
    """
    A place that may be meant; ``agrees`` where its town or postcode is the one written.

    ``doubt`` is what the town or postcode speaks against it, "" for nothing.
    """

    match: Match
    spot: Spot
    score: float
    agrees: bool
    doubt: str


def weighed(known: Known, match: Match, spot: Spot, heard: Said) -> Option:
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
        score += _AGREEMENT_BONUS
    return Option(match, spot, score, agrees, doubt)


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


def _is_near(point: Point, points: Sequence[Point], radius_m: float) -> bool:
    return any(great_circle_m(point, other) <= radius_m for other in points)
