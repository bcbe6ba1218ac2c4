"""Which rules a timed route breaks, and by how much."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from dashboard.domain.assignments import Kind, Pause, Reload, Step, Task
from dashboard.domain.loads import DIMENSIONS
from dashboard.domain.plans import Route, Rule, TimedStep, Violation
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift
from dashboard.domain.spans import seconds
from dashboard.domain.travel import UNREACHABLE, Int32Array

_LOAD_RULES = (Rule.PARCELS, Rule.WEIGHT, Rule.VOLUME)


def violations(problem: Problem, routes: Iterable[Route]) -> tuple[Violation, ...]:
    """Every rule that the routes break; seconds for times, else the rule's own unit."""
    found: list[Violation] = []
    for route in routes:
        shift = problem.shift_by_id[route.shift_id]
        found += _late(problem, route)
        found += _hours(problem, route, shift)
        found += _breaks(route, shift)
        found += _loads(problem, route, shift)
        found += _needs(problem, route, shift)
        found += _pairs(problem, route)
        found += _pins(problem, route)
        found += _held(problem, route)
        found += _unreachable(problem, route, shift)
    return tuple(found)


def worse(found: Iterable[Violation], accepted: Collection[Violation]) -> list[Violation]:
    """Those that are not among the accepted ones, or by more."""
    most: dict[object, int] = {}
    for one in sorted(accepted, key=lambda one: one.amount):
        most[one.what] = one.amount
    return [one for one in found if one.amount > most.get(one.what, 0)]


def step_of(timed: TimedStep, shift: Shift) -> Step:
    """The step that was timed."""
    if timed.order_id is not None:
        return Task(timed.order_id, timed.kind)
    return Pause(timed.break_id) if timed.kind is Kind.PAUSE else Reload(shift.depot_id)


def _late(problem: Problem, route: Route) -> Iterator[Violation]:
    for step in route.visits:
        order = problem.order_by_id[step.order_id or ""]
        windows, grace = order.windows, order.max_late
        if step.kind is Kind.PICK_UP and order.collect is not None:
            windows, grace = order.collect.windows, timedelta(0)
        if windows and step.service_start > windows[-1].end + grace:
            late_s = seconds(step.service_start - windows[-1].end)
            yield Violation(Rule.WINDOW, route.shift_id, order.id, late_s)


def _hours(problem: Problem, route: Route, shift: Shift) -> Iterator[Violation]:
    depot = problem.depot_by_id[shift.depot_id]
    ends = [(Rule.SHIFT_END, shift.hours.end + shift.overrun, route.return_)]
    if depot.hours is not None:
        at_depot = [s.service_start for s in route.steps if s.kind is Kind.RELOAD]
        at_depot += [route.return_] if shift.end == depot.point else []
        last = max(route.loading_start, *at_depot) if at_depot else route.loading_start
        ends.append((Rule.DEPOT_HOURS, depot.hours.end, last))
    for rule, end, last in ends:
        if last > end:
            yield Violation(rule, shift.id, None, seconds(last - end))
    if shift.max_duty is not None and route.duty > shift.max_duty:
        over_s = seconds(route.duty - shift.max_duty)
        yield Violation(Rule.MAX_DUTY, shift.id, None, over_s)
    if shift.max_distance_m is not None and route.distance_m > shift.max_distance_m:
        over_m = route.distance_m - shift.max_distance_m
        yield Violation(Rule.MAX_DISTANCE, shift.id, None, over_m)
    if shift.max_stops is not None and route.stop_count > shift.max_stops:
        yield Violation(Rule.STOPS, shift.id, None, route.stop_count - shift.max_stops)


def _breaks(route: Route, shift: Shift) -> Iterator[Violation]:
    taken = Counter(step.break_id for step in route.steps if step.kind is Kind.PAUSE)
    known = {rest.id: rest for rest in shift.breaks}
    for step in route.steps:
        rest = known.get(step.break_id) if step.kind is Kind.PAUSE else None
        if rest is not None and step.service_start > rest.window.end:
            late_s = seconds(step.service_start - rest.window.end)
            yield Violation(Rule.BREAK, shift.id, None, late_s)
    for break_id, times in taken.items():
        if break_id not in known or times > 1:
            yield Violation(Rule.BREAK, shift.id, None, times)
    for rest in shift.breaks:
        is_owed = route.return_ > rest.window.end and route.duty > rest.after
        if is_owed and not taken[rest.id]:
            yield Violation(Rule.BREAK, shift.id, None, seconds(rest.length))


def _loads(problem: Problem, route: Route, shift: Shift) -> Iterator[Violation]:
    for rule, name, room in zip(_LOAD_RULES, DIMENSIONS, shift.capacity, strict=True):
        over = 0 if room is None else _most_aboard(problem, route, name) - room
        if over > 0:
            yield Violation(rule, shift.id, None, over)
    reloads = sum(step.kind is Kind.RELOAD for step in route.steps)
    if reloads > shift.reloads:
        yield Violation(Rule.RELOADS, shift.id, None, reloads - shift.reloads)


def _most_aboard(problem: Problem, route: Route, name: str) -> int:
    """The most of one dimension at any moment."""
    pairs = back = most = 0
    for trip in trips(route.steps):
        tasks = [(problem.order_by_id[s.order_id], s.kind) for s in trip if s.order_id is not None]
        goods = sum(getattr(order.load, name) for order, _ in tasks if order.is_loaded)
        back, most = 0, max(most, goods + pairs)
        for order, kind in tasks:
            load = getattr(order.load, name)
            if order.is_loaded:
                goods -= load
            elif order.collect is not None:
                pairs += load if kind is Kind.PICK_UP else -load
            else:
                back += load
            most = max(most, goods + pairs + back)
    return most


def trips(steps: Sequence[TimedStep]) -> list[list[TimedStep]]:
    """The steps between the loadings."""
    found: list[list[TimedStep]] = [[]]
    for step in steps:
        if step.kind is Kind.RELOAD:
            found.append([])
        else:
            found[-1].append(step)
    return found


def _needs(problem: Problem, route: Route, shift: Shift) -> Iterator[Violation]:
    offers = problem.offers(shift)
    for step in route.served:
        index = problem.order_index[step.order_id or ""]
        missing = Counter(Rule(need.kind) for need in sorted(problem.needs[index] - offers))
        for rule, amount in missing.items():
            yield Violation(rule, shift.id, step.order_id, amount)


def _pairs(problem: Problem, route: Route) -> Iterator[Violation]:
    """Each pair that is not fetched once, and delivered once after it."""
    tasks = [(step.order_id, step.kind) for step in route.visits]
    for order_id in dict.fromkeys(order_id for order_id, _ in tasks):
        if problem.order_by_id[order_id or ""].collect is not None:
            kinds = [kind for other, kind in tasks if other == order_id]
            if kinds != [Kind.PICK_UP, Kind.DELIVER]:
                yield Violation(Rule.PAIR, route.shift_id, order_id, 1)


def _pins(problem: Problem, route: Route) -> Iterator[Violation]:
    served = [step.order_id for step in route.served]
    for pin in problem.pins:
        if pin.position is not None and pin.shift_id == route.shift_id and pin.order_id in served:
            place = pin.position - 1 if pin.position > 0 else len(served) + pin.position
            if served.index(pin.order_id) != place:
                yield Violation(Rule.POSITION, route.shift_id, pin.order_id, 1)


def _held(problem: Problem, route: Route) -> Iterator[Violation]:
    held = problem.held.get(route.shift_id)
    if held is None:
        return
    shift = problem.shift_by_id[route.shift_id]
    steps = tuple(step_of(step, shift) for step in route.steps)
    is_locked = shift.id in problem.locked
    if steps[: len(held.steps)] != held.steps or (is_locked and steps != held.steps):
        yield Violation(Rule.HELD, shift.id, None, 1)
    if held.left is not None:
        loaded = (step for trip in trips(route.steps)[: held.loads] for step in trip)
        for step in loaded:
            order = problem.order_by_id.get(step.order_id or "")
            if order is not None and order.is_loaded and order.id not in held.aboard:
                yield Violation(Rule.ABOARD, shift.id, order.id, 1)


def _unreachable(problem: Problem, route: Route, shift: Shift) -> Iterator[Violation]:
    distances = problem.travel[shift.profile].distances_m
    here = problem.row_of(shift.start)
    for step in route.steps:
        if step.kind is Kind.PAUSE:
            continue
        there = problem.place_of(step_of(step, shift))
        if _no_way(distances, here, there):
            yield Violation(Rule.REACHABLE, shift.id, step.order_id, 1)
        here = there
    if _no_way(distances, here, problem.row_of(shift.end)):
        yield Violation(Rule.REACHABLE, shift.id, None, 1)


def _no_way(distances: Int32Array, origin: int, destination: int) -> bool:
    return origin >= 0 and destination >= 0 and distances[origin, destination] == UNREACHABLE
