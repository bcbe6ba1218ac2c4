"""For the judge of plans: which rules of its shift a route breaks, and by how much."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from dashboard.domain.assignments import Kind
from dashboard.domain.check_times import trips
from dashboard.domain.check_ways import door_of, is_drive, rows, stop_count, ways
from dashboard.domain.plans import Route, Rule
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift


class Broken(NamedTuple):
    """A rule that is broken, for an order or, with None, for the route as a whole."""

    rule: Rule
    order_id: str | None
    amount: int
    words: str


def broken_rules(problem: Problem, shift: Shift, route: Route) -> list[Broken]:
    """The rules of times, limits, breaks and ways that a route breaks."""
    return [
        *_windows(problem, route),
        *_hours(problem, shift, route),
        *_limits(problem, shift, route),
        *_breaks(shift, route),
        *_ways(problem, shift, route),
    ]


def _windows(problem: Problem, route: Route) -> Iterator[Broken]:
    for step in route.visits:
        order = problem.order_by_id[step.order_id or ""]
        windows = door_of(order, step.kind).windows
        allowed = timedelta(0) if step.kind is Kind.PICK_UP else order.max_late
        if windows and step.service_start > windows[-1].end + allowed:
            late = _seconds(step.service_start - windows[-1].end)
            words = f"window of {order.id} closed at {windows[-1].end}, {late} s too soon"
            yield Broken(Rule.WINDOW, order.id, late, words)


def _hours(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    closes = shift.hours.end + shift.overrun
    if route.return_ > closes:
        words = f"returns {route.return_}, after {closes}"
        yield Broken(Rule.SHIFT_END, None, _seconds(route.return_ - closes), words)
    if shift.max_duty is not None and _duty(route) > shift.max_duty:
        over = _seconds(_duty(route) - shift.max_duty)
        yield Broken(Rule.MAX_DUTY, None, over, f"on duty {_duty(route)} of {shift.max_duty}")
    depot = problem.depot_by_id[shift.depot_id]
    if depot.hours is None:
        return
    there = [route.loading_start]
    there += [step.service_start for step in route.steps if step.kind is Kind.RELOAD]
    if shift.end == depot.point:
        there.append(route.return_)
    if max(there) > depot.hours.end:
        words = f"is at the depot at {max(there)}, which closes {depot.hours.end}"
        yield Broken(Rule.DEPOT_HOURS, None, _seconds(max(there) - depot.hours.end), words)


def _limits(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    capacity = shift.capacity
    reloads = sum(step.kind is Kind.RELOAD for step in route.steps)
    limits = [
        (Rule.PARCELS, "parcels carried", capacity.parcels, _most(problem, route, "parcels")),
        (Rule.WEIGHT, "grams carried", capacity.weight_g, _most(problem, route, "weight_g")),
        (Rule.VOLUME, "cm³ carried", capacity.volume_cm3, _most(problem, route, "volume_cm3")),
        (Rule.STOPS, "stops", shift.max_stops, stop_count(problem, shift, route)),
        (Rule.RELOADS, "reloads", shift.reloads, reloads),
        (Rule.MAX_DISTANCE, "metres driven", shift.max_distance_m, route.distance_m),
    ]
    for rule, what, limit, reached in limits:
        if limit is not None and reached > limit:
            yield Broken(rule, None, reached - limit, f"{what} {reached} of {limit}")


def _most(problem: Problem, route: Route, dimension: str) -> int:
    """The most that is aboard in one dimension, from the first loading to the return."""
    fetched, most = 0, 0
    for trip in trips(route):
        visits = [(problem.order_by_id[s.order_id], s.kind) for s in trip if s.order_id is not None]
        # What was taken back has left with the loading; what was fetched stays until delivered.
        goods, back = sum(getattr(o.load, dimension) for o, _ in visits if o.is_loaded), 0
        most = max(most, goods + fetched)
        for order, kind in visits:
            load = getattr(order.load, dimension)
            if kind is Kind.HAND_BACK:
                back += load
            elif kind is Kind.PICK_UP:
                fetched += load
            elif order.collect is not None:
                fetched -= load
            else:
                goods -= load
            most = max(most, goods + fetched + back)
    return most


def _breaks(shift: Shift, route: Route) -> Iterator[Broken]:
    rests = {rest.id: rest for rest in shift.breaks}
    pauses = [step for step in route.steps if step.kind is Kind.PAUSE]
    taken = Counter(step.break_id for step in pauses)
    for step in pauses:
        rest = rests.get(step.break_id)
        if rest is not None and step.service_start > rest.window.end:
            late = _seconds(step.service_start - rest.window.end)
            yield Broken(Rule.BREAK, None, late, f"takes {rest.id} {late} s late")
    for break_id, times in taken.items():
        if times > 1 or break_id not in rests:
            yield Broken(Rule.BREAK, None, times, f"takes {break_id} {times} times")
    for rest in shift.breaks:
        is_owed = route.return_ > rest.window.end and _duty(route) > rest.after
        if is_owed and rest.id not in taken:
            yield Broken(Rule.BREAK, None, _seconds(rest.length), f"never takes {rest.id}")


def _ways(problem: Problem, shift: Shift, route: Route) -> Iterator[Broken]:
    matrix = problem.travel[shift.profile].distances_m
    towards = [*(step.order_id for step in route.steps), None]
    for way, order_id in zip(ways(problem, shift, route), towards, strict=True):
        if is_drive(way) and matrix[rows(problem, way)] < 0:
            yield Broken(Rule.REACHABLE, order_id, 1, f"no way from {way[0]} to {way[1]}")


def _duty(route: Route) -> timedelta:
    return route.return_ - route.loading_start


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
