"""A day with aims: the best routes met so far, improved, and what a search is asked for next."""

from dataclasses import dataclass, field, replace
from itertools import accumulate

import numpy as np

from dashboard.domain import NO_AIMS, Assignment, Balance, Clock, Priority, Problem, clock, schedule
from dashboard.domain.money import day_cost_cents
from dashboard.solve.apart import NOBODY, by_door, nearness, owners, territories
from dashboard.solve.balance import capped, evenness, free_shifts, work_of
from dashboard.solve.board import board
from dashboard.solve.cutting import cut
from dashboard.solve.engines import MOST_INSERTED
from dashboard.solve.everybody import put_all_to_work
from dashboard.solve.exchange import Exchange
from dashboard.solve.fences import Fences
from dashboard.solve.insertion import complete, mend
from dashboard.solve.merging import Merged, merge, merged_as
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import OnBetter, Stop
from dashboard.solve.routes import assignment_of, routes_of
from dashboard.solve.wishes import Score, Wish, score, wish_of


@dataclass(slots=True, eq=False)
class Wished:
    """
    A problem with its aims; ``best`` is by price and aims together, ``cheapest`` by price alone.

    ``merged`` has the orders at one door as one.
    """

    problem: Problem
    on: Clock
    merged: Merged
    wish: Wish
    on_better: OnBetter
    best: Assignment
    cheapest: Assignment
    best_score: Score = field(init=False)
    most_lost: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.best_score = score(self.on, self.wish, self.best)
        self.most_lost = _lost(self.problem, self.best)

    @property
    def aims_cents(self) -> int:
        """What the best costs more than the cheapest."""
        return max(0, _cost_cents(self.on, self.best) - _cost_cents(self.on, self.cheapest))

    def improve(self, assignment: Assignment, ended: Stop) -> None:
        """Weigh an assignment, as it is and with orders exchanged for what is wished."""
        self._weigh(assignment)
        self._weigh(self._exchanged(assignment, ended))

    def sought(self, slack: float, *, is_first: bool) -> Problem:
        """
        The day for a search that knows no aims: with caps on the work of each, and with fences.

        Fences are first around patches of our own, and alone, for what is capped is hard to
        change; then around the best routes so far.
        """
        problem, routes = replace(self.problem, aims=NO_AIMS), routes_of(self.problem, self.best)
        if self.wish.balance is not Balance.OFF and not (is_first and self.wish.fence_units):
            where = board(self.on, routes)
            problem = capped(problem, evenness(where, self.wish.balance), where.shifts, slack)
        if self.wish.fence_units:
            owner = owners(self.problem, routes)
            own = territories(self.problem, owner) if is_first else owner
            fences = Fences(
                territory=by_door(self.problem, own), units=round(self.wish.fence_units)
            )
            problem = replace(problem, aims=fences)
        return problem

    def start(self, *, is_first: bool) -> Assignment:
        """
        Where that search begins: at the best.

        A large day is searched in parts, which do not change hands from one end of it to the
        other: there first of all each shift gets a patch of its own.
        """
        is_large = len(self.problem.orders) > MOST_INSERTED
        is_anew = is_first and is_large and self.wish.fence_units > 0
        return self._patched() if is_anew else self.best

    def _patched(self) -> Assignment:
        problem, routes = self.problem, routes_of(self.problem, self.best)
        free = free_shifts(board(self.on, routes))
        owner = owners(problem, routes)
        owner[(owner == NOBODY) | ~free[owner]] = NOBODY
        patch, steps = territories(problem, owner), dict(self.best.steps)
        for number, k in enumerate(np.unique(owner[owner != NOBODY]).tolist()):
            orders = np.flatnonzero((patch == number) & (owner != NOBODY)).tolist()
            name = problem.shifts[k].id
            steps[name] = complete(cut(problem, orders, [name]), Assignment()).steps.get(name, ())
        return mend(problem, Assignment(steps), self.on)

    def _weigh(self, assignment: Assignment) -> None:
        lost = _lost(self.problem, assignment)
        if any(now > before for now, before in zip(lost, self.most_lost, strict=True)):
            return
        self._expect_less(assignment)
        if (now := score(self.on, self.wish, assignment)) < self.best_score:
            self.best, self.best_score = assignment, now
            self.on_better(assignment)
        self.cheapest = min(self.cheapest, assignment, key=self._price)

    def _expect_less(self, assignment: Assignment) -> None:
        """Deal parts from the least work in which as many orders have been served."""
        where = board(self.on, routes_of(self.problem, assignment))
        work = float(work_of(where, self.wish.balance).sum())
        if work < self.wish.least:
            self.wish = replace(self.wish, least=work)
            self.best_score = score(self.on, self.wish, self.best)

    def _price(self, assignment: Assignment) -> int:
        return price_of(self.problem, assignment, self.on)

    def _exchanged(self, assignment: Assignment, ended: Stop) -> Assignment:
        served = set(self.merged.contract(assignment).order_ids())
        whole = [bundle for bundle in self.merged.bundles if bundle.id in served]
        day = merged_as(self.problem, whole)
        problem = day.problem
        where = board(clock(problem), routes_of(problem, day.contract(assignment)))
        wish = replace(self.wish, nearness=nearness(problem))
        if wish.balance is Balance.ALL:
            put_all_to_work(where, wish)
        Exchange(where, wish, ended).run()
        found = day.expand(assignment_of(problem, where.as_routes()))
        return mend(self.problem, found, self.on)


def wished(problem: Problem, free: Assignment, on_better: OnBetter) -> Wished:
    """The day with the routes that were found without a look at its aims."""
    on = clock(problem)
    wish = wish_of(on, routes_of(problem, free))
    return Wished(problem, on, merge(problem), wish, on_better, free, free)


def _lost(problem: Problem, assignment: Assignment) -> list[int]:
    """How many orders are left out of each priority or a higher one, the highest first."""
    served = set(assignment.order_ids())
    left = [order.priority for order in problem.orders if order.id not in served]
    return list(accumulate(left.count(priority) for priority in sorted(Priority, reverse=True)))


def _cost_cents(on: Clock, assignment: Assignment) -> int:
    return day_cost_cents(on.problem.shifts, schedule(on.problem, assignment, on))
