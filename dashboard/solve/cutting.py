"""Cutting a day into parts that are days of their own, along routes or along neighbourhoods."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import numpy.typing as npt

from dashboard.domain import Need, Problem, TravelMatrix, doors

Positions = npt.NDArray[np.float64]
"""East and north of the day's depot in degrees of latitude, ``(n, 2)``."""

Groups = list[list[int]]
"""Which things belong together, by their indices."""


def cut(problem: Problem, orders: Sequence[int], shifts: Sequence[str]) -> Problem:
    """The day with these orders and shifts only, and the rows of the matrices that they need."""
    kept_orders = tuple(problem.orders[k] for k in orders)
    kept_shifts = tuple(problem.shift_by_id[shift] for shift in shifts)
    used = {shift.depot_id for shift in kept_shifts}
    depots = tuple(depot for depot in problem.depots if depot.id in used)
    places = doors(kept_orders, kept_shifts, depots)
    rows = np.array([problem.place_row[place] for place in places], dtype=np.int64)
    profiles = dict.fromkeys(shift.profile for shift in kept_shifts)
    travel = {profile: _rows_of(problem.travel[profile], rows) for profile in profiles}
    names = {order.id for order in kept_orders}
    return Problem(
        problem.day, kept_orders, kept_shifts, depots, places, travel,
        pins=tuple(pin for pin in problem.pins if pin.order_id in names and pin.shift_id in shifts),
        held={shift: problem.held[shift] for shift in shifts if shift in problem.held},
        locked=problem.locked & frozenset(shifts),
        aims=problem.aims,
    )  # fmt: skip


def positions_of(problem: Problem) -> Positions:
    """Where the orders are, seen from the first depot."""
    points = [problem.depots[0].point, *(order.point for order in problem.orders)]
    degrees = np.array([(p.lon, p.lat) if p else (0.0, 0.0) for p in points], dtype=np.float64)
    degrees[:, 0] *= cos(radians(degrees[0, 1]))
    positions: Positions = degrees[1:] - degrees[0]
    return positions


def neighbourhoods(positions: Positions, count: int, dice: random.Random) -> Groups:
    """Orders in so many groups of like size, each a patch between straight lines."""
    return _bisected(positions, np.ones(len(positions)), count, dice)


def route_groups(
    positions: Positions,
    routes: Sequence[Sequence[int]],
    count: int,
    turn: int,
    dice: random.Random,
) -> Groups:
    """
    Routes in so many groups of neighbours with about as many orders each.

    With each ``turn`` the cuts are others: patches between lines of any direction, then wedges
    around the depot, so that what a cut has parted once comes together later.
    """
    middles = np.array([positions[list(route)].mean(axis=0) for route in routes])
    sizes = np.array([len(route) for route in routes], dtype=np.float64)
    if turn % 2 == 0:
        return _bisected(middles, sizes, count, dice)
    first = dice.uniform(0, 2 * np.pi)
    angles = (np.arctan2(middles[:, 1], middles[:, 0]) - first) % (2 * np.pi)
    ranked = np.argsort(angles, kind="stable")
    bounds = np.cumsum(sizes[ranked]) - sizes[ranked] / 2
    belongs = np.minimum((bounds * count / sizes.sum()).astype(int), count - 1)
    groups = [[int(k) for k in ranked[belongs == number]] for number in range(count)]
    return [group for group in groups if group]


def dealt_shifts(problem: Problem, groups: Groups) -> list[list[str]]:
    """Every shift given to one group, in proportion to the orders that it could serve there."""
    asking = [Counter(problem.needs[k] for k in group) for group in groups]
    given: list[list[str]] = [[] for _ in groups]
    for shift in problem.shifts:
        shares = [
            _asking(needs, problem.offers(shift)) / (len(mine) + 1)
            for needs, mine in zip(asking, given, strict=True)
        ]
        given[shares.index(max(shares))].append(shift.id)
    return given


def nearest(positions: Positions, groups: Sequence[Sequence[int]], order: int) -> int:
    """The group of orders in whose middle an order is, or nearly so."""
    middles = np.array([positions[list(group)].mean(axis=0) for group in groups])
    return int(((middles - positions[order]) ** 2).sum(axis=1).argmin())


def _asking(needs: Counter[frozenset[Need]], offers: frozenset[Need]) -> float:
    """The orders that a shift could serve; those that ask for something count tenfold."""
    return sum(many * (10 if asked else 1) for asked, many in needs.items() if asked <= offers)


def _bisected(
    positions: Positions, sizes: npt.NDArray[np.float64], count: int, dice: random.Random
) -> Groups:
    def split(members: npt.NDArray[np.int64], parts: int) -> Groups:
        if parts <= 1 or len(members) <= 1:
            return [[int(k) for k in members]] if len(members) else []
        angle = dice.uniform(0, np.pi)
        along = positions[members] @ np.array([cos(angle), sin(angle)])
        ranked = members[np.argsort(along, kind="stable")]
        filled = np.cumsum(sizes[ranked]) - sizes[ranked] / 2
        low = filled < sizes[ranked].sum() * (parts // 2) / parts
        return [*split(ranked[low], parts // 2), *split(ranked[~low], parts - parts // 2)]

    return split(np.arange(len(positions)), count)


def _rows_of(matrix: TravelMatrix, rows: npt.NDArray[np.int64]) -> TravelMatrix:
    pairs = np.ix_(rows, rows)
    durations = np.stack([slot[pairs] for slot in matrix.durations_s])
    return replace(matrix, durations_s=durations, distances_m=matrix.distances_m[pairs])
