"""Territories of routes, and what a search pays for driving from one into another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dashboard.domain import Aims, Assignment, Point, Problem, Reload, Task
from dashboard.domain.spans import Int64Array

_NOBODYS = -1


@dataclass(frozen=True, slots=True)
class Fences(Aims):
    """
    The aims of a search that is to stay within territories, which are those of doors.

    ``units`` is the price of a drive between orders of two of them. No person pays it: it is
    in the prices of a search, never in money.
    """

    territory: Mapping[Point, int] = field(default_factory=dict)
    units: int = 0


def fence_prices(problem: Problem) -> Int64Array:
    """Units besides for driving from row to column, int64 ``(n, n)``, or ``(1,)`` without any."""
    if not isinstance(problem.aims, Fences):
        return np.zeros(1, np.int64)
    own = _territories(problem.aims, problem)
    is_crossing = own[:, np.newaxis] != own[np.newaxis]
    is_crossing &= (own[:, np.newaxis] != _NOBODYS) & (own[np.newaxis] != _NOBODYS)
    prices: Int64Array = is_crossing * np.int64(problem.aims.units)
    return prices


def crossing_price(problem: Problem, assignment: Assignment) -> int:
    """Units that the routes of an assignment pay for crossing fences."""
    if not isinstance(problem.aims, Fences):
        return 0
    own = _territories(problem.aims, problem)
    crossed = 0
    for steps in assignment.steps.values():
        rows = [problem.place_of(s) for s in steps if isinstance(s, Task | Reload)]
        crossed += _crossings(own[rows])
    return crossed * problem.aims.units


def _crossings(territories: Sequence[int] | Int64Array) -> int:
    here, there = np.array(territories[:-1]), np.array(territories[1:])
    return int(((here != there) & (here != _NOBODYS) & (there != _NOBODYS)).sum())


def _territories(fences: Fences, problem: Problem) -> Int64Array:
    """Of each place, by its row."""
    numbers = [fences.territory.get(place, _NOBODYS) for place in problem.places]
    return np.array(numbers, dtype=np.int64)
