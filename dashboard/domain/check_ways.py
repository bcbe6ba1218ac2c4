"""For the judge of plans: where a vehicle stands, how far it drives, which halt is which."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from dashboard.domain.assignments import Kind
from dashboard.domain.orders import Collection, Order
from dashboard.domain.plans import Route, TimedStep
from dashboard.domain.points import Point
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift
from dashboard.domain.travel import TravelMatrix

Way = tuple[Point | None, Point | None]
"""From where to where; None: nowhere in particular."""


def door_of(order: Order, kind: Kind) -> Order | Collection:
    """What says where, when and how long an order is served, or fetched if that is the step."""
    return order.collect if kind is Kind.PICK_UP and order.collect is not None else order


def ways(problem: Problem, shift: Shift, route: Route) -> list[Way]:
    """The way to each step, and the one to the end."""
    return list(pairwise([shift.start, *_places(problem, shift, route.steps), shift.end]))


def is_drive(way: Way) -> bool:
    """Whether it leads from one door to another."""
    a, b = way
    return a is not None and b is not None and a.door != b.door


def rows(problem: Problem, way: Way) -> tuple[int, int]:
    """Row and column of a drive in the matrices."""
    a, b = way
    if a is None or b is None:
        raise ValueError(f"{way} is no drive")
    return problem.place_row[a.door], problem.place_row[b.door]


def travel(problem: Problem, shift: Shift, way: Way, at: datetime) -> tuple[timedelta, int]:
    """Time and metres of a way when leaving at an instant; one that does not exist has none."""
    if not is_drive(way):
        return timedelta(0), 0
    matrix = problem.travel[shift.profile]
    row, column = rows(problem, way)
    now = int((at - problem.day.midnight).total_seconds())
    seconds = max(_seconds(matrix, row, column, now), 0)
    return timedelta(seconds=seconds), max(int(matrix.distances_m[row, column]), 0)


def stop_numbers(problem: Problem, shift: Shift, route: Route) -> list[int]:
    """
    The number of each step's stop: one at the same door as the one before shares it.

    An order that is to have its own stop shares with none, nor does loading again; a pause is
    where the vehicle is.
    """
    numbers: list[int] = []
    here: tuple[object, ...] = ()
    for step, place in zip(route.steps, _places(problem, shift, route.steps), strict=True):
        there: tuple[object, ...] = (place and place.door, step.kind is Kind.RELOAD)
        order = problem.order_by_id.get(step.order_id or "")
        if order is not None and order.own_stop and step.kind is not Kind.PICK_UP:
            there = (order.id,)
        stays = step.kind is Kind.PAUSE or there == here
        numbers.append(numbers[-1] + (not stays) if numbers else 1)
        here = here if step.kind is Kind.PAUSE else there
    return numbers


def stop_count(problem: Problem, shift: Shift, route: Route) -> int:
    """How many halts serve or fetch an order."""
    numbers = stop_numbers(problem, shift, route)
    return len({n for n, s in zip(numbers, route.steps, strict=True) if s.order_id is not None})


def _places(problem: Problem, shift: Shift, steps: Sequence[TimedStep]) -> list[Point | None]:
    """Where the vehicle stands at each step; None: still nowhere in particular."""
    here, places = shift.start, []
    for step in steps:
        if step.kind is Kind.RELOAD:
            here = problem.depot_by_id[shift.depot_id].point
        elif step.order_id is not None:
            here = door_of(problem.order_by_id[step.order_id], step.kind).point
        places.append(here)
    return places


def _seconds(matrix: TravelMatrix, row: int, column: int, now: int) -> int:
    """What a drive takes that begins at a second of the day: between slots, in proportion."""
    takes = [int(seconds) for seconds in matrix.durations_s[:, row, column]]
    if matrix.slots_permille:
        takes = [takes[0] * factor // 1000 for factor in matrix.slots_permille]
    if now <= matrix.slots_s[0]:
        return takes[0]
    for (before, after), (low, high) in zip(pairwise(matrix.slots_s), pairwise(takes), strict=True):
        if before <= now < after:
            between = low + (now - before) * (high - low) // (after - before)
            return between if min(low, high) >= 0 else -1
    return takes[-1]
