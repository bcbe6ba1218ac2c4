"""Which rules a place for one more order breaks, and which of all breaks least."""

import numpy as np

from dashboard.domain import Clock, Rule
from dashboard.domain.spans import Int64Array
from dashboard.solve.board import Board
from dashboard.solve.fits import places
from dashboard.solve.seats import AMOUNTS, Seats

NEEDS = (
    Rule.SKILL,
    Rule.DRIVER_CLASS,
    Rule.DEPOT,
    Rule.DRIVER,
    Rule.NOT_DRIVER,
    Rule.PIN,
)
"""What an order asks of a shift; given up last but for the way itself."""
BITS = (*AMOUNTS[:-1], *NEEDS, Rule.REACHABLE)
"""The rules as the bits of a mask; of masks with as many, that of earlier rules is named first."""


def bit(*rules: Rule) -> int:
    """The mask of these rules."""
    return sum(1 << BITS.index(rule) for rule in rules)


def rules_of(mask: int) -> tuple[Rule, ...]:
    """The rules of a mask."""
    return tuple(rule for k, rule in enumerate(BITS) if mask >> k & 1)


def masks(board: Board, order: int, seats: Seats) -> Int64Array:
    """The rules that each place breaks, or breaks more than they are broken already."""
    needs = lacking(board, order)[:, seats.shift]
    *amounts, no_way = seats.amounts
    found = np.zeros(len(seats.shift), np.int64)
    for k, row in enumerate((*amounts, *needs, no_way)):
        found |= (row > 0).astype(np.int64) << k
    return found


def lacking(board: Board, order: int) -> Int64Array:
    """Whether each shift lacks something that the order needs of each kind; ``(kinds, shifts)``."""
    found = np.zeros((len(NEEDS), len(board.shifts)), np.int64)
    needs = board.on.problem.needs[order]
    for k, offers in enumerate(board.offers):
        for need in needs - offers:
            found[NEEDS.index(Rule(need.kind)), k] = 1
    return found


def ranks(found: Int64Array) -> Int64Array:
    """
    How hard it is to do without the rules of each mask; 0 where all are kept.

    What an order needs of a driver is given up last but for the way itself; of the rest the
    fewest rules.
    """
    needs = sum(found >> BITS.index(rule) & 1 for rule in NEEDS)
    is_lost = found >> BITS.index(Rule.REACHABLE) & 1
    many = np.bitwise_count(found).astype(np.int64)
    ranked: Int64Array = is_lost << 40 | needs << 34 | many << 28 | found
    return ranked


def runs(board: Board, order: int) -> list[tuple[Seats, Int64Array]]:
    """
    All places with their masks, and all once more with the order's own window given up.

    Without its window an order that opens late need not keep the driver waiting: that is
    another timetable, not only less to keep.
    """
    seats = places(board, order)
    found = [(seats, masks(board, order, seats))]
    if has_window(board.on, order):
        freely = places(board, order, keeps_window=False)
        found.append((freely, masks(board, order, freely) | bit(Rule.WINDOW)))
    return found


def has_window(on: Clock, order: int) -> bool:
    """Whether the order may not be served at any time."""
    return bool(on.steps.window_first[order + 1] > on.steps.window_first[order])
