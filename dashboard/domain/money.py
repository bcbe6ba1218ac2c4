"""What routes cost, in integer cents."""

from collections.abc import Iterable

from dashboard.domain.fleet import Costs
from dashboard.domain.plans import Route
from dashboard.domain.shifts import Shift


def shift_cost_cents(
    costs: Costs, *, paid_s: int, distance_m: int, stops: int, overrun_s: int = 0
) -> int:
    """
    What one shift that drives costs; rounded once, to the nearest cent.

    ``paid_s`` is its duty, without pauses that are not paid; ``overrun_s`` how far it returns
    behind its hours.
    """
    overtime_s = 0
    if costs.overtime_after is not None:
        overtime_s = max(0, paid_s - round(costs.overtime_after.total_seconds()))
    weighed_s = paid_s + overtime_s * (costs.overtime_factor - 1)
    cost = (
        costs.shift_cents
        + costs.hour_cents * weighed_s / 3600
        + costs.overrun_cents * overrun_s / 3600
        + costs.km_cents * distance_m / 1000
        + costs.stop_cents * stops
    )
    return max(round(cost), costs.min_guarantee_cents)


def idle_cost_cents(shift: Shift) -> int:
    """What a shift without visits costs: nothing, unless its class is paid when idle."""
    if not shift.paid_when_idle:
        return 0
    return max(shift.costs.shift_cents, shift.costs.min_guarantee_cents)


def day_cost_cents(shifts: Iterable[Shift], routes: Iterable[Route]) -> int:
    """All routes, and the idle shifts that are paid nevertheless."""
    cost_by_shift = {route.shift_id: route.cost_cents for route in routes}
    return sum(
        cost_by_shift[shift.id] if shift.id in cost_by_shift else idle_cost_cents(shift)
        for shift in shifts
    )
