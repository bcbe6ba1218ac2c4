"""Compile the timetable kernels once, so that the first plan does not wait for them."""

from datetime import UTC, date, datetime, timedelta

import numpy as np

from dashboard.domain.arrays import clock
from dashboard.domain.assignments import Task
from dashboard.domain.days import Day, TimeWindow
from dashboard.domain.fleet import Depot
from dashboard.domain.orders import Order
from dashboard.domain.points import Point
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift
from dashboard.domain.timetable import Lines, time_insertions, time_routes
from dashboard.domain.travel import TravelMatrix


def warm_up() -> None:
    """Time a route of one order; the compiled kernels are kept on disk for later processes."""
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    door, depot = Point(1.0, 0.0), Depot("depot", Point(0.0, 0.0))
    order = Order("o", door, windows=(TimeWindow(at, at + timedelta(hours=1)),))
    hours = TimeWindow(at, at + timedelta(hours=8))
    shift = Shift("s", 1, "s", "van", depot.id, depot.point, depot.point, hours)
    legs = np.array([[0, 60], [60, 0]], dtype=np.int32)
    travel = TravelMatrix(legs[np.newaxis], legs)
    problem = Problem(
        Day(date(2026, 1, 5)), (order,), (shift,), (depot,), (depot.point, door), {"van": travel}
    )
    on = clock(problem)
    on.time(shift, [Task("o")])
    nothing, one = np.zeros(0, np.int64), np.zeros(1, np.int64)
    ends, limits = np.zeros((1, 2), np.int64), np.zeros((1, 5), np.int64)
    lines = Lines(nothing, np.zeros(2, np.int64), ends, limits)
    time_routes(one, lines, on.steps, on.roads["van"])
    time_insertions(0, True, False, one, one, lines, on.steps, on.roads["van"])


if __name__ == "__main__":
    warm_up()
