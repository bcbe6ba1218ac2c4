"""What breaks cost: a published day with one on every route, beside the same day without."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median

from dashboard.bench.instance_problem import problem_of
from dashboard.bench.races import Source
from dashboard.bench.searches import Effort
from dashboard.domain import Break, Pause, Problem, Rule, TimeWindow, schedule
from dashboard.domain.violations import violations
from dashboard.solve.engines import plan_routes
from dashboard.solve.protocol import Budget

LENGTH, SPAN = timedelta(minutes=30), timedelta(hours=3)
"""Of each break, and of the time in the middle of the day in which it begins."""


@dataclass(frozen=True, slots=True)
class Rested:
    """One day with one seed: metres without breaks and with them, and how these came out."""

    instance: str
    seed: int
    without_m: int
    with_m: int
    owed: int
    placed: int
    left_out: int

    @property
    def more(self) -> float:
        """The share by which routes are longer."""
        return self.with_m / self.without_m - 1


def rested_days(
    makers: Iterable[Source], seconds: float, workers: int, seeds: int
) -> Iterator[Rested]:
    """Each day with each seed; both searches in turn, so that noise meets both."""
    for make in makers:
        instance = make()
        free = problem_of(instance)
        for seed in range(1, seeds + 1):
            effort = Effort(seconds, workers, seed * workers)
            yield _rested(instance.name, seed, free, with_breaks(free), effort)


def with_breaks(problem: Problem) -> Problem:
    """The day with a break for every shift, in the middle of its hours."""
    shifts = []
    for shift in problem.shifts:
        middle = shift.hours.start + (shift.hours.end - shift.hours.start) / 2
        window = TimeWindow(middle - SPAN / 2, middle + SPAN / 2)
        shifts.append(replace(shift, breaks=(Break(f"{shift.id}/break", window, LENGTH),)))
    return replace(problem, shifts=tuple(shifts))


def heading() -> str:
    """The heads of the columns."""
    return f"{'instance':<40}{'seed':>5}{'without m':>11}{'with m':>9}{'more':>8}  breaks, left out"


def row(one: Rested) -> str:
    """One day's figures."""
    return (
        f"{one.instance:<40}{one.seed:>5}{one.without_m:>11}{one.with_m:>9}{one.more:>+8.2%}"
        f"  {one.placed} of {one.owed}, {one.left_out}"
    )


def summary(found: Iterable[Rested]) -> str:
    """The median and the worst of all, and whether every break was placed."""
    days = list(found)
    more = [one.more for one in days]
    placed, owed = sum(one.placed for one in days), sum(one.owed for one in days)
    return f"all: median {median(more):+.2%}, worst {max(more):+.2%}; {placed} of {owed} breaks"


def _rested(name: str, seed: int, free: Problem, day: Problem, effort: Effort) -> Rested:
    budget = Budget(effort.seconds, workers=effort.workers)
    plain = plan_routes(free, budget=budget, seed=effort.seed).assignment
    found = plan_routes(day, budget=budget, seed=effort.seed).assignment
    routes = schedule(day, found)
    broken = violations(day, routes)
    placed = sum(isinstance(step, Pause) for steps in found.steps.values() for step in steps)
    lacking = sum(one.rule is Rule.BREAK for one in broken)
    return Rested(
        name,
        seed,
        sum(route.distance_m for route in schedule(free, plain)),
        sum(route.distance_m for route in routes),
        placed + lacking,
        placed,
        len(day.orders) - sum(1 for _ in found.order_ids()),
    )
