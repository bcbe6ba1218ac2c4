"""What one plan of a day changes against another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain import Plan

RETIMED = timedelta(minutes=10)
"""From so much on, a customer would notice."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one plan changes against another; differences are after minus before."""

    moved: tuple[str, ...]
    """Orders with another driver."""
    newly_served: tuple[str, ...]
    newly_left: tuple[str, ...]
    retimed: tuple[str, ...]
    """Orders served by the same driver, ten minutes or more earlier or later."""
    drivers: int
    on_time: int
    driving_s: int
    distance_m: int
    cost_cents: int


def compare(before: Plan, after: Plan) -> Comparison:
    """What the second plan changes."""
    drove, drives = _driver_of(before), _driver_of(after)
    began, begins = _begin_of(before), _begin_of(after)
    totals_before, totals_after = before.totals, after.totals
    return Comparison(
        moved=tuple(o for o in drives if o in drove and drove[o] != drives[o]),
        newly_served=tuple(o for o in drives if o not in drove),
        newly_left=tuple(o for o in drove if o not in drives),
        retimed=tuple(
            o for o in drives if drove.get(o) == drives[o] and abs(began[o] - begins[o]) >= RETIMED
        ),
        drivers=totals_after.drivers - totals_before.drivers,
        on_time=totals_after.on_time - totals_before.on_time,
        driving_s=round((totals_after.driving - totals_before.driving).total_seconds()),
        distance_m=totals_after.distance_m - totals_before.distance_m,
        cost_cents=totals_after.cost_cents - totals_before.cost_cents,
    )


def _begin_of(plan: Plan) -> dict[str, datetime]:
    return {step.order_id or "": step.service_start for _, step in plan.visits()}


def _driver_of(plan: Plan) -> dict[str, str]:
    return {
        step.order_id or "": plan.shift_by_id[route.shift_id].driver
        for route, step in plan.visits()
    }
