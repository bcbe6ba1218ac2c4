"""Taking one order along in the place of another that would be missed less."""

from typing import NamedTuple

import numpy as np

from dashboard.solve.board import Board, board_of
from dashboard.solve.fits import places
from dashboard.solve.obstacles import masks
from dashboard.solve.routes import orders_in, without_order

_TRIED = 20
"""Orders that could give way: the least important, and of these the nearest."""


class Swap(NamedTuple):
    """The order that gives way, and the route that its shift has then."""

    instead_of: int
    shift_id: str
    route: list[int]
    extra_cents: int


def cheapest_swap(where: Board, order: int) -> Swap | None:
    """The cheapest with which every rule is kept; None where nobody of less priority gives way."""
    tried = _giving_way(where, order)
    if not tried:
        return None
    problem = where.on.problem
    # Each route without one of its orders, as if it were a shift of its own.
    without = board_of(
        where.on,
        [
            (where.shifts[shift], without_order(problem, where.routes[shift], other))
            for shift, other in tried
        ],
    )
    seats = places(without, order)
    fit = np.flatnonzero(masks(without, order, seats) == 0)
    if not len(fit):
        return None
    shifts = np.array([shift for shift, _ in tried], dtype=np.int64)
    saved = (without.cents - where.cents[shifts])[seats.shift]
    extra = seats.extra_cents + saved
    priority = np.array([problem.orders[other].priority for _, other in tried])
    best = fit[np.lexsort((seats.shift[fit], extra[fit], priority[seats.shift[fit]]))[0]]
    shift, other = tried[int(seats.shift[best])]
    route = seats.route(int(best), order)
    return Swap(other, where.shifts[shift].id, route, int(extra[best]))


def _giving_way(where: Board, order: int) -> list[tuple[int, int]]:
    """Shift and order of those that could give way."""
    on = where.on
    orders, wanted = on.problem.orders, on.problem.orders[order]
    found = [
        (shift, other)
        for shift, route in enumerate(where.routes)
        if on.problem.needs[order] <= where.offers[shift]
        for other in orders_in(on.problem, route)
        if orders[other].priority < wanted.priority
    ]

    def turn(one: tuple[int, int]) -> tuple[int, int, int]:
        shift, other = one
        durations = on.roads[where.shifts[shift].profile].durations
        away = durations[0, on.steps.places[order], on.steps.places[other]]
        return orders[other].priority, int(away), other

    return sorted(found, key=turn)[:_TRIED]
