"""Money as the integers of a search: arcs, seconds and the price of leaving an order out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.domain import (
    UNREACHABLE,
    Assignment,
    Clock,
    Order,
    Priority,
    Problem,
    Shift,
    schedule,
)
from dashboard.domain.money import day_cost_cents, shift_cost_cents
from dashboard.domain.schedules import late_weight_cents
from dashboard.domain.spans import seconds
from dashboard.solve.bundles import members_of
from dashboard.solve.fences import crossing_price, fence_prices

Int64Array = npt.NDArray[np.int64]

UNITS_PER_CENT = 360
"""A tenth of what would make every price per hour a whole number per second."""

FAR = 10**6
"""Instead of a way that does not exist, in seconds: longer than any day, and far from overflow."""

_PRIORITY_STEP = 20  # One order of a priority outweighs twenty of the next lower one.
_DEAREST_SHIFTS = 3  # More than one more order could keep busy from opening to close.
_FASTEST_M_PER_S = 30


def arc_prices(problem: Problem, shift: Shift) -> Int64Array:
    """
    Units for driving from row to column and halting there, int64 ``(n, n)``.

    Kilometres, the price of the stop and fences; a second at the wheel counts one
    unit besides, so that among equally dear plans the shorter one wins.
    """
    travel = problem.travel[shift.profile]
    metres = travel.distances_m.astype(np.int64)
    driving = travel.mean_s().astype(np.int64)
    per_metre = shift.costs.km_cents * UNITS_PER_CENT / 1000
    prices: Int64Array = np.rint(metres * per_metre).astype(np.int64)
    prices += driving + shift.costs.stop_cents * UNITS_PER_CENT
    prices += fence_prices(problem)
    prices[travel.distances_m == UNREACHABLE] = FAR * UNITS_PER_CENT
    np.fill_diagonal(prices, 0)
    return prices


def second_price(shift: Shift) -> int:
    """Units for one paid second."""
    return round(shift.costs.hour_cents * UNITS_PER_CENT / 3600)


def overtime_price(shift: Shift) -> int:
    """Units for one second of overtime, on top of ``second_price``."""
    return round(
        shift.costs.hour_cents * max(0.0, shift.costs.overtime_factor - 1) * UNITS_PER_CENT / 3600
    )


def overrun_price(shift: Shift) -> int:
    """Units for one second behind the end of a shift, on top of ``second_price``."""
    return round(shift.costs.overrun_cents * UNITS_PER_CENT / 3600)


def opening_price(shift: Shift) -> int:
    """Units for letting a shift drive; nothing where it is paid when idle too."""
    if shift.paid_when_idle:
        return 0
    return shift.costs.shift_cents * UNITS_PER_CENT


def prizes(problem: Problem) -> list[int]:
    """
    Units lost by leaving each order out: more than serving it could ever cost.

    Waiting is in the price: a shift may have to stand for hours for one more order.
    """
    base = sum(sorted(map(_dearest, problem.shifts), reverse=True)[:_DEAREST_SHIFTS]) + 1
    return [base * _weight(order) for order in problem.orders]


def price_of(problem: Problem, assignment: Assignment, on: Clock | None = None) -> int:
    """
    What an assignment really costs, in units: money, lateness and the orders left out.

    Where a search is to stay within fences, what it pays for crossing them besides.
    """
    routes = schedule(problem, assignment, on)
    visits = ((problem.order_by_id[s.order_id or ""], s) for r in routes for s in r.served)
    cents = day_cost_cents(problem.shifts, routes)
    cents += sum(late_weight_cents(order, step) for order, step in visits)
    besides = lost_price(problem, assignment) + crossing_price(problem, assignment)
    return besides + cents * UNITS_PER_CENT


def lost_price(problem: Problem, assignment: Assignment) -> int:
    """What the orders on no shift are worth, in units."""
    served = set(assignment.order_ids())
    valued = zip(problem.orders, prizes(problem), strict=True)
    return sum(prize for order, prize in valued if order.id not in served)


def typical_second(problem: Problem) -> float:
    """Units that a second at the wheel costs all in all, over the fleet; at least 1."""
    km_per_s: dict[str, float] = {}
    for profile in {shift.profile for shift in problem.shifts}:
        travel = problem.travel[profile]
        spent = max(int(travel.mean_s().sum(dtype=np.int64)), 1)
        km_per_s[profile] = float(travel.distances_m.sum(dtype=np.int64)) / spent / 1000
    prices = [
        second_price(shift) + shift.costs.km_cents * UNITS_PER_CENT * km_per_s[shift.profile] + 1
        for shift in problem.shifts
    ]
    return max(1.0, float(np.mean(prices)))


def _weight(order: Order) -> int:
    return sum(int(_PRIORITY_STEP ** (o.priority - Priority.LOW)) for o in members_of(order))


def _dearest(shift: Shift) -> int:
    overrun_s = seconds(shift.overrun)
    span_s = seconds(shift.hours.end - shift.hours.start) + overrun_s
    cents = shift_cost_cents(
        shift.costs,
        paid_s=span_s,
        distance_m=span_s * _FASTEST_M_PER_S,
        stops=1,
        overrun_s=overrun_s,
    )
    return cents * UNITS_PER_CENT + span_s


def kinds_of(problem: Problem, shifts: Sequence[Shift]) -> list[list[Shift]]:
    """The shifts that a search cannot tell apart, in the order of their first."""
    kinds: dict[tuple[object, ...], list[Shift]] = {}
    for shift in shifts:
        kinds.setdefault(kind_of(problem, shift), []).append(shift)
    return list(kinds.values())


def kind_of(problem: Problem, shift: Shift) -> tuple[object, ...]:
    """All that matters to a search: the same for shifts that it cannot tell apart."""
    is_held = shift.id in problem.held or shift.id in problem.locked
    return (
        shift.profile, shift.start, shift.end, shift.hours, shift.loading, shift.capacity,
        shift.max_stops, shift.costs, shift.paid_when_idle, problem.offers(shift),
        shift.depot_id, shift.class_name, shift.max_duty, shift.max_distance_m, shift.reloads,
        shift.overrun, tuple((rest.window, rest.length, rest.after) for rest in shift.breaks),
        shift.id if is_held else "",
    )  # fmt: skip
