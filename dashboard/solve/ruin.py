"""Ruin and recreate for PyVRP's data: many small steps, where rules are plain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from pyvrp import (
    Activity,
    ActivityType,
    Client,
    Depot,
    Location,
    ProblemData,
    Route,
    Solution,
    VehicleType,
)

from dashboard.domain.spans import Int64Array
from dashboard.solve import ruin_kernel as kernel
from dashboard.solve.cooling import Cooling
from dashboard.solve.pyvrp_model import Model
from dashboard.solve.ruin_data import shift_rows, terms_of, visit_rows, zeros

ROUNDS = 100
"""In about the time of one iteration of a local search."""
_TOLD_EVERY = 20


class Ending(Protocol):
    """Whether a search is to end, each question an iteration, and the share that is behind it."""

    @property
    def spent(self) -> float: ...

    def __call__(self) -> bool: ...


ANEW, AGAIN = Cooling(1.0, 0.02), Cooling(1.0, 0.02)
"""For a search from nothing; for one that begins at good routes."""


def ruin(
    model: Model,
    cooling: Cooling,
    *,
    seed: int,
    start: Solution | None,
    heard: Callable[[Solution], None],
    ended: Ending,
) -> Solution:
    """
    Search from the sound routes of a start, or from nothing; for data that ``can_be_ruined``.

    The answer costs no more than a sound start. It, and whatever is told of, may leave out orders.
    """
    search = _Search.of(model.data, seed)
    routes = () if start is None else start.routes()
    search.begin([route for route in routes if route.is_feasible()])
    asked, told = 0, float("inf")
    while not ended():
        search.run(ROUNDS, cooling.at(ended.spent) * search.mean_way)
        asked += 1
        if asked % _TOLD_EVERY == 0 and search.best_cost < told:
            told = search.best_cost
            _tell(heard, search.solution())
    found = search.solution()
    if search.best_cost < told:
        _tell(heard, found)
    return found


def warm_up() -> None:
    """Compile the kernel, or load it: where it was never compiled this takes seconds."""
    client, van = Client(1, delivery=[1]), VehicleType(capacity=[1], start_late=0)
    ways: Any = np.array([[0, 1], [1, 0]])
    data = ProblemData(
        [Location(0, 0), Location(1, 0)], [client] * 2, [Depot(0)], [van], [ways], [ways]
    )
    search = _Search.of(data, 0)
    search.begin([])
    search.run(1, 1.0)


def _tell(heard: Callable[[Solution], None], solution: Solution) -> None:
    if solution.is_feasible():
        heard(solution)


@dataclass(slots=True)
class _Search:
    """The arrays of the kernel."""

    data: ProblemData
    terms: kernel.Terms
    routes: kernel.Routes
    scratch: kernel.Scratch
    best: Int64Array
    costs: Int64Array
    mean_way: float = 1.0

    @classmethod
    def of(cls, data: ProblemData, seed: int) -> "_Search":
        """With all routes empty; ``begin`` comes next."""
        shifts = shift_rows(data)
        visits = visit_rows(data, len(shifts))
        terms = terms_of(data, visits, shifts)
        orders, stops = data.num_clients, len(visits)
        return cls(
            data,
            terms,
            kernel.Routes(
                visits, shifts, terms.room.copy(), zeros(orders), zeros(1),
                np.array([seed * 2654435761 + 88172645463325252], np.uint64),
            ),
            kernel.Scratch(
                np.zeros(len(shifts), np.bool_), zeros(len(shifts), 3), zeros(stops),
                zeros(orders), zeros(orders), np.zeros(orders), zeros(data.num_vehicle_types),
            ),
            zeros(stops),
            zeros(2),
        )  # fmt: skip

    def begin(self, routes: Sequence[Route]) -> None:
        """On these routes; all other orders are on none yet."""
        kernel.clear(self.terms, self.routes)
        kinds = self.routes.shifts[:, kernel.KIND]
        free = [np.flatnonzero(kinds == kind).tolist() for kind in range(len(self.scratch.idle))]
        for route in routes:
            served = np.array([a.idx for a in route if a.is_client()], np.int64)
            mine = free[route.vehicle_type()].pop(0)
            kernel.fill(self.terms, self.routes, mine, served, 0, len(served))
        visits, orders = self.routes.visits, self.data.num_clients
        absent = np.flatnonzero(visits[:orders, kernel.ROUTE] < 0)
        self.routes.absent[: len(absent)] = absent
        self.routes.missing[0] = len(absent)
        self._count_costs()
        if len(absent):
            self._fit_in()
        self.mean_way = self._mean_way()

    def run(self, rounds: int, heat: float) -> None:
        """So many rounds at one heat, in units of cost."""
        kernel.search(self.terms, self.routes, self.scratch, self.best, self.costs, rounds, heat)

    @property
    def best_cost(self) -> int:
        """Orders left out included."""
        return int(self.costs[1])

    def solution(self) -> Solution:
        """The best so far."""
        routes = []
        for route, sequence in self._sequences():
            visits = [Activity(ActivityType.CLIENT, order) for order in sequence]
            kind = int(self.routes.shifts[route, kernel.KIND])
            routes.append(Route(self.data, visits, kind))
        return Solution(self.data, routes)

    def _fit_in(self) -> None:
        """As many orders as find a place: with nothing taken out there is nothing to put back."""
        left = self.data.num_clients + 1
        while 0 < self.routes.missing[0] < left:
            left = int(self.routes.missing[0])
            self.run(1 + left // kernel.MOST_ABSENT, 0.0)

    def _count_costs(self) -> None:
        visits, shifts = self.routes.visits, self.routes.shifts
        absent = self.routes.absent[: self.routes.missing[0]]
        self.costs[:] = shifts[:, kernel.COST].sum() + visits[absent, kernel.PRIZE].sum()
        self.best[:] = visits[:, kernel.NEXT]

    def _mean_way(self) -> float:
        """What driving costs for each order of the best routes, the ways to the depots shared."""
        shifts, places = self.routes.shifts, self.routes.visits[:, kernel.PLACE]
        second = float(shifts[0, kernel.SECOND_PRICE])
        spent, orders = 0.0, 0
        for route, sequence in self._sequences():
            start, end = shifts[route, [kernel.START, kernel.END]]
            stops = np.concatenate(([start], places[sequence], [end]))
            arcs = self.terms.arcs[shifts[route, kernel.PROFILE], stops[:-1], stops[1:]]
            spent += float(arcs[:, 0].sum()) + second * float(arcs[:, 1].sum())
            orders += len(sequence)
        return max(1.0, spent / max(1, orders))

    def _sequences(self) -> list[tuple[int, list[int]]]:
        """Shift and orders of each of the best routes."""
        following, orders = self.best.tolist(), self.data.num_clients
        found = []
        for route in range(len(self.routes.shifts)):
            sequence, visit = [], following[orders + route]
            while visit < orders:
                sequence.append(visit)
                visit = following[visit]
            if sequence:
                found.append((route, sequence))
        return found
