"""A town of many orders on a plane, by chance but the same for the same seed."""

import random

import numpy as np

from dashboard.domain import (
    Costs,
    Depot,
    Load,
    Order,
    Point,
    Problem,
    Shift,
    TimeWindow,
    TravelMatrix,
    doors,
)
from tests.build import DAY, depot, shift, window

_STEP = 0.001
"""Degrees between neighbouring doors; half a minute and 100 m."""


def town(
    orders: int,
    vans: int,
    seed: int = 1,
    costs: Costs = Costs(5000, 2000, 50),  # noqa: B008
) -> Problem:
    """Every third order has hours, every tenth asks for cooling, which every fourth van has."""
    dice = random.Random(seed)
    cooling = frozenset({"cooling"})
    fleet = [
        shift(f"s{k}", k, parcels=80, costs=costs, skills=cooling if k % 4 == 0 else frozenset())
        for k in range(1, vans + 1)
    ]
    return _problem([_order(f"o{k}", dice) for k in range(orders)], fleet, depot())


def _order(name: str, dice: random.Random) -> Order:
    spans: tuple[TimeWindow, ...] = ()
    if dice.random() < 1 / 3:
        hour = dice.randint(9, 13)
        spans = (window(f"{hour:02}:00", f"{hour + 3}:00"),)
    return Order(
        name,
        Point(round(dice.gauss(0, 40)) * _STEP, round(dice.gauss(0, 40)) * _STEP),
        windows=spans,
        load=Load(dice.randint(1, 3)),
        skills=frozenset({"cooling"} if dice.random() < 0.1 else ()),
    )


def _problem(orders: list[Order], fleet: list[Shift], where: Depot) -> Problem:
    places = doors(orders, fleet, [where])
    spots = np.array([(place.lon, place.lat) for place in places]) / _STEP
    apart = np.abs(spots[:, np.newaxis] - spots[np.newaxis]).sum(axis=2)
    travel = TravelMatrix(
        (apart * 30).round().astype(np.int32)[np.newaxis], (apart * 100).round().astype(np.int32)
    )
    return Problem(DAY, tuple(orders), tuple(fleet), (where,), places, {"van": travel})
