"""The searches by name, and the one call that always answers with sound routes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.domain import Assignment, Clock, Problem, SolveError, Unassigned, clock, schedule
from dashboard.domain.money import day_cost_cents
from dashboard.solve.insertion import complete, fit_into, mend
from dashboard.solve.ortools_engine import solve_with_ortools
from dashboard.solve.prices import UNITS_PER_CENT, kinds_of, prizes
from dashboard.solve.protocol import Budget, OnBetter, Solver, Stop, never, unheard
from dashboard.solve.pyvrp_engine import BYTES_PER_PAIR, solve_with_pyvrp
from dashboard.solve.reasons import reasons

SOLVERS: Mapping[str, Solver] = {"pyvrp": solve_with_pyvrp, "ortools": solve_with_ortools}
FALLBACK = "ortools"
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Solved:
    """Routes that keep every rule, the reason for each order on none, and who found them."""

    assignment: Assignment
    unassigned: tuple[Unassigned, ...]
    solver: str


def plan_routes(
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
    Search, mend, complete and explain.

    ``solver`` is a name of ``SOLVERS``, or "auto": the default one, then the
    fallback, then plain insertion if both fail. A named solver that fails raises
    ``SolveError``.
    """
    on = clock(problem)
    # Within milliseconds there is something to show and, whatever happens, to fall back on.
    first = complete(problem, start or Assignment(), on)
    if first.steps:
        on_better(first)
    names = ["pyvrp", FALLBACK] if solver == AUTO else [solver]
    searched = _possible(problem, on)
    for name in names:
        if name not in SOLVERS:
            raise SolveError(f"There is no search called {name!r}; there are {sorted(SOLVERS)}.")
        try:
            found = SOLVERS[name](
                searched, budget=budget, seed=seed, start=start, on_better=on_better, stop=stop
            )
        except (SolveError, ValueError, OverflowError, MemoryError):
            if solver != AUTO:
                raise
            continue
        mended = mend(problem, found, on)
        if price_of(problem, first, on) < price_of(problem, mended, on):
            return _solved(problem, first, "insertion", on)
        return _solved(problem, mended, name, on)
    return _solved(problem, first, "insertion", on)


def price_of(problem: Problem, assignment: Assignment, on: Clock | None = None) -> int:
    """What an assignment really costs, in a search's units: its money and the orders left out."""
    served = set(assignment.order_ids())
    lost = sum(
        prize
        for order, prize in zip(problem.orders, prizes(problem), strict=True)
        if order.id not in served
    )
    cents = day_cost_cents(problem.shifts, schedule(problem, assignment, on))
    return lost + cents * UNITS_PER_CENT


def memory_needed(problem: Problem) -> int:
    """Bytes that the default search takes at its peak, before anything is built."""
    return BYTES_PER_PAIR * len(problem.places) ** 2


def _possible(problem: Problem, on: Clock) -> Problem:
    """The problem without orders that no shift could serve even alone: no search need try."""
    alike = [kind[0] for kind in kinds_of(problem.shifts)]
    kept = [
        order
        for k, order in enumerate(problem.orders)
        if any(fit_into(on, shift, [], k) for shift in alike)
    ]
    return replace(problem, orders=tuple(kept)) if len(kept) < len(problem.orders) else problem


def _solved(problem: Problem, assignment: Assignment, name: str, on: Clock) -> Solved:
    return Solved(assignment, reasons(problem, assignment, on), name)
