"""One run of PyVRP's iterated local search, with penalties that suit the day."""

from collections.abc import Callable
from dataclasses import dataclass

from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    PenaltyManager,
    PenaltyParams,
    RandomNumberGenerator,
    Solution,
)
from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    compute_neighbours,
)

from dashboard.solve.pyvrp_model import Model

OVERFULL = 1 / 600
"""Of an order's prize, for each second or unit too much, on a day that cannot be served whole."""

Heard = Callable[[Solution], None]
Ended = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """
    How one worker searches.

    ``history`` is the length of the late-acceptance list; a short one settles
    fast. ``neighbours`` are tried around each order: with fewer, the search makes more
    steps. ``penalty_s`` is the first price of one unit too much, in typical seconds.
    """

    history: int
    neighbours: int = 50
    penalty_s: float = 50.0
    updates: int = 100


@dataclass(slots=True)
class _Listener(IteratedLocalSearchCallbacks):
    """Passes on sound solutions; ``serves_all`` once one leaves out no order."""

    model: Model
    heard: Heard
    serves_all: bool = False

    def on_best(self, best: Solution) -> None:
        if best.is_feasible():
            self.serves_all = self.serves_all or self.model.serves_all(best)
            self.heard(best)


def climb(
    model: Model,
    setting: Setting,
    second: float,
    *,
    seed: int,
    start: Solution | None,
    heard: Heard,
    ended: Ended,
) -> Solution:
    """
    Search from a start, or from routes by chance.

    Once all orders are served none may be left out any more, which no plan would gain by: a
    search that need not look for such plans is three times as fast.
    """
    random = RandomNumberGenerator(seed=seed)
    if start is None:
        at_most = _penalties(model, setting, second, None).max_cost_evaluator()
        by_chance = Solution.make_random(model.data, random)
        start = _local_search(model, setting, random)(by_chance, at_most, exhaustive=True)
        if start.is_feasible():
            heard(start)
    penalties = _penalties(model, setting, second, start)
    listener = _Listener(model, heard, model.serves_all(start))
    best = start
    if not listener.serves_all:
        best = _run(
            model, setting, penalties, random, start, listener,
            lambda: listener.serves_all or ended(),
        )  # fmt: skip
    if not listener.serves_all or ended():
        return best
    whole = model.serving_all()
    listener.model = whole
    return _run(whole, setting, penalties, random, whole.taken_over(best), listener, ended)


def _run(
    model: Model,
    setting: Setting,
    penalties: PenaltyManager,
    random: RandomNumberGenerator,
    start: Solution,
    listener: _Listener,
    ended: Ended,
) -> Solution:
    local = _local_search(model, setting, random)
    params = IteratedLocalSearchParams(history_length=setting.history, callbacks=listener)
    search = IteratedLocalSearch(model.data, penalties, local, start, params)
    return search.run(lambda best_cost: ended(), collect_stats=False).best


def _local_search(model: Model, setting: Setting, random: RandomNumberGenerator) -> LocalSearch:
    around = NeighbourhoodParams(num_neighbours=setting.neighbours)
    neighbours = compute_neighbours(model.data, around)
    local = LocalSearch(model.data, random, neighbours, PerturbationManager())
    for operator in OPERATORS:
        if operator.supports(model.data):
            local.add_operator(operator(model.data))
    return local


def _penalties(
    model: Model, setting: Setting, second: float, begun: Solution | None
) -> PenaltyManager:
    """
    What breaking a rule by one unit costs at first, and at most.

    They begin where the setting says or, where ``begun`` leaves out orders, so high that
    breaking a rule is no cheaper than that: else the search wanders among broken routes.
    """
    first = setting.penalty_s * second
    left_out = begun is not None and begun.num_clients() < len(set(model.client_orders))
    if left_out and not model.must_serve_all:
        first = max(first, OVERFULL * model.prizes[len(model.prizes) // 2])
    dearest = model.prizes[-1]
    params = PenaltyParams(
        solutions_between_updates=setting.updates, max_penalty=max(first, 2.0 * dearest)
    )
    return PenaltyManager(([first] * model.data.num_load_dimensions, first, first), params)
