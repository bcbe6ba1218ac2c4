"""The places at which one more step could go: times, money, and by how much rules are broken."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.domain import Rule
from dashboard.domain.spans import Int64Array

AMOUNTS = (
    Rule.PARCELS,
    Rule.WEIGHT,
    Rule.VOLUME,
    Rule.STOPS,
    Rule.SHIFT_END,
    Rule.MAX_DUTY,
    Rule.MAX_DISTANCE,
    Rule.BREAK,
    Rule.WINDOW,
    Rule.OTHERS,
    Rule.DEPOT_HOURS,
    Rule.POSITION,
    Rule.ABOARD,
    Rule.HELD,
    Rule.PAIR,
    Rule.REACHABLE,
)
"""The rules that a place can break, as the rows of ``Seats.amounts``."""


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """
    The places for one step, one entry for each; amounts are what it adds to what was there.

    ``shift`` is the index into the board's shifts, ``index`` the place in the sequence.
    ``amounts`` is ``(rules, n)``, by how much each rule of ``AMOUNTS`` would be broken more.
    ``weight_cents`` is what lateness that is allowed would weigh more.
    """

    shift: Int64Array
    index: Int64Array
    leave_s: Int64Array
    begin_s: Int64Array
    extra_s: Int64Array
    """Paid seconds more."""
    extra_cents: Int64Array
    weight_cents: Int64Array
    amounts: Int64Array
    totals: Int64Array
    """By how much each rule would be broken by the whole route."""
    which: Int64Array
    """Of ``base``, the route that the place is in."""
    base: Sequence[Sequence[int]]

    def of(self, rule: Rule) -> Int64Array:
        """By how much each place breaks a rule."""
        row: Int64Array = self.amounts[AMOUNTS.index(rule)]
        return row

    @property
    def late_s(self) -> Int64Array:
        """How late the order itself would be, where that is more than it allows."""
        return self.of(Rule.WINDOW)

    @property
    def over_s(self) -> Int64Array:
        """How far behind the end of the shift."""
        return self.of(Rule.SHIFT_END)

    def route(self, place: int, step: int) -> list[int]:
        """The route with the step at a place."""
        base, index = self.base[int(self.which[place])], int(self.index[place])
        return [*base[:index], step, *base[index:]]


_LINES = ("shift", "index", "leave_s", "begin_s", "extra_s", "extra_cents", "weight_cents")


def joined(some: Sequence[Seats]) -> Seats:
    """All places of several answers about one board."""
    first, *others = some
    if not others:
        return first
    before = np.cumsum([0, *(len(seats.base) for seats in some)])
    lines = {
        name: np.concatenate([getattr(seats, name) for seats in some])
        for name in (
            "shift",
            "index",
            "leave_s",
            "begin_s",
            "extra_s",
            "extra_cents",
            "weight_cents",
        )
    }
    return Seats(
        **lines,
        amounts=np.hstack([seats.amounts for seats in some]),
        totals=np.hstack([seats.totals for seats in some]),
        which=np.concatenate(
            [seats.which + first for seats, first in zip(some, before, strict=False)]
        ),
        base=[route for seats in some for route in seats.base],
    )
