"""Planning again: orders kept with their drivers, a van lost, and the middle of the day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from statistics import median

from dashboard.bench.instance_problem import problem_of
from dashboard.bench.races import Source
from dashboard.bench.searches import Effort
from dashboard.domain import Assignment, Pin, Problem, complaints, make_plan, schedule
from dashboard.solve.engines import Solved
from dashboard.solve.insertion import mend
from dashboard.solve.protocol import Budget
from dashboard.solve.traffic import plan_in_traffic
from dashboard.solve.under_way import under_way

PINNED, PINNED_S = 0.6, 4.0
"""The share of orders that stay with their drivers, and the seconds of a search that keeps them."""
LOST_S, NOW_S = 3.0, 3.0
"""The seconds of a search without the van that is lost, and in the middle of the day."""
NOW = 0.4
"""Of the hours of the day: how much is over when it is planned again."""

WARM, COLD, LOST, FROM_NOW = "pinned, warm", "pinned, cold", "a van lost", "from now"


@dataclass(frozen=True, slots=True)
class Replan:
    """
    A plan made again. ``over_first`` and ``over_cold`` are the shares by which it is longer.

    The one is against the first plan, the other against a new one that was searched as long as
    the first: None where there is none, or where it leaves out more orders or fewer.
    ``at_most_left`` are the orders that insertion alone leaves out.
    """

    instance: str
    seed: int
    what: str
    wrong: int
    """Orders with another driver than the one who must have them."""
    broken: int
    """Rules that it breaks, and what an independent judge complains of."""
    left_out: int
    at_most_left: int
    over_first: float
    over_cold: float | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    """A day with the plan that it began with."""

    name: str
    problem: Problem
    plan: Assignment
    effort: Effort

    def again(self, problem: Problem, seconds: float, start: Assignment | None) -> Solved:
        """Plan it as it is now, with other dice than the first time."""
        budget = Budget(seconds, workers=self.effort.workers)
        seed = self.effort.seed + self.effort.workers
        return plan_in_traffic(problem, budget=budget, seed=seed, start=start)

    def judged(
        self, what: str, problem: Problem, found: Solved, cold: Solved | None = None
    ) -> Replan:
        """The figures of a plan made again of it as it is now."""
        plan = make_plan(problem, found.assignment, unassigned=found.unassigned)
        served, metres = _served(found.assignment), _metres(problem, found.assignment)
        is_alike = cold is not None and 0 < served == _served(cold.assignment)
        return Replan(
            self.name,
            self.effort.seed,
            what,
            wrong_drivers(problem, found.assignment),
            len(plan.violations) + len(complaints(problem, plan)),
            len(problem.orders) - served,
            len(problem.orders) - _served(mend(problem, self.plan)),
            metres / _metres(self.problem, self.plan) - 1,
            metres / _metres(problem, cold.assignment) - 1 if cold and is_alike else None,
        )


def replanned_days(
    makers: Iterable[Source], seconds: float, workers: int, seeds: int
) -> Iterator[Replan]:
    """Each day with each seed, planned once and then again as it may have to be."""
    for make in makers:
        instance = make()
        problem = problem_of(instance)
        for seed in range(1, seeds + 1):
            effort = Effort(seconds, workers, seed * workers)
            budget = Budget(seconds, workers=workers)
            plan = plan_in_traffic(problem, budget=budget, seed=effort.seed).assignment
            day = _Day(instance.name, problem, plan, effort)
            yield from _pinned(day)
            if len(plan.steps) > 1:
                yield _without_a_van(day)
            yield _from_now(day)


def with_pins(problem: Problem, plan: Assignment, seed: int) -> Problem:
    """The day with some of its orders pinned to the drivers that they have."""
    owners = sorted(_owners(plan).items())
    chosen = Random(seed).sample(owners, round(PINNED * len(owners)))
    return replace(problem, pins=tuple(Pin(order, shift) for order, shift in chosen))


def without_the_fullest(problem: Problem, plan: Assignment) -> Problem:
    """The day for those who drive in a plan, without the one of them who serves most."""
    lost = max(plan.steps, key=lambda shift: len(plan.steps[shift]))
    left = tuple(s for s in problem.shifts if s.id in plan.steps and s.id != lost)
    return replace(problem, shifts=left)


def in_the_middle(problem: Problem, plan: Assignment) -> Problem:
    """The day when some of its hours are over."""
    hours = problem.shifts[0].hours
    return under_way(problem, plan, hours.start + NOW * (hours.end - hours.start))


def wrong_drivers(problem: Problem, plan: Assignment) -> int:
    """How many orders have another driver than the one they are pinned to, or are aboard with."""
    only = {pin.order_id: pin.shift_id for pin in problem.pins}
    for shift, held in problem.held.items():
        only |= dict.fromkeys(held.aboard, shift)
    return sum(only.get(order, shift) != shift for order, shift in _owners(plan).items())


def heading() -> str:
    """The heads of the columns."""
    return (
        f"{'instance':<40}{'seed':>5}  {'what':<14}{'wrong':>6}{'broken':>8}{'left out':>10}"
        f"{'insertion':>11}{'over first':>12}{'over cold':>11}"
    )


def row(one: Replan) -> str:
    """One plan's figures."""
    cold = "–" if one.over_cold is None else f"{one.over_cold:+.2%}"
    return (
        f"{one.instance:<40}{one.seed:>5}  {one.what:<14}{one.wrong:>6}{one.broken:>8}"
        f"{one.left_out:>10}{one.at_most_left:>11}{one.over_first:>+12.2%}{cold:>11}"
    )


def summary(found: Iterable[Replan]) -> str:
    """What went wrong in all, and the median and the worst of each kind of planning again."""
    kinds: dict[str, list[Replan]] = {}
    for one in found:
        kinds.setdefault(one.what, []).append(one)
    return "\n".join(_summed(what, plans) for what, plans in kinds.items())


def _summed(what: str, plans: list[Replan]) -> str:
    over = [one.over_first for one in plans]
    said = (
        f"{what}: {sum(one.wrong for one in plans)} wrong drivers,"
        f" {sum(one.broken for one in plans)} rules broken,"
        f" {sum(one.left_out for one in plans)} left out;"
        f" over first median {median(over):+.2%}, worst {max(over):+.2%}"
    )
    if cold := [one.over_cold for one in plans if one.over_cold is not None]:
        said += f"; over cold median {median(cold):+.2%}, worst {max(cold):+.2%}"
    return said


def _pinned(day: _Day) -> Iterator[Replan]:
    pinned = with_pins(day.problem, day.plan, day.effort.seed)
    for what, start in ((WARM, day.plan), (COLD, None)):
        yield day.judged(what, pinned, day.again(pinned, PINNED_S, start))


def _without_a_van(day: _Day) -> Replan:
    smaller = without_the_fullest(day.problem, day.plan)
    cold = day.again(smaller, day.effort.seconds, None)
    return day.judged(LOST, smaller, day.again(smaller, LOST_S, day.plan), cold)


def _from_now(day: _Day) -> Replan:
    begun = in_the_middle(day.problem, day.plan)
    return day.judged(FROM_NOW, begun, day.again(begun, NOW_S, day.plan))


def _owners(plan: Assignment) -> Mapping[str, str]:
    return {
        order: shift
        for shift, steps in plan.steps.items()
        for order in Assignment({shift: steps}).order_ids()
    }


def _served(plan: Assignment) -> int:
    return len(set(plan.order_ids()))


def _metres(problem: Problem, plan: Assignment) -> int:
    return sum(route.distance_m for route in schedule(problem, plan))
