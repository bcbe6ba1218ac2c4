"""Breaks for a search that knows none: of each route, an order carries the break along."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from dashboard.domain import Break, Clock, Order, Problem, Shift, TimeWindow
from dashboard.solve.board import Board, board_of
from dashboard.solve.bundles import Bundle, members_of
from dashboard.solve.routes import Routes
from dashboard.solve.soundness import done_by

_CARRIED = timedelta.max
"""Instead of the time on duty after which a break is owed that an order carries."""


class Rest(NamedTuple):
    """What breaks alike have in common, whosever they are."""

    window: TimeWindow
    length: timedelta


@dataclass(frozen=True, slots=True)
class Carrier(Bundle):
    """
    An order together with a break, which is taken right before it or right after it.

    It goes by the order's id, and its service has the break in it. Whenever it begins within
    its windows, the order and the break begin within theirs.
    """

    rest: Rest | None = None


def rest_of(one: Break) -> Rest:
    """The kind of a break."""
    return Rest(one.window, one.length)


def room_for(shift: Shift, rest: Rest) -> int:
    """How many carriers of a kind of break a shift is to take."""
    return sum(rest_of(one) == rest and one.after == _CARRIED for one in shift.breaks)


def carrier(order: Order, rest: Rest, leg: timedelta) -> Carrier | None:
    """
    An order with a break; None where its windows and the break's have no time in common.

    A break before it is taken where the vehicle stands then: a ``leg`` earlier.
    """
    windows = joined_up(_beginnings(order, rest, leg))
    if not windows:
        return None
    kept = {field.name: getattr(order, field.name) for field in fields(Order)}
    kept |= {"windows": windows, "service": order.service + rest.length}
    kept |= {"max_late": timedelta(0)}
    return Carrier(**kept, members=members_of(order), rest=rest)


def joined_up(windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """Windows in rising order, those that meet made one."""
    found: list[TimeWindow] = []
    for window in sorted(windows, key=lambda one: (one.start, one.end)):
        if found and window.start <= found[-1].end:
            found[-1] = TimeWindow(found[-1].start, max(found[-1].end, window.end))
        else:
            found.append(window)
    return tuple(found)


def with_carriers(on: Clock, routes: Routes) -> Problem:
    """
    The day in which each route carries the breaks that it owes, and comes to owe no other.

    ``routes`` have no breaks but those that are done. Of their breaks, shifts keep these and
    those that they carry, which nobody asks of them any more.
    """
    problem = on.problem
    orders, shifts = list(problem.orders), []
    for shift in problem.shifts:
        laden = _Laden(on, shift, routes.get(shift.id, []))
        for order, one in laden.carriers.items():
            orders[order] = one
        shifts.append(laden.relieved())
    return replace(problem, orders=tuple(orders), shifts=tuple(shifts))


class _Laden:
    """A shift, with the orders of its route that are to carry its breaks, by their index."""

    def __init__(self, on: Clock, shift: Shift, route: Sequence[int]) -> None:
        self.shift, self.carriers = shift, dict[int, Carrier]()
        self.done: list[Break] = []
        self.carried: list[Break] = []
        self.spared: list[tuple[Break, bool]] = []
        """Those that are not owed and are not to be, and whether that is by returning early."""
        self.where = board_of(on, [(shift, route)])
        for number, rest in enumerate(shift.breaks):
            latest, after, pause, lacks, *_ = self.where.limits.rests[0][number].tolist()
            if not lacks:
                self.done.append(rest)
            elif self.where.back_s[0] <= latest or self.where.duty_s[0] <= after:
                self.spared.append((rest, self._ends_early(rest, latest)))
            elif self._is_loaded(rest, pause):
                self.carried.append(replace(rest, after=_CARRIED))

    def relieved(self) -> Shift:
        """The shift as a search may use it."""
        if self.shift.id in self.where.on.problem.locked:
            return self.shift
        shift = replace(self.shift, breaks=(*self.done, *self.carried))
        if not shift.costs.breaks_paid and shift.costs.overtime_after is not None:
            unpaid = sum((rest.length for rest in self.carried), timedelta(0))
            after = shift.costs.overtime_after + unpaid
            shift = replace(shift, costs=replace(shift.costs, overtime_after=after))
        for rest, ends_early in self.spared:
            shift = _spared(shift, rest, ends_early)
        return shift

    def _is_loaded(self, rest: Break, pause: int) -> bool:
        """Whether some order can carry the break: one beside the place where it costs least."""
        on, route = self.where.on, self.where.routes[0]
        drive_s = dict(zip(route, on.time_steps(self.shift, route).drive_s.tolist(), strict=False))
        for place in _places(self.where, pause):
            for order in self._beside(place):
                leg = timedelta(seconds=max(0, drive_s[order]))
                one = carrier(on.problem.orders[order], rest_of(rest), leg)
                if one is not None:
                    self.carriers[order] = one
                    self.where.put(0, [*route[:place], pause, *route[place:]])
                    return True
        return False

    def _beside(self, place: int) -> Iterator[int]:
        problem, route = self.where.on.problem, self.where.routes[0]
        done = done_by(problem, self.shift)
        for step in route[max(0, place - 1) : place + 1]:
            if step < len(problem.orders) and step not in done and step not in self.carriers:
                yield step

    def _ends_early(self, rest: Break, latest_s: int) -> bool:
        if self.where.routes[0]:
            return bool(self.where.back_s[0] <= latest_s)
        return rest.window.end - self.shift.hours.start > rest.after


def _places(where: Board, pause: int) -> list[int]:
    """Where a break could stand in the only route, the best first."""
    seats = where.seats(pause, opens=where.limits.holds.first_free)
    broken = seats.amounts.sum(axis=0)
    price = seats.extra_cents + seats.weight_cents
    ranked = np.lexsort((seats.index, seats.extra_s, price, broken))
    places: list[int] = seats.index[ranked].tolist()
    return places


def _spared(shift: Shift, rest: Break, ends_early: bool) -> Shift:
    """The shift, kept from what would make it owe a break."""
    if not ends_early:
        longest = rest.after if shift.max_duty is None else min(shift.max_duty, rest.after)
        return replace(shift, max_duty=longest)
    end = max(shift.hours.start, min(shift.hours.end, rest.window.end))
    overrun = max(timedelta(0), min(shift.overrun, rest.window.end - end))
    return replace(shift, hours=TimeWindow(shift.hours.start, end), overrun=overrun)


def _beginnings(order: Order, rest: Rest, leg: timedelta) -> Iterator[TimeWindow]:
    """When the two together may begin: the break right before the order, or right after it."""
    first, last = rest.window.start, rest.window.end
    for window in order.windows or (TimeWindow(first - order.service, last + rest.length),):
        after = max(window.start, first - order.service), min(window.end, last - order.service)
        before = max(window.start - rest.length, first + leg), min(window.end - rest.length, last)
        yield from (TimeWindow(a, b) for a, b in (after, before) if a <= b)
