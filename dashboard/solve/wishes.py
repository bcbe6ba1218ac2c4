"""What is wished of routes besides low cost, as a price: what a search may spend on it."""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dashboard.domain import Assignment, Balance, Clock
from dashboard.domain.spans import Int64Array
from dashboard.solve.apart import Nearness, nearness, owners
from dashboard.solve.balance import Evenness, evenness, work_of
from dashboard.solve.board import Board, board
from dashboard.solve.prices import lost_price, price_of, typical_second
from dashboard.solve.routes import Routes, routes_of

EVEN_WORTH = 1.0
"""A second off in a route, as ``Evenness`` weighs it, against a typical one of driving."""
PAIR_WORTH = 3.0
"""A near order on another route against a typical drive, where routes are as apart as can be."""
FENCE_WORTH = 5.0
"""A drive from one territory into another against a typical one, where that is so."""
BESIDE_BALANCE = 2.5
"""How many times as much near orders are worth where routes are to be even too."""


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """
    How even routes should be and how far apart, and what that is worth, in units.

    ``second_units`` is for each second that ``Evenness`` weighs, ``pair_units`` for each order
    that is near to one on another route, ``fence_units`` for a drive into another territory.
    ``least`` is the least work, in stops or seconds, in which the day has been done.
    """

    balance: Balance
    nearness: Nearness
    second_units: float
    pair_units: float
    fence_units: float
    least: float

    def even(self, where: Board) -> Evenness:
        """How even the routes of a board are."""
        return evenness(where, self.balance, self.least)

    def units(self, even: Evenness, owner: Int64Array) -> float:
        """What routes weigh for not being as they are wished."""
        off = self.second_units * even.total_s if self.second_units else 0.0
        return off + (self.pair_units * self.nearness.foreign(owner) if self.pair_units else 0.0)


class Score(NamedTuple):
    """
    The less the better: orders left out, then who is idle though all should work.

    Then money and the wish together, all in units.
    """

    lost: int
    idle: int
    units: float


def wish_of(on: Clock, routes: Routes) -> Wish:
    """The wish of a day, priced by what drives take on these routes."""
    problem, aims = on.problem, on.problem.aims
    second = typical_second(problem)
    drive = second * _typical_drive_s(on, routes)
    share, is_even = aims.apart / 100, aims.balance is not Balance.OFF
    return Wish(
        balance=aims.balance,
        nearness=nearness(problem),
        second_units=EVEN_WORTH * second if is_even else 0.0,
        pair_units=PAIR_WORTH * drive * share**1.5 * (BESIDE_BALANCE if is_even else 1.0),
        fence_units=FENCE_WORTH * drive * share,
        least=float(work_of(board(on, routes), aims.balance).sum()),
    )


def score(on: Clock, wish: Wish, assignment: Assignment) -> Score:
    """What an assignment is worth to who wishes."""
    routes = routes_of(on.problem, assignment)
    where = board(on, routes)
    even = wish.even(where)
    idle = even.idle if wish.balance is Balance.ALL else 0
    units = wish.units(even, owners(on.problem, routes))
    lost = lost_price(on.problem, assignment)
    return Score(lost, idle, price_of(on.problem, assignment, on) - lost + units)


def _typical_drive_s(on: Clock, routes: Routes) -> float:
    """The mean of the drives between stops, as they are on these routes."""
    drives = [
        int(on.roads[on.problem.shift_by_id[shift].profile].durations[0, here, there])
        for shift, route in routes.items()
        for here, there in _legs([int(on.steps.places[step]) for step in route])
    ]
    return sum(drives) / len(drives) if drives else 0.0


def _legs(rows: list[int]) -> list[tuple[int, int]]:
    """Drives from one place to another; a pause has no place."""
    driven = [row for row in rows if row >= 0]
    return [(a, b) for a, b in pairwise(driven) if a != b]
