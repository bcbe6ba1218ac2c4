"""The searches by name, and the one call that always answers with sound routes."""

import time
from dataclasses import dataclass, replace
from importlib import import_module

from dashboard.domain import Assignment, Clock, Problem, SolveError, Unassigned, clock
from dashboard.solve.breaks import with_breaks
from dashboard.solve.decomposition import inserted_in_parts
from dashboard.solve.doors import gathered, search_doors
from dashboard.solve.insertion import complete, mend
from dashboard.solve.merging import Merged, merge
from dashboard.solve.polish import differs_from_engines, polish
from dashboard.solve.prices import lost_price, price_of
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Solver, Stop, never, unheard
from dashboard.solve.reasons import can_be_served, reasons

ENGINES = {
    "pyvrp": "dashboard.solve.pyvrp_engine:solve_with_pyvrp",
    "ortools": "dashboard.solve.ortools_engine:solve_with_ortools",
}
"""The searches by name. Each loads tens of megabytes, so only who asks for one loads it."""

FALLBACK = "ortools"
AUTO = "auto"

MOST_INSERTED = 800
"""Orders that insertion fits into all routes at once: its work grows with their square."""

BYTES_PER_PAIR = 30
"""Peak memory of the default search for each pair of places, measured at 5,000, rounded up."""

_POLISH_SHARE, _POLISH_S, _POLISH_TRIES = 0.1, 5.0, 100
"""For the last search: of the seconds, at most so many, or so many tries where there are none."""

_LEAST_SHARE = 0.5  # Of the seconds, for the search, however long the first plan took.


@dataclass(frozen=True, slots=True)
class Solved:
    """
    Routes that keep every rule, the reason for each order on none, and who found them.

    ``aims_cents`` is what they cost more than without the day's aims; None without any.
    """

    assignment: Assignment
    unassigned: tuple[Unassigned, ...]
    solver: str
    aims_cents: int | None = None


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
    began = time.monotonic()
    on = clock(problem)
    merged = merge(_possible(problem, on))
    # Soon there is something to show and, whatever happens, to fall back on.
    first = _inserted(merged) if start is None else mend(problem, start, on)
    if first.steps:
        on_better(first)
    fewest_lost = lost_price(problem, first)

    def hear(better: Assignment) -> None:
        # A search may begin with less than there already is to show.
        if lost_price(problem, better) <= fewest_lost:
            on_better(better)

    names = ["pyvrp", FALLBACK] if solver == AUTO else [solver]
    for name in names:
        search = with_breaks(engine(name))
        try:
            found = search_doors(
                search,
                merged,
                budget=_rest(problem, budget, time.monotonic() - began),
                seed=seed,
                start=start,
                on_better=hear,
                stop=stop,
            )
        except FAILURES:
            if solver != AUTO:
                raise
            continue
        mended = _without_needless_shifts(problem, mend(problem, found, on), on)
        if price_of(problem, first, on) < price_of(problem, mended, on):
            break
        best = _polished(problem, gathered(merged, mended), on, budget, seed, stop)
        return _solved(problem, best, name, on)
    best = _polished(problem, gathered(merged, first), on, budget, seed, stop)
    return _solved(problem, best, "insertion", on)


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
    """What insertion alone makes of the day; of a large one, neighbourhood by neighbourhood."""
    problem = merged.problem
    if len(problem.orders) > MOST_INSERTED:
        return merged.expand(inserted_in_parts(problem))
    return mend(merged.apart, merged.expand(complete(problem, Assignment())))


def _rest(problem: Problem, budget: Budget, spent_s: float) -> Budget:
    """What is left of the seconds once the first plan has been made, and for the last search."""
    if budget.seconds is None:
        return budget
    left_s = budget.seconds - spent_s - _polish_s(problem, budget.seconds)
    return replace(budget, seconds=max(_LEAST_SHARE * budget.seconds, left_s))


def _polish_s(problem: Problem, seconds: float) -> float:
    return min(_POLISH_S, _POLISH_SHARE * seconds) if differs_from_engines(problem) else 0.0


def _polished(
    problem: Problem, assignment: Assignment, on: Clock, budget: Budget, seed: int, stop: Stop
) -> Assignment:
    """The assignment searched once more in true money, where the engine saw another one."""
    if not differs_from_engines(problem) or len(problem.orders) > MOST_INSERTED:
        return assignment
    tries = 0
    end = None if budget.seconds is None else _polish_s(problem, budget.seconds)
    deadline = None if end is None else time.monotonic() + end
    most = _POLISH_TRIES if budget.iterations is None else min(_POLISH_TRIES, budget.iterations)

    def ended() -> bool:
        nonlocal tries
        tries += 1
        if deadline is None:
            return tries > most or stop()
        return time.monotonic() > deadline or stop()

    return polish(problem, assignment, on, seed=seed, ended=ended)


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
