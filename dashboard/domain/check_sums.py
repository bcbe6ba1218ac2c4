"""For the judge of plans: whether its money and its totals are what its routes come to."""

from collections.abc import Iterator
from datetime import timedelta
from math import isfinite

from dashboard.domain.assignments import Kind
from dashboard.domain.check_ways import door_of, is_drive, rows, stop_count, ways
from dashboard.domain.orders import Order
from dashboard.domain.plans import Plan, Route, TimedStep
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift

_NO_TIME = timedelta(0)
_ROUNDED = 0.501  # Cents: the pay of a route is rounded once.


def false_sums(problem: Problem, plan: Plan) -> list[str]:
    """Everything in a plan's costs and totals that does not add up, in words."""
    return [*_cost(problem, plan), *_totals(plan), *_traffic(problem, plan)]


def _cost(problem: Problem, plan: Plan) -> Iterator[str]:
    total = 0
    route_by_shift = {route.shift_id: route for route in plan.routes}
    for shift in problem.shifts:
        route = route_by_shift.get(shift.id)
        if route is not None:
            total += route.cost_cents
        elif shift.paid_when_idle:
            total += max(shift.costs.shift_cents, shift.costs.min_guarantee_cents)
    for shift, route in _known(problem, plan):
        pay = _pay(problem, shift, route)
        if not isfinite(route.cost_cents) or abs(route.cost_cents - pay) > _ROUNDED:
            yield f"{route.route_id}: costs {pay:.0f} cents, not {route.cost_cents}"
    if total != plan.totals.cost_cents:
        yield f"the day costs {total} cents, not {plan.totals.cost_cents}"


def _known(problem: Problem, plan: Plan) -> Iterator[tuple[Shift, Route]]:
    """The routes whose shift and orders are of the day: of others nothing can be said."""
    for route in plan.routes:
        if route.shift_id in problem.shift_by_id and all(
            step.order_id in problem.order_by_id for step in route.visits
        ):
            yield problem.shift_by_id[route.shift_id], route


def _pay(problem: Problem, shift: Shift, route: Route) -> float:
    costs = shift.costs
    paid = route.return_ - route.loading_start
    if not costs.breaks_paid:
        pauses = [step for step in route.steps if step.kind is Kind.PAUSE]
        paid -= sum((step.departure - step.service_start for step in pauses), _NO_TIME)
    extra, behind = _NO_TIME, max(route.return_ - shift.hours.end, _NO_TIME)
    if costs.overtime_after is not None:
        extra = max(paid - costs.overtime_after, _NO_TIME)
    pay = costs.shift_cents + costs.hour_cents * _hours(paid)
    pay += costs.hour_cents * (costs.overtime_factor - 1) * _hours(extra)
    pay += costs.overrun_cents * _hours(behind)
    pay += costs.km_cents * route.distance_m / 1000
    pay += costs.stop_cents * stop_count(problem, shift, route)
    return max(pay, costs.min_guarantee_cents)


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def _totals(plan: Plan) -> list[str]:
    orders = {order.id: order for order in plan.orders}
    visits = [(orders.get(s.order_id or ""), s) for route in plan.routes for s in route.visits]
    known = [(order, step) for order, step in visits if order is not None]
    served = [(order, step) for order, step in known if step.kind is not Kind.PICK_UP]
    services = [door_of(order, step.kind).service for order, step in known]
    counted: dict[str, object] = {
        "drivers": len(plan.routes),
        "orders": len(plan.orders),
        "on_time": sum(1 for order, step in served if _is_on_time(order, step)),
        "unassigned": len(plan.unassigned),
        "stops": sum(len({step.stop_no for step in route.visits}) for route in plan.routes),
        "driving": sum((route.drive for route in plan.routes), _NO_TIME),
        "waiting": sum((step.service_start - step.arrival for _, step in known), _NO_TIME),
        "service": sum(services, _NO_TIME),
        "duty": sum((route.return_ - route.loading_start for route in plan.routes), _NO_TIME),
        "distance_m": sum(route.distance_m for route in plan.routes),
        "late_cents": sum(_late_cents(order, step) for order, step in served),
    }
    stated = {name: getattr(plan.totals, name) for name in counted}
    return [
        f"the totals say {name} {stated[name]}, not {value}"
        for name, value in counted.items()
        if stated[name] != value
    ]


def _is_on_time(order: Order, step: TimedStep) -> bool:
    return not order.windows or any(w.start <= step.service_start <= w.end for w in order.windows)


def _late_cents(order: Order, step: TimedStep) -> int:
    """What it weighs that an order is served behind its last window."""
    if not order.windows:
        return 0
    late = max(step.service_start - order.windows[-1].end, _NO_TIME)
    return round(order.late_cents * late.total_seconds() / 3600)


def _traffic(problem: Problem, plan: Plan) -> list[str]:
    """Whether the time lost in traffic is what the drives take beyond those on empty roads."""
    lost_s = 0
    for shift, route in _known(problem, plan):
        empty = problem.travel[shift.profile].free_flow_s
        if empty is not None:
            lost_s += int(route.drive.total_seconds())
            drives = [rows(problem, w) for w in ways(problem, shift, route) if is_drive(w)]
            lost_s -= sum(max(int(empty[drive]), 0) for drive in drives)
    if plan.totals.traffic == timedelta(seconds=lost_s):
        return []
    return [f"the totals say {plan.totals.traffic} in traffic, not {timedelta(seconds=lost_s)}"]
