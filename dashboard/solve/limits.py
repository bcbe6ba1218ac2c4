"""What shifts must keep, as arrays, and by how much timed routes fail to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain import Clock, Pause, Rule, Shift, timetable
from dashboard.domain.spans import Int64Array, seconds
from dashboard.domain.timetable import LOADED, OVER, PAUSE
from dashboard.solve.holds import Holds, holds_of
from dashboard.solve.seats import AMOUNTS

NO_LIMIT = 2**40
_NEVER = -1
_ENDS, _TIMES, _REST = 2, 5, 5


@dataclass(slots=True, eq=False)
class Limits:
    """
    The limits of some shifts, an entry for each, and what their routes have of them so far.

    ``times`` are the columns of the kernel's ``limits``. ``rests`` is ``(shifts, breaks, 5)``:
    the latest beginning of each break, after how long on duty it is owed, its step, whether
    the route lacks it, and its seconds.
    """

    ends: Int64Array
    times: Int64Array
    rooms: Int64Array
    most_stops: Int64Array
    hours_end_s: Int64Array
    overrun_s: Int64Array
    max_duty_s: Int64Array
    max_metres: Int64Array
    loading_s: Int64Array
    depot_closes_s: Int64Array
    ends_at_depot: npt.NDArray[np.bool_]
    pays_breaks: npt.NDArray[np.bool_]
    rests: Int64Array
    unpaid_s: Int64Array
    reloads: Int64Array
    only_delivers: npt.NDArray[np.bool_]
    """Whether all that is aboard is there from the start."""
    holds: Holds

    def follow(self, on: Clock, shift: Shift, number: int, route: Sequence[int]) -> None:
        """Take note of the route that a shift has now."""
        self.times[number, timetable.EARLIEST] = on.earliest_leave_s(shift, route)
        taken = set(route)
        for rest in self.rests[number]:
            rest[3] = rest[2] != _NEVER and int(rest[2]) not in taken
        if not self.pays_breaks[number]:
            self.unpaid_s[number] = sum(pause_s(on, step) for step in route)
        kinds = on.steps.kinds[np.array(route, dtype=np.int64)]
        self.only_delivers[number] = bool(((kinds == LOADED) | (kinds == PAUSE)).all())
        self.holds.follow(on, shift, number, route)

    def amounts(
        self, shift: Int64Array, found: Int64Array, on: Clock | None = None, step: int = _NEVER
    ) -> Int64Array:
        """
        By how much timed routes of these shifts break each rule of ``seats.AMOUNTS``.

        ``found`` is of ``time_insertions`` with a ``step``, or of ``time_routes`` without.
        """
        back, left = found[:, timetable.BACK], found[:, timetable.LEFT]
        began, duty = left - self.loading_s[shift], back - left + self.loading_s[shift]
        over = found[:, OVER : OVER + 3] - self.rooms[shift]
        at_depot = np.where(self.ends_at_depot[shift], np.maximum(began, back), began)
        rows: Mapping[Rule, Int64Array] = {
            Rule.PARCELS: over[:, 0],
            Rule.WEIGHT: over[:, 1],
            Rule.VOLUME: over[:, 2],
            Rule.STOPS: found[:, timetable.STOPS] - self.most_stops[shift],
            Rule.SHIFT_END: back - self.hours_end_s[shift] - self.overrun_s[shift],
            Rule.MAX_DUTY: duty - self.max_duty_s[shift],
            Rule.MAX_DISTANCE: found[:, timetable.LENGTH] - self.max_metres[shift],
            Rule.BREAK: self._owed(shift, back, duty, step) + found[:, timetable.LATE_RESTS],
            Rule.WINDOW: found[:, timetable.OWN_LATE],
            Rule.OTHERS: found[:, timetable.OTHERS_LATE],
            Rule.DEPOT_HOURS: np.maximum(
                at_depot - self.depot_closes_s[shift], found[:, timetable.LATE_LOADS]
            ),
            Rule.REACHABLE: found[:, timetable.LOST_WAYS],
        }
        if on is not None:
            rows = {**rows, **self.holds.amounts(on, shift, found[:, timetable.POSITION], step)}
        none = np.zeros(len(shift), np.int64)
        return np.maximum(0, np.vstack([rows.get(rule, none) for rule in AMOUNTS]))

    def _owed(self, shift: Int64Array, back: Int64Array, duty: Int64Array, step: int) -> Int64Array:
        """The seconds of breaks that are owed and not taken."""
        owed = np.zeros(len(shift), np.int64)
        for latest, after, own, lacks, length_s in self.rests[shift].transpose(1, 2, 0):
            owed += length_s * ((back > latest) & (duty > after) & (lacks > 0) & (own != step))
        return owed


def pause_s(on: Clock, step: int) -> int:
    """The length of a step that is a pause, else 0."""
    return int(on.steps.services[step]) if step >= 0 and on.steps.kinds[step] == PAUSE else 0


def limits_of(on: Clock, shifts: Sequence[Shift], routes: Sequence[Sequence[int]]) -> Limits:
    """The limits of some shifts with the routes that they have."""
    problem, day = on.problem, on.problem.day
    depots = [problem.depot_by_id[shift.depot_id] for shift in shifts]
    made = Limits(
        ends=_array([[problem.row_of(s.start), problem.row_of(s.end)] for s in shifts], _ENDS),
        times=_array([_times(on, shift) for shift in shifts], _TIMES),
        rooms=_array([[_limit(room) for room in shift.capacity] for shift in shifts], 3),
        most_stops=_line([_limit(shift.max_stops) for shift in shifts]),
        hours_end_s=_line([day.seconds(shift.hours.end) for shift in shifts]),
        overrun_s=_line([seconds(shift.overrun) for shift in shifts]),
        max_duty_s=_line([NO_LIMIT if s.max_duty is None else seconds(s.max_duty) for s in shifts]),
        max_metres=_line([_limit(shift.max_distance_m) for shift in shifts]),
        loading_s=_line([seconds(shift.loading) for shift in shifts]),
        depot_closes_s=_line(
            [NO_LIMIT if d.hours is None else day.seconds(d.hours.end) for d in depots]
        ),
        ends_at_depot=np.array(
            [s.end == d.point for s, d in zip(shifts, depots, strict=True)], dtype=bool
        ),
        pays_breaks=np.array([shift.costs.breaks_paid for shift in shifts], dtype=bool),
        rests=_rests(on, shifts),
        unpaid_s=np.zeros(len(shifts), np.int64),
        reloads=_line([shift.reloads for shift in shifts]),
        only_delivers=np.ones(len(shifts), dtype=bool),
        holds=holds_of(on, shifts),
    )
    for number, (shift, route) in enumerate(zip(shifts, routes, strict=True)):
        made.follow(on, shift, number, route)
    return made


def _times(on: Clock, shift: Shift) -> list[int]:
    latest = on.problem.day.seconds(shift.hours.end) + seconds(shift.overrun)
    return [0, latest, seconds(shift.loading), int(on.leaves_then(shift)), 0]


def _rests(on: Clock, shifts: Sequence[Shift]) -> Int64Array:
    most = max((len(shift.breaks) for shift in shifts), default=0)
    found = np.full((len(shifts), most, _REST), _NEVER, np.int64)
    for row, shift in zip(found, shifts, strict=True):
        for cells, rest in zip(row, shift.breaks, strict=False):
            latest = on.problem.day.seconds(rest.window.end)
            step = on.problem.step_index.get(Pause(rest.id), _NEVER)
            cells[:] = (latest, seconds(rest.after), step, 0, seconds(rest.length))
    return found


def _limit(limit: int | None) -> int:
    return NO_LIMIT if limit is None else limit


def _line(numbers: Sequence[int]) -> Int64Array:
    return np.array(numbers, dtype=np.int64)


def _array(rows: list[list[int]], width: int) -> Int64Array:
    return np.array(rows, dtype=np.int64).reshape(-1, width)
