"""The routes of a day as arrays, asked where one more order would fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from dashboard.domain import Clock, Need, Shift
from dashboard.domain.loads import DIMENSIONS
from dashboard.domain.spans import FOREVER_S, Int64Array, seconds
from dashboard.domain.timetable import cheapest_insertions
from dashboard.solve.prices import kinds_of

Routes = dict[str, list[int]]
"""The orders of each shift, as indices into the problem's."""

_NO_LIMIT = 2**40


class Fit(NamedTuple):
    """The cheapest place for an order on one shift."""

    shift: Shift
    position: int
    added_s: int
    """Paid seconds more, and the opening of the shift in seconds' worth."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which rules an insertion must keep; reasons ask what each of them stands in the way of."""

    load: bool = True
    stops: bool = True
    windows: bool = True
    hours: bool = True


KEEP_ALL = Limits()


@dataclass(slots=True, eq=False)
class Fits:
    """Routes that orders can be put into; everything is indexed as the problem's shifts are."""

    on: Clock
    shifts: Sequence[Shift]
    routes: list[list[int]]
    loads: Int64Array
    rooms: Int64Array
    ends: Int64Array
    limits: Int64Array
    loading_s: Int64Array
    spans_s: Int64Array
    kind_of: list[int]
    offers: list[frozenset[Need]]
    profiles: Mapping[str, Int64Array]
    taken: Int64Array
    first: Int64Array = field(default_factory=lambda: np.zeros(1, np.int64))
    sequence: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))

    def best(self, order: int, limits: Limits = KEEP_ALL) -> Fit | None:
        """Where one more order adds the least paid time; None where it fits nowhere."""
        candidates = self._candidates(order, limits)
        best: Fit | None = None
        for profile, members in self.profiles.items():
            asked = members[candidates[members]]
            if not len(asked):
                continue
            spans, positions = self._ask(order, asked, profile, limits)
            added = spans - self.spans_s[asked] + self._opening_s(asked)
            chosen = int(added.argmin())
            if positions[chosen] >= 0 and (best is None or added[chosen] < best.added_s):
                shift = self.shifts[asked[chosen]]
                best = Fit(shift, int(positions[chosen]), int(added[chosen]))
        return best

    def put(self, order: int, fit: Fit) -> None:
        """Serve an order where ``best`` said."""
        index = self.shifts.index(fit.shift)
        opening_s = 0 if self.routes[index] else _opening_s(fit.shift)
        self.spans_s[index] += fit.added_s - opening_s
        self.routes[index].insert(fit.position, order)
        self.loads[index] += self.taken[order]
        release = self.on.releases_s[order] + self.loading_s[index]
        self.limits[index, 0] = max(self.limits[index, 0], release)
        self.line_up()

    def as_routes(self) -> Routes:
        """The orders of each shift that drives."""
        return {s.id: route for s, route in zip(self.shifts, self.routes, strict=True) if route}

    def _ask(
        self, order: int, asked: Int64Array, profile: str, limits: Limits
    ) -> tuple[Int64Array, Int64Array]:
        on = self.on
        bounds = self.limits
        release = on.releases_s[order] + self.loading_s
        if not (limits.hours and limits.stops) or (release > bounds[:, 0]).any():
            bounds = bounds.copy()
            bounds[:, 0] = np.maximum(bounds[:, 0], release)
            if not limits.hours:
                bounds[:, 1] = FOREVER_S // 2
            if not limits.stops:
                bounds[:, 2] = _NO_LIMIT
        first = on.window_first if limits.windows else np.zeros_like(on.window_first)
        return cheapest_insertions(
            order, asked, self.sequence, self.first, self.ends, bounds, on.places, on.halt_keys,
            on.services_s, first, on.window_starts_s, on.window_ends_s, *on.matrices[profile],
        )  # fmt: skip

    def _candidates(self, order: int, limits: Limits) -> Int64Array:
        """Shifts that may take it and have the room, and of idle ones alike only the first."""
        fitting = np.ones(len(self.shifts), dtype=bool)
        if limits.load:
            fitting &= (self.loads + self.taken[order] <= self.rooms).all(axis=1)
        needs = self.on.problem.orders[order].needs
        seen: set[int] = set()
        for index, route in enumerate(self.routes):
            if not route and fitting[index]:
                fitting[index] = self.kind_of[index] not in seen
                seen.add(self.kind_of[index])
            if needs and not needs <= self.offers[index]:
                fitting[index] = False
        return fitting

    def _opening_s(self, asked: Int64Array) -> Int64Array:
        """What letting an idle shift drive is worth in its paid seconds."""
        worth = [0 if self.routes[k] else _opening_s(self.shifts[k]) for k in asked]
        return np.array(worth, dtype=np.int64)

    def line_up(self) -> None:
        """Write the routes out as the kernel reads them."""
        lengths = [len(route) for route in self.routes]
        self.first = np.cumsum([0, *lengths]).astype(np.int64)
        self.sequence = np.array([k for route in self.routes for k in route], dtype=np.int64)


def fits(on: Clock, routes: Routes, shifts: Sequence[Shift] | None = None) -> Fits:
    """The fits of some routes, on all shifts of the problem or only on these."""
    problem = on.problem
    fleet = problem.shifts if shifts is None else tuple(shifts)
    orders = [list(routes.get(shift.id, [])) for shift in fleet]
    taken = np.array(
        [[getattr(order.load, name) for name in DIMENSIONS] for order in problem.orders],
        dtype=np.int64,
    ).reshape(-1, len(DIMENSIONS))
    kind_of = {s.id: number for number, kind in enumerate(kinds_of(fleet)) for s in kind}
    made = Fits(
        on=on,
        shifts=fleet,
        routes=orders,
        loads=_array([[int(taken[k][:, d].sum()) for d in range(3)] for k in orders], 3),
        rooms=_array([[_limit(room) for room in shift.capacity] for shift in fleet], 3),
        ends=_array([[problem.row_of(s.start), problem.row_of(s.end)] for s in fleet], 2),
        limits=_array(
            [
                [
                    on.earliest_leave_s(shift, route),
                    problem.day.seconds(shift.hours.end),
                    _limit(shift.max_stops),
                ]
                for shift, route in zip(fleet, orders, strict=True)
            ],
            3,
        ),
        loading_s=np.array([seconds(shift.loading) for shift in fleet], dtype=np.int64),
        spans_s=np.array(
            [_span_s(on, shift, route) for shift, route in zip(fleet, orders, strict=True)],
            dtype=np.int64,
        ),
        kind_of=[kind_of[shift.id] for shift in fleet],
        offers=[shift.offers for shift in fleet],
        profiles={
            profile: np.array(
                [k for k, shift in enumerate(fleet) if shift.profile == profile], dtype=np.int64
            )
            for profile in dict.fromkeys(shift.profile for shift in fleet)
        },
        taken=taken,
    )
    made.line_up()
    return made


def _span_s(on: Clock, shift: Shift, route: Sequence[int]) -> int:
    if not route:
        return 0
    times = on.time_orders(shift, route)
    return int(times.return_s - times.leave_s)


def _limit(limit: int | None) -> int:
    return _NO_LIMIT if limit is None else limit


def _array(rows: list[list[int]], width: int) -> Int64Array:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _opening_s(shift: Shift) -> int:
    if shift.paid_when_idle or not shift.costs.hour_cents:
        return 0
    return round(shift.costs.shift_cents / shift.costs.hour_cents * 3600)
