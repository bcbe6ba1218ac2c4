"""
An independent judge of plans: plain Python that shares no code with the timetable.

It works from the problem and the finished plan alone, and is meant to be read: here
whether each order is served once and each broken rule is named, beside this
``check_times``, ``check_rules``, ``check_orders`` and ``check_sums``. No plan is shown
that it has not passed.
"""

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.check_orders import broken_by_staying, broken_for_orders
from dashboard.domain.check_rules import Broken, broken_rules
from dashboard.domain.check_sums import false_sums
from dashboard.domain.check_times import false_times
from dashboard.domain.plans import Plan, Route
from dashboard.domain.problems import Problem


def complaints(problem: Problem, plan: Plan) -> list[str]:
    """Everything that does not hold, in words; an empty list for a sound plan."""
    return [
        *_orders_once(problem, plan),
        *(text for route in plan.routes for text in _route(problem, plan, route)),
        *_staying(problem, plan),
        *false_sums(problem, plan),
    ]


def _orders_once(problem: Problem, plan: Plan) -> list[str]:
    visits = [step for _, step in plan.visits()]
    served = Counter(step.order_id for route in plan.routes for step in route.served)
    left_out = Counter(order.order_id for order in plan.unassigned)
    known = {order.id for order in plan.orders}
    found = [
        f"order {order} stands {times} times in the plan"
        for order, times in (served + left_out).items()
        if times > 1
    ]
    found += [f"order {order} is lost" for order in known - served.keys() - left_out.keys()]
    strangers = {*(step.order_id for step in visits), *left_out} - known
    found += [f"order {order} is not of this day" for order in strangers]
    found += [f"order {o.id} was never planned" for o in problem.orders if o.id not in known]
    shifts = Counter(route.shift_id for route in plan.routes)
    found += [
        f"shift {shift} drives {times} routes" for shift, times in shifts.items() if times > 1
    ]
    return found


def _route(problem: Problem, plan: Plan, route: Route) -> list[str]:
    shift = problem.shift_by_id.get(route.shift_id)
    if shift is None:
        return [f"{route.route_id}: no such shift {route.shift_id}"]
    if unknown := [s.order_id for s in route.visits if s.order_id not in problem.order_by_id]:
        return [f"{route.route_id}: unknown orders {unknown}"]
    broken = broken_rules(problem, shift, route) + broken_for_orders(problem, shift, route)
    found = [*false_times(problem, shift, route), *_unnamed(plan, shift.id, broken)]
    return [f"{route.route_id}: {text}" for text in found]


def _unnamed(plan: Plan, shift_id: str, broken: Sequence[Broken]) -> list[str]:
    """A broken rule that the plan itself names is shown as such: it is no false statement."""
    stated = [v for v in plan.violations if v.shift_id == shift_id]
    says = Counter((v.rule.value, v.order_id, v.amount) for v in stated)
    if says == Counter((b.rule.value, b.order_id, b.amount) for b in broken):
        return []
    return [f"states {dict(says)}, but breaks {[b.words for b in broken]}"]


def _staying(problem: Problem, plan: Plan) -> list[str]:
    """Whether shifts that do not drive may stay, and what the plan says of them."""
    driving = {route.shift_id for route in plan.routes}
    found = [
        f"{shift.id}: {text}"
        for shift in problem.shifts
        if shift.id not in driving
        for text in _unnamed(plan, shift.id, broken_by_staying(problem, shift))
    ]
    known = driving | problem.shift_by_id.keys()
    found += [
        f"states {v.rule.value} of shift {v.shift_id}, which does not drive"
        for v in plan.violations
        if v.shift_id not in known
    ]
    return found
