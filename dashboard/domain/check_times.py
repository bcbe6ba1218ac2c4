"""For the judge of plans: whether the times of a route can be, and its ways are as they are."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from dashboard.domain.assignments import Kind
from dashboard.domain.check_ways import door_of, stop_numbers, travel, ways
from dashboard.domain.days import TimeWindow
from dashboard.domain.plans import Route, TimedStep
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift

_SECOND = timedelta(seconds=1)


def false_times(problem: Problem, shift: Shift, route: Route) -> list[str]:
    """Everything in a route's times, ways and numbers that cannot be so, in words."""
    if wrong := list(_kinds(problem, route)):
        return wrong
    return [
        *_clock(route),
        *_begins(problem, shift, route),
        *_loading(problem, shift, route),
        *_leaving(problem, shift, route),
        *_legs(problem, shift, route),
        *_numbers(problem, shift, route),
    ]


def trips(route: Route) -> list[list[TimedStep]]:
    """The steps up to the first reload, and those after each; the reloads themselves left out."""
    found: list[list[TimedStep]] = [[]]
    for step in route.steps:
        if step.kind is Kind.RELOAD:
            found.append([])
        else:
            found[-1].append(step)
    return found


def _kinds(problem: Problem, route: Route) -> Iterator[str]:
    breaks = {rest.id for shift in problem.shifts for rest in shift.breaks}
    for step in route.steps:
        order = problem.order_by_id.get(step.order_id or "")
        can = [Kind.RELOAD, Kind.PAUSE] if order is None else [order.kind]
        if order is not None and order.collect is not None:
            can.append(Kind.PICK_UP)
        if step.kind not in can:
            yield f"a step of kind {step.kind.value} cannot be for {step.order_id}"
        elif step.break_id not in (breaks if step.kind is Kind.PAUSE else [""]):
            yield f"a step of kind {step.kind.value} cannot be the break {step.break_id!r}"


def _clock(route: Route) -> Iterator[str]:
    now = route.departure
    for step in route.steps:
        if step.arrival != now + step.drive:
            yield f"arrives at {step.order_id} at {step.arrival}, not {now + step.drive}"
        if not step.arrival <= step.service_start <= step.departure:
            yield f"goes back in time at {step.arrival}"
        now = step.departure
    if route.return_ != now + route.return_drive:
        yield f"returns at {route.return_}, not {now + route.return_drive}"


class _Chore(NamedTuple):
    """What is done at a step: when it may begin, and how long it takes."""

    what: str
    windows: Sequence[TimeWindow]
    lasts: timedelta


def _chores(problem: Problem, shift: Shift, route: Route) -> list[_Chore]:
    depot = problem.depot_by_id[shift.depot_id]
    rests = {rest.id: rest for shift in problem.shifts for rest in shift.breaks}
    later_trips = iter(trips(route)[1:])
    found = []
    for step in route.steps:
        if step.kind is Kind.RELOAD:
            ready = _loads_from(problem, shift, next(later_trips))
            found.append(_Chore("loading again", _from(ready), depot.loading))
        elif step.kind is Kind.PAUSE:
            rest = rests[step.break_id]
            found.append(_Chore("the pause", [rest.window], rest.length))
        else:
            door = door_of(problem.order_by_id[step.order_id or ""], step.kind)
            found.append(_Chore(f"service at {step.order_id}", door.windows, door.service))
    return found


def _from(instants: Sequence[datetime]) -> list[TimeWindow]:
    """Not before any of these; once the window has passed, at any time."""
    return [TimeWindow(max(instants), max(instants))] if instants else []


def _begins(problem: Problem, shift: Shift, route: Route) -> Iterator[str]:
    """Whether all begins as soon as it may, and takes as long as it should."""
    for step, chore in zip(route.steps, _chores(problem, shift, route), strict=True):
        due = _first_chance(step.arrival, chore.windows)
        if step.service_start != due:
            yield f"{chore.what} begins at {step.service_start}, not {due}"
        if step.departure != step.service_start + chore.lasts:
            yield f"{chore.what} does not take {chore.lasts} from {step.service_start} on"


def _first_chance(arrival: datetime, windows: Sequence[TimeWindow]) -> datetime:
    for window in windows:
        if arrival < window.start:
            return window.start
        if arrival <= window.end:
            return arrival
    return arrival


def _loading(problem: Problem, shift: Shift, route: Route) -> Iterator[str]:
    if route.loading_start + shift.loading != route.departure:
        yield "loading does not end when the route leaves"
    reloads = [step.service_start for step in route.steps if step.kind is Kind.RELOAD]
    for trip, loaded in zip(trips(route), [route.loading_start, *reloads], strict=True):
        if loaded == route.loading_start and _left(problem, shift):
            continue
        for step in trip:
            if any(release > loaded for release in _releases(problem, [step])):
                yield f"order {step.order_id} is loaded before its release"


def _loads_from(problem: Problem, shift: Shift, trip: Sequence[TimedStep]) -> list[datetime]:
    """What loading for a trip waits for: its goods, and the depot's opening."""
    hours = problem.depot_by_id[shift.depot_id].hours
    return [*_releases(problem, trip), *([hours.start] if hours else [])]


def _releases(problem: Problem, trip: Sequence[TimedStep]) -> list[datetime]:
    orders = [problem.order_by_id[s.order_id] for s in trip if s.order_id is not None]
    return [o.release for o in orders if o.release is not None and o.is_loaded]


def _left(problem: Problem, shift: Shift) -> datetime | None:
    """When a shift under way left; None for one that has not."""
    return problem.held[shift.id].left if shift.id in problem.held else None


def _leaving(problem: Problem, shift: Shift, route: Route) -> Iterator[str]:
    """It leaves at its opening, or as much later as delays no service of its first stop."""
    depot, loaded = problem.depot_by_id[shift.depot_id], route.loading_start
    if left := _left(problem, shift):
        if route.departure != left:
            yield f"leaves at {route.departure}, but has left at {left}"
    elif loaded < shift.hours.start:
        yield f"starts at {loaded}, before the shift opens"
    elif depot.hours is not None and loaded < depot.hours.start:
        yield f"starts at {loaded}, before the depot opens"
    elif route.steps:
        ready = [shift.hours.start, *_loads_from(problem, shift, trips(route)[0])]
        yield from _first_drive(problem, shift, route, max(ready) + shift.loading)


def _first_drive(problem: Problem, shift: Shift, route: Route, earliest: datetime) -> Iterator[str]:
    first, way = route.steps[0], ways(problem, shift, route)[0]
    arrival = earliest + travel(problem, shift, way, earliest)[0]
    soonest = _first_chance(arrival, _chores(problem, shift, route)[0].windows)
    # Leaving later never means arriving earlier: one second more tells about all of them.
    later = route.departure + _SECOND
    if route.departure > earliest and soonest < first.service_start:
        yield f"leaves at {route.departure}, too late for what could begin at {soonest}"
    elif arrival < soonest and later + travel(problem, shift, way, later)[0] <= soonest:
        yield f"leaves at {route.departure}, though later would do"


def _legs(problem: Problem, shift: Shift, route: Route) -> Iterator[str]:
    stated = [(step.drive, step.distance_m) for step in route.steps]
    stated.append((route.return_drive, route.return_distance_m))
    leaving = [route.departure, *(step.departure for step in route.steps)]
    for way, leg, at in zip(ways(problem, shift, route), stated, leaving, strict=True):
        true = travel(problem, shift, way, at)
        if leg != true:
            yield f"leg {way[0]} to {way[1]}: {leg[0]}, {leg[1]} m; not {true[0]}, {true[1]} m"


def _numbers(problem: Problem, shift: Shift, route: Route) -> Iterator[str]:
    for step, number in zip(route.steps, stop_numbers(problem, shift, route), strict=True):
        if step.stop_no != number:
            yield f"calls stop {number} stop {step.stop_no}"
