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

from dashboard.domain.assignments import Kind
from dashboard.domain.days import TimeWindow
from dashboard.domain.fleet import Costs, Shift
from dashboard.domain.orders import Order
from dashboard.domain.plans import Plan, Route, TimedStep
from dashboard.domain.points import Point
from dashboard.domain.problems import Problem

_WITHOUT_ORDER = (Kind.RELOAD, Kind.PAUSE)
_Broken = tuple[str, str | None, str]
"""A rule, the order it is broken for (None: for the route as a whole), and how."""


def complaints(problem: Problem, plan: Plan) -> list[str]:
    """Everything that does not hold, in words; an empty list for a sound plan."""
    return [
        *_orders_once(problem, plan),
        *(text for route in plan.routes for text in _route(problem, plan, route)),
        *_violations_of_nobody(plan),
        *_cost(problem, plan),
        *_totals(plan),
        *_traffic(problem, plan),
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
    found = [
        *_times(problem, shift, route),
        *_loading(problem, shift, route),
        *_legs(problem, shift, route),
    ]
    broken = _broken_rules(problem, shift, route)
    stated = Counter((v.rule.value, v.order_id) for v in plan.violations if v.shift_id == shift.id)
    # A broken rule that the plan itself names is shown as such: it is no false statement.
    if stated != Counter((rule, order) for rule, order, _ in broken):
        found += [f"states {dict(stated)}, but breaks {[text for _, _, text in broken]}"]
    return [f"{route.route_id}: {text}" for text in found]


def _violations_of_nobody(plan: Plan) -> list[str]:
    driving = {route.shift_id for route in plan.routes}
    return [
        f"states {v.rule.value} of shift {v.shift_id}, which does not drive"
        for v in plan.violations
        if v.shift_id not in driving
    ]


def _times(problem: Problem, shift: Shift, route: Route) -> list[str]:
    found = []
    now = route.departure
    for step in route.steps:
        if (step.order_id is None) != (step.kind in _WITHOUT_ORDER):
            found.append(f"a step of kind {step.kind.value} cannot be for {step.order_id}")
        if step.arrival != now + step.drive:
            found.append(f"arrives at {step.order_id} at {step.arrival}, not {now + step.drive}")
        order = problem.order_by_id.get(step.order_id or "")
        if order is not None:
            if step.departure != step.service_start + order.service:
                found.append(f"service at {order.id} does not take {order.service}")
            if step.service_start != _first_chance(step.arrival, order.windows):
                found.append(f"service at {order.id} begins at {step.service_start}")
        elif not step.arrival <= step.service_start <= step.departure:
            found.append(f"goes back in time at {step.arrival}")
        now = step.departure
    if route.return_ != now + route.return_drive:
        found.append(f"returns at {route.return_}, not {now + route.return_drive}")
    return found


def _loading(problem: Problem, shift: Shift, route: Route) -> list[str]:
    found = []
    depot = problem.depot_by_id[shift.depot_id]
    loaded = route.loading_start
    if loaded + shift.loading != route.departure:
        found.append("loading does not end when the route leaves")
    if loaded < shift.hours.start:
        found.append(f"starts at {loaded}, before the shift opens")
    if depot.hours is not None and loaded < depot.hours.start:
        found.append(f"starts at {loaded}, before the depot opens")
    for step in route.steps:
        if step.kind is Kind.RELOAD:
            loaded = step.service_start
            if step.departure != loaded + depot.loading:
                found.append(f"loading again at {loaded} does not take {depot.loading}")
        order = problem.order_by_id.get(step.order_id or "")
        if order is not None and order.release is not None and loaded < order.release:
            found.append(f"order {order.id} is loaded before its release")
    return found


def _first_chance(arrival: datetime, windows: Sequence[TimeWindow]) -> datetime:
    for window in windows:
        if arrival < window.start:
            return window.start
        if arrival <= window.end:
            return arrival
    return arrival


def _places(problem: Problem, shift: Shift, steps: Sequence[TimedStep]) -> list[Point | None]:
    """Where the vehicle stands after each step; None: still nowhere in particular."""
    here, places = shift.start, []
    for step in steps:
        if step.order_id is not None:
            here = problem.order_by_id[step.order_id].point
        elif step.kind is Kind.RELOAD:
            here = problem.depot_by_id[shift.depot_id].point
        places.append(here)
    return places


def _legs(problem: Problem, shift: Shift, route: Route) -> list[str]:
    found = []
    places = _places(problem, shift, route.steps)
    legs = [(step.drive, step.distance_m) for step in route.steps]
    legs.append((route.return_drive, route.return_distance_m))
    leaving = [route.departure, *(step.departure for step in route.steps)]
    ways = pairwise([shift.start, *places, shift.end])
    for (a, b), (drive, metres), at in zip(ways, legs, leaving, strict=True):
        expected_s, expected_m = _travel(problem, shift, a, b, at)
        if drive != timedelta(seconds=expected_s) or metres != expected_m:
            found.append(f"leg {a} to {b}: {drive}, {metres} m; not {expected_s} s, {expected_m} m")
    for step, number in zip(route.steps, _halts(problem, shift, route), strict=True):
        if step.stop_no != number:
            found.append(f"calls stop {number} stop {step.stop_no}")
    return found


def _travel(
    problem: Problem, shift: Shift, a: Point | None, b: Point | None, at: datetime
) -> tuple[int, int]:
    """Seconds and metres of a leg; a way that does not exist counts nothing."""
    if a is None or b is None or a.door == b.door:
        return 0, 0
    matrix = problem.travel[shift.profile]
    row, column = problem.place_row[a.door], problem.place_row[b.door]
    metres = max(int(matrix.distances_m[row, column]), 0)
    seconds = [int(s) for s in matrix.durations_s[:, row, column]]
    if matrix.slots_permille:
        seconds = [seconds[0] * factor // 1000 for factor in matrix.slots_permille]
    now = int((at - problem.day.midnight).total_seconds())
    slots = list(matrix.slots_s)
    if now <= slots[0]:
        return max(seconds[0], 0), metres
    for (before, after), (low, high) in zip(pairwise(slots), pairwise(seconds), strict=True):
        if before <= now < after:
            between = low + (now - before) * (high - low) // (after - before)
            return between if min(low, high) >= 0 else 0, metres
    return max(seconds[-1], 0), metres


def _broken_rules(problem: Problem, shift: Shift, route: Route) -> list[_Broken]:
    orders = [problem.order_by_id[step.order_id or ""] for step in route.visits]
    found: list[_Broken] = [
        ("window", order.id, f"window of {order.id} closed at {order.windows[-1].end}")
        for order, step in zip(orders, route.visits, strict=True)
        if order.windows and step.service_start > order.windows[-1].end
    ]
    if route.return_ > shift.hours.end:
        found.append(("shift_end", None, f"returns {route.return_}, after {shift.hours.end}"))
    for name in ("parcels", "weight_g", "volume_cm3"):
        limit = getattr(shift.capacity, name)
        carried = sum(getattr(order.load, name) for order in orders)
        if limit is not None and carried > limit:
            found.append((name, None, f"{name} carried {carried} of {limit}"))
    halts = _halt_count(problem, shift, route)
    if shift.max_stops is not None and halts > shift.max_stops:
        found.append(("stops", None, f"stops {halts} of {shift.max_stops}"))
    found += [
        ("skill", o.id, f"skill missing for {o.id}") for o in orders if not o.skills <= shift.skills
    ]
    found += [
        ("driver_class", o.id, f"{o.id} is only for {o.driver_class}")
        for o in orders
        if o.driver_class.strip().casefold() not in ("", shift.class_name.strip().casefold())
    ]
    places = [shift.start, *_places(problem, shift, route.steps), shift.end]
    matrix = problem.travel[shift.profile].distances_m
    towards = [*(step.order_id for step in route.steps), None]
    for (a, b), order_id in zip(pairwise(places), towards, strict=True):
        if a is not None and b is not None and a.door != b.door:
            row, column = problem.place_row[a.door], problem.place_row[b.door]
            if matrix[row, column] < 0:
                found.append(("reachable", order_id, f"no way from {a} to {b}"))
    return found


def _halts(problem: Problem, shift: Shift, route: Route) -> list[int]:
    """
    The number of each step's stop: one at the same door as the one before shares it.

    An order that is to have its own stop shares with none.
    """
    numbers: list[int] = []
    here: tuple[Point | None, str | None] | None = None
    for step, place in zip(route.steps, _places(problem, shift, route.steps), strict=True):
        order = problem.order_by_id.get(step.order_id or "")
        there = (place and place.door, order.id if order is not None and order.own_stop else None)
        is_new = here is None or (there != here and step.kind is not Kind.PAUSE)
        numbers.append((numbers[-1] if numbers else 0) + is_new)
        here = there if is_new else here
    return numbers


def _halt_count(problem: Problem, shift: Shift, route: Route) -> int:
    numbers = _halts(problem, shift, route)
    return len({n for n, s in zip(numbers, route.steps, strict=True) if s.order_id is not None})


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
        if any(step.order_id not in problem.order_by_id for step in route.visits):
            continue
        expected = _pay(shift.costs, route, _halt_count(problem, shift, route))
        if not isfinite(route.cost_cents) or abs(route.cost_cents - expected) > 1:
            found.append(f"{route.route_id}: costs {expected:.0f} cents, not {route.cost_cents}")
        total += route.cost_cents
    if total != plan.totals.cost_cents:
        found.append(f"the day costs {total} cents, not {plan.totals.cost_cents}")
    return found


def _totals(plan: Plan) -> list[str]:
    orders = {order.id: order for order in plan.orders}
    visits = [(orders.get(s.order_id or ""), s) for route in plan.routes for s in route.visits]
    known = [(order, step) for order, step in visits if order is not None]
    none = timedelta(0)
    counted: dict[str, object] = {
        "drivers": len(plan.routes),
        "orders": len(plan.orders),
        "on_time": sum(1 for order, step in known if _is_within(order, step.service_start)),
        "unassigned": len(plan.unassigned),
        "stops": sum(len({step.stop_no for step in route.visits}) for route in plan.routes),
        "driving": sum((route.drive for route in plan.routes), none),
        "waiting": sum((step.service_start - step.arrival for _, step in known), none),
        "service": sum((order.service for order, _ in known), none),
        "duty": sum((route.return_ - route.loading_start for route in plan.routes), none),
        "distance_m": sum(route.distance_m for route in plan.routes),
    }
    stated = {name: getattr(plan.totals, name) for name in counted}
    return [
        f"the totals say {name} {stated[name]}, not {value}"
        for name, value in counted.items()
        if stated[name] != value
    ]


def _traffic(problem: Problem, plan: Plan) -> list[str]:
    """Whether the time lost in traffic is what the drives take beyond those on empty roads."""
    lost_s = 0
    shifts = {shift.id: shift for shift in problem.shifts}
    for route in plan.routes:
        shift = shifts.get(route.shift_id)
        if shift is None or any(s.order_id not in problem.order_by_id for s in route.visits):
            continue
        empty = problem.travel[shift.profile].free_flow_s
        if empty is None:
            continue
        lost_s += int(route.drive.total_seconds())
        places = [shift.start, *_places(problem, shift, route.steps), shift.end]
        for a, b in pairwise(places):
            if a is not None and b is not None and a.door != b.door:
                row, column = problem.place_row[a.door], problem.place_row[b.door]
                lost_s -= max(int(empty[row, column]), 0)
    if plan.totals.traffic == timedelta(seconds=lost_s):
        return []
    return [f"the totals say {plan.totals.traffic} in traffic, not {timedelta(seconds=lost_s)}"]


def _is_within(order: Order, when: datetime) -> bool:
    return not order.windows or any(w.start <= when <= w.end for w in order.windows)


def _pay(costs: Costs, route: Route, stops: int) -> float:
    hours = (route.return_ - route.loading_start).total_seconds() / 3600
    extra = 0.0
    if costs.overtime_after is not None:
        extra = max(0.0, hours - costs.overtime_after.total_seconds() / 3600)
    pay = costs.shift_cents + costs.hour_cents * (hours + extra * (costs.overtime_factor - 1))
    pay += costs.km_cents * route.distance_m / 1000 + costs.stop_cents * stops
    return max(pay, costs.min_guarantee_cents)
