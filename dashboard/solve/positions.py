"""The best place for one order: every position of every route, with its price."""

from dataclasses import dataclass

import numpy as np

from dashboard.domain import Assignment, Clock, Problem, Rule, clock
from dashboard.solve.board import Board, board
from dashboard.solve.obstacles import masks, rules_of
from dashboard.solve.routes import routes_of


@dataclass(frozen=True, slots=True)
class Position:
    """
    A place for an order in a shift's sequence, and what taking it would mean.

    ``extra_cents`` and ``extra_s`` are money and paid seconds more. ``late_s`` is how late the
    order would be, ``others_late_s`` how much later than now all others together, ``over_s``
    how much longer than its hours the shift would last. ``breaks`` names the rules that would
    be broken, or more than they are; empty where all are kept.
    """

    shift_id: str
    index: int
    extra_cents: int
    extra_s: int
    late_s: int
    others_late_s: int
    over_s: int
    breaks: tuple[Rule, ...]
    amounts: tuple[int, ...]
    """By how much each rule of ``seats.AMOUNTS`` would be broken more."""


def positions(
    problem: Problem, assignment: Assignment, order_id: str, on: Clock | None = None
) -> list[Position]:
    """
    Every place for an order that the assignment leaves out: those that keep all rules first.

    Among them, and among the others, the cheapest stands first. Of idle shifts alike only the
    first is named.
    """
    on = on or clock(problem)
    return positions_on(board(on, routes_of(problem, assignment)), problem.order_index[order_id])


def positions_on(where: Board, order: int) -> list[Position]:
    """The same on a board, for an order given by its index: for who asks more than once."""
    seats = where.seats(order)
    broken = masks(where, order, seats)
    turn = np.lexsort((seats.index, seats.shift, seats.extra_cents, broken > 0))
    rules = {mask: rules_of(mask) for mask in set(broken.tolist())}
    ids = [shift.id for shift in where.shifts]
    columns = (
        *(seats.shift, seats.index, seats.extra_cents, seats.extra_s, seats.late_s),
        *(seats.of(Rule.OTHERS), seats.over_s, broken),
    )
    rows = zip(*(column[turn].tolist() for column in columns), strict=True)
    amounts = seats.amounts[:, turn].T.tolist()
    return [
        Position(ids[shift], index, cents, extra, late, others, over, rules[mask], tuple(excess))
        for (shift, index, cents, extra, late, others, over, mask), excess in zip(
            rows, amounts, strict=True
        )
    ]
