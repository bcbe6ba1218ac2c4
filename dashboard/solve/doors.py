"""A search in which orders at one door stay together, unless that would leave an order out."""

import time
from dataclasses import dataclass, replace

from dashboard.domain import Assignment
from dashboard.solve.insertion import complete, mend
from dashboard.solve.merging import Merged, merged_as
from dashboard.solve.prices import lost_price, price_of
from dashboard.solve.protocol import FAILURES, Budget, OnBetter, Solver, Stop

_TOGETHER = 2 / 3
"""Of the seconds: all that a search in bundles has as long as it leaves out orders."""

_LEAST_S = 0.05


@dataclass(slots=True)
class _Listener:
    """Passes on better assignments, and knows what the orders left out by the last are worth."""

    merged: Merged
    on_better: OnBetter
    lost: int

    def hear_bundled(self, found: Assignment) -> None:
        expanded = self.merged.expand(found)
        self.lost = lost_price(self.merged.apart, expanded)
        self.on_better(expanded)

    def hear_apart(self, found: Assignment) -> None:
        """Only what serves more: another search begins anew, with much that is no better."""
        lost = lost_price(self.merged.apart, found)
        if lost < self.lost:
            self.lost = lost
            self.on_better(found)


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

    Where a search in bundles leaves out orders, another follows with all of them apart: two
    half-full vans may have room for a bundle that neither has. It has what is left of the
    seconds, and iterations of its own.
    """
    begun = None if start is None else mend(merged.problem, merged.contract(start))
    if not merged.bundles:
        return search(
            merged.apart, budget=budget, seed=seed, start=begun, on_better=on_better, stop=stop
        )
    known = Assignment() if begun is None else merged.expand(begun)
    listener = _Listener(merged, on_better, lost_price(merged.apart, known))
    began = time.monotonic()

    def has_had_its_share() -> bool:
        if stop() or budget.seconds is None:
            return stop()
        return listener.lost > 0 and time.monotonic() - began > _TOGETHER * budget.seconds

    found = search(
        merged.problem,
        budget=budget,
        seed=seed,
        start=begun,
        on_better=listener.hear_bundled,
        stop=has_had_its_share,
    )
    together = mend(merged.apart, merged.expand(found))
    rest = _rest(budget, time.monotonic() - began)
    if stop() or rest is None or not lost_price(merged.apart, together):
        return together
    try:
        found = search(
            merged.apart,
            budget=rest,
            seed=seed,
            start=together,
            on_better=listener.hear_apart,
            stop=stop,
        )
    except FAILURES:
        return together
    apart = mend(merged.apart, found)
    # Of two that lose as much the first is kept, whatever it costs: its doors are together.
    return min((together, apart), key=lambda assignment: lost_price(merged.apart, assignment))


def gathered(merged: Merged, assignment: Assignment) -> Assignment:
    """Bundles that are scattered brought together, each where that makes the day no dearer."""
    problem, best = merged.apart, assignment
    served = set(assignment.order_ids())
    for bundle in merged.bundles:
        one = merged_as(problem, [bundle])
        around = one.contract(best)
        if bundle.id in around.order_ids() or not served & {o.id for o in bundle.members}:
            continue
        tried = mend(problem, one.expand(complete(one.problem, around)))
        if price_of(problem, tried) <= price_of(problem, best):
            best = tried
    return best


def _rest(budget: Budget, spent_s: float) -> Budget | None:
    """What is left of the seconds and all of the iterations; None where it is too little."""
    if budget.seconds is None:
        return budget
    left_s = budget.seconds - spent_s
    return replace(budget, seconds=left_s) if left_s >= _LEAST_S else None
