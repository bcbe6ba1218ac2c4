"""A search that leaves room for breaks, made of one that knows none."""

import time
from dataclasses import dataclass, field, replace
from math import inf
from threading import Lock

import numpy as np
import numpy.typing as npt

from dashboard.domain import Assignment, Clock, Pause, Problem, clock
from dashboard.solve.board import Board, board
from dashboard.solve.carriers import with_carriers
from dashboard.solve.insertion import mend
from dashboard.solve.one_rest import at_one_moment, common_rests, shortened
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Solver, Stop
from dashboard.solve.routes import Routes, assignment_of, routes_of, tidied
from dashboard.solve.soundness import done_by

MOST_AT_ONCE = 800
"""Orders; a larger day is searched in parts, each of which sees to its breaks itself."""

ROOMY = 0.7
"""Of a budget: for routes with room for breaks, wherever in their windows these are then taken."""
CARRIED = 0.15
"""Of a budget, about: for each of the searches in which orders carry the breaks."""

_FAR_SEED = 104_729
_USUAL = 0.5  # Of the routes: of breaks owed by as many, all are expected to be.
_HEARING_SHARE = 0.1  # Of a search's time, to mend and price what it tells of.


def with_breaks(search: Solver) -> Solver:
    """
    A search whose answers have every break that is owed; else it answers as the one given.

    It first makes routes with room for breaks, then gives each break of theirs to an order to
    carry along, and searches again: the routes change, each with one carrier. What it tells of
    and answers with is mended: no rule is broken.
    """

    def search_with_breaks(
        problem: Problem,
        *,
        budget: Budget,
        seed: int,
        start: Assignment | None,
        on_better: OnBetter,
        stop: Stop,
    ) -> Assignment:
        any_asked = any(shift.breaks for shift in problem.shifts)
        if not any_asked or not 0 < len(problem.orders) <= MOST_AT_ONCE:
            return search(
                problem, budget=budget, seed=seed, start=start, on_better=on_better, stop=stop
            )
        rounds = _Rounds(search, clock(problem), _Purse(budget), seed, stop, on_better)
        return rounds.run(start)

    return search_with_breaks


@dataclass(slots=True)
class _Purse:
    """What is left of a budget, of which each round takes a share."""

    budget: Budget
    began: float = field(default_factory=time.monotonic)
    shared: float = 0.0

    def take(self, share: float) -> Budget:
        """A share of it; of none, a single iteration."""
        self.shared += share
        seconds, iterations = self.budget.seconds, self.budget.iterations
        if not share:
            return replace(self.budget, iterations=1)
        return replace(
            self.budget,
            seconds=None if seconds is None else share * seconds,
            iterations=None if iterations is None else max(1, round(share * iterations)),
        )

    def left(self) -> float:
        """The share that is left."""
        spent_s = time.monotonic() - self.began
        return 1 - max(self.shared, spent_s / self.budget.seconds if self.budget.seconds else 0)


@dataclass(slots=True)
class _Rounds:
    """Searches one after another, and the best of what they found, mended."""

    search: Solver
    on: Clock
    purse: _Purse
    seed: int
    stop: Stop
    on_better: OnBetter
    best: Assignment = field(default_factory=Assignment)
    price: float = inf
    shown: float = inf
    heard: float = 0.0
    hearing_s: float = 0.0
    lock: Lock = field(default_factory=Lock)
    searched: int = 0

    def run(self, start: Assignment | None) -> Assignment:
        """All rounds that the budget is for."""
        problem = self.on.problem
        # The first routes that come tell well enough who will owe a break.
        base = self._round(problem, 0.0, None) if start is None else self._next(start)
        warm = None if start is None else assignment_of(problem, base)
        base = self._round(self._roomy(base), ROOMY, warm)
        while not self.stop() and (left := self.purse.left()) > CARRIED / 2:
            rounds = max(1, round(left / CARRIED))
            laden, warm = with_carriers(self.on, base), assignment_of(problem, base)
            try:
                base = self._round(laden, left / rounds, warm)
            except FAILURES:
                break
        return self.best

    def _round(self, problem: Problem, share: float, start: Assignment | None) -> Routes:
        """Search a day made of ours; the routes to go on from."""
        self.searched += 1
        found = self.search(
            problem,
            budget=self.purse.take(share),
            seed=self.seed + _FAR_SEED * (self.searched - 1),
            start=start,
            on_better=self._hear,
            stop=self.stop,
        )
        return self._next(found)

    def _next(self, found: Assignment) -> Routes:
        """
        Where to go on, without its breaks: the best so far, or what was found if it promises more.

        That it does where it is cheaper as long as nobody rests.
        """
        problem = self.on.problem
        with self.lock:
            best = self._judge(found)
        bare = _bare(problem, routes_of(problem, found))
        if price_of(problem, assignment_of(problem, bare), self.on) < self.price:
            return bare
        return _bare(problem, routes_of(problem, best))

    def _hear(self, better: Assignment) -> None:
        """Judge a plan that a search tells of, unless they come so fast that it would stand."""
        with self.lock:
            began = time.monotonic()
            if self.shown == inf or began - self.heard > self.hearing_s / _HEARING_SHARE:
                self._judge(better, keep=self.purse.budget.iterations is None)
                self.heard = time.monotonic()
                self.hearing_s = self.heard - began

    def _judge(self, found: Assignment, *, keep: bool = True) -> Assignment:
        """
        Mend it, tell of it and keep it if it is the best; answers with the best.

        Which plans are heard of in time is chance: without ``keep`` they are only told of.
        """
        mended = mend(self.on.problem, found, self.on)
        price = price_of(self.on.problem, mended, self.on)
        if price < self.shown:
            self.shown = price
            self.on_better(mended)
        if keep and price < self.price:
            self.best, self.price = mended, price
        return self.best

    def _roomy(self, routes: Routes) -> Problem:
        """The day for a search that is to leave room for the breaks that these routes owe."""
        problem, where = self.on.problem, board(self.on, routes)
        if not (owed := _owed(where)).any():
            return problem
        usual = [
            rest
            for rest, share in zip(common_rests(problem), owed.mean(axis=0), strict=False)
            if share >= _USUAL
        ]
        return at_one_moment(problem, usual) if usual else shortened(problem)


def _owed(where: Board) -> npt.NDArray[np.bool_]:
    """Which of its breaks each shift that drives owes, ``(shifts, breaks)``."""
    rests = where.limits.rests[~where.is_idle]
    back, duty = where.back_s[~where.is_idle], where.duty_s[~where.is_idle]
    latest, after, lacks = rests[:, :, 0], rests[:, :, 1], rests[:, :, 3]
    owed: npt.NDArray[np.bool_] = (back[:, None] > latest) & (duty[:, None] > after) & (lacks > 0)
    return owed


def _bare(problem: Problem, routes: Routes) -> Routes:
    """Routes without breaks, but for those that are done."""
    found = {}
    for shift in problem.shifts:
        route, done = routes.get(shift.id, []), set(done_by(problem, shift))
        kept = [k for k in route if k in done or not isinstance(problem.steps[k], Pause)]
        found[shift.id] = tidied(problem, kept)
    return found
