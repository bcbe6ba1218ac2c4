"""Big days of our own making: towns, vans, service times and hours from one seed."""

import numpy as np

from dashboard.bench.instances import Coordinates, Instance, Lengths

WINDOWED = 0.45
"""The share of orders with hours; a third of these get two of them, the others four."""

_DAY_S = 9 * 3600
_CAPACITY = 220
_STOPS_PER_VAN = 50
_STOPS_PER_TOWN = 120
_SIDE_M = 700  # Of the square that belongs to each stop on average.
_TOWN_M = 1500
_BENDS = 1.3
_SLOW_M = 3000  # The part of every way that is driven in towns, at half the speed.
_FAST_M_PER_S = 16.0


def generated_day(stops: int, seed: int) -> Instance:
    """
    A day of that many stops, the same for the same seed; lengths are seconds of driving.

    There are vans for fifty stops each, far more than a good plan needs.
    """
    rng = np.random.default_rng([seed, stops])
    places = _places(stops, rng)
    windows = [(0, _DAY_S), *(_window(rng) for _ in range(stops))]
    return Instance(
        f"day-{stops}-seed-{seed}",
        "days",
        _seconds(places, rng),
        (0, *map(int, rng.integers(1, 4, stops))),
        _CAPACITY,
        -(-stops // _STOPS_PER_VAN),
        windows=tuple(windows),
        services=(0, *map(int, rng.integers(60, 241, stops))),
        coordinates=places,
    )


def _places(stops: int, rng: np.random.Generator) -> Coordinates:
    """Metres on a square with the depot in the middle; towns of very different size."""
    side = _SIDE_M * float(np.sqrt(stops))
    towns = max(2, stops // _STOPS_PER_TOWN)
    middles = rng.uniform(0, side, (towns, 2))
    sizes = 1 / np.arange(1, towns + 1)
    town = rng.choice(towns, stops, p=sizes / sizes.sum())
    spread = _TOWN_M * rng.uniform(0.5, 2, towns)[town]
    drawn = middles[town] + rng.normal(0, 1, (stops, 2)) * spread[:, np.newaxis]
    return np.vstack([[side / 2, side / 2], np.clip(drawn, 0, side)]).round()


def _seconds(places: Coordinates, rng: np.random.Generator) -> Lengths:
    """Row by row, so that a day of ten thousand stops needs no second matrix beside its own."""
    seconds = np.empty((len(places), len(places)), dtype=np.int32)
    for row, place in enumerate(places):
        metres = np.hypot(*(places - place).T) * _BENDS
        driven = (metres + np.minimum(metres, _SLOW_M)) / _FAST_M_PER_S
        # The way back is another one: one-way streets, turns that are not allowed.
        seconds[row] = driven * rng.uniform(1.0, 1.15, len(places))
    np.fill_diagonal(seconds, 0)
    return seconds


def _window(rng: np.random.Generator) -> tuple[int, int]:
    if rng.random() >= WINDOWED:
        return 0, _DAY_S
    length_s = (2 if rng.random() < 1 / 3 else 4) * 3600
    opens_s = int(rng.integers(0, (_DAY_S - length_s) // 900 + 1)) * 900
    return opens_s, opens_s + length_s
