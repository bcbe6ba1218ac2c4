"""Even routes: what each shift should do, what it weighs if it does not, and caps for a search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil

import numpy as np
import numpy.typing as npt

from dashboard.domain import Balance, Problem, Shift, timetable
from dashboard.domain.loads import DIMENSIONS
from dashboard.domain.spans import Int64Array
from dashboard.solve.board import Board

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TOLERANCE = 0.04
"""A shift that is off by this share of its part weighs as much as the time that it is off."""
WASTE = 6.0
"""Of each second of work that the day can be done without: nobody gains by it."""

_FILLINGS = 5  # Of vessels that overflow: each round finds more that do.


@dataclass(frozen=True, slots=True, eq=False)
class Evenness:
    """
    The part of each shift of a board in stops or seconds of duty, and what being off weighs.

    ``members`` are the shifts that take part. One that cannot do as much as others is to do
    what it can; the others share the rest evenly. ``weight_s`` is the seconds in one unit of
    work, ``least`` the work in which the day can be done.
    """

    mode: Balance
    members: Flags
    work: Floats
    part: Floats
    weight_s: float
    least: float

    @property
    def spread(self) -> float:
        """The most less the least, each as a share of its part, in stops or seconds."""
        shares, part = self._shares(), self.part[self.members]
        return float((shares.max() - shares.min()) * part.max()) if len(shares) else 0.0

    @property
    def variation(self) -> float:
        """The coefficient of variation of the shares: 0 where all are even."""
        shares = self._shares()
        return float(shares.std() / shares.mean()) if len(shares) and shares.mean() else 0.0

    @property
    def idle(self) -> int:
        """The members without work."""
        return int((self.work[self.members] == 0).sum())

    def seconds_off(self, shift: Int64Array, work: Floats) -> Floats:
        """What shifts of the board would weigh with so much work, in seconds."""
        part = np.maximum(self.part[shift], 1e-9)
        off: Floats = self.weight_s * (work - part) ** 2 / (TOLERANCE * part)
        return np.where(self.members[shift], off, 0.0)

    @property
    def total_s(self) -> float:
        """What all weigh together, in seconds, with what they work in vain."""
        everyone = np.arange(len(self.work), dtype=np.int64)
        off = float(self.seconds_off(everyone, self.work).sum())
        return off + self.wasted_s(float(self.work.sum()))

    def wasted_s(self, work: float) -> float:
        """What so much work of all together would weigh for being more than needed, in seconds."""
        return WASTE * self.weight_s * max(0.0, work - self.least)

    def _shares(self) -> Floats:
        shares: Floats = (self.work / np.maximum(self.part, 1e-9))[self.members]
        return shares


def evenness(where: Board, mode: Balance, least: float | None = None) -> Evenness:
    """
    How even the routes of a board are.

    Parts are dealt from the ``least`` work in which the day can be done, by default what is done.
    """
    work, members = work_of(where, mode), members_of(where, mode)
    possible = _possible(where, mode)
    part, total = np.zeros(len(work)), float(work.sum())
    least = total if least is None else min(least, total)
    others = float(work[~members].sum())
    part[members] = _parts(max(0.0, least - others), possible[members])
    duty = float(work_of(where, Balance.HOURS)[members].sum())
    weight_s = duty / max(1.0, work[members].sum()) if mode is Balance.STOPS else 1.0
    return Evenness(mode, members, work, part, weight_s, least)


def work_of(where: Board, mode: Balance) -> Floats:
    """Stops or seconds of duty of each shift; of an idle one none."""
    done = where.timed[:, timetable.STOPS] if mode is Balance.STOPS else where.duty_s
    return np.where(where.is_idle, 0, done).astype(np.float64)


def members_of(where: Board, mode: Balance) -> Flags:
    """Who takes part: who drives, or whoever may; shifts under way or locked do not."""
    free = free_shifts(where)
    return free & could_drive(where) if mode is Balance.ALL else free & ~where.is_idle


def free_shifts(where: Board) -> Flags:
    """The shifts that are neither under way nor locked."""
    problem = where.on.problem
    fixed = problem.held.keys() | problem.locked
    return np.array([shift.id not in fixed for shift in where.shifts], dtype=bool)


def could_drive(where: Board) -> Flags:
    """The shifts that have what some order asks for."""
    asked = set(where.on.problem.needs)
    return np.array([any(need <= offers for need in asked) for offers in where.offers], dtype=bool)


def capped(problem: Problem, even: Evenness, shifts: Sequence[Shift], slack: float) -> Problem:
    """The day on which nobody may do more than the own part and a share of it besides."""
    caps = {
        shift.id: even.part[k] * (1 + slack)
        for k, shift in enumerate(shifts)
        if even.members[k] and even.part[k] > 0
    }
    fixed = problem.held.keys() | problem.locked
    fleet = [
        _capped(shift, even.mode, caps[shift.id]) if shift.id in caps else shift
        for shift in problem.shifts
        if shift.id in caps or shift.id in fixed
    ]
    return replace(problem, shifts=tuple(fleet))


def _capped(shift: Shift, mode: Balance, cap: float) -> Shift:
    if mode is Balance.STOPS:
        most = ceil(cap - 1e-6)
        return replace(shift, max_stops=min(most, shift.max_stops or most))
    longest = timedelta(seconds=ceil(cap))
    return replace(shift, max_duty=min(longest, shift.max_duty or longest))


def _possible(where: Board, mode: Balance) -> Floats:
    """The most that each shift could do, about."""
    limits, day = where.limits, where.on.problem.day
    opens = np.array([day.seconds(shift.hours.start) for shift in where.shifts])
    longest_s: Floats = np.minimum(limits.hours_end_s - opens, limits.max_duty_s) * 1.0
    if mode is not Balance.STOPS:
        return longest_s
    stops = float(work_of(where, Balance.STOPS).sum())
    each_s = float(work_of(where, Balance.HOURS).sum()) / max(1.0, stops)
    most = np.minimum(limits.most_stops, longest_s / max(1.0, each_s))
    trips = np.array([shift.reloads + 1 for shift in where.shifts])
    for kind, name in enumerate(DIMENSIONS):
        loads = [getattr(order.load, name) for order in where.on.problem.orders]
        if any(loads):
            most = np.minimum(most, trips * limits.rooms[:, kind] / np.mean(loads))
    return np.asarray(most, dtype=np.float64)


def _parts(total: float, possible: Floats) -> Floats:
    """The total dealt evenly, to nobody more than is possible, unless there is no other way."""
    part = np.full(len(possible), total / max(1, len(possible)))
    for _ in range(_FILLINGS):
        is_full = part >= possible
        if is_full.all() or not is_full.any():
            break
        part[is_full] = possible[is_full]
        part[~is_full] = (total - possible[is_full].sum()) / (~is_full).sum()
    return part
