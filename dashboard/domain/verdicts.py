"""What a plan means, in one sentence a shop owner can act upon."""

from collections.abc import Sequence
from datetime import timedelta

from dashboard.domain.plans import Plan, Totals, Unassigned
from dashboard.domain.words import (
    STANDARD,
    Formats,
    count_words,
    distance_words,
    duration_words,
    money_words,
)

_EXPLAINED, _NAMED = 2, 3
_LEAST_TRAFFIC = timedelta(minutes=1)


def verdict(plan: Plan, formats: Formats = STANDARD) -> str:
    """
    Such as "3 drivers: 61 of 63 on time, 2 not scheduled: …. 7 h 40 of driving, 88 km, 214 €."

    One or two orders left out are explained; of more, the first few are named.
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
    cost = money_words(totals.cost_cents, formats)
    return f"{sentence} {work}{estimate}, {distance}, {cost}.{_traffic(totals, formats)}"


def _traffic(totals: Totals, formats: Formats) -> str:
    """Such as " Traffic costs 34 min and 12.80 € of it."; nothing where it costs no minute."""
    if totals.traffic < _LEAST_TRAFFIC:
        return ""
    money = money_words(totals.traffic_cents, formats, exact=True)
    also = f" and {money}" if totals.traffic_cents > 0 else ""
    return f" Traffic costs {duration_words(totals.traffic)}{also} of it."


def _on_time(on_time: int, orders: int) -> str:
    if on_time == orders:
        return "your one order on time" if orders == 1 else f"all {orders} orders on time"
    return f"{on_time} of {orders} on time"


def _named(left_out: Sequence[Unassigned], plan: Plan) -> str:
    orders = plan.order_by_id
    names = [orders[o.order_id].customer or o.order_id for o in left_out]
    if len(left_out) <= _EXPLAINED:
        return ", ".join(f"{n} ({o.text})" for n, o in zip(names, left_out, strict=True))
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
