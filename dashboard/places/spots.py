"""Where a street and number are: at a house, between two houses, or in the middle of a street."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.domain import Point, great_circle_m
from dashboard.places.answers import Quality
from dashboard.places.known import House, Known

_SAME_PLACE_M = 100
_NEIGHBOURS = 12
_NEIGHBOUR_M = 500


class Spot(NamedTuple):
    """A point of a street; ``house`` is the one that stands there, or the nearest known."""

    street: int
    point: Point
    quality: Quality
    house: House | None


def house_spots(houses: Sequence[House]) -> Iterator[Spot]:
    """
    One spot for each group of houses, the largest first: shops in one building have one number.

    The spot is the house amid its group, with a postcode and town that any of it has.
    """
    left = list(houses)
    while left:
        group = max(
            ([h for h in left if great_circle_m(h.point, o.point) < _SAME_PLACE_M] for o in left),
            key=len,
        )
        left = [h for h in left if h not in group]
        amid = min(group, key=lambda h: sum(great_circle_m(h.point, o.point) for o in group))
        postcode = amid.postcode or next((h.postcode for h in group if h.postcode), "")
        city = amid.city or next((h.city for h in group if h.city), "")
        named = amid._replace(postcode=postcode, city=city)
        yield Spot(amid.street, amid.point, Quality.HOUSE, named)


def number_spot(known: Known, street: int, written: str, near: Point | None) -> Spot | None:
    """Between the houses with the nearest numbers, of the same side if there are; None without."""
    digits = re.match(r"\d+", written)
    if digits is None:
        return None
    base = int(digits[0])
    houses = known.houses_by_number(street, base, _NEIGHBOURS)
    if not houses:
        return None
    houses.sort(key=lambda h: ((h.base - base) % 2, abs(h.base - base), _apart_m(h.point, near)))
    nearest = houses[0]
    others = (
        house
        for house in houses[1:]
        if (house.base - base) % 2 == (nearest.base - base) % 2
        and (house.base - base) * (nearest.base - base) < 0
        and great_circle_m(house.point, nearest.point) <= _NEIGHBOUR_M
    )
    other = next(others, None)
    point = nearest.point
    if other is not None:
        share = (base - nearest.base) / (other.base - nearest.base)
        point = Point(
            round(point.lon + share * (other.point.lon - point.lon), 7),
            round(point.lat + share * (other.point.lat - point.lat), 7),
        )
    return Spot(street, point, Quality.STREET, nearest)


def street_spot(known: Known, street: int, near: Point | None) -> Spot | None:
    """A point of the street amid it, or of its piece nearest to ``near``; None without a line."""
    middles = [line[len(line) // 2] for line in known.lines(street)]
    if not middles:
        houses = known.houses_by_number(street, 0, 1)
        return Spot(street, houses[0].point, Quality.STREET, None) if houses else None
    centre = near or Point(
        sum(point.lon for point in middles) / len(middles),
        sum(point.lat for point in middles) / len(middles),
    )
    amid = min(middles, key=lambda point: great_circle_m(point, centre))
    return Spot(street, amid, Quality.STREET, None)


def _apart_m(point: Point, near: Point | None) -> float:
    return great_circle_m(point, near) if near else 0.0
