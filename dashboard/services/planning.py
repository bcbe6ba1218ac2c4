"""From a day's orders and drivers to a checked plan: the one way, whoever asks."""

import os
from collections.abc import Collection, Sequence

from dashboard.domain import (
    Assignment,
    Clock,
    Held,
    Plan,
    PlannerError,
    Point,
    Problem,
    SolveError,
    Task,
    TravelMatrix,
    TravelProvider,
    Unassigned,
    Violation,
    clock,
    complaints,
    doors,
    make_plan,
)
from dashboard.domain.shifts import profile_and_speed
from dashboard.domain.travel import TravelByRoad
from dashboard.domain.violations import worse
from dashboard.services.day_inputs import DayInputs as DayInputs
from dashboard.services.day_inputs import day_inputs as day_inputs
from dashboard.solve.engines import Solved, memory_needed
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import reasons
from dashboard.solve.remedies import with_remedies
from dashboard.travel.hours import slowed_by_road
from dashboard.travel.traffic import UNSLOWED, slowed


def problem_of(inputs: DayInputs, travel: TravelProvider) -> Problem:
    """The problem with its matrices, one for each profile and speed that drives."""
    places = doors(inputs.orders, inputs.shifts, inputs.depots)
    check_size(len(places))
    names = list(dict.fromkeys(shift.profile for shift in inputs.shifts)) or ["van"]
    profiles = dict.fromkeys(profile_and_speed(name)[0] for name in names)
    usual = {profile: travel.matrix(places, profile) for profile in profiles}
    return Problem(
        day=inputs.day,
        orders=inputs.orders,
        shifts=inputs.shifts,
        depots=inputs.depots,
        places=places,
        travel={
            name: _in_traffic(inputs, travel, usual[profile_and_speed(name)[0]], places, name)
            for name in names
        },
        pins=inputs.pins,
        held=inputs.held,
        locked=inputs.locked,
        aims=inputs.aims,
    )


def _in_traffic(
    inputs: DayInputs,
    travel: TravelProvider,
    free: TravelMatrix,
    places: Sequence[Point],
    name: str,
) -> TravelMatrix:
    """The matrix of a driver's profile and speed, by the hour where somebody drives in traffic."""
    profile, percent = profile_and_speed(name)
    matrix, traffic = free.at_speed(percent), inputs.traffic
    if traffic.is_none or profile in UNSLOWED or not inputs.shifts:
        return matrix
    day, hours = inputs.day, [shift.hours for shift in inputs.shifts]
    first_s = min(day.seconds(span.start) for span in hours)
    last_s = max(day.seconds(span.end) for span in hours)
    if traffic.classes and isinstance(travel, TravelByRoad):
        return slowed_by_road(
            matrix, travel, places, profile, percent, traffic, day, first_s, last_s
        )
    return slowed(matrix, traffic, day, first_s, last_s)


def finished_plan(
    inputs: DayInputs,
    problem: Problem,
    assignment: Assignment,
    unassigned: Sequence[Unassigned],
    *,
    solver: str,
    seed: int,
    budget: Budget,
    on: Clock | None = None,
    accepted: Collection[Violation] = (),
    aims_cents: int | None = None,
) -> Plan:
    """
    The timed plan of an assignment, passed by the independent checker.

    Raises ``SolveError`` when it does not hold or breaks a rule, but for what somebody has
    ``accepted``, by that amount at most, and for what a planner has locked or a driver has done.
    """
    plan = make_plan(
        problem,
        assignment,
        unassigned=(*unassigned, *inputs.left_reasons),
        left_over=inputs.left_over,
        rejected=inputs.rejected,
        classes=inputs.classes,
        solver=solver,
        seed=seed,
        budget_s=budget.seconds,
        budget_iterations=budget.iterations,
        input_sha256=inputs.sha256,
        aims_cents=aims_cents,
        on=on,
    )
    if wrong := complaints(problem, plan):
        raise SolveError(f"The routes found do not hold: {wrong[0]} ({len(wrong)} in all).")
    found = [v for v in plan.violations if not _is_held(problem, v)]
    if broken := worse(found, accepted):
        raise SolveError(f"The routes found break a rule: {broken[0]}.")
    return plan


def _is_held(problem: Problem, violation: Violation) -> bool:
    """Whether it is of a locked route, or of what a driver has done."""
    if violation.shift_id in problem.locked:
        return True
    held = problem.held.get(violation.shift_id, Held())
    return any(isinstance(s, Task) and s.order_id == violation.order_id for s in held.steps)


def plan_from_solved(
    inputs: DayInputs, problem: Problem, solved: Solved, *, seed: int, budget: Budget
) -> Plan:
    """The checked plan of a finished search, with remedies for the orders left out."""
    on = clock(problem)
    helped = with_remedies(problem, solved.assignment, solved.unassigned, spare=inputs.spare, on=on)
    return finished_plan(
        inputs, problem, solved.assignment, helped,
        solver=solved.solver, seed=seed, budget=budget, on=on, aims_cents=solved.aims_cents,
    )  # fmt: skip


def plan_so_far(
    inputs: DayInputs,
    problem: Problem,
    assignment: Assignment,
    *,
    seed: int,
    budget: Budget,
    on: Clock | None = None,
) -> Plan:
    """The checked plan of an assignment from the middle of a search."""
    on = on or clock(problem)
    why = reasons(problem, assignment, on)
    return finished_plan(
        inputs, problem, assignment, why, solver="", seed=seed, budget=budget, on=on
    )


def check_size(places: int, memory_bytes: int | None = None) -> None:
    """
    Raises ``PlannerError``, before anything is built, where a search would swallow the machine.

    ``memory_bytes`` is the machine's, which is asked where it is not given.
    """
    memory = memory_bytes or machine_memory()
    needed = memory_needed(places)
    if needed > memory // 4:
        raise PlannerError(
            f"{places:,} places need about {needed / 1e9:.1f} GB of memory, more than a quarter"
            f" of this machine's {memory / 1e9:.0f} GB. Plan fewer orders at once: move some to"
            " another day, or plan area by area."
        )


def machine_memory() -> int:
    """Bytes of this machine's memory; 8 GB where it does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 8 * 10**9
