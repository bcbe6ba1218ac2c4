"""What stands in the way of an order, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from dashboard.domain import (
    Capacity,
    Day,
    Obstacle,
    Order,
    Rule,
    Shift,
    count_words,
    duration_words,
    window_words,
)

_DIMENSIONS = {
    Rule.PARCELS: ("parcels", "parcels", 1),
    Rule.WEIGHT: ("weight_g", "kg", 1000),
    Rule.VOLUME: ("volume_cm3", "l", 1000),
}
LOADS = tuple(_DIMENSIONS)
"""The rules of load, in the sequence of every load array."""
HOURS = (Rule.MAX_DUTY, Rule.MAX_DISTANCE, Rule.BREAK, Rule.DEPOT_HOURS)
"""What else bounds a shift."""
HELD_FAST = (Rule.HELD, Rule.ABOARD, Rule.POSITION)
_TIMES = (Rule.WINDOW, Rule.SHIFT_END, *HOURS)
_ASKED = {
    Rule.DRIVER: "only certain drivers may take it",
    Rule.NOT_DRIVER: "the driver may not take it",
    Rule.PIN: "it is kept with another driver",
    Rule.DEPOT: "its goods are at another depot",
}
_BOUNDS = {
    Rule.MAX_DUTY: "the longest working time",
    Rule.MAX_DISTANCE: "the longest route",
    Rule.BREAK: "the breaks",
    Rule.DEPOT_HOURS: "the opening hours of the depot",
    Rule.HELD: "routes that are held fast",
    Rule.ABOARD: "that it is not aboard",
    Rule.POSITION: "the places that others are held to",
    Rule.PAIR: "that it is fetched first",
}
_IN_THE_WAY = {
    Rule.MAX_DUTY: "no working time left for it",
    Rule.MAX_DISTANCE: "the route would be too long",
    Rule.BREAK: "no time left for a break",
    Rule.DEPOT_HOURS: "not back before the depot closes",
    Rule.HELD: "the route is held fast",
    Rule.ABOARD: "has left without it",
    Rule.POSITION: "another order has its place",
    Rule.PAIR: "it cannot be fetched first",
}


def alone_words(order: Order, rules: Sequence[Rule], able: Sequence[Shift], day: Day) -> str:
    """Why nobody could serve it even with nothing else to do; ``able`` may take it at all."""
    if len(rules) > 1 and not set(rules) <= set(LOADS):
        return _said(order, *_together(order, rules, day))
    [first, *_] = rules
    if first is Rule.DRIVER_CLASS:
        return _said(order, "nobody may take it", "none drives today")
    if first is Rule.SKILL:
        names = ", ".join(sorted(order.skills))
        return _said(order, f"no driver today has: {names}", f"none of them has: {names}")
    if first in LOADS:
        return too_big_words(order, rules, able)
    if first is Rule.WINDOW:
        windows = window_words(order.windows, day)
        there = f"can be there within {windows}, even with an empty route"
        return _said(order, f"nobody {there}", f"none of them {there}")
    if first is Rule.SHIFT_END:
        if order.windows:
            long = f"long enough to be there within {window_words(order.windows, day)} and back"
            return _said(order, f"no shift is {long}", f"no shift of theirs is {long}")
        hours = "there and back takes longer than its hours"
        return _said(
            order,
            f"too far for any shift: {hours}",
            f"it is too far for any shift of theirs: {hours}",
        )
    if first is Rule.STOPS:
        return _said(order, "no driver may make a stop", "none of them may make a stop")
    if first in _ASKED:
        return _said(order, f"{_ASKED[first]}, and nobody else drives today", _ASKED[first])
    if first in _BOUNDS:
        return _stands_in_the_way(order, first)
    return "no way leads there"


def together_words(order: Order, rules: Sequence[Rule], day: Day) -> str:
    """What is used up by the other orders, of which each driver could serve this one alone."""
    if not rules:
        return "it still fits in: plan again"
    if len(rules) > 1 and not set(rules) <= set(LOADS):
        return _said(order, *_together(order, rules, day))
    [first, *_] = rules
    if first in LOADS:
        return _said(
            order,
            "it would fit the drivers' time, but every vehicle that could take it is full",
            "every vehicle of theirs that could be there in time is full",
        )
    if first is Rule.STOPS:
        full_of_stops = "every driver who could take it has as many stops as allowed"
        return _said(order, full_of_stops, full_of_stops)
    if first is Rule.WINDOW:
        busy = f"busy elsewhere within {window_words(order.windows, day)}"
        return _said(order, f"all drivers are {busy}", f"all of them are {busy}")
    if first is Rule.OTHERS:
        return _said(
            order,
            "with any driver it would make another order late",
            "with any of them it would make another order late",
        )
    if first is Rule.REACHABLE:
        return "no way leads there from where the drivers are"
    if first in _BOUNDS:
        return _stands_in_the_way(order, first)
    return _said(order, "no driver has enough time left", "none of them has enough time left")


def too_big_words(order: Order, rules: Iterable[Rule], shifts: Sequence[Shift]) -> str:
    """Which of its loads is more than any of these vehicles takes."""
    found = []
    for rule in rules:
        field, unit, size = _DIMENSIONS[rule]
        rooms = [_room(shift.capacity, field) for shift in shifts]
        need = getattr(order.load, field)
        most = max((room for room in rooms if room is not None), default=0)
        if None in rooms or most >= need:
            return _said(
                order, "it is larger than any vehicle", "it is larger than any of their vehicles"
            )
        found.append(f"{need / size:g} {unit} is more than the {most / size:g}")
    more, having = " and ".join(found), ""
    if order.skills:
        having = f" with {', '.join(sorted(order.skills))}"
    return _said(
        order, f"{more} any vehicle{having} takes", f"{more} any vehicle of theirs{having} takes"
    )


def each_words(obstacles: Iterable[Obstacle]) -> str:
    """What stands in the way class by class, where that is not the same with all of them."""
    return "; ".join(f"{one.class_name}: {one.words}" for one in obstacles)


def class_words(
    order: Order, rules: Sequence[Rule], amounts: Mapping[Rule, int], *, is_alone: bool
) -> str:
    """What stands in the way with the drivers of one class, such as "12 min too late"."""
    if not rules:
        return "it still fits in"
    words = [_class_rule(order, rule, amounts.get(rule, 0), is_alone) for rule in rules]
    even = ", even with an empty route" if is_alone and {*rules} & {*_TIMES} else ""
    return " and ".join(words) + even


def _class_rule(order: Order, rule: Rule, amount: int, is_alone: bool) -> str:
    minutes = duration_words(timedelta(minutes=-(-amount // 60)))
    if rule in LOADS:
        _, unit, size = _DIMENSIONS[rule]
        more = count_words(amount, "parcel") if size == 1 else f"{amount / size:g} {unit}"
        return f"{'too small' if is_alone else 'full'}: {more} too many"
    if rule is Rule.STOPS:
        return "no stop allowed" if is_alone else "as many stops as allowed"
    if rule is Rule.WINDOW:
        return f"{minutes} too late" if amount else "not there within its window"
    if rule is Rule.SHIFT_END:
        return f"{minutes} too long for the shift"
    if rule is Rule.SKILL:
        return f"lacks {', '.join(sorted(order.skills))}"
    words = {
        **_ASKED,
        **_IN_THE_WAY,
        Rule.OTHERS: "another order would be late",
        Rule.DRIVER_CLASS: f"only {order.driver_class.strip()} may take it",
        Rule.REACHABLE: "no way leads there",
    }
    return words[rule]


def _together(order: Order, rules: Sequence[Rule], day: Day) -> tuple[str, str]:
    """Several rules, of which no single one need be given up: of all drivers, and of a class."""
    causes = dict.fromkeys(_cause(order, rule, day) for rule in rules)
    *some, last = causes
    words = f"{', '.join(some)} and {last} stand in the way together"
    return words, f"{words} with each of them"


def _cause(order: Order, rule: Rule, day: Day) -> str:
    causes = {
        **_BOUNDS,
        **_ASKED,
        Rule.STOPS: "the most stops a driver may make",
        Rule.WINDOW: f"its window {window_words(order.windows, day)}",
        Rule.SHIFT_END: "the end of the shifts",
        Rule.OTHERS: "the windows of other orders",
        Rule.SKILL: f"what it needs ({', '.join(sorted(order.skills))})",
        Rule.DRIVER_CLASS: "the only class that may take it",
        Rule.REACHABLE: "a way that is missing",
    }
    return causes.get(rule, "the room in the vehicles")


def _stands_in_the_way(order: Order, rule: Rule) -> str:
    if rule is Rule.ABOARD:
        gone = "left without it, and cannot come back for it in time"
        return _said(order, f"every driver has {gone}", f"all of them have {gone}")
    words = f"{_BOUNDS[rule]} {'stands' if rule is not Rule.BREAK else 'stand'} in the way"
    return _said(order, f"{words} with every driver", f"{words} with all of them")


def _said(order: Order, of_all: str, of_class: str) -> str:
    """What is true of all drivers, or of those of the only class that may take the order."""
    only = order.driver_class.strip()
    return f"only {only} may take it, and {of_class}" if only else of_all


def _room(capacity: Capacity, field: str) -> int | None:
    room: int | None = getattr(capacity, field)
    return room
