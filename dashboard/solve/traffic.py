"""
Routes for a day with traffic: sought on the day's average, judged under the true clock.

Drives at the hours of a search's own routes would lead in circles, since it uses up any slack that
it finds. The average keeps most windows; earlier deadlines, where it misleads, keep the rest.
"""

import time
from dataclasses import dataclass, field, replace
from threading import Lock

from dashboard.domain import Assignment, Clock, Problem, clock
from dashboard.solve.aims import has_aims, plan_with_aims
from dashboard.solve.deadlines import Lateness, earlier, lateness
from dashboard.solve.engines import AUTO, Solved, plan_routes
from dashboard.solve.insertion import mend
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Stop, never, unheard
from dashboard.solve.reasons import can_be_served, reasons

_SHARE = 0.6
"""Of the seconds left: all that a round has as long as its best is late somewhere."""
_MOST_ROUNDS = 5
_LEAST_S = 0.3
_JUDGING_SHARE = 0.1


def plan_in_traffic(
    problem: Problem,
    *,
    budget: Budget,
    seed: int = 0,
    solver: str = AUTO,
    start: Assignment | None = None,
    on_better: OnBetter = unheard,
    stop: Stop = never,
) -> Solved:
    """
    As ``plan_routes``, which it is where the hour of the day does not matter.

    No answer is late under the true clock: an order that would be is served
    elsewhere, or left out with its reason. With seconds, all rounds together have
    them; with iterations alone, each round has these. A day with aims is planned without them
    first: see ``plan_with_aims``.
    """
    if has_aims(problem):
        return plan_with_aims(
            problem, plan_in_traffic, budget=budget, seed=seed, solver=solver, start=start,
            on_better=on_better, stop=stop,
        )  # fmt: skip
    if not any(travel.traffic for travel in problem.travel.values()):
        return plan_routes(
            problem, budget=budget, seed=seed, solver=solver, start=start,
            on_better=on_better, stop=stop,
        )  # fmt: skip
    judge = _Judge(problem, clock(problem), on_better, keeps_heard=budget.seconds is not None)
    sought, name, warm = _on_average(problem, judge.on), "insertion", start
    began = time.monotonic()
    for number in range(_MOST_ROUNDS):
        # The first routes that come tell well enough by how much the average misleads.
        given = _rest(budget, time.monotonic() - began) if number else _sketch(budget)
        if given is None or (number and stop()):
            break
        try:
            found = plan_routes(
                sought, budget=given, seed=seed, solver=solver, start=warm,
                on_better=judge.hear, stop=_ending(judge, given, stop),
            )  # fmt: skip
        except FAILURES:
            if judge.best is None:
                raise
            break
        name, warm = found.solver, found.assignment
        if judge.weigh(warm):
            sought = earlier(sought, judge.on, warm)
        elif number and budget.iterations is not None:
            break
    best = judge.best or Assignment()
    return Solved(best, reasons(problem, best, judge.on), name)


@dataclass(slots=True)
class _Judge:
    """
    Keeps the best of what searches answer, mended under the true clock.

    What is only heard of counts as well where ``keeps_heard``: which of it is judged depends
    on the moment. ``is_late``: the last was, before it was mended.
    """

    problem: Problem
    on: Clock
    on_better: OnBetter
    keeps_heard: bool
    best: Assignment | None = None
    price: int = 0
    shown: int | None = None
    is_late: bool = False
    heard: float = 0.0
    judging_s: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def hear(self, assignment: Assignment) -> None:
        """Judge a better plan of a search, unless they come so fast that it would stand still."""
        with self.lock:
            now = time.monotonic()
            if self.shown is not None and now - self.heard < self.judging_s / _JUDGING_SHARE:
                return
            self.is_late = bool(lateness(self.on, assignment))
            self._judge(assignment, keep=self.keeps_heard)
            self.heard = time.monotonic()
            self.judging_s = self.heard - now

    def weigh(self, assignment: Assignment) -> Lateness:
        """Judge the answer of a search: where it is late before it is mended."""
        self._judge(assignment, keep=True)
        return lateness(self.on, assignment)

    def _judge(self, assignment: Assignment, *, keep: bool) -> None:
        mended = mend(self.problem, assignment, self.on)
        price = price_of(self.problem, mended, self.on)
        if self.shown is None or price < self.shown:
            self.shown = price
            self.on_better(mended)
        if keep and (self.best is None or price < self.price):
            self.best, self.price = mended, price


def _on_average(problem: Problem, on: Clock) -> Problem:
    """The day at its mean speeds, without orders for which anybody would truly be late."""
    served = can_be_served(problem, on)
    orders = tuple(o for o, can in zip(problem.orders, served, strict=True) if can)
    travel = {profile: matrix.averaged() for profile, matrix in problem.travel.items()}
    return replace(problem, orders=orders, travel=travel)


def _ending(judge: _Judge, given: Budget, stop: Stop) -> Stop:
    """Ends a round that is late somewhere once it has had its share of the seconds."""
    began, judge.is_late = time.monotonic(), False

    def ended() -> bool:
        if stop() or given.seconds is None or not judge.is_late:
            return stop()
        return time.monotonic() - began > _SHARE * given.seconds

    return ended


def _sketch(budget: Budget) -> Budget:
    """For the first routes that a search comes upon."""
    return replace(budget, iterations=1)


def _rest(budget: Budget, spent_s: float) -> Budget | None:
    """What is left of the seconds and all of the iterations; None where it is too little."""
    if budget.seconds is None:
        return budget
    left_s = budget.seconds - spent_s
    return replace(budget, seconds=left_s) if left_s >= _LEAST_S else None
