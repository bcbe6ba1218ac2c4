"""From a day's orders and drivers to a checked plan: the one way, whoever asks."""

import hashlib
import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.domain import (
    NO_TRAFFIC,
    Assignment,
    Clock,
    Day,
    Depot,
    DriverClass,
    Order,
    Plan,
    PlannerError,
    Point,
    Problem,
    Reason,
    RowProblem,
    Rule,
    Shift,
    SolveError,
    TimeWindow,
    Traffic,
    TravelMatrix,
    TravelProvider,
    Unassigned,
    clock,
    complaints,
    doors,
    great_circle_m,
    make_plan,
)
from dashboard.domain.document_parts import order_to_document, shift_to_document
from dashboard.solve.engines import Solved, memory_needed
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import reasons
from dashboard.solve.remedies import with_remedies
from dashboard.travel.traffic import UNSLOWED, slowed

SWAPPED_WITHIN_KM = 50


@dataclass(frozen=True)
class DayInputs:
    """Everything a plan of one day is made from."""

    day: Day
    depot: Depot
    shifts: tuple[Shift, ...]
    orders: tuple[Order, ...]
    """Those a search is given, with the day's default window where they have none."""
    left_over: tuple[Order, ...] = ()
    """Those that no search is given, and in ``left_reasons`` why."""
    left_reasons: tuple[Unassigned, ...] = ()
    classes: tuple[DriverClass, ...] = ()
    rejected: tuple[RowProblem, ...] = ()
    traffic: Traffic = NO_TRAFFIC
    spare: tuple[Shift, ...] = ()
    """What one more driver of each class would drive, whom nobody has asked yet."""

    def with_left_over(self, unreadable: Sequence[tuple[Order, Unassigned]]) -> "DayInputs":
        """The same with orders that cannot be read, kept in the plan and named."""
        return replace(
            self,
            left_over=(*self.left_over, *(order for order, _ in unreadable)),
            left_reasons=(*self.left_reasons, *(why for _, why in unreadable)),
        )

    @cached_property
    def sha256(self) -> str:
        """Of the orders and shifts: the same for the same day, whatever solves it."""
        said: dict[str, object] = {
            "orders": [order_to_document(o, self.day) for o in (*self.orders, *self.left_over)],
            "shifts": [shift_to_document(shift, self.day) for shift in self.shifts],
            "left": [why.order_id for why in self.left_reasons],
        }
        if not self.traffic.is_none:
            said["traffic"] = [self.traffic.weekday, self.traffic.weekend]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def day_inputs(
    day: Day,
    orders: Sequence[Order],
    shifts: Sequence[Shift],
    depot: Depot,
    *,
    radius_km: float = 200.0,
    default_window: TimeWindow | None = None,
    classes: Sequence[DriverClass] = (),
    rejected: Sequence[RowProblem] = (),
    traffic: Traffic = NO_TRAFFIC,
    spare: Sequence[Shift] = (),
) -> DayInputs:
    """Sort out what can be planned; the default window goes to orders without one."""
    kept: list[Order] = []
    left: list[tuple[Order, Unassigned]] = []
    for order in orders:
        if why := _keeps_out(order, depot, radius_km):
            left.append((order, why))
        elif default_window is not None and not order.windows:
            kept.append(replace(order, windows=(default_window,)))
        else:
            kept.append(order)
    return DayInputs(
        day=day,
        depot=depot,
        shifts=tuple(shifts),
        orders=tuple(kept),
        left_over=tuple(order for order, _ in left),
        left_reasons=tuple(why for _, why in left),
        classes=tuple(classes),
        rejected=tuple(rejected),
        traffic=traffic,
        spare=tuple(spare),
    )


def problem_of(inputs: DayInputs, travel: TravelProvider) -> Problem:
    """The problem with its matrices, one for each profile that drives."""
    places = doors(inputs.orders, inputs.shifts, [inputs.depot])
    check_size(len(places))
    profiles = dict.fromkeys(shift.profile for shift in inputs.shifts) or {"van": None}
    return Problem(
        day=inputs.day,
        orders=inputs.orders,
        shifts=inputs.shifts,
        depots=(inputs.depot,),
        places=places,
        travel={
            profile: _in_traffic(inputs, travel.matrix(places, profile), profile)
            for profile in profiles
        },
    )


def _in_traffic(inputs: DayInputs, matrix: TravelMatrix, profile: str) -> TravelMatrix:
    """The matrix with a slot for each hour in which somebody drives, where it matters."""
    if inputs.traffic.is_none or profile in UNSLOWED or not inputs.shifts:
        return matrix
    day, hours = inputs.day, [shift.hours for shift in inputs.shifts]
    first_s = min(day.seconds(span.start) for span in hours)
    last_s = max(day.seconds(span.end) for span in hours)
    return slowed(matrix, inputs.traffic, day, first_s, last_s)


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
    late: Collection[str] = (),
) -> Plan:
    """
    The timed plan of an assignment, passed by the independent checker.

    Raises ``SolveError`` when it does not hold or breaks a rule, but for orders that somebody
    has chosen to serve ``late``.
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
        on=on,
    )
    if wrong := complaints(problem, plan):
        raise SolveError(f"The routes found do not hold: {wrong[0]} ({len(wrong)} in all).")
    chosen = {(Rule.WINDOW, order_id) for order_id in late}
    if broken := [v for v in plan.violations if (v.rule, v.order_id) not in chosen]:
        raise SolveError(f"The routes found break a rule: {broken[0]}.")
    return plan


def plan_from_solved(
    inputs: DayInputs, problem: Problem, solved: Solved, *, seed: int, budget: Budget
) -> Plan:
    """The checked plan of a finished search, with remedies for the orders left out."""
    on = clock(problem)
    helped = with_remedies(problem, solved.assignment, solved.unassigned, spare=inputs.spare, on=on)
    return finished_plan(
        inputs, problem, solved.assignment, helped,
        solver=solved.solver, seed=seed, budget=budget, on=on,
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


def is_swapped(order: Order | None, depot: Point | None) -> bool:
    """Whether the order lies near the depot once latitude and longitude are exchanged."""
    if order is None or order.point is None or depot is None or abs(order.point.lon) > 90:
        return False
    exchanged = Point(lon=order.point.lat, lat=order.point.lon)
    return great_circle_m(depot, exchanged) / 1000 <= SWAPPED_WITHIN_KM


def _keeps_out(order: Order, depot: Depot, radius_km: float) -> Unassigned | None:
    if order.point is None:
        text = "its address has no position yet: give latitude and longitude"
        return Unassigned(order.id, Reason.ADDRESS_MISSING, text)
    away_km = great_circle_m(depot.point, order.point) / 1000
    if away_km <= radius_km:
        return None
    swapped = is_swapped(order, depot.point)
    hint = "latitude and longitude look swapped" if swapped else "check its position"
    text = f"{away_km:,.0f} km from the depot, beyond the {radius_km:g} km you deliver: {hint}"
    return Unassigned(order.id, Reason.OUT_OF_AREA, text)
