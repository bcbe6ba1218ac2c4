"""The routes of a day as they stand, timed and priced, to be asked where one more step fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain import Clock, Need, Rule, Shift, timetable
from dashboard.domain.spans import FOREVER_S, Int64Array
from dashboard.domain.timetable import LOADED, Lines
from dashboard.solve.limits import Limits, limits_of, pause_s
from dashboard.solve.pay import Pay, pay_of
from dashboard.solve.prices import kinds_of
from dashboard.solve.routes import Routes
from dashboard.solve.seats import AMOUNTS, Seats


@dataclass(slots=True, eq=False)
class Board:
    """
    Routes of some shifts; everything is indexed as ``shifts`` are.

    ``timed`` has a row for each by the columns of ``time_routes``. ``kind_of`` numbers shifts
    that a search cannot tell apart, of which one that is idle stands for all.
    """

    on: Clock
    shifts: Sequence[Shift]
    routes: list[list[int]]
    limits: Limits
    pay: Pay
    kind_of: list[int]
    offers: list[frozenset[Need]]
    profiles: Mapping[str, Int64Array]
    lines: Lines
    timed: Int64Array

    def put(self, shift: int, route: Sequence[int]) -> None:
        """Give a shift another route."""
        self.routes[shift] = list(route)
        self.limits.follow(self.on, self.shifts[shift], shift, route)
        self.lines = _lines(self.limits, self.routes)
        members = np.array([shift], dtype=np.int64)
        roads = self.on.roads[self.shifts[shift].profile]
        self.timed[shift] = timetable.time_routes(members, self.lines, self.on.steps, roads)[0]

    def as_routes(self) -> Routes:
        """The steps of each shift that drives."""
        return {s.id: route for s, route in zip(self.shifts, self.routes, strict=True) if route}

    @property
    def cents(self) -> Int64Array:
        """What each shift costs now, an idle one too."""
        everyone = np.arange(len(self.shifts))
        return np.where(self.is_idle, self.pay.idle_cents, self._cents(everyone, self.timed))

    @property
    def is_idle(self) -> npt.NDArray[np.bool_]:
        """Whether each shift has nothing to do."""
        idle: npt.NDArray[np.bool_] = np.diff(self.lines.first) == 0
        return idle

    def is_full(self, order: int) -> npt.NDArray[np.bool_]:
        """Which shifts have no room for an order: of those that only deliver, in one trip."""
        if self.on.steps.kinds[order] != LOADED:
            return np.zeros(len(self.shifts), dtype=bool)
        most = self.timed[:, timetable.OVER : timetable.OVER + 3] + self.on.steps.loads[order]
        full: npt.NDArray[np.bool_] = (most > self.limits.rooms).any(axis=1)
        in_one_trip: npt.NDArray[np.bool_] = self.limits.only_delivers & (self.limits.reloads == 0)
        both: npt.NDArray[np.bool_] = full & in_one_trip
        return both

    @property
    def paid_s(self) -> Int64Array:
        """Paid seconds of each shift; of an idle one none."""
        return np.where(self.is_idle, 0, self._paid_s(np.arange(len(self.shifts)), self.timed))

    @property
    def back_s(self) -> Int64Array:
        """When each shift returns."""
        back: Int64Array = self.timed[:, timetable.BACK]
        return back

    @property
    def duty_s(self) -> Int64Array:
        """From the start of loading to the return."""
        duty: Int64Array = self.back_s - self.timed[:, timetable.LEFT] + self.limits.loading_s
        return duty

    @property
    def late_s(self) -> Int64Array:
        """How late the steps of each shift are together, beyond what they allow."""
        late: Int64Array = self.timed[:, timetable.OTHERS_LATE]
        return late

    @property
    def over_s(self) -> Int64Array:
        """How far each shift returns behind its end."""
        everyone = np.arange(len(self.shifts))
        over: Int64Array = self.limits.amounts(everyone, self.timed)[_SHIFT_END]
        return over

    def seats(
        self,
        step: int,
        *,
        keeps_window: bool = True,
        strict: bool = False,
        asked: npt.NDArray[np.bool_] | None = None,
        opens: Int64Array | None = None,
    ) -> Seats:
        """
        All places for a step of the problem, by its index; one idle shift stands for all.

        With ``strict`` places that are late or back too late are left out. ``asked`` tells which
        shifts to ask, ``opens`` the first position of each.
        """
        some = self._asked() if asked is None else asked
        opens = np.zeros(len(self.shifts), np.int64) if opens is None else opens
        tables = [np.zeros((0, timetable.COLUMNS), np.int64)]
        for profile, members in self.profiles.items():
            tables.append(
                timetable.time_insertions(
                    step, keeps_window, strict, members[some[members]], opens, self.lines,
                    self.on.steps, self.on.roads[profile],
                )
            )  # fmt: skip
        found = np.concatenate(tables)
        if strict:
            found = found[found[:, timetable.BACK] < FOREVER_S]
        return self._judged(step, found)

    def _judged(self, step: int, found: Int64Array) -> Seats:
        shift = found[:, timetable.SHIFT]
        idle = self.is_idle[shift]
        before = self.timed[shift]
        rest_s = pause_s(self.on, step)
        old_paid = np.where(idle, 0, self._paid_s(shift, before))
        cents = self._cents(shift, found, rest_s)
        old_cents = np.where(idle, self.pay.idle_cents[shift], self._cents(shift, before))
        weight = found[:, timetable.LATE_WEIGHT] - before[:, timetable.LATE_WEIGHT]
        totals = self.limits.amounts(shift, found, self.on, step)
        amounts = totals - np.where(idle, 0, self.limits.amounts(shift, before))
        return Seats(
            shift=shift,
            index=found[:, timetable.POSITION],
            leave_s=found[:, timetable.LEFT],
            begin_s=found[:, timetable.OWN_BEGIN],
            extra_s=self._paid_s(shift, found, rest_s) - old_paid,
            extra_cents=cents - old_cents,
            weight_cents=np.rint(weight / 3600).astype(np.int64),
            amounts=np.maximum(0, amounts),
            totals=totals,
            which=shift,
            base=self.routes,
        )

    def _paid_s(self, shift: Int64Array, found: Int64Array, rest_s: int = 0) -> Int64Array:
        duty = found[:, timetable.BACK] - found[:, timetable.LEFT] + self.limits.loading_s[shift]
        unpaid_s = np.where(self.limits.pays_breaks[shift], 0, rest_s)
        paid: Int64Array = duty - self.limits.unpaid_s[shift] - unpaid_s
        return paid

    def _cents(self, shift: Int64Array, found: Int64Array, rest_s: int = 0) -> Int64Array:
        return self.pay.cents(
            shift,
            self._paid_s(shift, found, rest_s),
            found[:, timetable.LENGTH],
            found[:, timetable.STOPS],
            np.maximum(0, found[:, timetable.BACK] - self.limits.hours_end_s[shift]),
        )

    def _asked(self) -> npt.NDArray[np.bool_]:
        """Every shift that drives, and of idle ones alike only the first."""
        asked = np.ones(len(self.shifts), dtype=bool)
        seen: set[int] = set()
        for index, route in enumerate(self.routes):
            if not route:
                asked[index] = self.kind_of[index] not in seen
                seen.add(self.kind_of[index])
        return asked


_SHIFT_END = AMOUNTS.index(Rule.SHIFT_END)


def board(on: Clock, routes: Routes, shifts: Sequence[Shift] | None = None) -> Board:
    """The board of some routes, on all shifts of the problem or only on these."""
    fleet = on.problem.shifts if shifts is None else shifts
    return board_of(on, [(shift, routes.get(shift.id, [])) for shift in fleet])


def board_of(on: Clock, routes: Sequence[tuple[Shift, Sequence[int]]]) -> Board:
    """The board of some routes; a shift may stand there with several, to compare them."""
    fleet, lists = [shift for shift, _ in routes], [list(route) for _, route in routes]
    kinds = kinds_of(on.problem, fleet)
    number_of = {shift.id: number for number, kind in enumerate(kinds) for shift in kind}
    profiles = {
        profile: np.array(
            [k for k, shift in enumerate(fleet) if shift.profile == profile], dtype=np.int64
        )
        for profile in dict.fromkeys(shift.profile for shift in fleet)
    }
    limits = limits_of(on, fleet, lists)
    lines = _lines(limits, lists)
    timed = np.zeros((len(fleet), timetable.COLUMNS), np.int64)
    for profile, members in profiles.items():
        timed[members] = timetable.time_routes(members, lines, on.steps, on.roads[profile])
    return Board(
        on=on,
        shifts=fleet,
        routes=lists,
        limits=limits,
        pay=pay_of(fleet),
        kind_of=[number_of[shift.id] for shift in fleet],
        offers=[on.problem.offers(shift) for shift in fleet],
        profiles=profiles,
        lines=lines,
        timed=timed,
    )


def _lines(limits: Limits, routes: Sequence[Sequence[int]]) -> Lines:
    """The routes as the kernel reads them."""
    first = np.cumsum([0, *(len(route) for route in routes)]).astype(np.int64)
    sequence = np.array([k for route in routes for k in route], dtype=np.int64)
    return Lines(sequence, first, limits.ends, limits.times)
