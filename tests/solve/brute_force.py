"""The best plan of a very small day, found by trying every sequence of steps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.domain import Assignment, Order, Priority, Problem, Task
from tests.solve.naive_van import NaiveVan, Steps


@dataclass(frozen=True, slots=True)
class Best:
    """The most that can be served, and the least that this costs with lateness weighed in."""

    weight: int
    cents: int
    assignment: Assignment


def brute_force(day: Problem) -> Best:
    """Serve the most by priority, at the least cost."""
    plans: dict[frozenset[str], tuple[int, dict[str, Steps]]] = {frozenset(): (0, {})}
    for shift in day.shifts:
        cheapest = _cheapest(NaiveVan(day, shift))
        more: dict[frozenset[str], tuple[int, dict[str, Steps]]] = {}
        for before, (cents, routes) in plans.items():
            for taken, (price, steps) in cheapest.items():
                both, total = before | taken, cents + price
                if not before & taken and (both not in more or total < more[both][0]):
                    more[both] = (total, {**routes, shift.id: steps} if steps else routes)
        plans = more
    worth = {served: weight(map(day.order_by_id.__getitem__, served)) for served in plans}
    best = max(plans, key=lambda served: (worth[served], -plans[served][0]))
    return Best(worth[best], plans[best][0], Assignment(plans[best][1]))


def weight(orders: Iterable[Order]) -> int:
    """What orders are worth: one of a priority is worth twenty of the next lower one."""
    return sum(20 ** (order.priority - Priority.LOW) for order in orders)


def _cheapest(van: NaiveVan) -> dict[frozenset[str], tuple[int, Steps]]:
    """For each set of orders that a shift can serve, the least cents and the steps for them."""
    found: dict[frozenset[str], tuple[int, Steps]] = {frozenset(): (van.idle_cents(), ())}
    for cents, steps in _routes(van, ()):
        served = frozenset(step.order_id for step in steps if isinstance(step, Task))
        if served and (served not in found or cents < found[served][0]):
            found[served] = (cents, steps)
    return found


def _routes(van: NaiveVan, begun: Steps) -> Iterator[tuple[int, Steps]]:
    """Every route that goes on from the steps begun and keeps the rules, with its cents."""
    for step in van.choices(begun):
        steps = (*begun, step)
        run = None if van.is_overloaded(steps) else van.drive(steps)
        if run is None:
            continue  # No step that follows makes it lighter or sooner.
        if van.may(steps, run):
            yield van.cents(run), steps
        yield from _routes(van, steps)
