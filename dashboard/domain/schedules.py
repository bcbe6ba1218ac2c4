"""From an assignment to a timed plan: ``schedule`` and the totals."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dashboard.domain.arrays import Clock, clock, halts
from dashboard.domain.assignments import Assignment, Kind, Pause, Step, Task
from dashboard.domain.fleet import DriverClass
from dashboard.domain.loads import total_load
from dashboard.domain.money import day_cost_cents, shift_cost_cents
from dashboard.domain.orders import Order, RowProblem
from dashboard.domain.plans import (
    Plan,
    Route,
    TimedStep,
    Totals,
    TravelSource,
    Unassigned,
)
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift
from dashboard.domain.spans import Int32Array, seconds
from dashboard.domain.violations import violations


def schedule(
    problem: Problem, assignment: Assignment, on: Clock | None = None
) -> tuple[Route, ...]:
    """
    Time every shift that has steps, in the order of the problem's shifts.

    The sequence is taken as given: a late visit is timed, not refused, so that
    a dispatcher sees what an edit costs. ``on`` spares building the clock again.
    """
    on = on or clock(problem)
    driving = [shift for shift in problem.shifts if assignment.steps.get(shift.id)]
    return tuple(route(on, shift, assignment.steps[shift.id]) for shift in driving)


def route(on: Clock, shift: Shift, steps: Sequence[Step]) -> Route:
    """Time the steps of one shift."""
    problem, day = on.problem, on.problem.day
    times = on.time(shift, steps)
    places = [problem.place_of(step) for step in steps]
    distances = problem.travel[shift.profile].distances_m
    here, timed, distance_m = problem.row_of(shift.start), [], 0
    numbers = halts([int(on.steps.halt_keys[problem.step_index[step]]) for step in steps])
    for k, (step, number) in enumerate(zip(steps, numbers, strict=True)):
        there = places[k] if places[k] >= 0 else here
        leg_m = _metres(distances, here, there)
        distance_m += leg_m
        timed.append(
            TimedStep(
                stop_no=number,
                order_id=step.order_id if isinstance(step, Task) else None,
                kind=_kind(step),
                arrival=day.instant(times.arrival_s[k]),
                service_start=day.instant(times.begin_s[k]),
                departure=day.instant(times.departure_s[k]),
                drive=_span(times.drive_s[k]),
                distance_m=leg_m,
                break_id=step.break_id if isinstance(step, Pause) else "",
            )
        )
        here = there
    home_m = _metres(distances, here, problem.row_of(shift.end))
    loading_s = times.leave_s - seconds(shift.loading)
    unpaid_s = 0 if shift.costs.breaks_paid else _paused_s(problem, steps)
    return Route(
        route_id=f"R{shift.number}",
        shift_id=shift.id,
        loading_start=day.instant(loading_s),
        departure=day.instant(times.leave_s),
        return_=day.instant(times.return_s),
        steps=tuple(timed),
        return_drive=_span(times.drive_s[len(steps)]),
        return_distance_m=home_m,
        cost_cents=shift_cost_cents(
            shift.costs,
            paid_s=int(times.return_s - loading_s) - unpaid_s,
            distance_m=distance_m + home_m,
            stops=len({step.stop_no for step in timed if step.order_id is not None}),
            overrun_s=max(0, int(times.return_s) - day.seconds(shift.hours.end)),
        ),
    )


def make_plan(
    problem: Problem,
    assignment: Assignment,
    *,
    unassigned: Sequence[Unassigned] = (),
    rejected: Sequence[RowProblem] = (),
    classes: Sequence[DriverClass] = (),
    left_over: Sequence[Order] = (),
    solver: str = "",
    seed: int = 0,
    budget_s: float | None = None,
    budget_iterations: int | None = None,
    input_sha256: str = "",
    aims_cents: int | None = None,
    on: Clock | None = None,
) -> Plan:
    """
    The whole plan: timed, judged and added up.

    ``unassigned`` must name every order that the assignment leaves out, and
    those of ``left_over``, which never reached the problem (no position, too far).
    """
    routes = schedule(problem, assignment, on)
    kinds = dict.fromkeys(travel.kind for travel in problem.travel.values())
    estimated = any(travel.estimated for travel in problem.travel.values())
    traffic = next((t.traffic for t in problem.travel.values() if t.traffic), "")
    day_totals = totals(problem.shifts, (*problem.orders, *left_over), routes)
    return Plan(
        day=problem.day,
        depots=problem.depots,
        classes=tuple(classes),
        shifts=problem.shifts,
        orders=(*problem.orders, *left_over),
        routes=routes,
        unassigned=tuple(unassigned),
        rejected=tuple(rejected),
        violations=violations(problem, routes),
        totals=_with_traffic(day_totals, problem, assignment),
        travel=TravelSource(", ".join(kinds), estimated, traffic),
        solver=solver,
        seed=seed,
        budget_s=budget_s,
        budget_iterations=budget_iterations,
        input_sha256=input_sha256,
        pins=problem.pins,
        held=problem.held,
        locked=problem.locked,
        aims=problem.aims,
        aims_cents=aims_cents,
    )


def totals(shifts: Sequence[Shift], orders: Sequence[Order], routes: Sequence[Route]) -> Totals:
    """The day in figures, from its routes alone."""
    by_id = {order.id: order for order in orders}
    shift_by_id = {shift.id: shift for shift in shifts}
    visits = [(by_id[step.order_id or ""], step) for route in routes for step in route.visits]
    served = [(order, step) for order, step in visits if step.kind is not Kind.PICK_UP]
    limits = [shift_by_id[route.shift_id].capacity.parcels for route in routes]
    loads = [1 + sum(step.kind is Kind.RELOAD for step in route.steps) for route in routes]
    room = sum(n * limit for n, limit in zip(loads, limits, strict=True) if limit is not None)
    carried = total_load(order.load for order, _ in served).parcels
    no_time = timedelta(0)
    return Totals(
        drivers=len(routes),
        orders=len(orders),
        on_time=sum(is_on_time(order, step) for order, step in served),
        unassigned=len(orders) - len(served),
        stops=sum(route.stop_count for route in routes),
        driving=sum((route.drive for route in routes), no_time),
        waiting=sum((step.wait for _, step in visits), no_time),
        service=sum((step.departure - step.service_start for _, step in visits), no_time),
        duty=sum((route.duty for route in routes), no_time),
        distance_m=sum(route.distance_m for route in routes),
        cost_cents=day_cost_cents(shifts, routes),
        load_share=carried / room if room and None not in limits else None,
        late_cents=sum(late_weight_cents(order, step) for order, step in served),
    )


def _with_traffic(day: Totals, problem: Problem, assignment: Assignment) -> Totals:
    """The totals with what traffic costs: the same routes are timed on empty roads too."""
    empty = {profile: travel.on_empty_roads() for profile, travel in problem.travel.items()}
    if all(empty[profile] is travel for profile, travel in problem.travel.items()):
        return day
    routes = schedule(replace(problem, travel=empty), assignment)
    driving = sum((route.drive for route in routes), timedelta(0))
    return replace(
        day,
        traffic=day.driving - driving,
        traffic_cents=day.cost_cents - day_cost_cents(problem.shifts, routes),
    )


def is_on_time(order: Order, step: TimedStep) -> bool:
    """Whether service begins within one of the order's windows."""
    return not order.windows or any(
        window.start <= step.service_start <= window.end for window in order.windows
    )


def late_weight_cents(order: Order, step: TimedStep) -> int:
    """What the lateness of a visit weighs."""
    if not order.late_cents or not order.windows:
        return 0
    late_s = max(0, seconds(step.service_start - order.windows[-1].end))
    return round(order.late_cents * late_s / 3600)


def _paused_s(problem: Problem, steps: Sequence[Step]) -> int:
    pauses = (step for step in steps if isinstance(step, Pause))
    return sum(seconds(problem.break_by_id[pause.break_id].length) for pause in pauses)


def _kind(step: Step) -> Kind:
    if isinstance(step, Task):
        return step.kind
    return Kind.PAUSE if isinstance(step, Pause) else Kind.RELOAD


def _metres(distances: Int32Array, origin: int, destination: int) -> int:
    if origin < 0 or destination < 0 or origin == destination:
        return 0
    return max(0, int(distances[origin, destination]))


def _span(drive_s: int) -> timedelta:
    return timedelta(seconds=max(0, int(drive_s)))
