"""A problem as integer arrays, as the timetable kernels take them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.domain.assignments import Kind, Pause, Reload, Step, Task
from dashboard.domain.days import TimeWindow
from dashboard.domain.problems import Problem
from dashboard.domain.shifts import Shift
from dashboard.domain.spans import FOREVER_S, STAY, Int64Array, seconds
from dashboard.domain.travel import TravelMatrix

if TYPE_CHECKING:  # The compiler behind it takes a second to load: only who times a route waits.
    from dashboard.domain.timetable import Roads, RouteTimes, Steps


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """
    Times the shifts of one problem; every second counts from local midnight.

    ``steps`` has an entry for each of the problem's ``steps``, ``roads`` one for each profile.
    """

    problem: Problem
    steps: "Steps"
    roads: Mapping[str, "Roads"]

    def time(self, shift: Shift, steps: Sequence[Step]) -> "RouteTimes":
        """The times of one shift's steps, in their sequence."""
        return self.time_steps(shift, [self.problem.step_index[step] for step in steps])

    def time_steps(self, shift: Shift, route: Sequence[int]) -> "RouteTimes":
        """The times of a shift that does these steps, given by their indices."""
        from dashboard.domain.timetable import time_route

        times: RouteTimes = time_route(
            np.array(route, dtype=np.int64),
            self.steps,
            self.roads[shift.profile],
            self.problem.row_of(shift.start),
            self.problem.row_of(shift.end),
            self.earliest_leave_s(shift, route),
            int(self.leaves_then(shift)),
        )
        return times

    def leaves_then(self, shift: Shift) -> bool:
        """Whether the shift has left already: waiting changes nothing any more."""
        held = self.problem.held.get(shift.id)
        return held is not None and held.left is not None

    def earliest_leave_s(self, shift: Shift, route: Sequence[int]) -> int:
        """When a shift can leave with the goods of its first trip: opening, loading, release."""
        day, depot = self.problem.day, self.problem.depot_by_id[shift.depot_id]
        held = self.problem.held.get(shift.id)
        if held is not None and held.left is not None:
            return day.seconds(held.left)
        opening = day.seconds(shift.hours.start)
        if depot.hours is not None:
            opening = max(opening, day.seconds(depot.hours.start))
        return max(opening, self.released_s(route)) + seconds(shift.loading)

    def released_s(self, route: Sequence[int]) -> int:
        """When all goods of a route's first trip are at the depot; ``-FOREVER_S``: always."""
        from dashboard.domain.timetable import LOADED, RELOAD

        latest = -FOREVER_S
        for step in route:
            if self.steps.kinds[step] == RELOAD:
                break
            if self.steps.kinds[step] == LOADED:
                latest = max(latest, int(self.steps.releases[step]))
        return latest


def clock(problem: Problem) -> Clock:
    """The clock of a problem."""
    from dashboard.domain.timetable import Roads

    roads = {
        profile: Roads(
            np.ascontiguousarray(matrix.durations_s, dtype=np.int32),
            _slots(matrix),
            np.ascontiguousarray(matrix.distances_m, dtype=np.int32),
        )
        for profile, matrix in problem.travel.items()
    }
    return Clock(problem, _steps(problem), roads)


def halts(keys: Sequence[int]) -> list[int]:
    """The number of the halt of each step, from 1, from the ``halt_keys`` or rows of the steps."""
    numbers: list[int] = []
    here = STAY
    for key in keys:
        is_new = not numbers or key not in (here, STAY)
        numbers.append((numbers[-1] if numbers else 0) + is_new)
        here = here if key == STAY else key
    return numbers


def _steps(problem: Problem) -> "Steps":
    from dashboard.domain.timetable import Steps

    rows = [_Row.of(problem, index, step) for index, step in enumerate(problem.steps)]
    spans = [
        (problem.day.seconds(window.start), problem.day.seconds(window.end))
        for row in rows
        for window in row.windows
    ]
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Steps(
        places=_int64(row.place for row in rows),
        halt_keys=_int64(row.halt_key for row in rows),
        services=_int64(row.service_s for row in rows),
        window_first=np.cumsum([0, *(len(row.windows) for row in rows)]).astype(np.int64),
        window_starts=np.ascontiguousarray(bounds[:, 0]),
        window_ends=np.ascontiguousarray(bounds[:, 1]),
        grace=_int64(row.grace_s for row in rows),
        late_cents=_int64(row.late_cents for row in rows),
        releases=_int64(row.release_s for row in rows),
        kinds=_int64(row.kind for row in rows),
        partners=_int64(row.partner for row in rows),
        loads=np.array([row.load for row in rows], dtype=np.int64).reshape(-1, 3),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A step as a row of numbers."""

    kind: int
    place: int
    halt_key: int
    service_s: int
    windows: tuple[TimeWindow, ...] = ()
    grace_s: int = 0
    late_cents: int = 0
    release_s: int = -FOREVER_S
    partner: int = -1
    load: tuple[int, ...] = (0, 0, 0)

    @staticmethod
    def of(problem: Problem, index: int, step: Step) -> "_Row":
        if isinstance(step, Task):
            return _task(problem, index, step)
        if isinstance(step, Reload):
            return _reload(problem, step)
        return _pause(problem, step)


def _task(problem: Problem, index: int, task: Task) -> _Row:
    from dashboard.domain.timetable import FETCH, FETCHED, LOADED, TO_DEPOT

    order = problem.order_by_id[task.order_id]
    partner, load = problem.collect_step.get(index, -1), tuple(order.load)
    if task.kind is Kind.PICK_UP and order.collect is not None:
        place = problem.row_of(order.collect.point)
        service_s, windows = seconds(order.collect.service), order.collect.windows
        return _Row(FETCH, place, place, service_s, windows, partner=partner, load=load)
    release = problem.day.seconds(order.release) if order.release else -FOREVER_S
    kind = TO_DEPOT if task.kind is Kind.HAND_BACK else FETCHED if order.collect else LOADED
    return _Row(
        kind=kind,
        place=int(problem.order_rows[index]),
        halt_key=int(problem.halt_keys[index]),
        service_s=seconds(order.service),
        windows=order.windows,
        grace_s=seconds(order.max_late),
        late_cents=order.late_cents,
        release_s=release if kind == LOADED else -FOREVER_S,
        partner=partner,
        load=load,
    )


def _reload(problem: Problem, reload: Reload) -> _Row:
    from dashboard.domain.timetable import RELOAD

    depot = problem.depot_by_id[reload.depot_id]
    row = problem.row_of(depot.point)
    # A load is no halt of an order, and has nobody at its door.
    key = len(problem.places) + len(problem.orders) + row
    windows = () if depot.hours is None else (depot.hours,)
    return _Row(RELOAD, row, key, seconds(depot.loading), windows)


def _pause(problem: Problem, pause: Pause) -> _Row:
    from dashboard.domain.timetable import PAUSE

    rest = problem.break_by_id[pause.break_id]
    return _Row(PAUSE, STAY, STAY, seconds(rest.length), (rest.window,))


def _slots(matrix: TravelMatrix) -> Int64Array:
    factors = matrix.slots_permille or (1000,) * len(matrix.slots_s)
    return np.array([matrix.slots_s, factors], dtype=np.int64).T.copy()


def _int64(numbers: Iterable[int]) -> Int64Array:
    return np.array(list(numbers), dtype=np.int64)
