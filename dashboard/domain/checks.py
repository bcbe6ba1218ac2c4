"""
An independent judge of plans: plain Python that shares no code with the timetable.

It works from the problem and the finished plan alone, and is meant to be read.
No plan is shown that it has not passed.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import isfinite

from dashboard.domain.days import TimeWindow
from dashboard.domain.fleet import Costs, Shift
from dashboard.domain.orders import Order
from dashboard.domain.plans import Plan, Route
from dashboard.domain.points import Point
from dashboard.domain.problems import Problem

_SECOND = timedelta(seconds=1)


def complaints(problem: Problem, plan: Plan) -> list[str]:
    """Everything that does not hold, in words; an empty list for a sound plan."""
    return [
        *_orders_once(problem, plan),
        *(text for route in plan.routes for text in _route(problem, plan, route)),
        *_cost(problem, plan),
    ]


def _orders_once(problem: Problem, plan: Plan) -> list[str]:
    served = Counter(step.order_id for route in plan.routes for step in route.visits)
    left_out = Counter(order.order_id for order in plan.unassigned)
    known = {order.id for order in plan.orders}
    found = [
        f"order {order} stands {times} times in the plan"
        for order, times in (served + left_out).items()
        if times > 1
    ]
    found += [f"order {order} is lost" for order in known - served.keys() - left_out.keys()]
    found += [f"order {order} is not of this day" for order in (served + left_out).keys() - known]
    found += [f"order {o.id} was never planned" for o in problem.orders if o.id not in known]
    shifts = Counter(route.shift_id for route in plan.routes)
    found += [
        f"shift {shift} drives {times} routes" for shift, times in shifts.items() if times > 1
    ]
    return found


def _route(problem: Problem, plan: Plan, route: Route) -> list[str]:
    shift = next((s for s in problem.shifts if s.id == route.shift_id), None)
    if shift is None:
        return [f"{route.route_id}: no such shift {route.shift_id}"]
    unknown = [s.order_id for s in route.visits if s.order_id not in problem.order_by_id]
    if unknown:
        return [f"{route.route_id}: unknown orders {unknown}"]
    found = [*_times(problem, shift, route), *_legs(problem, shift, route)]
    broken = _broken_rules(problem, shift, route)
    stated = Counter(v.rule.value for v in plan.violations if v.shift_id == shift.id)
    # A broken rule that the plan itself names is shown as such: it is no false statement.
    if stated != Counter(text.split(" ", 1)[0] for text in broken):
        found += [f"states {dict(stated)}, but breaks {broken}"]
    return [f"{route.route_id}: {text}" for text in found]


def _times(problem: Problem, shift: Shift, route: Route) -> list[str]:
    found = []
    if route.loading_start + shift.loading != route.departure:
        found.append("loading does not end when the route leaves")
    if route.loading_start < shift.hours.start:
        found.append(f"starts at {route.loading_start}, before the shift opens")
    now = route.departure
    for step in route.steps:
        if step.arrival != now + step.drive:
            found.append(f"arrives at {step.order_id} at {step.arrival}, not {now + step.drive}")
        order = problem.order_by_id.get(step.order_id or "")
        if order is not None:
            if step.departure != step.service_start + order.service:
                found.append(f"service at {order.id} does not take {order.service}")
            if step.service_start != _first_chance(step.arrival, order.windows):
                found.append(f"service at {order.id} begins at {step.service_start}")
            if order.release is not None and route.loading_start < order.release:
                found.append(f"order {order.id} is loaded before its release")
        now = step.departure
    if route.return_ != now + route.return_drive:
        found.append(f"returns at {route.return_}, not {now + route.return_drive}")
    return found


def _first_chance(arrival: datetime, windows: Sequence[TimeWindow]) -> datetime:
    for window in windows:
        if arrival < window.start:
            return window.start
        if arrival <= window.end:
            return arrival
    return arrival


def _legs(problem: Problem, shift: Shift, route: Route) -> list[str]:
    found = []
    points: list[Point | None] = [shift.start]
    points += [problem.order_by_id[step.order_id or ""].point for step in route.visits]
    points.append(shift.end)
    legs = [(step.drive, step.distance_m) for step in route.visits]
    legs.append((route.return_drive, route.return_distance_m))
    leaving = [route.departure, *(step.departure for step in route.visits)]
    for (a, b), (drive, metres), at in zip(pairwise(points), legs, leaving, strict=True):
        expected_s, expected_m = _travel(problem, shift, a, b, at)
        if abs(drive - timedelta(seconds=expected_s)) >= _SECOND or metres != expected_m:
            found.append(f"leg {a} to {b}: {drive}, {metres} m; not {expected_s} s, {expected_m} m")
    return found


def _travel(
    problem: Problem, shift: Shift, a: Point | None, b: Point | None, at: datetime
) -> tuple[float, int]:
    if a is None or b is None or a.door == b.door:
        return 0, 0
    matrix = problem.travel[shift.profile]
    row, column = problem.place_row[a.door], problem.place_row[b.door]
    metres = int(matrix.distances_m[row, column])
    seconds = [float(s) for s in matrix.durations_s[:, row, column]]
    now = (at - problem.day.midnight).total_seconds()
    slots = list(matrix.slots_s)
    if now <= slots[0]:
        return seconds[0], max(metres, 0)
    for (before, after), (low, high) in zip(pairwise(slots), pairwise(seconds), strict=True):
        if before <= now < after:
            share = (now - before) / (after - before)
            return float((low + (high - low) * share) // 1), max(metres, 0)
    return seconds[-1], max(metres, 0)


def _broken_rules(problem: Problem, shift: Shift, route: Route) -> list[str]:
    orders = [problem.order_by_id[step.order_id or ""] for step in route.visits]
    found = [
        f"window of {order.id} closed at {order.windows[-1].end}"
        for order, step in zip(orders, route.visits, strict=True)
        if order.windows and step.service_start > order.windows[-1].end
    ]
    if route.return_ > shift.hours.end:
        found.append(f"shift_end at {shift.hours.end} is passed: {route.return_}")
    for name in ("parcels", "weight_g", "volume_cm3"):
        limit = getattr(shift.capacity, name)
        carried = sum(getattr(order.load, name) for order in orders)
        if limit is not None and carried > limit:
            found.append(f"{name} carried {carried} of {limit}")
    if shift.max_stops is not None and _halt_count(orders) > shift.max_stops:
        found.append(f"stops {_halt_count(orders)} of {shift.max_stops}")
    found += [f"skill missing for {o.id}" for o in orders if not o.skills <= shift.skills]
    places = [shift.start, *(order.point for order in orders), shift.end]
    matrix = problem.travel[shift.profile].distances_m
    for a, b in pairwise(places):
        if a is not None and b is not None and a.door != b.door:
            row, column = problem.place_row[a.door], problem.place_row[b.door]
            if matrix[row, column] < 0:
                found.append(f"reachable is not {b} from {a}")
    return found


def _halt_count(orders: Sequence[Order]) -> int:
    doors = [order.point and order.point.door for order in orders]
    return sum(1 for k, door in enumerate(doors) if k == 0 or door != doors[k - 1])


def _cost(problem: Problem, plan: Plan) -> list[str]:
    found, total = [], 0
    route_by_shift = {route.shift_id: route for route in plan.routes}
    for shift in problem.shifts:
        route = route_by_shift.get(shift.id)
        if route is None:
            costs = shift.costs
            idle = max(costs.shift_cents, costs.min_guarantee_cents)
            total += idle if shift.paid_when_idle else 0
            continue
        orders = [problem.order_by_id[s.order_id or ""] for s in route.visits]
        expected = _pay(shift.costs, route, _halt_count(orders))
        if not isfinite(expected) or abs(route.cost_cents - expected) > 1:
            found.append(f"{route.route_id}: costs {expected:.0f} cents, not {route.cost_cents}")
        total += route.cost_cents
    if total != plan.totals.cost_cents:
        found.append(f"the day costs {total} cents, not {plan.totals.cost_cents}")
    return found


def _pay(costs: Costs, route: Route, stops: int) -> float:
    hours = (route.return_ - route.loading_start).total_seconds() / 3600
    extra = 0.0
    if costs.overtime_after is not None:
        extra = max(0.0, hours - costs.overtime_after.total_seconds() / 3600)
    pay = costs.shift_cents + costs.hour_cents * (hours + extra * (costs.overtime_factor - 1))
    pay += costs.km_cents * route.distance_m / 1000 + costs.stop_cents * stops
    return max(pay, costs.min_guarantee_cents)
