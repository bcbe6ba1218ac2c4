"""A search in which orders at one door stay together, unless that would leave an order out."""

import time
from dataclasses import dataclass, replace

from dashboard.domain import Assignment, Clock, clock
from dashboard.solve.insertion import complete, mend
from dashboard.solve.merging import Merged, merged_as
from dashboard.solve.prices import lost_price, price_of
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Solver, Stop

_SHARE = 2 / 3
"""Of the seconds: all that a search in bundles has as long as it leaves out orders."""

_LEAST_S = 0.05


@dataclass(slots=True)
class _Listener:
    """Passes on better assignments, taken apart; ``lost`` is what the last leaves out."""

    merged: Merged
    on_better: OnBetter
    lost: int

    def hear(self, better: Assignment) -> None:
        expanded = self.merged.expand(better)
        self.lost = lost_price(self.merged.apart, expanded)
        self.on_better(expanded)


@dataclass(slots=True)
class _PickyListener:
    """
    Passes on what is cheaper than all that is ``known``.

    A search that begins anew tells of much that is not.
    """

    merged: Merged
    on_better: OnBetter
    on: Clock
    known: Assignment

    def hear(self, better: Assignment) -> None:
        expanded = self.merged.expand(better)
        if self.price(expanded) < self.price(self.known):
            self.known = expanded
            self.on_better(expanded)

    def price(self, assignment: Assignment) -> int:
        return price_of(self.merged.apart, assignment, self.on)


def search_doors(
    search: Solver,
    merged: Merged,
    *,
    budget: Budget,
    seed: int,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """
    The orders of ``merged.apart`` on its shifts; the rest is as in ``Solver``.

    Where bundles cannot all be served, a second search begins at the answer of the first,
    with what is left of the seconds, and iterations of its own: two half-full vans may have
    room for a bundle that neither has.
    """
    day, began = merged.apart, time.monotonic()
    begun = None if start is None else mend(merged.problem, merged.contract(start))
    known = Assignment() if begun is None else merged.expand(begun)
    listener = _Listener(merged, on_better, lost_price(day, known))

    def has_had_its_share() -> bool:
        if stop() or budget.seconds is None or not merged.bundles:
            return stop()
        return listener.lost > 0 and time.monotonic() - began > _SHARE * budget.seconds

    found = search(
        merged.problem,
        budget=budget,
        seed=seed,
        start=begun,
        on_better=listener.hear,
        stop=has_had_its_share,
    )
    together = mend(day, merged.expand(found))
    looser, rest = _looser(merged, together), _rest(budget, time.monotonic() - began)
    if looser is None or rest is None or stop():
        return together
    return _loosened(search, looser, together, rest, seed, on_better, stop)


def gathered(merged: Merged, assignment: Assignment) -> Assignment:
    """Bundles that are scattered brought together, each where that makes the day no dearer."""
    problem, best = merged.apart, assignment
    on = clock(problem)
    served = set(assignment.order_ids())
    whole = set(merged.contract(assignment).order_ids())
    for bundle in merged.bundles:
        if bundle.id in whole:
            continue
        one = merged_as(problem, [bundle])
        around = one.contract(best)
        if bundle.id in around.order_ids() or not served & {o.id for o in bundle.members}:
            continue
        tried = mend(problem, one.expand(complete(one.problem, around)), on)
        if price_of(problem, tried, on) <= price_of(problem, best, on):
            best = tried
    return best


def _loosened(
    search: Solver,
    looser: Merged,
    together: Assignment,
    budget: Budget,
    seed: int,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """The better of an assignment and of what a search in fewer bundles makes of it."""
    listener = _PickyListener(looser, on_better, clock(looser.apart), together)
    try:
        found = search(
            looser.problem,
            budget=budget,
            seed=seed,
            start=looser.contract(together),
            on_better=listener.hear,
            stop=stop,
        )
    except FAILURES:
        return together
    apart = mend(looser.apart, looser.expand(found), listener.on)
    return min((together, apart), key=listener.price)


def _looser(merged: Merged, found: Assignment) -> Merged | None:
    """
    Without the bundles that were served in parts, or without any where orders are left out.

    None where all is served as it was bundled.
    """
    if lost_price(merged.apart, found):
        return merged_as(merged.apart, []) if merged.bundles else None
    served = set(merged.contract(found).order_ids())
    whole = [bundle for bundle in merged.bundles if bundle.id in served]
    return merged_as(merged.apart, whole) if len(whole) < len(merged.bundles) else None


def _rest(budget: Budget, spent_s: float) -> Budget | None:
    """What is left of the seconds and all of the iterations; None where it is too little."""
    if budget.seconds is None:
        return budget
    left_s = budget.seconds - spent_s
    return replace(budget, seconds=left_s) if left_s >= _LEAST_S else None
