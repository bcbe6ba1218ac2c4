"""One worker of the search: what it may spend, and what it makes of it."""

import time
from dataclasses import dataclass, field
from threading import Lock

from pyvrp import Solution

from dashboard.domain import Assignment, Problem
from dashboard.solve.climbing import Ended, Heard, Setting, climb
from dashboard.solve.elimination import spare_shifts, with_fewer
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import Model, build

FREE_SHARE, TRY_SHARE = 0.08, 0.2
"""Of a budget: on the whole fleet before fewer shifts are tried; on those that serve too little."""

_FAR_SEED = 7919


@dataclass(frozen=True, slots=True)
class Found:
    """A solution, and the model that it is one of."""

    model: Model
    solution: Solution

    @property
    def assignment(self) -> Assignment:
        return self.model.assignment(self.solution)

    @property
    def serves_all(self) -> bool:
        return self.model.serves_all(self.solution)

    @property
    def price(self) -> float:
        """What it costs in units, orders left out included."""
        solution = self.solution
        cost: float = (
            solution.distance_cost()
            + solution.duration_cost()
            + solution.fixed_vehicle_cost()
            + solution.uncollected_prizes()
        )
        return cost


@dataclass(slots=True)
class Best:
    """The best of all workers, told on as it improves."""

    on_better: OnBetter
    cost: float = float("inf")
    lock: Lock = field(default_factory=Lock)

    def hear(self, model: Model, solution: Solution) -> None:
        """Of a solution that keeps all rules."""
        found = Found(model, solution)
        with self.lock:
            if found.price < self.cost:
                self.cost = found.price
                self.on_better(found.assignment)


def _unheard(_: Solution) -> None:
    pass


@dataclass(slots=True)
class Climber:
    """One worker: what it may spend, and whom it tells."""

    problem: Problem
    model: Model
    second: float
    best: Best
    budget: Budget
    stop: Stop
    setting: Setting
    seed: int
    climbed: int = 0

    def climb(self, start: Solution | None, share: float) -> Found:
        """Spend a share of the budget on the whole fleet."""
        return self._climb(self.model, start, self._ending(share))

    def tighten(self, share: float) -> Found:
        """
        Spend a little of a share on the whole fleet, then the rest on fewer shifts.

        Where these cannot serve all orders before long, one more may; at last, all may again.
        """
        found, left = self.climb(None, FREE_SHARE), share - FREE_SHARE
        spare = spare_shifts(self.problem, found.assignment) if found.serves_all else 0
        for fewer in range(spare, 0, -1):
            if left <= TRY_SHARE:
                break
            tighter = self._with_fewer(found.assignment, fewer, left)
            if tighter.serves_all:
                return min((found, tighter), key=lambda one: one.price)
            left -= TRY_SHARE
        return self.climb(found.solution, left)

    def follow(self, leader: Found, share: float, *, leads: bool) -> Found:
        """Go on from the best of all; who did not find it first tries with one shift fewer."""
        can_be_tighter = leader.serves_all and spare_shifts(self.problem, leader.assignment) > 0
        if leads or not can_be_tighter:
            return self._climb(leader.model, leader.solution, self._ending(share))
        tighter = self._with_fewer(leader.assignment, 1, share)
        if tighter.serves_all or share <= TRY_SHARE:
            return tighter
        return self._climb(leader.model, leader.solution, self._ending(share - TRY_SHARE))

    def _with_fewer(self, plan: Assignment, fewer: int, share: float) -> Found:
        """Spend the share there, or less where it does not soon serve all orders."""
        problem, start = with_fewer(self.problem, plan, fewer)
        model = build(problem).serving_all()
        at_end, in_vain = self._ending(share), self._ending(TRY_SHARE)
        served: list[Solution] = []
        return self._climb(
            model,
            model.solution(start),
            lambda: at_end() or (not served and in_vain()),
            served.append,
        )

    def _climb(
        self, model: Model, start: Solution | None, ended: Ended, heard: Heard = _unheard
    ) -> Found:
        def hear(solution: Solution) -> None:
            heard(solution)
            self.best.hear(model, solution)

        self.climbed += 1
        # Its generator takes no larger number; workers and their climbs are to differ.
        seed = (self.seed + _FAR_SEED * (self.climbed - 1)) % 2**32
        solution = climb(
            model, self.setting, self.second, seed=seed, start=start, heard=hear, ended=ended
        )
        return Found(model, solution)

    def _ending(self, share: float) -> Ended:
        """Whether a share of the budget is spent, from now on; each question is an iteration."""
        seconds, iterations = self.budget.seconds, self.budget.iterations
        deadline = None if seconds is None else time.monotonic() + share * seconds
        most = None if iterations is None else max(1, round(share * iterations))
        asked = 0

        def ended() -> bool:
            nonlocal asked
            asked += 1
            if most is not None and asked > most:
                return True
            return self.stop() or (deadline is not None and time.monotonic() > deadline)

        return ended
