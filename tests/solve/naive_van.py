"""One shift on a clock of its own, written down rule by rule: slow, and made to be read."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from dashboard.domain import (
    Kind,
    Order,
    Pause,
    Problem,
    Reload,
    Shift,
    Step,
    Task,
    TimeWindow,
)

Steps = tuple[Step, ...]
_FOREVER = 10**9


class _Stop(NamedTuple):
    """A step in seconds from midnight; a ``row`` of -1: the vehicle stays."""

    row: int
    lasts: int
    windows: list[tuple[int, int]]
    allowed: int = 0
    late_cents: int = 0


class Run(NamedTuple):
    """What a route comes to, in seconds, metres and cents."""

    loads: int
    returns: int
    metres: int
    halts: int
    paused: int
    late_cents: int


class NaiveVan:
    """A shift of a day whose travel is the same at all hours."""

    def __init__(self, day: Problem, shift: Shift) -> None:
        self.day, self.shift = day, shift
        self.depot = day.depot_by_id[shift.depot_id]
        self.orders = [order for order in day.orders if _may_take(day, shift, order)]
        self.seconds = day.travel[shift.profile].durations_s[0].tolist()
        self.metres = day.travel[shift.profile].distances_m.tolist()
        self.opens, self.closes = self._spans([shift.hours])[0]
        self.gate = self._spans([self.depot.hours])[0] if self.depot.hours else (0, _FOREVER)
        self.stops = dict(self._stops())

    def choices(self, steps: Steps) -> Iterator[Step]:
        """What can be done after these steps."""
        for order in self.orders:
            serve, fetch = Task(order.id, order.kind), Task(order.id, Kind.PICK_UP)
            if serve not in steps:
                yield serve if order.collect is None or fetch in steps else fetch
        again = Reload(self.depot.id)
        if steps and steps[-1] != again and steps.count(again) < self.shift.reloads:
            yield again
        yield from (Pause(r.id) for r in self.shift.breaks if Pause(r.id) not in steps)

    def is_overloaded(self, steps: Steps) -> bool:
        """Whether at any moment more is aboard than fits."""
        for dimension, room in enumerate(self.shift.capacity):
            fetched = 0
            for trip in self._trips(steps) if room is not None else []:
                goods = sum(tuple(o.load)[dimension] for o, _ in trip if o.is_loaded)
                aboard = [goods + fetched]
                for order, kind in trip:
                    takes_on = kind in (Kind.PICK_UP, Kind.HAND_BACK)
                    change = tuple(order.load)[dimension] * (1 if takes_on else -1)
                    aboard.append(aboard[-1] + change)
                    fetched += change if order.collect else 0
                if max(aboard) > (room or 0):
                    return True
        return False

    def drive(self, steps: Steps) -> Run | None:
        """Time a route that leaves as late as delays no first service; None: late on the way."""
        ready = [
            max((self._released(o) for o, _ in trip if o.is_loaded), default=0)
            for trip in self._trips(steps)
        ]
        loads = max(self.opens, self.gate[0], ready[0])
        now = loads + _s(self.shift.loading)
        here, end, door = self.day.row_of(self.shift.start), self.day.row_of(self.shift.end), -1
        metres = halts = paused = late_cents = reloads = 0
        for number, step in enumerate(steps):
            stop = self.stops[step]
            row = here if stop.row < 0 else stop.row
            reloads += isinstance(step, Reload)
            arrival = now + self._way(self.seconds, here, row)
            goods = ready[reloads] if isinstance(step, Reload) else 0
            begin = _first_chance(max(arrival, goods), stop.windows)
            late = max(0, begin - stop.windows[-1][1]) if stop.windows else 0
            if late > stop.allowed:
                return None
            loads += begin - arrival if number == 0 else 0
            late_cents += round(stop.late_cents * late / 3600)
            metres += self._way(self.metres, here, row)
            halts += isinstance(step, Task) and row != door
            paused += stop.lasts if isinstance(step, Pause) else 0
            door = -1 if isinstance(step, Reload) else door if isinstance(step, Pause) else row
            here, now = row, begin + stop.lasts
        metres += self._way(self.metres, here, end)
        returns = now + self._way(self.seconds, here, end)
        return Run(loads, returns, metres, halts, paused, late_cents)

    def may(self, steps: Steps, run: Run) -> bool:
        """Whether a route that is on time on the way keeps all other rules too."""
        shift, duty = self.shift, run.returns - run.loads
        done = [step for step in steps if isinstance(step, Task)]
        served = [step.order_id for step in done if step.kind is not Kind.PICK_UP]
        at_gate = run.returns if shift.end == self.depot.point else run.loads
        owed = {
            Pause(rest.id)
            for rest in shift.breaks
            if run.returns > self._spans([rest.window])[0][1] and duty > _s(rest.after)
        }
        return (
            all(step.order_id in served for step in done)
            and not isinstance(steps[-1], Reload)
            and owed <= set(steps)
            and run.returns <= self.closes + _s(shift.overrun)
            and max(run.loads, at_gate) <= self.gate[1]
            and (shift.max_duty is None or duty <= _s(shift.max_duty))
            and run.metres <= _limit(shift.max_distance_m)
            and run.halts <= _limit(shift.max_stops)
            and self._are_pinned(served)
        )

    def cents(self, run: Run) -> int:
        """What a route costs, and what its lateness weighs."""
        costs = self.shift.costs
        paid = run.returns - run.loads - (0 if costs.breaks_paid else run.paused)
        extra = max(0, paid - _s(costs.overtime_after)) if costs.overtime_after else 0
        pay = costs.hour_cents * (paid + extra * (costs.overtime_factor - 1)) / 3600
        pay += costs.overrun_cents * max(0, run.returns - self.closes) / 3600
        pay += costs.shift_cents + costs.stop_cents * run.halts + costs.km_cents * run.metres / 1000
        return max(round(pay), costs.min_guarantee_cents) + run.late_cents

    def idle_cents(self) -> int:
        """What it costs to let it stay."""
        costs = self.shift.costs
        idle = max(costs.shift_cents, costs.min_guarantee_cents)
        return idle if self.shift.paid_when_idle else 0

    def _stops(self) -> Iterator[tuple[Step, _Stop]]:
        row = self.day.row_of
        for order in self.orders:
            spans, late = self._spans(order.windows), (_s(order.max_late), order.late_cents)
            served = _Stop(row(order.point), _s(order.service), spans, *late)
            yield Task(order.id, order.kind), served
            if (door := order.collect) is not None:
                fetched = _Stop(row(door.point), _s(door.service), self._spans(door.windows))
                yield Task(order.id, Kind.PICK_UP), fetched
        loaded = _Stop(row(self.depot.point), _s(self.depot.loading), [self.gate])
        yield Reload(self.depot.id), loaded
        for rest in self.shift.breaks:
            yield Pause(rest.id), _Stop(-1, _s(rest.length), self._spans([rest.window]))

    def _spans(self, windows: Iterable[TimeWindow]) -> list[tuple[int, int]]:
        day = self.day.day
        return [(day.seconds(window.start), day.seconds(window.end)) for window in windows]

    def _released(self, order: Order) -> int:
        return 0 if order.release is None else self.day.day.seconds(order.release)

    def _trips(self, steps: Steps) -> list[list[tuple[Order, Kind]]]:
        """The orders served and fetched between the loadings."""
        found: list[list[tuple[Order, Kind]]] = [[]]
        for step in steps:
            if isinstance(step, Reload):
                found.append([])
            elif isinstance(step, Task):
                found[-1].append((self.day.order_by_id[step.order_id], step.kind))
        return found

    def _way(self, matrix: list[list[int]], origin: int, destination: int) -> int:
        return matrix[origin][destination] if min(origin, destination) >= 0 else 0

    def _are_pinned(self, served: list[str]) -> bool:
        for pin in self.day.pins:
            if pin.position is not None and pin.order_id in served:
                line = served if pin.position > 0 else served[::-1]
                if line.index(pin.order_id) + 1 != abs(pin.position):
                    return False
        return True


def _may_take(day: Problem, shift: Shift, order: Order) -> bool:
    called = {shift.driver, shift.id, str(shift.number)}
    pinned = [pin.shift_id for pin in day.pins if pin.order_id == order.id]
    return (
        order.skills <= shift.skills
        and order.driver_class in ("", shift.class_name)
        and order.depot in ("", shift.depot_id)
        and (not order.drivers or bool(order.drivers & called))
        and not order.not_drivers & called
        and pinned in ([], [shift.id])
    )


def _first_chance(arrival: int, windows: list[tuple[int, int]]) -> int:
    return next((max(arrival, a) for a, b in windows if arrival <= b), arrival)


def _limit(most: int | None) -> int:
    return _FOREVER if most is None else most


def _s(span: timedelta) -> int:
    return int(span.total_seconds())
