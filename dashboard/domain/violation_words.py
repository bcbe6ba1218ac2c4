"""A broken rule as a shop owner reads it, such as "Café Aalto: 12 min late"."""

from datetime import timedelta

from dashboard.domain.orders import Order
from dashboard.domain.plans import Plan, Rule, Violation
from dashboard.domain.shifts import Shift
from dashboard.domain.words import STANDARD, Formats, count_words, distance_words, duration_words


def violation_words(plan: Plan, violation: Violation, formats: Formats = STANDARD) -> str:
    """What is broken and by how much, whose order it is, but not which driver breaks it."""
    order = plan.order_by_id.get(violation.order_id or "")
    if order is None:
        return _of_route(violation, formats)
    words = _of_order(violation, order, plan.shift_by_id[violation.shift_id])
    return f"{order.customer or f'order {order.id}'}: {words}"


def _of_route(violation: Violation, formats: Formats) -> str:
    amount, span = violation.amount, _minutes(violation.amount)
    words = {
        Rule.SHIFT_END: f"back {span} after the shift has ended",
        Rule.DEPOT_HOURS: f"at the depot {span} after it has closed",
        Rule.MAX_DUTY: f"{span} more than the longest working time",
        Rule.MAX_DISTANCE: f"{distance_words(amount, formats)} more than the longest route",
        Rule.PARCELS: f"{count_words(amount, 'parcel')} too many for the vehicle",
        Rule.WEIGHT: f"{amount / 1000:g} kg too heavy for the vehicle",
        Rule.VOLUME: f"{amount / 1000:g} l too much for the vehicle",
        Rule.STOPS: f"{count_words(amount, 'stop')} too many",
        Rule.RELOADS: "loads again too often",
        Rule.BREAK: "a break is missing or too late",
        Rule.HELD: "the route is held fast",
        Rule.REACHABLE: "no way leads back",
    }
    return words[violation.rule]


def _of_order(violation: Violation, order: Order, shift: Shift) -> str:
    words = {
        Rule.WINDOW: f"{_minutes(violation.amount)} late",
        Rule.SKILL: f"the driver lacks {', '.join(sorted(order.skills - shift.skills))}",
        Rule.DRIVER_CLASS: f"only {order.driver_class.strip()} may take it",
        Rule.DEPOT: "its goods are at another depot",
        Rule.DRIVER: "only other drivers may take it",
        Rule.NOT_DRIVER: "this driver may not take it",
        Rule.PIN: "it is kept with another driver",
        Rule.POSITION: "it is kept at another place in the route",
        Rule.PAIR: "it is not fetched before it is delivered",
        Rule.ABOARD: "it is not aboard",
        Rule.REACHABLE: "no way leads there",
    }
    return words[violation.rule]


def _minutes(amount_s: int) -> str:
    """To the next full minute: it is at least not later than that."""
    return duration_words(timedelta(minutes=-(-amount_s // 60)))
