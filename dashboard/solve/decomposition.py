"""Large days in parts: neighbouring routes are searched by themselves, and the cuts change."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from dashboard.domain import Assignment, Problem, SolveError, Step
from dashboard.solve.cooling import Cooling
from dashboard.solve.cutting import (
    cut,
    dealt_shifts,
    nearest,
    neighbourhoods,
    positions_of,
    route_groups,
)
from dashboard.solve.elimination import fewest_shifts
from dashboard.solve.farm import Farm, LocalFarm, Part
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.routes import Routes, assignment_of, orders_in, routes_of

PART_ORDERS, PART_ROUTES = 300, 9
"""A part has so many orders, or so many routes where they are long: few have little to exchange."""

FIRST_ORDERS, FIRST_ROUTES = 150, 4
"""In each part of the first plan: the smaller, the sooner done."""
FIRST_SHARE = 0.06
"""Of the seconds, for the first plan."""

FEW = 0.02
"""Of all orders: so many that no part served are fitted in one by one."""

ROUNDS = 8
"""Of a search that was given iterations, the first plan included."""
ROUND_S, LEAST_ROUNDS = 7.0, 4
"""Of a search that was given seconds: about as long is a round, but there are some."""
ORDERS_PER_S = 150
"""So many of a part are searched well in a second, as far as there is time."""

ANNEALED_SHARE = 0.85
"""Of the seconds, for the cooling of a plain day, in stages with large parts."""
STAGE_S, STAGES = 8.0, 3
"""About as long is a stage; so many has a search that was given iterations."""
MOST_ANNEALED = 2500
"""Orders in a part of a stage, which holds the ways between any two of them."""
FROM_NOTHING, FROM_ROUTES = Cooling(2.0, 0.02), Cooling(0.3, 0.02)
"""Long routes need heat to come to fewer; routes that somebody has seen stay much as they are."""

_LEAST_S = 0.1
_PREPARED_S = 0.0005  # Of each order of a stage's part: to send it and find its neighbours.
_REST = 0.3  # Of a round, for which another one is not begun.
_OVERHEAD_S = 0.15  # Of each part: to send, build, mend and price it.


def search_in_parts(
    problem: Problem,
    *,
    budget: Budget,
    seed: int,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """
    See ``Solver``; one process for each worker.

    Raises ``SolveError`` when no process answers.
    """
    began = time.monotonic()
    with LocalFarm(budget.workers) as farm:
        work = _Work(problem, farm, _Purse(budget, began), seed, stop)
        if start is None:
            work.begin()
        else:
            work.routes = routes_of(problem, start)
        on_better(work.assignment())
        turn = work.anneal(FROM_NOTHING if start is None else FROM_ROUTES, on_better)
        while work.purse.has_round(turn) and not stop():
            if not work.improve(turn):
                break
            on_better(work.assignment())
            turn += 1
    return work.assignment()


def inserted_in_parts(problem: Problem) -> Assignment:
    """What insertion alone makes of each neighbourhood with its share of the shifts."""
    size = max(FIRST_ORDERS, FIRST_ROUTES * _orders_per_route(problem))
    count = ceil(len(problem.orders) / size)
    groups = neighbourhoods(positions_of(problem), count, random.Random(0))
    steps: dict[str, tuple[Step, ...]] = {}
    for orders, shifts in zip(groups, dealt_shifts(problem, groups), strict=True):
        if shifts:
            steps |= complete(cut(problem, orders, shifts), Assignment()).steps
    return _with_few_left(problem, Assignment(steps))


@dataclass(frozen=True, slots=True)
class _Purse:
    """What is left of a budget, and what each part of a round may have of it."""

    budget: Budget
    began: float

    def has_round(self, turn: int) -> bool:
        """Whether it is worth while to search all parts once more."""
        if self.budget.seconds is None:
            return turn < ROUNDS - 1
        return self._left_s() > _REST * min(ROUND_S, self.budget.seconds / LEAST_ROUNDS)

    def first(self, parts: int, size: int) -> Budget:
        """For each part of the first plan, of so many orders."""
        if self.budget.seconds is None:
            return self._iterations(parts)
        share_s = FIRST_SHARE * self.budget.seconds * self.budget.workers / parts
        return Budget(max(size / ORDERS_PER_S / 10, share_s), None, workers=1)

    def again(self, parts: int, size: int) -> Budget:
        """For each part of a round, so that this and the rounds that follow last as long."""
        if self.budget.seconds is None:
            return self._iterations(parts)
        in_turn, left_s = ceil(parts / self.budget.workers), self._left_s()
        round_s = max(ROUND_S, in_turn * size / ORDERS_PER_S)
        round_s = min(round_s, self.budget.seconds / LEAST_ROUNDS)
        each_s = left_s / max(1, round(left_s / round_s)) / in_turn - _OVERHEAD_S
        return Budget(max(_LEAST_S, each_s), None, workers=1)

    def stages(self) -> int:
        """Of a cooling."""
        if self.budget.seconds is None:
            return STAGES
        return max(2, round(ANNEALED_SHARE * self.budget.seconds / STAGE_S))

    def stage(self, to_go: int, parts: int, size: int) -> Budget | None:
        """For each part of the first of so many stages to go; None when their time is over."""
        if self.budget.seconds is None:
            return self._iterations(parts)
        left_s = self._left_s() - (1 - ANNEALED_SHARE) * self.budget.seconds
        each_s = left_s / to_go / ceil(parts / self.budget.workers) - _PREPARED_S * size
        return Budget(each_s, None, workers=1) if each_s > _LEAST_S else None

    def _iterations(self, parts: int) -> Budget:
        each = (self.budget.iterations or 0) // (ROUNDS * ceil(parts / self.budget.workers))
        return Budget(None, max(1, each), workers=1)

    def _left_s(self) -> float:
        return (self.budget.seconds or 0.0) - (time.monotonic() - self.began)


@dataclass(slots=True)
class _Work:
    """The routes so far, and how they are searched in parts."""

    problem: Problem
    farm: Farm
    purse: _Purse
    seed: int
    stop: Stop
    routes: Routes = field(default_factory=dict)
    searched: int = 0

    def assignment(self) -> Assignment:
        return assignment_of(self.problem, self.routes)

    def begin(self) -> None:
        """A first plan, neighbourhood by neighbourhood, each with its share of the shifts."""
        size = max(FIRST_ORDERS, FIRST_ROUTES * _orders_per_route(self.problem))
        wanted = self._count(size)
        groups = neighbourhoods(positions_of(self.problem), wanted, random.Random(self.seed))
        shifts = dealt_shifts(self.problem, groups)
        any_answered = self._search(groups, shifts, self.purse.first(len(groups), size))
        if not any_answered and not self.stop():
            raise SolveError("No process could search its part of the day.")

    def anneal(self, cooling: Cooling, on_better: OnBetter) -> int:
        """
        Large groups of routes ruined and recreated, cooling from stage to stage.

        A cut between two parts of one search: what few large moves change, no short search
        undoes. Answers how many stages there were; none for a day with rules that it lacks.
        """
        # It loads the engine, which days that are not large do without.
        from dashboard.solve import annealing, ruin

        if not annealing.is_plain(self.problem):
            return 0
        ruin.warm_up()
        stages = self.purse.stages()
        size = min(MOST_ANNEALED, len(self.problem.orders) // self.purse.budget.workers)
        for stage in range(stages):
            budget = self.purse.stage(stages - stage, self._count(size), size)
            if budget is None or self.stop():
                return stage
            orders, shifts = self._groups(stage, size)
            self._search(orders, shifts, budget, cooling.stage(stage, stages))
            on_better(self.assignment())
        return stages

    def improve(self, turn: int) -> bool:
        """Groups of routes searched again; answers whether any process did."""
        routes = [route for route in self.routes.values() if route]
        size = max(PART_ORDERS, PART_ROUTES * sum(map(len, routes)) // max(1, len(routes)))
        orders, shifts = self._groups(turn, size)
        return self._search(orders, shifts, self.purse.again(len(orders), size))

    def _groups(self, turn: int, size: int) -> tuple[list[list[int]], list[list[str]]]:
        """Orders and shifts of neighbouring routes, each with a share of idle shifts."""
        positions = positions_of(self.problem)
        driving = [shift for shift, route in self.routes.items() if route]
        routes = [orders_in(self.problem, self.routes[shift]) for shift in driving]
        served = {order for route in routes for order in route}
        dice = random.Random(self.seed + turn + 1)
        groups = route_groups(positions, routes, self._count(size), turn, dice)
        orders = [[order for k in group for order in routes[k]] for group in groups]
        middles = [list(group) for group in orders]
        for order in range(len(self.problem.orders)):
            if order not in served:
                orders[nearest(positions, middles, order)].append(order)
        shifts = [[driving[k] for k in group] for group in groups]
        idle = [s.id for s in self.problem.shifts if s.id not in set(driving)]
        for number, shift in enumerate(idle):
            shifts[(number + turn) % len(groups)].append(shift)
        return orders, shifts

    def _count(self, size: int) -> int:
        """So many parts of that size that every worker has as many."""
        workers = self.purse.budget.workers
        return workers * max(1, round(len(self.problem.orders) / size / workers))

    def _search(
        self,
        orders: Sequence[list[int]],
        shifts: Sequence[list[str]],
        budget: Budget,
        cooling: Cooling | None = None,
    ) -> bool:
        parts = []
        for mine, fleet in zip(orders, shifts, strict=True):
            problem = cut(self.problem, mine, fleet)
            routes = {shift: self.routes[shift] for shift in fleet if self.routes.get(shift)}
            start = assignment_of(self.problem, routes) if routes else None
            parts.append(Part(problem, budget, self.seed + self.searched, start, cooling))
            self.searched += 1
        answers = self.farm.map(parts, self.stop)
        for part, answer in zip(parts, answers, strict=True):
            if answer is not None:
                self._take(part, answer)
            elif part.start is None:
                self._take(part, complete(part.problem, Assignment()))
        self.routes = routes_of(self.problem, _with_few_left(self.problem, self.assignment()))
        return any(answer is not None for answer in answers)

    def _take(self, part: Part, answer: Assignment) -> None:
        for shift in part.problem.shifts:
            self.routes.pop(shift.id, None)
        self.routes |= routes_of(self.problem, answer)


def _orders_per_route(problem: Problem) -> int:
    """At most, as far as loads tell."""
    return len(problem.orders) // max(1, fewest_shifts(problem, problem.shifts))


def _with_few_left(problem: Problem, assignment: Assignment) -> Assignment:
    """Orders that no part served fitted in anywhere, unless they are many: it takes its time."""
    left = len(problem.orders) - sum(1 for _ in assignment.order_ids())
    return complete(problem, assignment) if left <= FEW * len(problem.orders) else assignment
