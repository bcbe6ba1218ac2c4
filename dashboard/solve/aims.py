"""Even routes and routes apart: the day planned without these aims, then with them, at a price."""

import time
from dataclasses import dataclass, replace
from typing import Protocol

from dashboard.domain import NO_AIMS, Assignment, Balance, Problem
from dashboard.solve.engines import Solved
from dashboard.solve.insertion import mend
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Stop, unheard
from dashboard.solve.reasons import reasons
from dashboard.solve.wished import Wished, wished

FREE_SHARE = 0.4
"""Of a budget, for the day without aims."""
SLACKS = (0.02, 0.06, 0.12)
"""What a shift may do beyond its part, search after search: tight caps may leave orders out."""

_SEARCH_SHARE = 0.8  # Of a turn's seconds; the rest is for the exchange of orders after it.
_LEAST_S = 0.2
_LAST_S = 0.5  # For an exchange even if somebody has asked to stop.
_SEED_STEP = 1009


class Search(Protocol):
    """A search that looks at no aims, as ``plan_routes``."""

    def __call__(
        self,
        problem: Problem,
        *,
        budget: Budget,
        seed: int,
        solver: str,
        start: Assignment | None,
        on_better: OnBetter,
        stop: Stop,
    ) -> Solved: ...


def has_aims(problem: Problem) -> bool:
    """Whether a planner wishes more of routes than low cost, and there are some to compare."""
    fixed = problem.held.keys() | problem.locked
    free = sum(shift.id not in fixed for shift in problem.shifts)
    wishes = problem.aims.balance is not Balance.OFF or problem.aims.apart > 0
    return wishes and free > 1 and len(problem.orders) > 1


def plan_with_aims(
    problem: Problem,
    search: Search,
    *,
    budget: Budget,
    seed: int,
    solver: str,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Solved:
    """
    The best by price and aims together, with what the aims cost.

    That is the cost of the answer less that of the cheapest plan met. No more orders are left
    out than without the aims, and none of a higher priority.
    """
    purse = _Purse(budget, time.monotonic())
    free = search(
        replace(problem, aims=NO_AIMS), budget=purse.first(), seed=seed, solver=solver,
        start=start, on_better=on_better, stop=stop,
    )  # fmt: skip
    day = wished(problem, free.assignment, on_better)
    day.improve(free.assignment, purse.ending(0, stop))
    for turn, slack in enumerate(SLACKS):
        given = purse.given(turn)
        if given is None or stop():
            break
        began, is_first = time.monotonic(), turn == 0
        try:
            found = search(
                day.sought(slack, is_first=is_first), budget=given,
                seed=seed + _SEED_STEP * (turn + 1), solver=solver,
                start=day.start(is_first=is_first), on_better=unheard, stop=stop,
            )  # fmt: skip
        except FAILURES:
            continue
        purse.take_note(given, began)
        day.improve(mend(problem, found.assignment, day.on), purse.ending(turn, stop))
    return _solved(day, free)


def _solved(day: Wished, free: Solved) -> Solved:
    if day.best == free.assignment:
        return replace(free, aims_cents=0)
    why = reasons(day.problem, day.best, day.on)
    return Solved(day.best, why, free.solver, aims_cents=day.aims_cents)


@dataclass(slots=True)
class _Purse:
    """What each turn may have of a budget; searches take longer than they are given."""

    budget: Budget
    began: float
    longer_s: float = 0.0

    def first(self) -> Budget:
        """For the day without aims."""
        return self._share(FREE_SHARE, self.budget.seconds)

    def given(self, turn: int) -> Budget | None:
        """For the search of a turn; None where too little is left."""
        each = (1 - FREE_SHARE) / len(SLACKS)
        if self.budget.seconds is None:
            return self._share(each, None)
        search_s = _SEARCH_SHARE * self._turn_s(turn) - self.longer_s
        return None if search_s < _LEAST_S else self._share(each, search_s / each)

    def take_note(self, given: Budget, began: float) -> None:
        """Of how long the search of a turn has taken."""
        if given.seconds is not None:
            self.longer_s = max(0.0, time.monotonic() - began - given.seconds)

    def ending(self, turn: int, stop: Stop) -> Stop:
        """When the exchange of a turn has to end."""
        if self.budget.seconds is None:
            return stop
        now, is_stopped = time.monotonic(), stop()
        rest_s = max(_LAST_S, (1 - _SEARCH_SHARE) * self._turn_s(turn))
        deadline = now + (_LAST_S if is_stopped else rest_s)
        return lambda: (stop() and not is_stopped) or time.monotonic() > deadline

    def _turn_s(self, turn: int) -> float:
        left_s = (self.budget.seconds or 0.0) - (time.monotonic() - self.began)
        return left_s / (len(SLACKS) - turn)

    def _share(self, share: float, seconds: float | None) -> Budget:
        iterations = self.budget.iterations
        return replace(
            self.budget,
            seconds=None if seconds is None else share * seconds,
            iterations=None if iterations is None else max(1, round(share * iterations)),
        )
