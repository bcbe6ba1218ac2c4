"""What one plan changes against another, in words and order by order."""

from datetime import timedelta

import pandas as pd

from dashboard.domain import (
    Formats,
    Plan,
    clock_words,
    distance_words,
    duration_words,
    money_words,
)
from dashboard.services.plans import Comparison

NOT_SCHEDULED = "not scheduled"


def difference_words(change: Comparison, formats: Formats) -> str:
    """Such as "+48 €, 2 more on time, 12 min less driving"."""
    parts = [
        _cost(change.cost_cents, formats),
        _more(change.on_time, f"{abs(change.on_time)}", "on time", less="fewer"),
        _more(change.drivers, f"{abs(change.drivers)}", _drivers(change.drivers), less="fewer"),
        _driving(change.driving_s),
        _distance(change.distance_m, formats),
    ]
    said = [part for part in parts if part]
    return ", ".join(said) if said else "the same cost, times and distance"


def order_words(change: Comparison) -> str:
    """Such as "5 with another driver, 1 newly served"; empty where none differ."""
    counts = (
        (len(change.moved), "with another driver"),
        (len(change.newly_served), "newly served"),
        (len(change.newly_left), "left out instead"),
        (len(change.retimed), "10 min or more earlier or later"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def changed_orders(change: Comparison, before: Plan, after: Plan, formats: Formats) -> pd.DataFrame:
    """A row for each order with another driver or time, or that one of the plans leaves out."""
    was, becomes = _drivers_of(before, formats), _drivers_of(after, formats)
    order_ids = (*change.newly_left, *change.newly_served, *change.moved, *change.retimed)
    orders = {**before.order_by_id, **after.order_by_id}
    rows = [
        (
            order_id,
            orders[order_id].customer,
            was.get(order_id, NOT_SCHEDULED),
            becomes.get(order_id, NOT_SCHEDULED),
        )
        for order_id in order_ids
    ]
    return pd.DataFrame(rows, columns=["Order", "Customer", "Before", "After"])


def _drivers_of(plan: Plan, formats: Formats) -> dict[str, str]:
    """Order to driver and time, such as "2 Mikko, 10:40"."""
    shifts = plan.shift_by_id
    return {
        step.order_id or "": f"{shifts[route.shift_id].number} {shifts[route.shift_id].driver}, "
        f"{clock_words(step.service_start, plan.day, formats)}"
        for route, step in plan.visits()
    }


def _cost(cents: int, formats: Formats) -> str:
    words = money_words(cents, formats)
    if words == money_words(0, formats):
        return ""
    return f"+{words}" if cents > 0 else words


def _more(amount: int, words: str, what: str, *, less: str = "less") -> str:
    if not amount:
        return ""
    return f"{words} {'more' if amount > 0 else less} {what}"


def _drivers(amount: int) -> str:
    return "driver" if abs(amount) == 1 else "drivers"


def _driving(seconds: int) -> str:
    minutes = round(seconds / 60)
    return _more(minutes, duration_words(timedelta(minutes=abs(minutes))), "driving")


def _distance(metres: int, formats: Formats) -> str:
    words = distance_words(abs(metres), formats)
    if words == distance_words(0, formats):
        return ""
    return _more(metres, words, "to drive")
