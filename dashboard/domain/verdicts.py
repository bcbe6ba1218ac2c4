"""What a plan means, in one sentence a shop owner can act upon."""

from collections.abc import Sequence

from dashboard.domain.plans import Plan, Unassigned
from dashboard.domain.words import (
    STANDARD,
    Formats,
    count_words,
    distance_words,
    duration_words,
    money_words,
)

_NAMED = 3


def verdict(plan: Plan, formats: Formats = STANDARD) -> str:
    """
    Such as "3 drivers: 61 of 63 on time, 2 not scheduled: …. 7 h 40 of driving, 88 km, 214 €."

    Only the first few orders left out are named; the rest are counted.
    """
    totals = plan.totals
    if not totals.orders:
        return "There is nothing to deliver on this day."
    who = count_words(totals.drivers, "driver") if totals.drivers else "Nobody drives"
    late = totals.orders - totals.unassigned - totals.on_time
    parts = [_on_time(totals.on_time, totals.orders)]
    if late:
        parts.append(f"{late} late")
    if plan.unassigned:
        parts.append(f"{len(plan.unassigned)} not scheduled: {_named(plan.unassigned, plan)}")
    sentence = f"{who}: {', '.join(parts)}."
    if not totals.drivers:
        return sentence
    work = f"{duration_words(totals.driving)} of driving"
    estimate = " (estimated)" if plan.travel.estimated else ""
    distance = distance_words(totals.distance_m, formats)
    return f"{sentence} {work}{estimate}, {distance}, {money_words(totals.cost_cents, formats)}."


def _on_time(on_time: int, orders: int) -> str:
    if on_time == orders:
        return "your one order on time" if orders == 1 else f"all {orders} orders on time"
    return f"{on_time} of {orders} on time"


def _named(left_out: Sequence[Unassigned], plan: Plan) -> str:
    orders = plan.order_by_id
    names = [f"{orders[o.order_id].customer or o.order_id} ({o.text})" for o in left_out[:_NAMED]]
    more = len(left_out) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
