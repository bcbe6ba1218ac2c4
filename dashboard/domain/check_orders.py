"""For the judge of plans: which orders and steps a route should not have, or not there."""

from collections.abc import Iterable, Iterator

from dashboard.domain.assignments import Kind, Pause, Reload, Step, Task
from dashboard.domain.check_rules import Broken
from dashboard.domain.check_times import trips
from dashboard.domain.orders import Order
from dashboard.domain.plans import Route, Rule
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift


def broken_for_orders(problem: Problem, shift: Shift, route: Route) -> list[Broken]:
    """The rules of orders, pins and what has been done that a route breaks."""
    served = [problem.order_by_id[step.order_id or ""] for step in route.served]
    return [
        *_pairs(problem, route),
        *(broken for order in served for broken in _needs(shift, order)),
        *_bound(problem, shift, route),
        *_positions(problem, shift, route),
        *_held(problem, shift, route),
        *_aboard(problem, shift, route),
    ]


def broken_by_staying(problem: Problem, shift: Shift) -> list[Broken]:
    """The rules that a shift breaks by not driving."""
    if shift.id not in problem.held or not problem.held[shift.id].steps:
        return []
    return [Broken(Rule.HELD, None, 1, f"{shift.id} stays, but has steps to do")]


def _pairs(problem: Problem, route: Route) -> Iterator[Broken]:
    done: dict[str, list[Kind]] = {}
    for step in route.visits:
        done.setdefault(step.order_id or "", []).append(step.kind)
    for order_id, kinds in done.items():
        is_pair = problem.order_by_id[order_id].collect is not None
        if is_pair and kinds != [Kind.PICK_UP, Kind.DELIVER]:
            words = f"{order_id} is to be fetched, then delivered: {', '.join(kinds)}"
            yield Broken(Rule.PAIR, order_id, 1, words)


def _needs(shift: Shift, order: Order) -> Iterator[Broken]:
    if lacking := order.skills - shift.skills:
        words = f"skill missing for {order.id}: {', '.join(sorted(lacking))}"
        yield Broken(Rule.SKILL, order.id, len(lacking), words)
    if _names([order.driver_class]) - _names([shift.class_name]):
        yield Broken(Rule.DRIVER_CLASS, order.id, 1, f"{order.id} is only for {order.driver_class}")
    if order.depot not in ("", shift.depot_id):
        yield Broken(Rule.DEPOT, order.id, 1, f"{order.id} is only at {order.depot}")
    who = _names([shift.driver, shift.id, str(shift.number)])
    only, never = _names(order.drivers), _names(order.not_drivers)
    if only and not only & who:
        yield Broken(Rule.DRIVER, order.id, 1, f"{order.id} is only for {sorted(only)}")
    if never & who:
        words = f"{order.id} is not for {sorted(never & who)}"
        yield Broken(Rule.NOT_DRIVER, order.id, len(never & who), words)


def _names(names: Iterable[str]) -> set[str]:
    """Names as they are compared: small letters, and no blank ones."""
    return {name.strip().casefold() for name in names if name.strip()}


def _bound(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    """An order is for the shift that it is pinned to, or for the one that has it aboard."""
    only = {pin.order_id: pin.shift_id for pin in problem.pins}
    for shift_id, held in problem.held.items():
        only |= dict.fromkeys(held.aboard, shift_id)
    for step in route.served:
        bound = only.get(step.order_id or "", shift.id)
        if bound != shift.id:
            yield Broken(Rule.PIN, step.order_id, 1, f"{step.order_id} is bound to {bound}")


def _positions(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    forwards = [step.order_id for step in route.served]
    for pin in problem.pins:
        if pin.position is None or pin.shift_id != shift.id or pin.order_id not in forwards:
            continue
        line = forwards if pin.position > 0 else forwards[::-1]
        place = line.index(pin.order_id) + 1
        if place != abs(pin.position):
            words = f"{pin.order_id} is pinned to place {pin.position}"
            yield Broken(Rule.POSITION, pin.order_id, 1, words)


def _held(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    held = problem.held[shift.id].steps if shift.id in problem.held else ()
    steps = tuple(_steps(shift, route))
    if shift.id in problem.locked and steps != held:
        yield Broken(Rule.HELD, None, 1, f"{shift.id} is locked to other steps")
    elif steps[: len(held)] != held:
        yield Broken(Rule.HELD, None, 1, f"{shift.id} does not begin with what it has done")


def _steps(shift: Shift, route: Route) -> Iterator[Step]:
    for step in route.steps:
        if step.kind is Kind.PAUSE:
            yield Pause(step.break_id)
        elif step.order_id is None:
            yield Reload(shift.depot_id)
        else:
            yield Task(step.order_id, step.kind)


def _aboard(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    """What a shift under way has not loaded can only be delivered once it loads again."""
    held = problem.held.get(shift.id)
    if held is None or held.left is None:
        return
    loaded = 1 + sum(isinstance(step, Reload) for step in held.steps)
    for step in (step for trip in trips(route)[:loaded] for step in trip):
        order = problem.order_by_id.get(step.order_id or "")
        if order is not None and order.is_loaded and order.id not in held.aboard:
            yield Broken(Rule.ABOARD, order.id, 1, f"{order.id} is not aboard")
