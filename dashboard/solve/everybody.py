"""Work for who has none: half of another's route, where that costs least."""

from collections.abc import Iterator

import numpy as np

from dashboard.domain import Pause, Reload, timetable
from dashboard.solve.balance import free_shifts
from dashboard.solve.board import Board, board_of
from dashboard.solve.insertion import settled
from dashboard.solve.prices import UNITS_PER_CENT
from dashboard.solve.routes import orders_in
from dashboard.solve.soundness import keeps_rules
from dashboard.solve.wishes import Wish

_LEAST = 2
"""Orders that are worth a route, as long as there are enough for all."""

Split = tuple[int, list[int], list[int]]
"""Whose route is split, what that shift keeps, and what the other is given."""


def put_all_to_work(where: Board, wish: Wish) -> None:
    """Give each idle member of a board a part of another route; some may find none to take."""
    for shift in np.flatnonzero(wish.even(where).members).tolist():
        if not where.routes[shift]:
            _employ(where, wish, shift)


def _employ(where: Board, wish: Wish, idle: int) -> None:
    splits = list(_splits(where, idle))
    if not splits:
        return
    for number in np.argsort(_units(where, wish, idle, splits), kind="stable").tolist():
        giver, kept, given = splits[number]
        after = [(shift, _settled(where, shift, r)) for shift, r in ((giver, kept), (idle, given))]
        if all(keeps_rules(where.on, where.shifts[shift], route) for shift, route in after):
            for shift, route in after:
                where.put(shift, route)
            return


def _splits(where: Board, idle: int) -> Iterator[Split]:
    """The beginning or the end of each route that may change."""
    problem, free = where.on.problem, free_shifts(where)
    driving = [shift for shift, route in enumerate(where.routes) if route and free[shift]]
    served = sum(len(orders_in(problem, where.routes[shift])) for shift in driving)
    least = _LEAST if served >= _LEAST * (len(driving) + 1) else 1
    for giver in driving:
        route = where.routes[giver]
        for place in range(1, len(route)):
            for kept, given in ((route[:place], route[place:]), (route[place:], route[:place])):
                sizes = len(orders_in(problem, kept)), len(orders_in(problem, given))
                if min(sizes) >= least and _may_take(where, idle, given):
                    yield giver, kept, given


def _may_take(where: Board, shift: int, route: list[int]) -> bool:
    problem = where.on.problem
    return all(problem.needs[k] <= where.offers[shift] for k in orders_in(problem, route))


def _units(where: Board, wish: Wish, idle: int, splits: list[Split]) -> list[float]:
    """What each split weighs more, about: breaks are not taken yet."""
    giver = np.array([split[0] for split in splits], dtype=np.int64)
    even = wish.even(where)
    total = -where.cents[giver] * float(UNITS_PER_CENT)
    total -= even.seconds_off(giver, even.work[giver]) * wish.second_units
    takers = np.full(len(splits), idle, dtype=np.int64)
    sides = (giver, [kept for _, kept, _ in splits]), (takers, [given for *_, given in splits])
    for shift, routes in sides:
        own = zip(shift.tolist(), routes, strict=True)
        parts = board_of(where.on, [(where.shifts[s], _bare(where, route)) for s, route in own])
        work = parts.duty_s.astype(np.float64)
        late = parts.timed[:, timetable.OTHERS_LATE] + parts.over_s
        total += (parts.cents + late) * float(UNITS_PER_CENT)
        total += even.seconds_off(shift, work) * wish.second_units
    units: list[float] = total.tolist()
    return units


def _bare(where: Board, route: list[int]) -> list[int]:
    """Without breaks, which are another shift's, and without loading again."""
    steps = where.on.problem.steps
    return [step for step in route if not isinstance(steps[step], Pause | Reload)]


def _settled(where: Board, shift: int, route: list[int]) -> list[int]:
    return settled(where.on, where.shifts[shift], _bare(where, route))
