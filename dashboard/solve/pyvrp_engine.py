"""The default search: PyVRP's iterated local search, on the whole fleet and on a tighter one."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from pyvrp import Solution

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.climbing import Ended, Heard, Setting, climb
from dashboard.solve.decomposition import search_in_parts
from dashboard.solve.elimination import spare_shifts, with_fewer
from dashboard.solve.prices import typical_second
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import Model, build

WIDE, QUICK = Setting(30, neighbours=50), Setting(30, neighbours=30)
"""Which of them wins depends on the day."""

APART = 0.6
"""Of a budget: until then, workers search by themselves."""
FREE_SHARE, TRY_SHARE = 0.08, 0.2
"""Of a budget: on the whole fleet before fewer shifts are tried; on those that serve too little."""

MOST_WHOLE = 800
"""Orders that are searched in one piece."""

_FAR_SEED = 7919


@dataclass(slots=True)
class _Best:
    """The best of all workers, told on as it improves."""

    on_better: OnBetter
    cost: float = float("inf")
    lock: Lock = field(default_factory=Lock)

    def hear(self, model: Model, solution: Solution) -> None:
        """Of a solution that keeps all rules."""
        found = _Found(model, solution)
        with self.lock:
            if found.price < self.cost:
                self.cost = found.price
                self.on_better(found.assignment)


def solve_with_pyvrp(
    problem: Problem,
    *,
    budget: Budget,
    seed: int,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """See ``Solver``; a large day is searched in parts."""
    search = search_in_parts if len(problem.orders) > MOST_WHOLE else search_whole
    return search(problem, budget=budget, seed=seed, start=start, on_better=on_better, stop=stop)


def search_whole(
    problem: Problem,
    *,
    budget: Budget,
    seed: int,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """
    See ``Solver``. With a start, every second worker begins there and the others anew.

    Every second worker soon tries with fewer shifts: what costs most in a day is a route too
    many, which no small step gets rid of. Late, all go on from the best of them. Raises
    ``SolveError`` when no worker found a feasible answer.
    """
    if not problem.orders or not problem.shifts:
        return Assignment()
    model, best = build(problem), _Best(on_better)
    climbers = [
        _Climber(
            problem=problem,
            model=model,
            second=typical_second(problem),
            best=best,
            budget=budget,
            stop=stop,
            setting=_lasting(budget, WIDE if worker % 2 else QUICK),
            seed=seed + worker,
        )
        for worker in range(budget.workers)
    ]
    begun = None if start is None else model.solution(start)
    with ThreadPoolExecutor(budget.workers) as pool:
        if len(climbers) == 1:
            return _best_of([climbers[0].climb(begun, 1.0)]).assignment
        jobs = [
            pool.submit(one.tighten, APART) if worker % 2 else pool.submit(one.climb, begun, APART)
            for worker, one in enumerate(climbers)
        ]
        found = [job.result() for job in jobs]
        leader = _best_of(found)
        jobs = [
            pool.submit(one.follow, leader, 1 - APART, leads=mine is leader)
            for one, mine in zip(climbers, found, strict=True)
        ]
        return _best_of([leader, *(job.result() for job in jobs)]).assignment


def _best_of(found: Sequence["_Found"]) -> "_Found":
    sound = [one for one in found if one.solution.is_feasible()]
    if not sound:
        raise SolveError("The search found no routes that keep all rules.")
    return min(sound, key=lambda one: one.price)


@dataclass(frozen=True, slots=True)
class _Found:
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


def _unheard(_: Solution) -> None:
    pass


@dataclass(slots=True)
class _Climber:
    """One worker: what it may spend, and whom it tells."""

    problem: Problem
    model: Model
    second: float
    best: _Best
    budget: Budget
    stop: Stop
    setting: Setting
    seed: int
    climbed: int = 0

    def climb(self, start: Solution | None, share: float) -> _Found:
        """Spend a share of the budget on the whole fleet."""
        return self._climb(self.model, start, self._ending(share))

    def tighten(self, share: float) -> _Found:
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

    def follow(self, leader: _Found, share: float, *, leads: bool) -> _Found:
        """Go on from the best of all; who did not find it tries with one shift fewer."""
        can_be_tighter = leader.serves_all and spare_shifts(self.problem, leader.assignment) > 0
        if leads or not can_be_tighter:
            return self._climb(leader.model, leader.solution, self._ending(share))
        return self._with_fewer(leader.assignment, 1, share)

    def _with_fewer(self, plan: Assignment, fewer: int, share: float) -> _Found:
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
    ) -> _Found:
        def hear(solution: Solution) -> None:
            heard(solution)
            self.best.hear(model, solution)

        self.climbed += 1
        # Its generator takes no larger number; workers and their climbs are to differ.
        seed = (self.seed + _FAR_SEED * (self.climbed - 1)) % 2**32
        solution = climb(
            model, self.setting, self.second, seed=seed, start=start, heard=hear, ended=ended
        )
        return _Found(model, solution)

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


def _lasting(budget: Budget, setting: Setting) -> Setting:
    """The longer a search may take, the longer its memory."""
    if budget.seconds is None or budget.seconds <= 10:
        return setting
    return replace(setting, history=100 if budget.seconds <= 30 else 300)
