"""A day on which everybody rests at one moment: its clocks stand still meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dashboard.domain import Costs, Depot, Order, Problem, Shift, TimeWindow
from dashboard.solve.carriers import Rest, joined_up, rest_of

_LATE = 7 / 8
"""Of a break's window: there the clocks stop. On three real days the middle made routes longer,
and the very end left some without room for the break."""
_NONE = timedelta(0)


def common_rests(problem: Problem) -> tuple[Rest, ...]:
    """The breaks that all shifts have alike; none where they differ, or some are under way."""
    kinds = {tuple(rest_of(one) for one in shift.breaks) for shift in problem.shifts}
    return () if problem.held or len(kinds) != 1 else kinds.pop()


def at_one_moment(problem: Problem, rests: Sequence[Rest]) -> Problem:
    """
    The day as it is for who stops the clock during each break, which all take at once.

    A search that knows no breaks finds routes for it that have room for them. Everything
    behind a break comes earlier by its length.
    """
    for rest in sorted(rests, key=lambda one: one.window.end, reverse=True):
        problem = _Stopped(_moment(rest), rest.length).problem(problem)
    return problem


def shortened(problem: Problem) -> Problem:
    """The day with shifts as much shorter as the breaks that they come to owe if they last."""
    return replace(problem, shifts=tuple(map(_shortened, problem.shifts)))


@dataclass(frozen=True, slots=True)
class _Stopped:
    """Clocks that stop at an instant for a while; what falls into that is at the instant."""

    at: datetime
    length: timedelta

    def problem(self, problem: Problem) -> Problem:
        """The day by these clocks; nobody has a break any more."""
        return replace(
            problem,
            orders=tuple(map(self._order, problem.orders)),
            shifts=tuple(map(self._shift, problem.shifts)),
            depots=tuple(map(self._depot, problem.depots)),
        )

    def _instant(self, instant: datetime) -> datetime:
        return instant if instant <= self.at else max(self.at, instant - self.length)

    def _window(self, window: TimeWindow) -> TimeWindow:
        return TimeWindow(self._instant(window.start), self._instant(window.end))

    def _windows(self, windows: Sequence[TimeWindow]) -> tuple[TimeWindow, ...]:
        return joined_up(map(self._window, windows))

    def _order(self, order: Order) -> Order:
        collect, late = order.collect, order.max_late
        if collect is not None:
            collect = replace(collect, windows=self._windows(collect.windows))
        if order.windows and late:
            end = order.windows[-1].end
            late = self._instant(end + late) - self._instant(end)
        return replace(
            order,
            windows=self._windows(order.windows),
            release=None if order.release is None else self._instant(order.release),
            collect=collect,
            max_late=late,
        )

    def _depot(self, depot: Depot) -> Depot:
        return depot if depot.hours is None else replace(depot, hours=self._window(depot.hours))

    def _shift(self, shift: Shift) -> Shift:
        latest = self._instant(shift.hours.end + shift.overrun)
        hours, longest = self._window(shift.hours), shift.max_duty
        if longest is not None:
            longest = max(_NONE, longest - self.length)
        return replace(
            shift,
            hours=hours,
            overrun=latest - hours.end,
            max_duty=longest,
            costs=self._costs(shift.costs),
            breaks=(),
        )

    def _costs(self, costs: Costs) -> Costs:
        if costs.overtime_after is None or not costs.breaks_paid:
            return costs
        return replace(costs, overtime_after=max(_NONE, costs.overtime_after - self.length))


def _moment(rest: Rest) -> datetime:
    """Late, but so early that who is on the way or serves then can still begin the break."""
    return rest.window.start + _LATE * (rest.window.end - rest.window.start)


def _shortened(shift: Shift) -> Shift:
    ends, whole = shift.hours.end, shift.hours.end - shift.hours.start
    owed = [r for r in shift.breaks if ends > r.window.end and whole > r.after]
    length = sum((rest.length for rest in owed), _NONE)
    longest = None if shift.max_duty is None else max(_NONE, shift.max_duty - length)
    hours = TimeWindow(shift.hours.start, max(shift.hours.start, ends - length))
    return replace(shift, hours=hours, max_duty=longest)
