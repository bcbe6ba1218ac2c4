"""A problem as integer arrays, as the timetable kernel takes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.domain.assignments import Pause, Reload, Step, Task
from dashboard.domain.fleet import Shift
from dashboard.domain.problems import Problem
from dashboard.domain.spans import FOREVER_S, STAY, Int32Array, Int64Array, seconds
from dashboard.domain.travel import TravelMatrix

if TYPE_CHECKING:  # The compiler behind it takes a second to load: only who times a route waits.
    from dashboard.domain.timetable import RouteTimes


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """
    Times the shifts of one problem; every second counts from local midnight.

    ``places``, ``halt_keys``, ``services_s`` and ``releases_s`` have one entry for
    each order, in the problem's order; the windows of order i are those from
    ``window_first[i]`` to before ``window_first[i + 1]``. ``matrices`` holds the
    durations and the slots of each profile, as ``travel_at`` takes them.
    """

    problem: Problem
    places: Int64Array
    halt_keys: Int64Array
    services_s: Int64Array
    releases_s: Int64Array
    window_first: Int64Array
    window_starts_s: Int64Array
    window_ends_s: Int64Array
    matrices: Mapping[str, tuple[Int32Array, Int64Array]]

    def time(self, shift: Shift, steps: Sequence[Step]) -> "RouteTimes":
        """The times of one shift's steps, in their sequence."""
        from dashboard.domain.timetable import time_route

        places, services, windows = self._steps(steps)
        first = np.cumsum([0, *(len(spans) for spans in windows)])
        spans = np.array([span for spans in windows for span in spans], dtype=np.int64)
        spans = spans.reshape(-1, 2)
        durations, slots = self.matrices[shift.profile]
        return time_route(
            np.array(places, dtype=np.int64),
            np.array(services, dtype=np.int64),
            first.astype(np.int64),
            np.ascontiguousarray(spans[:, 0]),
            np.ascontiguousarray(spans[:, 1]),
            self.problem.row_of(shift.start),
            self.problem.row_of(shift.end),
            self.earliest_leave_s(shift, _first_trip(self.problem, steps)),
            durations,
            slots,
        )

    def time_orders(self, shift: Shift, orders: Sequence[int]) -> "RouteTimes":
        """The times of a shift that serves these orders, given as indices into the problem's."""
        return self.time(shift, [Task(self.problem.orders[order].id) for order in orders])

    def earliest_leave_s(self, shift: Shift, orders: Sequence[int]) -> int:
        """When a shift can leave with these orders' goods: opening, loading, release."""
        depot = self.problem.depot_by_id[shift.depot_id]
        opening = self.problem.day.seconds(shift.hours.start)
        if depot.hours is not None:
            opening = max(opening, self.problem.day.seconds(depot.hours.start))
        released = max((int(self.releases_s[order]) for order in orders), default=-FOREVER_S)
        return max(opening, released) + seconds(shift.loading)

    def _steps(
        self, steps: Sequence[Step]
    ) -> tuple[list[int], list[int], list[list[tuple[int, int]]]]:
        places: list[int] = []
        services: list[int] = []
        windows: list[list[tuple[int, int]]] = []
        for number, step in enumerate(steps):
            if isinstance(step, Task):
                order = self.problem.order_index[step.order_id]
                places.append(int(self.places[order]))
                services.append(int(self.services_s[order]))
                spans = range(self.window_first[order], self.window_first[order + 1])
                windows.append(
                    [(int(self.window_starts_s[w]), int(self.window_ends_s[w])) for w in spans]
                )
            elif isinstance(step, Reload):
                depot = self.problem.depot_by_id[step.depot_id]
                places.append(self.problem.row_of(depot.point))
                services.append(seconds(depot.loading))
                goods = _first_trip(self.problem, steps[number + 1 :])
                ready = max((int(self.releases_s[order]) for order in goods), default=-FOREVER_S)
                windows.append([(ready, FOREVER_S)])
            elif isinstance(step, Pause):
                raise NotImplementedError("breaks are not part of a problem yet")
        return places, services, windows


def clock(problem: Problem) -> Clock:
    """The clock of a problem."""
    day = problem.day
    spans = [
        (day.seconds(window.start), day.seconds(window.end))
        for order in problem.orders
        for window in order.windows
    ]
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Clock(
        problem=problem,
        places=problem.order_rows,
        halt_keys=problem.halt_keys,
        services_s=_int64(seconds(order.service) for order in problem.orders),
        releases_s=_int64(
            day.seconds(order.release) if order.release else -FOREVER_S for order in problem.orders
        ),
        window_first=np.cumsum([0, *(len(order.windows) for order in problem.orders)]).astype(
            np.int64
        ),
        window_starts_s=np.ascontiguousarray(bounds[:, 0]),
        window_ends_s=np.ascontiguousarray(bounds[:, 1]),
        matrices={
            profile: (
                np.ascontiguousarray(matrix.durations_s, dtype=np.int32),
                _slots(matrix),
            )
            for profile, matrix in problem.travel.items()
        },
    )


def halts(keys: Sequence[int]) -> list[int]:
    """The number of the halt of each step, from 1, from the ``halt_keys`` or rows of the steps."""
    numbers: list[int] = []
    here = STAY
    for key in keys:
        is_new = not numbers or key not in (here, STAY)
        numbers.append((numbers[-1] if numbers else 0) + is_new)
        here = here if key == STAY else key
    return numbers


def _first_trip(problem: Problem, steps: Sequence[Step]) -> list[int]:
    orders = []
    for step in steps:
        if isinstance(step, Reload):
            break
        if isinstance(step, Task):
            orders.append(problem.order_index[step.order_id])
    return orders


def _slots(matrix: TravelMatrix) -> Int64Array:
    factors = matrix.slots_permille or (1000,) * len(matrix.slots_s)
    return np.array([matrix.slots_s, factors], dtype=np.int64).T.copy()


def _int64(numbers: Iterable[int]) -> Int64Array:
    return np.array(list(numbers), dtype=np.int64)
