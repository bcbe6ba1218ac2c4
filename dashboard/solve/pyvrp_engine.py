"""The default search: workers that climb, that ruin and recreate, or that use fewer shifts."""

import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pyvrp.exceptions import PenaltyBoundWarning

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.climbers import Best, Climber, Found, Way
from dashboard.solve.climbing import Setting
from dashboard.solve.decomposition import search_in_parts
from dashboard.solve.elimination import spare_shifts
from dashboard.solve.prices import typical_second
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import build
from dashboard.solve.ruin_data import can_be_ruined

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

    Workers search in different ways, of which none is the best for every day. Late, all go on
    from the best of them. Raises ``SolveError`` when no worker found a feasible answer.
    """
    if not problem.orders or not problem.shifts:
        return Assignment()
    model, best = build(problem), Best(on_better)
    if not model.client_orders and not model.shipment_orders:
        # All that there is to do is done, or on its way.
        return model.assignment(model.solution(Assignment()))
    ways = _ways(budget.workers, ruins=can_be_ruined(model.data))
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
            way=way,
        )
        for worker, way in enumerate(ways)
    ]
    begun = None if start is None else Found(model, model.solution(start))
    apart = APART if _has_two_legs(problem, ways, start) else 1.0
    with warnings.catch_warnings(), ThreadPoolExecutor(budget.workers) as pool:
        # Said of a day that cannot be served whole; the answer is checked anyway. It is said
        # here once for all workers: the filters are those of the whole process.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        jobs = [pool.submit(one.set_out, begun, apart) for one in climbers]
        found = [job.result() for job in jobs]
        leader = _best_of(found)
        if apart == 1.0:
            return leader.assignment
        jobs = [
            pool.submit(one.go_on, leader, 1 - apart, leads=_leads(mine is leader, ways))
            for one, mine in zip(climbers, found, strict=True)
        ]
        return _best_of([leader, *(job.result() for job in jobs)]).assignment


def _ways(workers: int, *, ruins: bool) -> list[Way]:
    """What each worker does; who is alone does one after the other."""
    if not ruins:
        return [Way.TIGHTEN if worker % 2 else Way.CLIMB for worker in range(workers)]
    if workers == 1:
        return [Way.IN_TURN]
    four = (Way.CLIMB, Way.RUIN, Way.CLIMB, Way.TIGHTEN)
    return [four[worker % 4] for worker in range(workers)]


def _has_two_legs(problem: Problem, ways: Sequence[Way], start: Assignment | None) -> bool:
    """Whether there is something to exchange, or for one worker alone a shift to give up."""
    return len(ways) > 1 or (start is not None and spare_shifts(problem, start) > 0)


def _leads(found_it: bool, ways: Sequence[Way]) -> bool:
    """Whether a climber is to go on with as many shifts as the best has."""
    return Way.RUIN in ways or (found_it and len(ways) > 1)


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
