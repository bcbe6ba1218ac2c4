"""The order of contraction: whole, the same each time, and the narrowest places last."""

import numpy as np
import pytest

from dashboard.travel.dissection import Int32Array, dissected

SIDE = 6


def grid(first: int, east: float) -> tuple[list[tuple[int, int]], list[tuple[float, float]]]:
    """Two-way streets of a square district, and where its junctions are."""
    streets = []
    for a in range(SIDE * SIDE):
        nexts = ([a + 1] if (a + 1) % SIDE else []) + ([a + SIDE] if a + SIDE < SIDE**2 else [])
        streets += [
            ends for b in nexts for ends in ((first + a, first + b), (first + b, first + a))
        ]
    return streets, [(east + a % SIDE, float(a // SIDE)) for a in range(SIDE * SIDE)]


def order_of(streets: list[tuple[int, int]], lonlat: list[tuple[float, float]]) -> list[int]:
    ends = np.array(streets, dtype=np.int32).reshape(-1, 2)
    degrees = np.array(lonlat, dtype=np.float64).reshape(-1, 2)
    order: list[int] = dissected(ends[:, 0], ends[:, 1], degrees).tolist()
    return order


def test_the_bridge_between_two_districts_comes_last() -> None:
    west, west_at = grid(0, east=0)
    east, east_at = grid(SIDE * SIDE, east=10)
    bridge = [(SIDE - 1, SIDE * SIDE), (SIDE * SIDE, SIDE - 1)]
    order = order_of([*bridge, *west, *east], west_at + east_at)
    assert set(order[-2:]) == {0, 1}
    # One district lies before the other as a whole.
    halves = [segment < 2 + len(west) for segment in order[:-2]]
    assert halves in (sorted(halves), sorted(halves, reverse=True))


@pytest.mark.parametrize("seed", range(20))
def test_every_segment_has_its_place_whatever_the_streets(seed: int) -> None:
    rng = np.random.default_rng(seed)
    junctions, count = int(rng.integers(1, 40)), int(rng.integers(0, 90))
    tail: Int32Array = rng.integers(junctions, size=count, dtype=np.int32)
    head: Int32Array = rng.integers(junctions, size=count, dtype=np.int32)
    lonlat = rng.random((junctions, 2)) * (seed % 3)  # For some all junctions lie on one spot.
    order = dissected(tail, head, lonlat)
    assert sorted(order) == list(range(count))
    assert np.array_equal(order, dissected(tail, head, lonlat))
