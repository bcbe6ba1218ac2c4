"""The best place for one order: every position of every route, with its price."""

from dataclasses import dataclass

import numpy as np

from dashboard.domain import Assignment, Clock, Problem, Rule, clock
from dashboard.solve.insertion import routes_of
from dashboard.solve.obstacles import masks, rules_of
from dashboard.solve.seats import Board, board


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
    stops_over: int
    breaks: tuple[Rule, ...]
    excess: tuple[int, ...]
    """Parcels, grams and cubic centimetres too many."""


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
        *(seats.others_late_s, seats.over_s, seats.stops_over, broken, *seats.excess.T),
    )
    return [
        Position(ids[shift], k, cents, extra, late, others, over, stops, rules[mask], tuple(excess))
        for shift, k, cents, extra, late, others, over, stops, mask, *excess in zip(
            *(column[turn].tolist() for column in columns), strict=True
        )
    ]
