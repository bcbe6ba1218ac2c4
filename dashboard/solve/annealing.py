"""One long cooling of a large day: what its parts need in each stage."""

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.allowance import Allowance
from dashboard.solve.cooling import Cooling
from dashboard.solve.cutting import cut
from dashboard.solve.prices import kinds_of
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.pyvrp_model import build
from dashboard.solve.ruin import ruin
from dashboard.solve.ruin_data import can_be_ruined

_AT_ONCE = 300  # Orders of a model that is built only to be looked at.


def is_plain(problem: Problem) -> bool:
    """Whether ruin and recreate knows every rule of the day."""
    if problem.held or any(shift.breaks for shift in problem.shifts):
        return False
    shifts = [kind[0].id for kind in kinds_of(problem, problem.shifts)]
    orders = range(len(problem.orders))
    parts = (orders[first : first + _AT_ONCE] for first in orders[::_AT_ONCE])
    return all(can_be_ruined(build(cut(problem, part, shifts)).data) for part in parts)


def anneal(
    problem: Problem,
    *,
    cooling: Cooling,
    budget: Budget,
    seed: int,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """See ``Solver``, with one worker; raises ``SolveError`` for a day that is not plain."""
    model = build(problem)
    if not can_be_ruined(model.data):
        raise SolveError("This day has rules that taking out and putting back does not know.")
    found = ruin(
        model,
        cooling,
        seed=seed,
        start=None if start is None else model.solution(start),
        heard=lambda solution: on_better(model.assignment(solution)),
        ended=Allowance.of(budget, 1.0, stop),
    )
    return model.assignment(found)
