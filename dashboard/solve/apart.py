"""Routes apart: how much they overlap, and the territories that a search is to keep to."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point, Problem
from dashboard.domain.spans import Int64Array
from dashboard.solve.cutting import Positions, positions_of
from dashboard.solve.routes import Routes, orders_in

NEIGHBOURS = 5
"""Nearest orders of each order that had better be on its route."""
NOBODY = -1

_ROUNDS = 12
_ROOM = 1.08  # Of the mean: what a territory may hold.
_BATCH = 512


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """The nearest orders of each order, ``(n, 5)`` or as many as there are; nearest first."""

    near: Int64Array

    def foreign(self, owner: Int64Array) -> int:
        """Pairs of an order and a near one that are on two routes; ``owner`` is -1 for none."""
        here, there = owner[:, np.newaxis], owner[self.near]
        return int(((here != there) & (here != NOBODY) & (there != NOBODY)).sum())

    def overlap(self, owner: Int64Array) -> float:
        """The mean share of each order's nearest orders that are on other routes, 0 to 1."""
        here, there = owner[:, np.newaxis], owner[self.near]
        pairs = int(((here != NOBODY) & (there != NOBODY)).sum())
        return self.foreign(owner) / pairs if pairs else 0.0

    def linked(self, order: int) -> Int64Array:
        """The orders near to one and those it is near to; who is both stands there twice."""
        others, _ = np.nonzero(self.near == order)
        return np.concatenate([self.near[order], others])


def nearness(problem: Problem) -> Nearness:
    """Of orders as the crow flies; orders at one door are the nearest."""
    positions, rows = positions_of(problem), []
    count = min(NEIGHBOURS, max(0, len(positions) - 1))
    for first in range(0, len(positions), _BATCH):
        some = np.arange(first, min(first + _BATCH, len(positions)))
        away = ((positions[some, np.newaxis] - positions[np.newaxis]) ** 2).sum(axis=2)
        away[np.arange(len(some)), some] = np.inf
        rows.append(np.argsort(away, axis=1, kind="stable")[:, :count])
    near = np.concatenate(rows) if rows else np.zeros((0, 0))
    return Nearness(near.astype(np.int64))


def owners(problem: Problem, routes: Routes) -> Int64Array:
    """The index of the shift that serves each order, -1 for none."""
    owner = np.full(len(problem.orders), NOBODY, dtype=np.int64)
    for number, shift in enumerate(problem.shifts):
        owner[orders_in(problem, routes.get(shift.id, []))] = number
    return owner


def territories(problem: Problem, owner: Int64Array) -> Int64Array:
    """
    The number of the territory of each order: patches of like size around the routes' middles.

    Balanced k-means: orders that gain most by their nearest middle choose first.
    """
    positions, served = positions_of(problem), owner != NOBODY
    routes = np.unique(owner[served])
    if len(routes) < 2:
        return np.zeros(len(owner), dtype=np.int64)
    middles = np.array([positions[owner == route].mean(axis=0) for route in routes])
    middles += _apart_a_little(len(routes), positions)
    room = int(np.ceil(_ROOM * len(positions) / len(routes)))
    chosen = np.zeros(len(positions), dtype=np.int64)
    for _ in range(_ROUNDS):
        before, chosen = chosen, _dealt(positions, middles, room)
        if (before == chosen).all():
            break
        for number in range(len(routes)):
            if (chosen == number).any():
                middles[number] = positions[chosen == number].mean(axis=0)
    return chosen


def by_door(problem: Problem, territory: Int64Array) -> dict[Point, int]:
    """The territory of each door; of several orders at one door the last decides."""
    doors = (problem.places[row] for row in problem.order_rows)
    return {
        door: int(number) for door, number in zip(doors, territory, strict=True) if number != NOBODY
    }


def _dealt(positions: Positions, middles: Positions, room: int) -> Int64Array:
    away = ((positions[:, np.newaxis] - middles[np.newaxis]) ** 2).sum(axis=2)
    two = np.sort(away, axis=1)[:, :2]
    left = np.full(len(middles), room)
    chosen = np.zeros(len(positions), dtype=np.int64)
    for order in np.argsort(two[:, 0] - two[:, 1], kind="stable"):
        choice = int(np.where(left > 0, away[order], np.inf).argmin())
        chosen[order] = choice
        left[choice] -= 1
    return chosen


def _apart_a_little(count: int, positions: Positions) -> npt.NDArray[np.float64]:
    """Middles that fall together would never part by themselves."""
    angles = 2 * np.pi * np.arange(count) / count
    spots: npt.NDArray[np.float64] = np.column_stack([np.cos(angles), np.sin(angles)])
    return spots * float(positions.std()) * 0.01
