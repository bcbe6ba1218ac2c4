"""Which rules a timed route breaks, and by how much."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dashboard.domain.fleet import Shift
from dashboard.domain.loads import total_load
from dashboard.domain.orders import Order
from dashboard.domain.plans import Route, Rule, Violation
from dashboard.domain.problems import Problem
from dashboard.domain.spans import seconds
from dashboard.domain.travel import UNREACHABLE, Int32Array

_LOAD_RULES = (Rule.PARCELS, Rule.WEIGHT, Rule.VOLUME)


def violations(problem: Problem, routes: Iterable[Route]) -> tuple[Violation, ...]:
    """Every rule that the routes break; seconds for times, else the rule's own unit."""
    found: list[Violation] = []
    for route in routes:
        shift = problem.shift_by_id[route.shift_id]
        orders = [problem.order_by_id[step.order_id or ""] for step in route.visits]
        found += _late(route, orders)
        found += _shift_rules(route, shift, orders)
        found += _unreachable(problem, route, shift)
    return tuple(found)


def _late(route: Route, orders: Sequence[Order]) -> Iterator[Violation]:
    for step, order in zip(route.visits, orders, strict=True):
        if order.windows and step.service_start > order.windows[-1].end:
            late_s = seconds(step.service_start - order.windows[-1].end)
            yield Violation(Rule.WINDOW, route.shift_id, order.id, late_s)


def _shift_rules(route: Route, shift: Shift, orders: Sequence[Order]) -> Iterator[Violation]:
    if route.return_ > shift.hours.end:
        over_s = seconds(route.return_ - shift.hours.end)
        yield Violation(Rule.SHIFT_END, shift.id, None, over_s)
    excess = shift.capacity.excess(total_load(order.load for order in orders))
    for rule, over in zip(_LOAD_RULES, excess, strict=True):
        if over:
            yield Violation(rule, shift.id, None, over)
    if shift.max_stops is not None and route.stop_count > shift.max_stops:
        yield Violation(Rule.STOPS, shift.id, None, route.stop_count - shift.max_stops)
    offers = shift.offers
    for order in orders:
        missing = Counter(Rule(need.kind) for need in sorted(order.needs - offers))
        for rule, amount in missing.items():
            yield Violation(rule, shift.id, order.id, amount)


def _unreachable(problem: Problem, route: Route, shift: Shift) -> Iterator[Violation]:
    distances = problem.travel[shift.profile].distances_m
    here = problem.row_of(shift.start)
    for step in route.visits:
        there = int(problem.order_rows[problem.order_index[step.order_id or ""]])
        if _no_way(distances, here, there):
            yield Violation(Rule.REACHABLE, shift.id, step.order_id, 1)
        here = there
    if _no_way(distances, here, problem.row_of(shift.end)):
        yield Violation(Rule.REACHABLE, shift.id, None, 1)


def _no_way(distances: Int32Array, origin: int, destination: int) -> bool:
    return origin >= 0 and destination >= 0 and distances[origin, destination] == UNREACHABLE
