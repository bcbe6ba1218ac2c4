"""Small days of every kind, for tests that try many: the same for the same seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import numpy as np

from dashboard.domain import (
    Assignment,
    Break,
    Collection,
    Costs,
    Kind,
    Load,
    Order,
    Priority,
    Problem,
    Shift,
    TravelMatrix,
    never_overtaking,
)
from dashboard.solve.insertion import complete
from tests.build import at, depot, house, order, problem, shift, window

CLASSES = ("Van", "Bike")


def small_days(count: int, seed: int = 7) -> Iterator[tuple[Problem, Assignment]]:
    """
    Days that are too much for their drivers, each with routes into which nothing more fits.

    They are filled without a look at priorities, so that some orders ought to give way.
    """
    random = Random(seed)
    for _ in range(count):
        day = small_day(random)
        alike = tuple(replace(one, priority=Priority.NORMAL) for one in day.orders)
        yield day, complete(replace(day, orders=alike), Assignment())


def small_day(random: Random) -> Problem:
    """Up to nine orders and three unlike shifts on a street with rush hours and missing ways."""
    fleet = [_shift(random, number) for number in range(1, random.randint(1, 3) + 1)]
    orders = [_order(random, f"o{k}") for k in range(random.randint(2, 9))]
    yard = depot(loading_min=random.choice((0, 0, 15)))
    fleet = [replace(one, loading=yard.loading) for one in fleet]
    day = problem(orders, fleet, at_depot=yard)
    return replace(day, travel={"van": _travel(random, day.travel["van"])})


def _shift(random: Random, number: int) -> Shift:
    costs = Costs(
        shift_cents=random.choice((0, 1500)),
        hour_cents=random.choice((0, 1999, 2345)),
        km_cents=random.choice((0, 37)),
        stop_cents=random.choice((0, 451)),
        overtime_after=random.choice((None, timedelta(hours=2))),
        overtime_factor=random.choice((1.5, 1.37)),
        min_guarantee_cents=random.choice((0, 0, 6000)),
    )
    kind = random.choice(CLASSES)
    made = shift(
        f"{kind}-{number}",
        number,
        hours=("09:00", random.choice(("10:30", "12:00", "15:00"))),
        start=random.choice((house(0), house(0), house(2), None)),
        end=random.choice((house(0), house(0), house(3), None)),
        parcels=random.choice((None, 2, 4)),
        weight_g=random.choice((None, None, 3000)),
        max_stops=random.choice((None, None, 1, 2)),
        costs=costs,
        paid_when_idle=random.random() < 0.3,
        skills=frozenset({"cooling"} if random.random() < 0.6 else ()),
    )
    return replace(made, class_name=kind, **_bounds(random, made))


def _bounds(random: Random, made: Shift) -> dict[str, Any]:
    """Now and then a break, a longest day or route, a second trip, some minutes more."""
    rest = Break(f"{made.id}/break-1", window("09:40", "10:10"), timedelta(minutes=20))
    return {
        "breaks": random.choice(((), (), (), (rest,))),
        "max_duty": random.choice((None, None, None, timedelta(hours=1))),
        "max_distance_m": random.choice((None, None, None, 5000)),
        "reloads": random.choice((0, 0, 0, 1)),
        "overrun": timedelta(minutes=random.choice((0, 0, 0, 15))),
    }


def _order(random: Random, name: str) -> Order:
    windows = random.choice(
        (
            [],
            [],
            [("09:00", "09:30")],
            [("10:00", "10:20")],
            [("09:40", "09:50"), ("11:00", "11:10")],
            [("16:00", "17:00")],
        )
    )
    made = order(
        name,
        random.choice((-3, -1, 1, 1, 2, 2.5, 3, 5)),
        windows=windows,
        service_min=random.choice((0, 5, 12)),
        priority=random.choice(tuple(Priority)),
        skills=frozenset({"cooling"} if random.random() < 0.2 else ()),
        driver_class=random.choice(("", "", "", "bike", "Van")),
        own_stop=random.random() < 0.2,
    )
    load = Load(random.choice((0, 1, 1, 2, 5)), random.choice((0, 1000, 4000)))
    release = random.choice((None, None, None, None, at("09:20"), at("11:00")))
    return replace(made, load=load, release=release, **_asks(random))


def _asks(random: Random) -> dict[str, Any]:
    """Now and then a return, something to fetch first, drivers by name, some lateness allowed."""
    kind = random.choice((*[Kind.DELIVER] * 7, Kind.HAND_BACK))
    fetched = Collection(house(random.choice((1, 2, 4))), service=timedelta(minutes=4))
    is_fetched = kind is Kind.DELIVER and random.random() < 0.15
    return {
        "kind": kind,
        "collect": fetched if is_fetched else None,
        "drivers": frozenset(random.choice(((), (), (), (), (), ("Driver 1",)))),
        "not_drivers": frozenset(random.choice(((), (), (), (), (), ("Driver 2",)))),
        "max_late": timedelta(minutes=random.choice((0, 0, 0, 10))),
        "late_cents": random.choice((0, 600)),
    }


def _travel(random: Random, flat: TravelMatrix) -> TravelMatrix:
    """With a slow hour from ten to eleven, not symmetric, and now and then without some way."""
    slots = (9 * 3600, 10 * 3600, 11 * 3600)
    uneven = flat.durations_s[0] + np.triu(np.full(flat.distances_m.shape, 40, np.int32), 1)
    durations = np.stack([uneven, (uneven * 1.4).astype(np.int32), uneven])
    distances = flat.distances_m.copy()
    if random.random() < 0.2 and len(distances) > 1:
        row, column = random.randrange(len(distances)), random.randrange(len(distances))
        if row != column:
            durations[:, row, column] = distances[row, column] = -1
    return TravelMatrix(never_overtaking(durations, slots), distances, slots)
