"""The default search: PyVRP's iterated local search, two settings side by side."""

import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    PenaltyManager,
    PenaltyParams,
    RandomNumberGenerator,
    Solution,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    compute_neighbours,
)
from pyvrp.stop import StoppingCriterion

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.prices import typical_second
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import Model, build


@dataclass(frozen=True, slots=True)
class Setting:
    """
    How one worker searches.

    ``history`` is the length of the late-acceptance list; a short one settles
    fast. ``penalty_s`` caps the price of one unit too much, in typical seconds.
    """

    history: int
    penalty_s: float
    updates: int = 100


SETTINGS = (Setting(30, 1000), Setting(300, 1000))
"""Settles fast; searches long. Which of them wins depends on the day."""

OVERFULL = 1 / 600
"""Of an order's prize, for each second or unit too much, on a day that cannot be served whole."""


@dataclass(slots=True)
class _Best:
    """The best of all workers, told on as it improves."""

    model: Model
    on_better: OnBetter
    cost: float = float("inf")
    lock: Lock = field(default_factory=Lock)

    def offer(self, cost: float, solution: Solution) -> None:
        with self.lock:
            if cost < self.cost:
                self.cost = cost
                self.on_better(self.model.assignment(solution))


class _Progress(IteratedLocalSearchCallbacks):
    def __init__(self, model: Model, best: _Best) -> None:
        self.model, self.best = model, best

    def on_best(self, best: Solution) -> None:
        if best.is_feasible():
            self.best.offer(price(self.model, best), best)


def solve_with_pyvrp(
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

    Raises ``SolveError`` when no worker found a feasible answer.
    """
    if not problem.orders or not problem.shifts:
        return Assignment()
    model = build(problem)
    second = typical_second(problem)
    best = _Best(model, on_better)
    settings = SETTINGS if budget.workers > 1 else (_lone(budget),)

    def search(worker: int) -> Solution:
        setting = settings[worker % len(settings)]
        warm = model.solution(start) if start is not None and worker % 2 == 0 else None
        ils = IteratedLocalSearchParams(
            history_length=setting.history, callbacks=_Progress(model, best)
        )
        mine = (seed + worker) % 2**32  # Its generator takes no other number.
        return _search(model, setting, second, ils, mine, warm, _ending(budget, stop))

    with ThreadPoolExecutor(budget.workers) as pool:
        found = [s for s in pool.map(search, range(budget.workers)) if s.is_feasible()]
    if not found:
        raise SolveError("The search found no routes that keep all rules.")
    return model.assignment(min(found, key=lambda solution: price(model, solution)))


def _lone(budget: Budget) -> Setting:
    """For one worker alone: the longer it has, the longer its memory."""
    if budget.seconds is None or budget.seconds <= 10:
        return SETTINGS[0]
    return replace(SETTINGS[0], history=100) if budget.seconds <= 60 else SETTINGS[1]


def price(model: Model, solution: Solution) -> float:
    """What a feasible solution costs in units, orders left out included."""
    cost: float = (
        solution.distance_cost()
        + solution.duration_cost()
        + solution.fixed_vehicle_cost()
        + solution.uncollected_prizes()
    )
    return cost


def _penalties(
    model: Model, setting: Setting, second: float, begun: Solution | None
) -> PenaltyManager:
    """
    What breaking a rule by one unit costs at first, and at most.

    They begin where the setting says or, where ``begun`` leaves out orders, so high that
    breaking a rule is no cheaper than that: else the search wanders among broken routes.
    """
    first = setting.penalty_s * second / 2
    prizes = sorted(client.prize for client in model.data.clients())
    if begun is not None and begun.num_clients() < len(set(model.client_orders)):
        first = max(first, OVERFULL * prizes[len(prizes) // 2])
    dearest = prizes[-1]
    params = PenaltyParams(
        solutions_between_updates=setting.updates, max_penalty=max(2 * first, 2.0 * dearest)
    )
    return PenaltyManager(([first] * model.data.num_load_dimensions, first, first), params)


def _search(
    model: Model,
    setting: Setting,
    second: float,
    ils: IteratedLocalSearchParams,
    seed: int,
    warm: Solution | None,
    end: StoppingCriterion,
) -> Solution:
    """PyVRP's own ``solve``, but for the penalties that it begins with."""
    data, random = model.data, RandomNumberGenerator(seed=seed)
    local = LocalSearch(
        data, random, compute_neighbours(data, NeighbourhoodParams()), PerturbationManager()
    )
    for operator in OPERATORS:
        if operator.supports(data):
            local.add_operator(operator(data))
    at_most = _penalties(model, setting, second, None).max_cost_evaluator()
    start = warm or local(Solution.make_random(data, random), at_most, exhaustive=True)
    penalties = _penalties(model, setting, second, start)
    with warnings.catch_warnings():
        # Said of a day that cannot be served whole; the caller checks the answer anyway.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = IteratedLocalSearch(data, penalties, local, start, ils).run(end, False)
    return result.best


def _ending(budget: Budget, stop: Stop) -> StoppingCriterion:
    deadline = None if budget.seconds is None else time.monotonic() + budget.seconds
    rounds = 0

    def ended(best_cost: int) -> bool:
        nonlocal rounds
        rounds += 1
        if budget.iterations is not None and rounds > budget.iterations:
            return True
        return stop() or (deadline is not None and time.monotonic() > deadline)

    return ended
