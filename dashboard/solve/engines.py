"""The searches by name, and the one call that always answers with sound routes."""

from dataclasses import dataclass, replace
from importlib import import_module

from dashboard.domain import Assignment, Clock, Problem, SolveError, Unassigned, clock
from dashboard.solve.doors import gathered, search_doors
from dashboard.solve.insertion import complete, mend
from dashboard.solve.merging import Merged, merge
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Solver, Stop, never, unheard
from dashboard.solve.reasons import can_be_served, reasons

ENGINES = {
    "pyvrp": "dashboard.solve.pyvrp_engine:solve_with_pyvrp",
    "ortools": "dashboard.solve.ortools_engine:solve_with_ortools",
}
"""The searches by name. Each loads tens of megabytes, so only who asks for one loads it."""

FALLBACK = "ortools"
AUTO = "auto"

BYTES_PER_PAIR = 100
"""Peak memory of the default search for each pair of places, measured at 3,000, rounded up."""


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
    Search, mend, complete and explain; orders at one door are served together where they can be.

    ``solver`` is a name of ``ENGINES``, or "auto": the default one, then the
    fallback, then plain insertion if both fail. A named solver that fails raises
    ``SolveError``.
    """
    on = clock(problem)
    merged = merge(_possible(problem, on))
    # Within milliseconds there is something to show and, whatever happens, to fall back on.
    first = mend(problem, _inserted(merged) if start is None else start, on)
    if first.steps:
        on_better(first)
    names = ["pyvrp", FALLBACK] if solver == AUTO else [solver]
    for name in names:
        search = engine(name)
        try:
            found = search_doors(
                search,
                merged,
                budget=budget,
                seed=seed,
                start=start,
                on_better=on_better,
                stop=stop,
            )
        except FAILURES:
            if solver != AUTO:
                raise
            continue
        mended = _without_needless_shifts(problem, mend(problem, found, on), on)
        if price_of(problem, first, on) < price_of(problem, mended, on):
            break
        return _solved(problem, gathered(merged, mended), name, on)
    return _solved(problem, gathered(merged, first), "insertion", on)


def engine(name: str) -> Solver:
    """The search of that name; raises ``SolveError`` for an unknown one."""
    if name not in ENGINES:
        raise SolveError(f"There is no search called {name!r}; there are {sorted(ENGINES)}.")
    module, function = ENGINES[name].split(":")
    solver: Solver = getattr(import_module(module), function)
    return solver


def memory_needed(places: int) -> int:
    """Bytes that the default search takes at its peak for so many places."""
    return BYTES_PER_PAIR * places**2


def _possible(problem: Problem, on: Clock) -> Problem:
    """The problem without orders that no shift could serve even alone: no search need try."""
    served = can_be_served(problem, on)
    kept = [order for order, can in zip(problem.orders, served, strict=True) if can]
    return replace(problem, orders=tuple(kept)) if len(kept) < len(problem.orders) else problem


def _inserted(merged: Merged) -> Assignment:
    """What insertion alone makes of the day."""
    return merged.expand(complete(merged.problem, Assignment()))


def _without_needless_shifts(problem: Problem, assignment: Assignment, on: Clock) -> Assignment:
    """
    Shifts given up, the shortest first, where others can take their orders for less money.

    No search knows the guarantee that a short shift is paid up to; days without one stay as
    they are.
    """
    if not any(shift.costs.min_guarantee_cents for shift in problem.shifts):
        return assignment
    best, price = assignment, price_of(problem, assignment, on)
    for given_up in sorted(assignment.steps, key=lambda shift: len(assignment.steps[shift])):
        kept = {shift: steps for shift, steps in best.steps.items() if shift != given_up}
        driving = replace(problem, shifts=tuple(s for s in problem.shifts if s.id in kept))
        fewer = complete(driving, Assignment(kept))
        if (less := price_of(problem, fewer, on)) < price:
            best, price = fewer, less
    return best


def _solved(problem: Problem, assignment: Assignment, name: str, on: Clock) -> Solved:
    return Solved(assignment, reasons(problem, assignment, on), name)
