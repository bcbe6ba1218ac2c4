"""Even routes and routes apart: what each aim gains in its own measure, and what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from dashboard.bench.instance_days import generated_day
from dashboard.bench.instance_files import read_instance
from dashboard.bench.instance_problem import problem_of
from dashboard.bench.instances import Instance
from dashboard.bench.searches import Effort
from dashboard.domain import Aims, Assignment, Balance, Clock, Costs, Problem, clock
from dashboard.domain.money import day_cost_cents
from dashboard.domain.schedules import schedule
from dashboard.solve.apart import nearness, owners
from dashboard.solve.balance import Evenness, evenness
from dashboard.solve.board import board
from dashboard.solve.protocol import Budget
from dashboard.solve.routes import routes_of
from dashboard.solve.traffic import plan_in_traffic

AIMS = (
    Aims(Balance.STOPS),
    Aims(Balance.HOURS),
    Aims(Balance.ALL),
    Aims(apart=50),
    Aims(apart=100),
    Aims(Balance.HOURS, apart=50),
)
COSTS = Costs(shift_cents=3000, hour_cents=2400, km_cents=30)
"""What makes the fewest drivers and short routes the cheapest, as in most shops."""

_OWN_STOPS, _REAL = 120, "vrp/ortec/*-n201-*.txt"
_LONGER = 4
_SPARE_VANS = 2
_SECONDS_PER_STOP, _SHIFT_S = 1500, 7 * 3600


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an aim cost, and its measure with the plan without it and with it."""

    aims: Aims
    cost: float
    """As a share of the plan without the aim."""
    before: str
    after: str
    lost: int
    """Orders left out more than without it."""


def outcomes(problem: Problem, effort: Effort) -> Iterator[Outcome]:
    """Each aim beside the plan without any, searched as long."""
    on, budget = clock(problem), Budget(effort.seconds, workers=effort.workers)
    free = plan_in_traffic(problem, budget=budget, seed=effort.seed).assignment
    for aims in AIMS:
        day = replace(problem, aims=aims)
        found = plan_in_traffic(day, budget=budget, seed=effort.seed).assignment
        yield Outcome(
            aims,
            _cents(on, found) / _cents(on, free) - 1,
            measure(on, aims, free),
            measure(on, aims, found),
            _served(free) - _served(found),
        )


def shop_days(datasets: Path | None) -> Iterator[tuple[str, Problem]]:
    """A day of our own and, where there are instances, a real one of about the same size."""
    yield f"{_OWN_STOPS} orders of our own", shop_day(generated_day(_OWN_STOPS, 1))
    files = sorted(datasets.glob(_REAL)) if datasets else []
    for file in files[:1]:
        yield file.stem, shop_day(read_instance(file))


def shop_day(instance: Instance) -> Problem:
    """An instance as a shop's day, where hours are paid; of our own the drives are long."""
    if instance.kind == "days":
        instance = _in_the_country(instance)
    day = problem_of(instance)
    return replace(day, shifts=tuple(replace(shift, costs=COSTS) for shift in day.shifts))


def _in_the_country(instance: Instance) -> Instance:
    """With longer drives and services, so that a hundred orders keep a few vans busy."""
    work_s = len(instance.clients) * _SECONDS_PER_STOP
    return replace(
        instance,
        lengths=instance.lengths * _LONGER,
        services=tuple(seconds * _LONGER for seconds in instance.services),
        vehicles=work_s // _SHIFT_S + _SPARE_VANS,
    )


def measure(on: Clock, aims: Aims, assignment: Assignment) -> str:
    """What an aim is about, in words: spread and variation, or overlap."""
    routes = routes_of(on.problem, assignment)
    said = []
    if aims.balance is not Balance.OFF:
        said.append(_evenness(evenness(board(on, routes), aims.balance)))
    if aims.apart:
        apart = nearness(on.problem).overlap(owners(on.problem, routes))
        said.append(f"overlap {apart:.1%}")
    return ", ".join(said)


def heading() -> str:
    """The heads of the columns."""
    return f"{'aim':<16}{'cost':>7}{'lost':>6}  {'without it':<58}with it"


def row(one: Outcome) -> str:
    """The figures of one aim."""
    name = f"{one.aims.balance.value}, {one.aims.apart} apart"
    return f"{name:<16}{one.cost:>+7.1%}{one.lost:>6}  {one.before:<58}{one.after}"


def _evenness(even: Evenness) -> str:
    work = even.work[even.members]
    if even.mode is Balance.STOPS:
        low, high, spread = f"{work.min():.0f}", f"{work.max():.0f}", f"{even.spread:.0f}"
    else:
        low, high, spread = (f"{s / 3600:.1f} h" for s in (work.min(), work.max(), even.spread))
    drivers = int(np.sum(work > 0))
    return f"{low}-{high}, spread {spread}, CV {even.variation:.0%}, {drivers} drive"


def _cents(on: Clock, assignment: Assignment) -> int:
    return day_cost_cents(on.problem.shifts, schedule(on.problem, assignment, on))


def _served(assignment: Assignment) -> int:
    return len(set(assignment.order_ids()))
