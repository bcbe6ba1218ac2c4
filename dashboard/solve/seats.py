"""Every place in the routes at which one more order could go, with its times and its money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain import Clock, Shift, timetable
from dashboard.domain.spans import Int32Array, Int64Array
from dashboard.solve.fits import Fits, Routes, fits
from dashboard.solve.pay import Pay, pay_of


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """
    The places for one order, one entry for each; amounts are what it adds to what was there.

    ``shift`` is the index into the board's shifts, ``index`` the place in the sequence.
    ``excess`` is ``(n, 3)``, how much of each load dimension would be too much;
    ``no_way`` counts the ways to and from it that do not exist.
    """

    shift: Int64Array
    index: Int64Array
    leave_s: Int64Array
    begin_s: Int64Array
    late_s: Int64Array
    """How late the order itself would be."""
    others_late_s: Int64Array
    over_s: Int64Array
    """How far behind the end of the shift."""
    extra_s: Int64Array
    extra_cents: Int64Array
    excess: Int64Array
    stops_over: Int64Array
    no_way: Int64Array

    def amounts(self) -> Int64Array:
        """By how much each limit would be passed, a row for each limit."""
        rows = (self.stops_over, self.over_s, self.late_s, self.others_late_s)
        amounts: Int64Array = np.vstack([*self.excess.T, *rows])
        return amounts


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Routes as they stand, timed and priced, to be asked where one more order could go."""

    fits: Fits
    distances: Mapping[str, Int32Array]
    pay: Pay
    timed: Int64Array
    """Each shift as it is, by the columns of ``time_routes``."""

    @property
    def shifts(self) -> Sequence[Shift]:
        """Those that can be asked."""
        return self.fits.shifts

    @property
    def late_s(self) -> Int64Array:
        """How late the orders of each shift are together."""
        late: Int64Array = self.timed[:, timetable.OTHERS_LATE]
        return late

    @property
    def over_s(self) -> Int64Array:
        """How far each shift returns behind its end."""
        over: Int64Array = np.maximum(0, self.timed[:, timetable.BACK] - self.fits.limits[:, 1])
        return over

    @property
    def duty_s(self) -> Int64Array:
        """Paid seconds of each shift; of an idle one none."""
        spans = self.timed[:, timetable.BACK] - self.timed[:, timetable.LEAVE] + self.fits.loading_s
        return np.where(self._is_idle(), 0, spans)

    @property
    def cents(self) -> Int64Array:
        """What each shift costs now, an idle one too."""
        metres, halts = self.timed[:, timetable.METRES], self.timed[:, timetable.HALTS]
        everyone = np.arange(len(self.shifts))
        driving = self.pay.cents(everyone, self.duty_s, metres, halts)
        return np.where(self._is_idle(), self.pay.idle_cents, driving)

    def seats(self, order: int, *, keeps_window: bool = True) -> Seats:
        """All places for an order of the problem, by its index; one idle shift stands for all."""
        on, room = self.fits.on, self.fits
        earliest = np.maximum(room.limits[:, 0], on.releases_s[order] + room.loading_s)
        asked = self._asked()
        tables = [np.zeros((0, timetable.COLUMNS), np.int64)]
        for profile, members in room.profiles.items():
            some = members[asked[members]]
            found = timetable.time_insertions(
                order, keeps_window, some, room.sequence, room.first, room.ends, earliest,
                on.places, on.halt_keys, on.services_s, on.window_first, on.window_starts_s,
                on.window_ends_s, *on.matrices[profile], self.distances[profile],
            )  # fmt: skip
            tables.append(found)
        return self._priced(order, np.concatenate(tables))

    def _priced(self, order: int, found: Int64Array) -> Seats:
        room, shift = self.fits, found[:, timetable.SHIFT]
        leave, back = found[:, timetable.LEAVE], found[:, timetable.BACK]
        metres = self.timed[shift, timetable.METRES] + found[:, timetable.METRES]
        before = self.timed[shift, timetable.HALTS]
        halts, most = before + found[:, timetable.HALTS], room.limits[shift, 2]
        duty = back - leave + room.loading_s[shift]
        carried, fit = room.loads[shift], room.rooms[shift]
        return Seats(
            shift=shift,
            index=found[:, timetable.POSITION],
            leave_s=leave,
            begin_s=found[:, timetable.BEGIN],
            late_s=found[:, timetable.LATE],
            others_late_s=np.maximum(0, found[:, timetable.OTHERS_LATE] - self.late_s[shift]),
            over_s=_more(back - room.limits[shift, 1], self.over_s[shift]),
            extra_s=duty - self.duty_s[shift],
            extra_cents=self.pay.cents(shift, duty, metres, halts) - self.cents[shift],
            excess=_more(carried + room.taken[order] - fit, np.maximum(0, carried - fit)),
            stops_over=_more(halts - most, np.maximum(0, before - most)),
            no_way=found[:, timetable.NO_WAY],
        )

    def _asked(self) -> npt.NDArray[np.bool_]:
        """Every shift that drives, and of idle ones alike only the first."""
        asked = np.ones(len(self.shifts), dtype=bool)
        seen: set[int] = set()
        for index, route in enumerate(self.fits.routes):
            if not route:
                asked[index] = self.fits.kind_of[index] not in seen
                seen.add(self.fits.kind_of[index])
        return asked

    def _is_idle(self) -> npt.NDArray[np.bool_]:
        idle: npt.NDArray[np.bool_] = np.diff(self.fits.first) == 0
        return idle


def board(on: Clock, routes: Routes, shifts: Sequence[Shift] | None = None) -> Board:
    """The board of some routes, on all shifts of the problem or only on these."""
    room = fits(on, routes, shifts)
    distances = {
        profile: np.ascontiguousarray(on.problem.travel[profile].distances_m, dtype=np.int32)
        for profile in room.profiles
    }
    timed = np.zeros((len(room.shifts), timetable.COLUMNS), np.int64)
    for profile, members in room.profiles.items():
        timed[members] = timetable.time_routes(
            members, room.sequence, room.first, room.ends, room.limits[:, 0].copy(), on.places,
            on.halt_keys, on.services_s, on.window_first, on.window_starts_s, on.window_ends_s,
            *on.matrices[profile], distances[profile],
        )  # fmt: skip
    return Board(room, distances, pay_of(room.shifts), timed)


def _more(excess: Int64Array, before: Int64Array) -> Int64Array:
    """How much more a limit is passed than before."""
    more: Int64Array = np.maximum(0, np.maximum(0, excess) - before)
    return more
