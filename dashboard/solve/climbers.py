"""One worker of the search: what it may spend, and what it makes of it."""

from dataclasses import dataclass, field
from enum import Enum
from threading import Lock

from pyvrp import Solution

from dashboard.domain import Assignment, Problem
from dashboard.solve.allowance import Allowance
from dashboard.solve.climbing import Ended, Heard, Setting, climb
from dashboard.solve.elimination import spare_shifts, with_fewer
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import Model, build
from dashboard.solve.ruin import AGAIN, ANEW, ruin

FREE_SHARE, TRY_SHARE = 0.08, 0.2
"""Of a budget: on the whole fleet before fewer shifts are tried; on those that serve too little."""
RUIN_SHARE = 0.6
"""Of what a worker alone may spend on a day without routes: the rest is for climbing."""

_FAR_SEED = 7919


class Way(Enum):
    """How a worker searches."""

    CLIMB = "climb"
    RUIN = "ruin"
    TIGHTEN = "tighten"
    IN_TURN = "ruin, then climb"


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
    way: Way = Way.CLIMB
    climbed: int = 0

    def set_out(self, begun: Found | None, share: float) -> Found:
        """Spend a share of the budget in its own way; only some begin where others have been."""
        if self.way is Way.RUIN:
            return self._ruin(None, share)
        if self.way is Way.TIGHTEN:
            return self._tighten(share)
        if self.way is Way.CLIMB or begun is not None:
            return self._climb_from(begun, share)
        ruined = self._ruin(None, RUIN_SHARE * share)
        return _cheaper(ruined, self._climb_from(ruined, (1 - RUIN_SHARE) * share))

    def go_on(self, leader: Found, share: float, *, leads: bool) -> Found:
        """Go on from the best of all; who does not lead tries with one shift fewer."""
        if self.way is Way.RUIN:
            return _cheaper(leader, self._ruin(leader, share))
        can_be_tighter = leader.serves_all and spare_shifts(self.problem, leader.assignment) > 0
        if leads or not can_be_tighter:
            return self._climb_from(leader, share)
        tighter = self._with_fewer(leader.assignment, 1, share)
        if tighter.serves_all or share <= TRY_SHARE:
            return tighter
        return self._climb_from(leader, share - TRY_SHARE)

    def _climb_from(self, begun: Found | None, share: float) -> Found:
        if begun is None:
            return self._climb(self.model, None, self._allowance(share))
        return self._climb(begun.model, begun.solution, self._allowance(share))

    def _ruin(self, begun: Found | None, share: float) -> Found:
        model = self.model if begun is None else begun.model

        def hear(solution: Solution) -> None:
            self.best.hear(model, solution)

        solution = ruin(
            model,
            ANEW if begun is None else AGAIN,
            seed=self._next_seed(),
            start=None if begun is None else begun.solution,
            heard=hear,
            ended=self._allowance(share),
        )
        return Found(model, solution)

    def _tighten(self, share: float) -> Found:
        """
        Spend a little of a share on the whole fleet, then the rest on fewer shifts.

        Where these cannot serve all orders before long, one more may; at last, all may again.
        """
        found, left = self._climb_from(None, FREE_SHARE), share - FREE_SHARE
        spare = spare_shifts(self.problem, found.assignment) if found.serves_all else 0
        for fewer in range(spare, 0, -1):
            if left <= TRY_SHARE:
                break
            tighter = self._with_fewer(found.assignment, fewer, left)
            if tighter.serves_all:
                return _cheaper(found, tighter)
            left -= TRY_SHARE
        return self._climb_from(found, left)

    def _with_fewer(self, plan: Assignment, fewer: int, share: float) -> Found:
        """Spend the share there, or less where it does not soon serve all orders."""
        problem, start = with_fewer(self.problem, plan, fewer)
        model = build(problem).serving_all()
        at_end, in_vain = self._allowance(share), self._allowance(TRY_SHARE)
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

        seed = self._next_seed()
        solution = climb(
            model, self.setting, self.second, seed=seed, start=start, heard=hear, ended=ended
        )
        return Found(model, solution)

    def _next_seed(self) -> int:
        """Workers and their stretches are to differ; PyVRP's generator takes no larger number."""
        self.climbed += 1
        return (self.seed + _FAR_SEED * (self.climbed - 1)) % 2**32

    def _allowance(self, share: float) -> Allowance:
        return Allowance.of(self.budget, share, self.stop)


def _cheaper(one: Found, other: Found) -> Found:
    """The other only where it keeps all rules and costs less."""
    return other if other.solution.is_feasible() and other.price < one.price else one
