"""The shifts of a problem in PyVRP's terms: vehicle types, depots and profiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from pyvrp import Depot, VehicleType

from dashboard.domain import UNREACHABLE, Problem, Shift
from dashboard.domain.spans import seconds
from dashboard.solve.begun import Begun
from dashboard.solve.dimensions import Dimension
from dashboard.solve.prices import (
    FAR,
    UNITS_PER_CENT,
    Int64Array,
    arc_prices,
    opening_price,
    overrun_price,
    overtime_price,
    second_price,
)
from dashboard.solve.pyvrp_visits import HORIZON_S, released_s

_UNLIMITED = 2**40


@dataclass(slots=True)
class Fleet:
    """Vehicle types with what they refer to; ``profiles`` are arc prices and seconds by key."""

    problem: Problem
    limits: Sequence[Dimension]
    begun: Mapping[str, Begun]
    vehicles: list[VehicleType] = field(default_factory=list)
    depots: list[Depot] = field(default_factory=list)
    depot_of: dict[tuple[int, int, int, int], int] = field(default_factory=dict)
    profiles: dict[tuple[object, ...], tuple[Int64Array, Int64Array]] = field(default_factory=dict)

    def add(self, kind: Sequence[Shift]) -> None:
        """One vehicle type for shifts alike."""
        shift = kind[0]
        start = self.begun.get(shift.id)
        opens, closes = self._hours(shift, start)
        regular_s, longest_s = _durations(shift, start, opens, closes)
        self.vehicles.append(
            VehicleType(
                num_available=len(kind),
                capacity=self._room(shift, start),
                start_depot=self._start(shift, start),
                end_depot=self._end(shift),
                fixed_cost=0 if start is not None and start.has_left else opening_price(shift),
                tw_early=opens,
                tw_late=closes,
                # The timetable leaves at the opening unless the first door would have to wait: a
                # search that could begin at noon would not pay for the waiting that the day has.
                start_late=max(opens, *(self._latest_start(start))),
                shift_duration=regular_s,
                max_overtime=longest_s - regular_s,
                unit_overtime_cost=_overtime_price(shift),
                max_distance=_longest_route(shift, start),
                unit_distance_cost=_metre_price(shift) if _counts_metres(shift) else 1,
                unit_duration_cost=second_price(shift),
                profile=self._profile(shift),
                reload_depots=[self._reload(shift)] if shift.reloads else [],
                max_reloads=shift.reloads,
            )
        )

    def _hours(self, shift: Shift, start: Begun | None) -> tuple[int, int]:
        problem, day = self.problem, self.problem.day
        depot = problem.depot_by_id[shift.depot_id]
        opens = max(0, day.seconds(shift.hours.start))
        closes = day.seconds(shift.hours.end) + seconds(shift.overrun)
        if depot.hours is not None:
            opens = max(opens, day.seconds(depot.hours.start))
        if start is not None:
            opens = max(0, start.ready_s)
        return opens, max(opens, closes)

    def _latest_start(self, start: Begun | None) -> list[int]:
        if start is not None:
            return [0]
        return [0, *(released_s(self.problem, order) for order in self.problem.orders)]

    def _room(self, shift: Shift, start: Begun | None) -> list[int]:
        """What is left of it; goods that a shift has delivered already leave room for others."""
        index = self.problem.shifts.index(shift)
        rooms = []
        for dimension in self.limits:
            used = 0
            if start is not None and not (start.has_left and dimension.is_load):
                used = sum(dimension.taken[order] for order in start.orders)
            rooms.append(max(0, dimension.room[index] - used))
        return rooms

    def _start(self, shift: Shift, start: Begun | None) -> int:
        if start is not None:
            return self._depot(start.row, 0, 0, HORIZON_S)
        row = self.problem.row_of(shift.start)
        return self._depot(row, seconds(shift.loading), 0, HORIZON_S)

    def _end(self, shift: Shift) -> int:
        depot = self.problem.depot_by_id[shift.depot_id]
        late = HORIZON_S
        if depot.hours is not None and shift.end == depot.point:
            late = self.problem.day.seconds(depot.hours.end)
        return self._depot(self.problem.row_of(shift.end), 0, 0, late)

    def _reload(self, shift: Shift) -> int:
        depot, day = self.problem.depot_by_id[shift.depot_id], self.problem.day
        early, late = 0, HORIZON_S
        if depot.hours is not None:
            early, late = max(0, day.seconds(depot.hours.start)), day.seconds(depot.hours.end)
        row = self.problem.row_of(depot.point)
        return self._depot(row, seconds(depot.loading), early, late)

    def _depot(self, row: int, loading_s: int, early: int, late: int) -> int:
        """The number of a depot like this; the last location stands for anywhere."""
        place = len(self.problem.places) if row < 0 else row
        key = (place, loading_s, early, late)
        if key not in self.depot_of:
            self.depot_of[key] = len(self.depots)
            self.depots.append(Depot(place, early, late, service_duration=loading_s))
        return self.depot_of[key]

    def _profile(self, shift: Shift) -> int:
        costs = shift.costs
        counts = _counts_metres(shift)
        key = (shift.profile, counts, *((0, 0) if counts else (costs.km_cents, costs.stop_cents)))
        if key not in self.profiles:
            travel = self.problem.travel[shift.profile]
            driving = travel.mean_s().astype(np.int64)
            driving[driving == UNREACHABLE] = FAR
            np.fill_diagonal(driving, 0)
            if counts:
                prices = travel.distances_m.astype(np.int64)
                prices[prices == UNREACHABLE] = FAR
            else:
                prices = arc_prices(self.problem, shift)
            # A row and a column of nothing for anywhere.
            self.profiles[key] = (np.pad(prices, (0, 1)), np.pad(driving, (0, 1)))
        return list(self.profiles).index(key)


def _durations(shift: Shift, start: Begun | None, opens: int, closes: int) -> tuple[int, int]:
    """Seconds before overtime, and at most, of what is still ahead."""
    spent_s = 0 if start is None else start.spent_s
    after, span_s = shift.costs.overtime_after, closes - opens
    longest_s = span_s
    if shift.max_duty is not None:
        longest_s = min(span_s, max(0, seconds(shift.max_duty) - spent_s))
    regular_s = min(longest_s, max(0, span_s - seconds(shift.overrun)))
    if after is not None:
        regular_s = min(regular_s, max(0, seconds(after) - spent_s))
    return regular_s, longest_s


def _overtime_price(shift: Shift) -> int:
    price = overtime_price(shift) if shift.costs.overtime_after is not None else 0
    return max(price, overrun_price(shift) if shift.overrun else 0)


def _counts_metres(shift: Shift) -> bool:
    """Whether the search counts its metres: it cannot count the price of each stop besides."""
    return shift.max_distance_m is not None and not shift.costs.stop_cents


def _metre_price(shift: Shift) -> int:
    return max(1, round(shift.costs.km_cents * UNITS_PER_CENT / 1000))


def _longest_route(shift: Shift, start: Begun | None) -> int:
    if shift.max_distance_m is None or not _counts_metres(shift):
        return _UNLIMITED
    return max(0, shift.max_distance_m - (0 if start is None else start.distance_m))
