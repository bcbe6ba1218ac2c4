"""The default search: PyVRP's iterated local search, on the whole fleet and on a tighter one."""

import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pyvrp.exceptions import PenaltyBoundWarning

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.climbers import Best, Climber, Found
from dashboard.solve.climbing import Setting
from dashboard.solve.decomposition import search_in_parts
from dashboard.solve.elimination import spare_shifts
from dashboard.solve.prices import typical_second
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import build

WIDE, QUICK = Setting(30, neighbours=50), Setting(30, neighbours=30)
"""Which of them wins depends on the day."""

APART = 0.6
"""Of a budget: until then, workers search by themselves."""
MOST_WHOLE = 800
"""Orders that are searched in one piece."""


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
    model, best = build(problem), Best(on_better)
    if not model.client_orders:  # All that there is to do is done, or on its way.
        return Assignment()
    climbers = [
        Climber(
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
    apart = APART if _has_two_legs(problem, budget.workers, start) else 1.0
    with warnings.catch_warnings(), ThreadPoolExecutor(budget.workers) as pool:
        # Said of a day that cannot be served whole; the answer is checked anyway. It is said
        # here once for all workers: the filters are those of the whole process.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        jobs = [
            pool.submit(one.tighten, apart) if worker % 2 else pool.submit(one.climb, begun, apart)
            for worker, one in enumerate(climbers)
        ]
        found = [job.result() for job in jobs]
        leader = _best_of(found)
        if apart == 1.0:
            return leader.assignment
        jobs = [
            pool.submit(one.follow, leader, 1 - apart, leads=mine is leader and len(found) > 1)
            for one, mine in zip(climbers, found, strict=True)
        ]
        return _best_of([leader, *(job.result() for job in jobs)]).assignment


def _has_two_legs(problem: Problem, workers: int, start: Assignment | None) -> bool:
    """Whether there is something to exchange, or for one worker alone a shift to give up."""
    return workers > 1 or (start is not None and spare_shifts(problem, start) > 0)


def _best_of(found: Sequence[Found]) -> Found:
    sound = [one for one in found if one.solution.is_feasible()]
    if not sound:
        raise SolveError("The search found no routes that keep all rules.")
    return min(sound, key=lambda one: one.price)


def _lasting(budget: Budget, setting: Setting) -> Setting:
    """The longer a search may take, the longer its memory."""
    if budget.seconds is None or budget.seconds <= 10:
        return setting
    return replace(setting, history=100 if budget.seconds <= 30 else 300)
