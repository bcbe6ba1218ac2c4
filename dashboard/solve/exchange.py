"""Orders moved and swapped between routes for what is wished, under the true clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from dashboard.domain import Balance, Rule, timetable
from dashboard.domain.spans import Int64Array
from dashboard.solve.apart import NOBODY, owners
from dashboard.solve.balance import Evenness, Flags, Floats, free_shifts, work_of
from dashboard.solve.board import Board, board_of
from dashboard.solve.insertion import settled
from dashboard.solve.prices import UNITS_PER_CENT
from dashboard.solve.routes import orders_in, without_order
from dashboard.solve.seats import AMOUNTS, Seats
from dashboard.solve.soundness import keeps_rules
from dashboard.solve.wishes import Wish

MOST_SWEEPS = 6
_LEAST_BUSY = 3
"""Shifts that are asked to take an order wherever they drive."""
_TRIED = 2
"""The best of what could be done with an order, tried out."""
_BUT_BREAKS = np.array([rule is not Rule.BREAK for rule in AMOUNTS])


class _Trade(NamedTuple):
    """What is gained, about, in units, and the routes that shifts would have."""

    gain: float
    routes: tuple[tuple[int, list[int]], ...]


class _Seat(NamedTuple):
    """One of the places on a board's route, with the route, its cents and its work then."""

    route: list[int]
    cents: float
    work: float


@dataclass(slots=True, eq=False)
class Exchange:
    """
    The routes of a board as they are improved, by cost and wish together.

    No order is left out, no shift left without orders, nothing moved that is pinned, under way
    or locked.
    """

    where: Board
    wish: Wish
    ended: Callable[[], bool]
    owner: Int64Array = field(init=False)
    even: Evenness = field(init=False)
    total: float = field(init=False)
    free: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.free = free_shifts(self.where)
        self._take_stock()

    def run(self) -> None:
        """Order by order, until a sweep over all of them gains nothing."""
        for _ in range(MOST_SWEEPS):
            gained = [self._improve(order) for order in self._movable() if not self.ended()]
            if not any(gained):
                break

    def _take_stock(self) -> None:
        where = self.where
        self.owner = owners(where.on.problem, where.as_routes())
        self.even = self.wish.even(where)
        units = float(_cents(where).sum()) * UNITS_PER_CENT
        self.total = units + self.wish.units(self.even, self.owner)

    def _movable(self) -> list[int]:
        problem = self.where.on.problem
        pinned = {problem.order_index[p.order_id] for p in problem.pins}
        served = np.flatnonzero((self.owner != NOBODY) & self.free[self.owner]).tolist()
        return [k for k in served if k not in problem.collect_step and k not in pinned]

    def _improve(self, order: int) -> bool:
        rest = self._without([order])
        return self._try_out(self._moves(order, rest)) or self._try_out(self._swaps(order, rest))

    def _moves(self, order: int, rest: Board) -> Iterator[_Trade]:
        """The order to another shift."""
        giver = int(self.owner[order])
        if not orders_in(self.where.on.problem, rest.routes[0]):
            return
        left = self._value(giver, float(_cents(rest)[0]), self._work(rest)[0])
        for taker, seat in self._seats(self.where, order, self._asked(order)):
            before = self._own_value(giver) + self._own_value(taker)
            gain = before - left - self._value(taker, seat.cents, seat.work)
            gain += self._fewer_pairs(order, giver, taker)
            gain -= self._waste(giver, taker, self._work(rest)[0] + seat.work)
            yield _Trade(gain, ((giver, rest.routes[0]), (taker, seat.route)))

    def _swaps(self, order: int, rest: Board) -> Iterator[_Trade]:
        """The order for one that is near to it."""
        giver, others = int(self.owner[order]), self._swappable(order)
        if not others:
            return
        theirs = self._without(others)
        for number, its in self._seats(theirs, order, np.ones(len(others), dtype=bool)):
            other, taker = others[number], int(self.owner[others[number]])
            for _, mine in self._seats(rest, other, np.ones(1, dtype=bool)):
                gain = self._own_value(giver) + self._own_value(taker)
                gain -= self._value(giver, mine.cents, mine.work)
                gain -= self._value(taker, its.cents, its.work)
                gain += self._fewer_pairs(order, giver, taker)
                gain += self._fewer_pairs(other, taker, giver)
                gain -= self._waste(giver, taker, mine.work + its.work)
                yield _Trade(gain, ((giver, mine.route), (taker, its.route)))

    def _try_out(self, trades: Iterator[_Trade]) -> bool:
        """Carry out the first of the best trades that gains something in truth."""
        promising = sorted((t for t in trades if t.gain > 1), key=lambda t: -t.gain)
        return any(self._carry_out(trade) for trade in promising[:_TRIED])

    def _carry_out(self, trade: _Trade) -> bool:
        where = self.where
        before, total = [(s, where.routes[s]) for s, _ in trade.routes], self.total
        after = [(s, _settled(where, s, route)) for s, route in trade.routes]
        if not all(keeps_rules(where.on, where.shifts[s], route) for s, route in after):
            return False
        for shift, route in after:
            where.put(shift, route)
        self._take_stock()
        if self.total < total - 1:
            return True
        for shift, route in before:
            where.put(shift, route)
        self._take_stock()
        return False

    def _seats(self, board: Board, order: int, asked: Flags) -> Iterator[tuple[int, _Seat]]:
        """The cheapest place of an order on each route that is asked and has one."""
        seats = board.seats(order, strict=True, asked=asked)
        cents, work = _cents(board), self._work(board)
        for row, place in _best_of_each(seats).items():
            index, route = int(seats.index[place]), board.routes[row]
            extra = float(seats.extra_cents[place] + seats.weight_cents[place])
            more = 1.0 if self.wish.balance is Balance.STOPS else float(seats.extra_s[place])
            longer = [*route[:index], order, *route[index:]]
            yield row, _Seat(longer, float(cents[row]) + extra, float(work[row]) + more)

    def _asked(self, order: int) -> Flags:
        """The shifts of near orders and those with the least work, if they may take it."""
        where, even = self.where, self.even
        asked = np.zeros(len(where.shifts), dtype=bool)
        near = self.owner[self.wish.nearness.linked(order)]
        asked[near[near != NOBODY]] = True
        load = np.where(even.members, even.work / np.maximum(even.part, 1e-9), np.inf)
        asked[np.argsort(load, kind="stable")[:_LEAST_BUSY]] = True
        may_start = even.members if self.wish.balance is Balance.ALL else ~where.is_idle
        asked &= self.free & may_start & self._may_take(order)
        asked[self.owner[order]] = False
        return asked

    def _swappable(self, order: int) -> list[int]:
        problem, giver = self.where.on.problem, int(self.owner[order])
        may, pinned = self._may_take(order), {pin.order_id for pin in problem.pins}
        return [
            other
            for other in self.wish.nearness.near[order].tolist()
            if (taker := int(self.owner[other])) not in (NOBODY, giver)
            and self.free[taker]
            and may[taker]
            and other not in problem.collect_step
            and problem.orders[other].id not in pinned
            and problem.needs[other] <= self.where.offers[giver]
        ]

    def _may_take(self, order: int) -> Flags:
        needs = self.where.on.problem.needs[order]
        return np.array([needs <= offers for offers in self.where.offers], dtype=bool)

    def _without(self, orders: Sequence[int]) -> Board:
        """The routes of these orders, each without its own."""
        where, problem = self.where, self.where.on.problem
        of = [int(self.owner[order]) for order in orders]
        lists = [
            (where.shifts[shift], without_order(problem, where.routes[shift], order))
            for order, shift in zip(orders, of, strict=True)
        ]
        return board_of(where.on, lists)

    def _work(self, board: Board) -> Floats:
        return work_of(board, self.wish.balance)

    def _value(self, shift: int, cents: float, work: float) -> float:
        """Units that a shift would weigh with its cents and its work."""
        off = self.even.seconds_off(np.array([shift]), np.array([work]))[0]
        return cents * UNITS_PER_CENT + float(off) * self.wish.second_units

    def _own_value(self, shift: int) -> float:
        return self._value(shift, float(_cents(self.where)[shift]), float(self.even.work[shift]))

    def _waste(self, one: int, other: int, work: float) -> float:
        """Units lost where two shifts together come to do so much work."""
        even, now = self.even, float(self.even.work.sum())
        after = now - float(even.work[one] + even.work[other]) + work
        return (even.wasted_s(after) - even.wasted_s(now)) * self.wish.second_units

    def _fewer_pairs(self, order: int, giver: int, taker: int) -> float:
        """Units gained where near orders come together."""
        around = self.owner[self.wish.nearness.linked(order)]
        return self.wish.pair_units * float((around == taker).sum() - (around == giver).sum())


def _cents(board: Board) -> Floats:
    """What each route costs, with what lateness weighs."""
    weight = np.where(board.is_idle, 0, board.timed[:, timetable.LATE_WEIGHT])
    return np.asarray(board.cents + weight / 3600, dtype=np.float64)


def _best_of_each(seats: Seats) -> dict[int, int]:
    """The cheapest place of each route that has one; breaks may be owed then."""
    sound = np.flatnonzero(seats.amounts[_BUT_BREAKS].sum(axis=0) == 0)
    price = (seats.extra_cents + seats.weight_cents)[sound]
    ranked = sound[np.lexsort((seats.extra_s[sound], price))]
    best: dict[int, int] = {}
    for place in ranked.tolist():
        best.setdefault(int(seats.shift[place]), place)
    return best


def _settled(where: Board, shift: int, route: list[int]) -> list[int]:
    """With the breaks that the route owes by now, where the shift has any."""
    one = where.shifts[shift]
    return settled(where.on, one, route) if one.breaks else route
