"""
A last search in true money: some orders taken out and fitted in again, as long as that pays.

It knows every rule and every cent, which no engine does: paid waiting before a first stop, the
least that a shift is paid, breaks, places that are held. Ruin and recreate after Schrimpf et al.
(2000), with neighbours as what is ruined.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.domain import Assignment, Clock, Problem, Reload, timetable
from dashboard.domain.spans import FOREVER_S, Int64Array
from dashboard.solve.board import Board, board
from dashboard.solve.fits import best_fit
from dashboard.solve.insertion import settled
from dashboard.solve.prices import UNITS_PER_CENT, prizes
from dashboard.solve.routes import Routes, assignment_of, orders_in, routes_of, without_order
from dashboard.solve.soundness import done_by, keeps_rules

SMALL = 150
"""Orders of a day that is searched so in any case: the little that a stop may cost counts there."""
MOST_TAKEN = 10
_WHOLE_ROUTE = 0.25
"""Of the tries: all orders of one route are taken out, if it has no more than a few."""
_LONGEST = 15
_BY_WORTH, _ONE_TRIP = 0.7, 0.3
_NO_PRICE = 2**62
_WORSE = 0.03
"""Of the money that the routes cost."""


def differs_from_engines(problem: Problem) -> bool:
    """Whether a day has something that the engines see otherwise than it is paid or judged."""
    return (
        len(problem.orders) <= SMALL
        or any(
            shift.breaks
            or shift.costs.min_guarantee_cents
            or shift.max_distance_m is not None
            or shift.overrun
            or (shift.costs.hour_cents and any(order.windows for order in problem.orders))
            for shift in problem.shifts
        )
        or any(pin.position is not None for pin in problem.pins)
    )


def polish(
    problem: Problem, assignment: Assignment, on: Clock, *, seed: int, ended: Callable[[], bool]
) -> Assignment:
    """The assignment, which keeps all rules, or a cheaper one; ``ended`` is asked at each try."""
    index = problem.order_index
    places = {index[p.order_id]: p.position for p in problem.pins if p.order_id in index}
    placed = {order: abs(place) for order, place in places.items() if place}
    work = _Polish(problem, on, random.Random(seed), prizes(problem), placed)
    current = best = routes_of(problem, assignment)
    begun = board(on, best)
    current_price = price = work.price(begun)
    worst = _WORSE * int(begun.cents.sum()) * UNITS_PER_CENT
    while not ended():
        tried, tried_price = work.again(current)
        # Now and then a little worse is taken: the way to something better leads through it.
        if tried_price <= current_price + worst * work.dice.random() ** 3:
            current, current_price = tried, tried_price
        if tried_price < price:
            best, price = tried, tried_price
    return assignment_of(problem, best)


@dataclass(slots=True)
class _Polish:
    """One search, with its dice."""

    problem: Problem
    on: Clock
    dice: random.Random
    prizes: list[int]
    placed: dict[int, int]
    """Orders pinned to a place, counted from an end: they are always taken out, and come first
    if they stand at it, else when others are there."""

    def price(self, where: Board) -> int:
        """Units: money, what lateness weighs, and the orders left out."""
        served = {k for route in where.routes for k in orders_in(self.problem, route)}
        lost = sum(p for k, p in enumerate(self.prizes) if k not in served)
        weight = int(where.timed[:, timetable.LATE_WEIGHT].sum()) // 3600
        return lost + (int(where.cents.sum()) + weight) * UNITS_PER_CENT

    def again(self, routes: Routes) -> tuple[Routes, int]:
        """Routes with some orders taken out and fitted in again, and their price."""
        taken = self._taken(routes)
        left = {
            shift: route if taken.isdisjoint(route) else self._without(shift, route, taken)
            for shift, route in routes.items()
        }
        changed = (shift for shift in left if left[shift] and left[shift] != routes[shift])
        if not all(self._is_sound(shift, left[shift]) for shift in changed):
            return routes, _NO_PRICE
        where = board(self.on, {shift: route for shift, route in left.items() if route})
        served = {k for route in routes.values() for k in orders_in(self.problem, route)}
        missing = taken | ({*range(len(self.problem.orders))} - served)
        for order in self._sorted(missing):
            fit = best_fit(where, order, self.dice)
            if fit is not None:
                where.put(fit.shift, fit.route)
        return where.as_routes(), self.price(where)

    def _taken(self, routes: Routes) -> set[int]:
        fixed = {step for s in self.problem.shifts for step in done_by(self.problem, s)}
        movable = {
            shift: [k for k in orders_in(self.problem, route) if k not in fixed]
            for shift, route in routes.items()
            if shift not in self.problem.locked
        }
        everyone = [order for route in movable.values() for order in route]
        if not everyone:
            return set()
        return self._chosen(movable, everyone) | (self.placed.keys() & set(everyone))

    def _chosen(self, movable: Routes, everyone: list[int]) -> set[int]:
        middle = self.dice.choice(everyone)
        if self.dice.random() < _WHOLE_ROUTE:
            mine = next(route for route in movable.values() if middle in route)
            if len(mine) <= _LONGEST:
                return set(mine)
        most = min(MOST_TAKEN, len(everyone))
        return set(self._nearest(middle, everyone, self.dice.randint(1, most)))

    def _nearest(self, middle: int, orders: list[int], count: int) -> list[int]:
        durations = next(iter(self.on.roads.values())).durations[0]
        rows = self.on.steps.places[np.array(orders)]
        here = self.on.steps.places[middle]
        away: Int64Array = durations[here, rows].astype(np.int64) + durations[rows, here]
        # A little chance lets other orders come along than always the same.
        jitter = np.array([self.dice.random() for _ in orders]) * 0.3 + 0.85
        ranked = np.argsort(np.where(away < 0, FOREVER_S, away) * jitter, kind="stable")
        return [orders[k] for k in ranked[:count]]

    def _without(self, shift_id: str, route: list[int], taken: set[int]) -> list[int]:
        for order in taken.intersection(route):
            route = without_order(self.problem, route, order)
        shift = self.problem.shift_by_id[shift_id]
        if shift.reloads and self.dice.random() < _ONE_TRIP:
            done = done_by(self.problem, shift)
            steps = self.problem.steps
            ahead = [k for k in route[len(done) :] if not isinstance(steps[k], Reload)]
            route = [*done, *ahead] if keeps_rules(self.on, shift, [*done, *ahead]) else route
        if shift.breaks:
            return settled(self.on, shift, route)
        return route if orders_in(self.problem, route) else done_by(self.problem, shift)

    def _is_sound(self, shift_id: str, route: list[int]) -> bool:
        """Whether a route from which orders were taken still has its breaks, and no longer day."""
        shift = self.problem.shift_by_id[shift_id]
        is_bound = shift.breaks or shift.max_duty is not None
        return not is_bound or keeps_rules(self.on, shift, route)

    def _sorted(self, orders: set[int]) -> list[int]:
        """By chance, mostly the dearest first; what is pinned to a place comes in its turn."""
        mixed = sorted(orders)
        self.dice.shuffle(mixed)
        known, by_worth = self.problem.orders, self.dice.random() < _BY_WORTH
        turn = {k: -1 if place == 1 else place for k, place in self.placed.items()}
        return sorted(mixed, key=lambda k: (turn.get(k, 0), -known[k].priority * by_worth))
