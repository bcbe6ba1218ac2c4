"""What is held fast in the routes of shifts: what is done, what is aboard, pins and pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.domain import Clock, Pin, Rule, Shift
from dashboard.domain.spans import Int64Array
from dashboard.domain.timetable import LOADED, RELOAD
from dashboard.solve.routes import orders_in

_NOT_LEFT = -1


@dataclass(slots=True, eq=False)
class Holds:
    """
    An entry for each shift: its first free position, and, if it has left, how far it is loaded.

    ``pins`` are those that say a place.
    """

    first_free: Int64Array
    loaded: Int64Array
    aboard: list[frozenset[str]]
    pins: list[list[Pin]]
    routes: list[list[int]]

    def follow(self, on: Clock, shift: Shift, number: int, route: Sequence[int]) -> None:
        """Take note of the route that a shift has now."""
        self.routes[number] = list(route)
        if on.leaves_then(shift):
            loads = [k for k, step in enumerate(route) if on.steps.kinds[step] == RELOAD]
            done = on.problem.held[shift.id].loads
            self.loaded[number] = loads[done - 1] if len(loads) >= done else len(route)

    def amounts(
        self, on: Clock, shift: Int64Array, position: Int64Array, step: int
    ) -> dict[Rule, Int64Array]:
        """How much each rule is broken more with a step at each position."""
        found = {Rule.HELD: (position < self.first_free[shift]).astype(np.int64)}
        problem = on.problem
        if on.steps.kinds[step] == LOADED and (self.loaded >= 0).any():
            own = problem.orders[step].id
            lacks = np.array([own not in aboard for aboard in self.aboard])
            is_loaded = position <= self.loaded[shift]
            found[Rule.ABOARD] = (is_loaded & lacks[shift]).astype(np.int64)
        if step in problem.collect_step:
            found[Rule.PAIR] = self._apart(problem.collect_step[step], shift, position, step)
        if any(self.pins):
            found[Rule.POSITION] = self._misplaced(on, shift, position, step)
        return found

    def _apart(
        self, partner: int, shift: Int64Array, position: Int64Array, step: int
    ) -> Int64Array:
        """Whether the other half of a pair is not on the right side."""
        places = [route.index(partner) if partner in route else None for route in self.routes]
        fetches = step > partner  # The steps that fetch come behind those that serve.
        return np.array(
            [
                places[s] is None or ((p > places[s]) if fetches else (p <= places[s]))
                for s, p in zip(shift.tolist(), position.tolist(), strict=True)
            ],
            dtype=np.int64,
        )

    def _misplaced(
        self, on: Clock, shift: Int64Array, position: Int64Array, step: int
    ) -> Int64Array:
        found = np.zeros(len(shift), np.int64)
        for row, (number, place) in enumerate(zip(shift.tolist(), position.tolist(), strict=True)):
            if self.pins[number]:
                route = self.routes[number]
                longer = [*route[:place], step, *route[place:]]
                more = misplaced(on, self.pins[number], longer)
                found[row] = len(set(more) - set(misplaced(on, self.pins[number], route)))
        return found


def misplaced(on: Clock, pins: Sequence[Pin], route: Sequence[int]) -> list[int]:
    """The orders of a route that are pinned to another place in it."""
    served, index = orders_in(on.problem, route), on.problem.order_index
    found = []
    for pin in pins:
        order = index.get(pin.order_id)
        if order in served and pin.position is not None:
            place = pin.position - 1 if pin.position > 0 else len(served) + pin.position
            if served.index(order) != place:
                found.append(order)
    return found


def holds_of(on: Clock, shifts: Sequence[Shift]) -> Holds:
    """The holds of some shifts, before their routes are known."""
    problem, held = on.problem, [on.problem.held.get(shift.id) for shift in shifts]
    free = [
        2**30 if shift.id in problem.locked else len(one.steps) if one is not None else 0
        for shift, one in zip(shifts, held, strict=True)
    ]
    placed = [pin for pin in problem.pins if pin.position is not None]
    return Holds(
        first_free=np.array(free, dtype=np.int64),
        loaded=np.full(len(shifts), _NOT_LEFT, np.int64),
        aboard=[frozenset() if one is None else one.aboard for one in held],
        pins=[[pin for pin in placed if pin.shift_id == shift.id] for shift in shifts],
        routes=[[] for _ in shifts],
    )
