"""The places on a board worth looking at for one order, the best of each shift first."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from dashboard.domain import Rule
from dashboard.solve.board import Board
from dashboard.solve.fits import places
from dashboard.solve.obstacles import masks
from dashboard.solve.seats import Seats

_IMPOSSIBLE = (Rule.HELD, Rule.ABOARD, Rule.REACHABLE, Rule.PAIR)
"""What nobody can choose to do without."""
_ALIKE_S = 300
"""Lateness within so much is judged by its price."""


def best_openings(where: Board, order: int, most: int) -> list[tuple[int, list[int]]]:
    """
    Shifts of the board, by index, with the route that each would have; ``most`` at most.

    Of each shift the best, which may break rules, then the next best that break none; of a
    single shift all.
    """
    seats = places(where, order)
    broken = np.bitwise_count(masks(where, order, seats)).astype(np.int64)
    over = -(-seats.amounts.sum(axis=0) // _ALIKE_S)
    price = seats.extra_cents + seats.weight_cents
    turn = np.lexsort((price, over, broken))
    turn = turn[_may_be(where, seats)[turn]]
    _, firsts = np.unique(seats.shift[turn], return_index=True)
    best = turn[np.sort(firsts)]
    is_offered = (broken[turn] == 0) | (len(where.shifts) == 1)
    next_best = turn[is_offered & ~np.isin(turn, best)]
    chosen = np.concatenate([best, next_best])[:most]
    return [(int(seats.shift[one]), seats.route(int(one), order)) for one in chosen]


def _may_be(where: Board, seats: Seats) -> npt.NDArray[np.bool_]:
    """Which places can be chosen at all; of idle shifts alike the first stands for all."""
    able = np.ones(len(seats.shift), dtype=bool)
    for rule in _IMPOSSIBLE:
        able &= seats.of(rule) == 0
    others = list(_stood_for(where))
    return able & ~np.isin(seats.shift, others)


def _stood_for(where: Board) -> Iterator[int]:
    seen: set[int] = set()
    for shift, route in enumerate(where.routes):
        if not route:
            if where.kind_of[shift] in seen:
                yield shift
            seen.add(where.kind_of[shift])
