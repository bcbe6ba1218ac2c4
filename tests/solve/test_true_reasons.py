"""Reasons on many small days: giving up exactly the rules that are named lets the order in."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy as np

from dashboard.domain import (
    Assignment,
    Capacity,
    Order,
    Problem,
    Reason,
    Rule,
    Shift,
    TimeWindow,
    TravelMatrix,
    clock,
    deliveries,
)
from dashboard.solve.board import board
from dashboard.solve.fits import best_fit
from dashboard.solve.reasons import reasons
from dashboard.solve.routes import routes_of
from tests.build import order, problem, shift, street
from tests.solve.small_days import small_days

ALONE = {
    Reason.UNREACHABLE, Reason.TOO_BIG_FOR_ANY_VEHICLE, Reason.NO_ALLOWED_VEHICLE,
    Reason.MISSING_SKILL, Reason.WINDOW_IMPOSSIBLE_ALONE, Reason.SHIFT_TOO_SHORT_ALONE,
    Reason.WRONG_DRIVER,
}  # fmt: skip


def without(day: Problem, rules: Collection[Rule], order_id: str) -> Problem:
    """The day as if these rules did not hold for an order."""
    orders = [_freed(o, rules) if o.id == order_id else o for o in day.orders]
    if Rule.OTHERS in rules:
        orders = [o if o.id == order_id else replace(o, windows=()) for o in orders]
    travel = day.travel
    if Rule.REACHABLE in rules:
        travel = {name: _joined(matrix) for name, matrix in travel.items()}
    shifts = tuple(_loosened(one, rules) for one in day.shifts)
    return replace(day, orders=tuple(orders), shifts=shifts, travel=travel)


def is_let_in(day: Problem, assignment: Assignment, order_id: str) -> bool:
    """Whether the order fits into the routes, nothing else moved."""
    room = board(clock(day), routes_of(day, assignment))
    return best_fit(room, day.order_index[order_id]) is not None


def _freed(one: Order, rules: Collection[Rule]) -> Order:
    return replace(
        one,
        windows=() if Rule.WINDOW in rules else one.windows,
        skills=frozenset() if Rule.SKILL in rules else one.skills,
        driver_class="" if Rule.DRIVER_CLASS in rules else one.driver_class,
        drivers=frozenset() if Rule.DRIVER in rules else one.drivers,
        not_drivers=frozenset() if Rule.NOT_DRIVER in rules else one.not_drivers,
    )


def _loosened(one: Shift, rules: Collection[Rule]) -> Shift:
    longer = timedelta(days=1) if Rule.SHIFT_END in rules else timedelta(0)
    return replace(
        one,
        hours=TimeWindow(one.hours.start, one.hours.end + longer),
        breaks=() if Rule.BREAK in rules else one.breaks,
        max_duty=None if Rule.MAX_DUTY in rules else one.max_duty,
        max_distance_m=None if Rule.MAX_DISTANCE in rules else one.max_distance_m,
        max_stops=None if Rule.STOPS in rules else one.max_stops,
        capacity=Capacity(
            None if Rule.PARCELS in rules else one.capacity.parcels,
            None if Rule.WEIGHT in rules else one.capacity.weight_g,
            None if Rule.VOLUME in rules else one.capacity.volume_cm3,
        ),
    )


def _joined(matrix: TravelMatrix) -> TravelMatrix:
    return replace(
        matrix,
        durations_s=np.maximum(matrix.durations_s, 0),
        distances_m=np.maximum(matrix.distances_m, 0),
    )


def test_giving_up_what_a_reason_names_and_nothing_less_lets_the_order_in() -> None:
    seen: Counter[Reason] = Counter()
    several = 0
    for day, assignment in small_days(200):
        for left in reasons(day, assignment):
            routes = Assignment() if left.reason in ALONE else assignment
            assert is_let_in(without(day, left.rules, left.order_id), routes, left.order_id), left
            assert left.rules
            for fewer in combinations(left.rules, len(left.rules) - 1):
                less = without(day, fewer, left.order_id)
                assert not is_let_in(less, routes, left.order_id), (left, fewer)
            seen[left.reason] += 1
            several += len(left.rules) > 1
    assert ALONE | {Reason.FLEET_FULL_TIME, Reason.FLEET_FULL_CAPACITY} <= seen.keys()
    assert several > 20


def test_what_stands_in_the_way_with_a_class_is_true_of_its_drivers() -> None:
    for day, assignment in small_days(100, seed=5):
        for left in reasons(day, assignment):
            drive = [shift.class_name for shift in day.shifts]
            assert [one.class_name for one in left.obstacles] == list(dict.fromkeys(drive))
            for one in left.obstacles:
                theirs = tuple(s for s in day.shifts if s.class_name == one.class_name)
                of_class = replace(day, shifts=theirs)
                routes = deliveries({})
                if is_let_in(of_class, routes, left.order_id):
                    routes = Assignment(
                        {s.id: assignment.steps.get(s.id, ()) for s in theirs},
                    )
                freed = without(of_class, one.rules, left.order_id)
                assert one.rules
                assert is_let_in(freed, routes, left.order_id), (left, one)


def test_where_the_fleet_is_full_one_more_such_shift_takes_the_order() -> None:
    full = (Reason.FLEET_FULL_TIME, Reason.FLEET_FULL_CAPACITY)
    for day, assignment in small_days(100, seed=9):
        more = tuple(replace(one, id=f"{one.id}+") for one in day.shifts)
        for left in reasons(day, assignment):
            if left.reason in full:
                larger = replace(day, shifts=(*day.shifts, *more))
                assert is_let_in(larger, assignment, left.order_id), left


def test_two_rules_that_stand_in_the_way_together_are_both_named() -> None:
    bad = order("bad", 6, windows=[("09:00", "09:30")], parcels=9)
    [left] = reasons(problem([bad], [shift(parcels=5)]), Assignment())
    assert left.reason is Reason.TOO_BIG_FOR_ANY_VEHICLE
    assert left.rules == (Rule.PARCELS, Rule.WINDOW)
    assert left.text == (
        "the room in the vehicles and its window 09:00–09:30 stand in the way together"
    )


def test_each_class_says_what_is_in_its_way_by_how_much() -> None:
    fleet = [
        shift("s1", 1, hours=("09:00", "10:00")),
        replace(shift("s2", 2, parcels=1), class_name="Bike"),
        replace(shift("s3", 3, skills=frozenset({"cooling"})), class_name="Cold van"),
    ]
    asked = order("x", 4, windows=[("09:00", "09:30")], parcels=3)
    [left] = reasons(problem([asked, *street(1)], fleet), deliveries({"s1": ["o1"]}))
    assert {one.class_name: one.words for one in left.obstacles} == {
        "Van": "25 min too long for the shift and 10 min too late, even with an empty route",
        "Bike": "too small: 2 parcels too many and 10 min too late, even with an empty route",
        "Cold van": "10 min too late, even with an empty route",
    }


def test_an_order_that_still_fits_is_not_said_to_be_impossible() -> None:
    [left] = reasons(problem(street(1)), Assignment())
    assert left.reason is Reason.NOT_WORTH_PENALTY
    assert left.text == "it still fits in: plan again"


def test_where_classes_have_unlike_obstacles_the_reason_says_each() -> None:
    short = shift("s1", 1, hours=("09:00", "09:20"))
    bike = replace(shift("s2", 2, parcels=2), class_name="Bike")
    cold = replace(shift("s3", 3), class_name="Truck", skills=frozenset({"cooling"}))
    asked = order("x", 1, parcels=3, driver_class="")
    day = problem([asked, order("busy", 1)], [short, bike])
    [left] = reasons(day, deliveries({"s1": ["busy"]}))
    assert left.text == (
        "Van: 5 min too long for the shift, even with an empty route;"
        " Bike: too small: 1 parcel too many"
    )
    needy = replace(asked, skills=frozenset({"cooling"}))
    [left] = reasons(problem([needy], [bike, replace(cold, capacity=Capacity(2))]), Assignment())
    assert left.text == "3 parcels is more than the 2 any vehicle with cooling takes"
