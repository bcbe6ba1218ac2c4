"""Strong traffic: who is late under the true clock, beside a plan that knows only the average."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from dashboard.bench.instance_days import generated_day
from dashboard.bench.instance_problem import problem_of
from dashboard.bench.instances import Instance
from dashboard.bench.races import Source
from dashboard.bench.searches import Effort
from dashboard.bench.solve import sources
from dashboard.domain import Assignment, Clock, Problem, Traffic, clock, schedule
from dashboard.domain.traffic import EMPTY_ROADS, HOURS, SLOWEST
from dashboard.solve.deadlines import Lateness, lateness
from dashboard.solve.engines import plan_routes
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import can_be_served
from dashboard.solve.traffic import plan_in_traffic
from dashboard.travel.traffic import slowed

STRENGTHS = (1.0, 1.6)
"""How strong the rush hours are; at 1 a drive in the middle of one takes 1.6 times as long."""

_OWN_STOPS, _OWN_DAYS = 400, 2
_FACTORS = (1.3, 1.6, 1.35, 1.1, 1.05, 1.1, 1.3, 1.6, 1.45)
"""How much longer drives take from the opening of the day to its end, each for a like part."""
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan under the true clock."""

    late: float
    """Of the orders served: those for which it comes too late."""
    worst: timedelta
    over: int
    """Shifts that are home too late."""
    left_out: int
    routes: int
    driving: timedelta


@dataclass(frozen=True, slots=True)
class Peak:
    """One day with one seed: the plan of the average, and ours."""

    instance: str
    strength: float
    seed: int
    average: Judged
    ours: Judged

    @property
    def more_driving(self) -> float:
        """The share by which ours takes longer at the wheel."""
        return self.ours.driving / self.average.driving - 1


def days(datasets: Path | None) -> Sequence[Source]:
    """Days of our own and, where there are instances, real ones."""
    own = [partial(generated_day, _OWN_STOPS, seed) for seed in range(1, _OWN_DAYS + 1)]
    return [*own, *(sources(datasets, "ortec", ()) if datasets else ())]


def slowed_days(
    makers: Iterable[Source], seconds: float, workers: int, seeds: int
) -> Iterator[Peak]:
    """Each day at each strength with each seed; both searches in turn, so that noise meets both."""
    for make in makers:
        instance = make()
        for strength in STRENGTHS:
            problem = in_traffic(instance, strength)
            for seed in range(1, seeds + 1):
                effort = Effort(seconds, workers, seed * workers)
                yield _peak(instance.name, strength, problem, effort)


def in_traffic(instance: Instance, strength: float) -> Problem:
    """
    The day with two rush hours, without orders that nobody could reach in time.

    What it is to cost least in is the way, as published: vans and hours cost nothing.
    """
    day = problem_of(instance)
    hours = day.shifts[0].hours
    opens, closes = day.day.seconds(hours.start), day.day.seconds(hours.end)
    rush = rush_hours(opens, closes, strength)
    traffic = Traffic(rush, rush)
    travel = {
        name: slowed(matrix, traffic, day.day, opens, closes) for name, matrix in day.travel.items()
    }
    problem = replace(day, travel=travel)
    served = can_be_served(problem, clock(problem))
    orders = tuple(order for order, can in zip(day.orders, served, strict=True) if can)
    return replace(problem, orders=orders)


def rush_hours(opens_s: int, closes_s: int, strength: float) -> tuple[int, ...]:
    """Speeds in per cent by the hour from midnight, slow near the opening and the end of a day."""
    middles_s = np.arange(HOURS) * _HOUR_S + _HOUR_S / 2
    parts = (middles_s - opens_s) / (closes_s - opens_s) * len(_FACTORS)
    factors = np.array(_FACTORS)[np.clip(parts.astype(int), 0, len(_FACTORS) - 1)]
    slower = (factors - 1) * strength
    speeds = np.rint(EMPTY_ROADS / (1 + slower)).astype(int)
    return tuple(int(speed) for speed in np.clip(speeds, SLOWEST, EMPTY_ROADS))


def judged(on: Clock, plan: Assignment) -> Judged:
    """A plan under the clock."""
    late: Lateness = lateness(on, plan)
    served, routes = len(set(plan.order_ids())), schedule(on.problem, plan, on)
    return Judged(
        late=len(late.orders) / max(served, 1),
        worst=timedelta(seconds=max(late.orders.values(), default=0)),
        over=len(late.shifts),
        left_out=len(on.problem.orders) - served,
        routes=len(routes),
        driving=sum((route.drive for route in routes), timedelta(0)),
    )


def heading() -> str:
    """The heads of the columns."""
    plan = f"{'late':>8}{'worst':>8}{'over':>6}{'left':>6}{'routes':>8}"
    return (
        f"{'instance':<40}{'peaks':>6}{'seed':>5}  |{plan}  |{plan}{'driving':>10}"
        "  (the average's plan, ours)"
    )


def row(one: Peak) -> str:
    """One day's figures."""
    return (
        f"{one.instance:<40}{one.strength:>6.1f}{one.seed:>5}  |{_cells(one.average)}"
        f"  |{_cells(one.ours)}{one.more_driving:>+10.2%}"
    )


def summary(found: Iterable[Peak]) -> str:
    """The worst lateness of both plans, the orders left out, and what ours costs at the wheel."""
    peaks = list(found)
    more = [one.more_driving for one in peaks]
    average, ours = [one.average for one in peaks], [one.ours for one in peaks]
    return (
        f"all: average {_worst(average)}; ours {_worst(ours)};"
        f" driving median {median(more):+.2%}, worst {max(more):+.2%}"
    )


def _peak(name: str, strength: float, problem: Problem, effort: Effort) -> Peak:
    on, budget = clock(problem), Budget(effort.seconds, workers=effort.workers)
    travel = {profile: matrix.averaged() for profile, matrix in problem.travel.items()}
    flat = replace(problem, travel=travel)
    average = plan_routes(flat, budget=budget, seed=effort.seed).assignment
    ours = plan_in_traffic(problem, budget=budget, seed=effort.seed).assignment
    return Peak(name, strength, effort.seed, judged(on, average), judged(on, ours))


def _cells(one: Judged) -> str:
    minutes = one.worst / timedelta(minutes=1)
    return f"{one.late:>8.2%}{minutes:>4.0f} min{one.over:>6}{one.left_out:>6}{one.routes:>8}"


def _worst(plans: Sequence[Judged]) -> str:
    minutes = max(one.worst for one in plans) / timedelta(minutes=1)
    return (
        f"at most {max(one.late for one in plans):.2%} late, by {minutes:.0f} min at most,"
        f" {sum(one.left_out for one in plans)} left out"
    )
