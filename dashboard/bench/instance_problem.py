"""An instance as a day's problem, so that the planner solves it the way it plans any day."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from dashboard.bench.instances import Instance, Routes
from dashboard.domain import (
    Assignment,
    Capacity,
    Costs,
    Day,
    Depot,
    Load,
    Order,
    Point,
    Problem,
    Shift,
    Task,
    TimeWindow,
    TravelMatrix,
)

_DOOR = 1e-5
"""Degrees between neighbouring doors."""
_DOORS_ACROSS = 90_000


def problem_of(instance: Instance) -> Problem:
    """
    The instance as a problem, one unit of length being a metre and a second.

    A kilometre is all that costs, so least money is least length; seconds, which decide among
    equally dear plans, are the same numbers and change nothing.
    """
    day = Day(date(2026, 1, 5))
    places = _places(instance)
    depot = Depot("depot", places[0])
    opens, closes = instance.windows[0] if instance.windows else (0, _never_binding(instance))
    hours = TimeWindow(day.instant(opens), day.instant(closes))
    shifts = tuple(
        Shift(
            f"van-{k}", k, f"van-{k}", "van", depot.id, depot.point, depot.point, hours,
            capacity=Capacity(instance.capacity), costs=Costs(km_cents=100),
        )
        for k in range(1, instance.vehicles + 1)
    )  # fmt: skip
    orders = tuple(_order(instance, day, client, places[client]) for client in instance.clients)
    travel = TravelMatrix(instance.lengths[np.newaxis], instance.lengths, kind="bench")
    return Problem(day, orders, shifts, (depot,), places, {"van": travel})


def routes_of(assignment: Assignment) -> Routes:
    """The clients of each route."""
    return [
        [int(step.order_id) for step in steps if isinstance(step, Task)]
        for steps in assignment.steps.values()
    ]


def _order(instance: Instance, day: Day, client: int, place: Point) -> Order:
    windows: tuple[TimeWindow, ...] = ()
    service = timedelta(0)
    if instance.windows:
        opens, closes = instance.windows[client]
        windows = (TimeWindow(day.instant(opens), day.instant(closes)),)
        service = timedelta(seconds=instance.services[client])
    load = Load(instance.demands[client])
    return Order(str(client), place, windows=windows, service=service, load=load)


def _never_binding(instance: Instance) -> int:
    """A shift's end that no route of an instance without hours can reach."""
    lightest = np.cumsum(sorted(instance.demands[1:]))
    stops = int(np.searchsorted(lightest, instance.capacity, side="right"))
    return (stops + 1) * int(instance.lengths.max()) + 1


def _places(instance: Instance) -> tuple[Point, ...]:
    """
    The drawing of the instance on less than a degree around the equator.

    Clients drawn at one spot stay places of their own, as they are for everybody else: each
    further one takes the next free door.
    """
    taken: dict[tuple[int, int], None] = {}
    for across, along in _drawn(instance):
        while (across, along) in taken:
            across += 1
        taken[across, along] = None
    return tuple(Point(across * _DOOR, along * _DOOR).door for across, along in taken)


def _drawn(instance: Instance) -> Sequence[tuple[int, int]]:
    if instance.coordinates is None:
        return [(place, 0) for place in range(len(instance.demands))]
    drawn = instance.coordinates - instance.coordinates.min(axis=0)
    scaled = np.rint(drawn * (_DOORS_ACROSS / max(float(drawn.max()), 1.0))).astype(int)
    return [(int(across), int(along)) for across, along in scaled]
