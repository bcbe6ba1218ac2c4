"""Which rules a place for one more order breaks, and which of all breaks least."""

import numpy as np

from dashboard.domain import Clock, Order, Rule
from dashboard.domain.needs import SKILL
from dashboard.domain.spans import Int64Array
from dashboard.solve.seats import Board, Seats

BITS = (
    Rule.PARCELS,
    Rule.WEIGHT,
    Rule.VOLUME,
    Rule.STOPS,
    Rule.SHIFT_END,
    Rule.WINDOW,
    Rule.OTHERS,
    Rule.SKILL,
    Rule.DRIVER_CLASS,
    Rule.REACHABLE,
)
"""The rules as the bits of a mask; of masks with as many, that of earlier rules is named first."""

AMOUNTS = BITS[:7]
"""The rules that are broken by more or less, in the sequence of ``Seats.amounts``."""

_NEEDS = (Rule.SKILL, Rule.DRIVER_CLASS)


def bit(*rules: Rule) -> int:
    """The mask of these rules."""
    return sum(1 << BITS.index(rule) for rule in rules)


def rules_of(mask: int) -> tuple[Rule, ...]:
    """The rules of a mask."""
    return tuple(rule for k, rule in enumerate(BITS) if mask >> k & 1)


def masks(board: Board, order: int, seats: Seats) -> Int64Array:
    """The rules that each place breaks, or breaks more than they are broken already."""
    needs = lacking(board, board.fits.on.problem.orders[order])[:, seats.shift]
    found = np.zeros(len(seats.shift), np.int64)
    for k, amounts in enumerate((*seats.amounts(), *needs, seats.no_way)):
        found |= (amounts > 0).astype(np.int64) << k
    return found


def lacking(board: Board, order: Order) -> Int64Array:
    """Whether each shift lacks a skill, and whether it is of another class; ``(2, shifts)``."""
    found = np.zeros((2, len(board.shifts)), np.int64)
    if order.needs:
        for k, offers in enumerate(board.fits.offers):
            for need in order.needs - offers:
                found[0 if need.kind == SKILL else 1, k] = 1
    return found


def ranks(found: Int64Array) -> Int64Array:
    """
    How hard it is to do without the rules of each mask; 0 where all are kept.

    What an order needs of a driver is given up last but for the way itself; of the rest the
    fewest rules.
    """
    ranked: Int64Array = _RANKS[found]
    return ranked


def with_and_without_window(board: Board, order: int) -> list[tuple[Seats, Int64Array]]:
    """
    All places with their masks, and all once more with the order's own window given up.

    Without its window an order that opens late need not keep the driver waiting: that is
    another timetable, not only less to keep.
    """
    seats = board.seats(order)
    found = [(seats, masks(board, order, seats))]
    if has_window(board.fits.on, order):
        freely = board.seats(order, keeps_window=False)
        found.append((freely, masks(board, order, freely) | bit(Rule.WINDOW)))
    return found


def has_window(on: Clock, order: int) -> bool:
    """Whether the order may not be served at any time."""
    return bool(on.window_first[order + 1] > on.window_first[order])


def _rank(mask: int) -> int:
    is_lost = int(bool(mask & bit(Rule.REACHABLE)))
    needs = sum(bool(mask & bit(rule)) for rule in _NEEDS)
    return is_lost << 20 | needs << 16 | mask.bit_count() << 11 | mask


_RANKS = np.array([_rank(mask) for mask in range(1 << len(BITS))], dtype=np.int64)
