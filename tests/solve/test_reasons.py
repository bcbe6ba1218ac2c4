"""Reasons are true: what a reason names, taken away, makes the order fit."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain import Capacity, Order, Priority, Reason, Shift, Task, deliveries
from dashboard.solve.engines import ENGINES, plan_routes
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import reasons
from tests.build import order, problem, shift

BUDGET = Budget(None, 50, workers=1)


def reason_of(orders: list[Order], fleet: list[Shift]) -> dict[str, Reason]:
    solved = plan_routes(problem(orders, fleet), budget=BUDGET)
    return {left.order_id: left.reason for left in solved.unassigned}


NEAR = order("near", 1)
CASES = [
    (order("x", 1, parcels=99), shift(parcels=10), Reason.TOO_BIG_FOR_ANY_VEHICLE),
    (order("x", 6, windows=[("09:00", "09:30")]), shift(), Reason.WINDOW_IMPOSSIBLE_ALONE),
    (order("x", 30), shift(), Reason.SHIFT_TOO_SHORT_ALONE),
    (order("x", 1, skills=frozenset({"cooling"})), shift(), Reason.MISSING_SKILL),
]


@pytest.mark.parametrize(("bad", "van", "reason"), CASES)
def test_an_order_impossible_alone_is_named_and_the_rest_planned(
    bad: Order, van: Shift, reason: Reason
) -> None:
    assert reason_of([NEAR, bad], [van]) == {"x": reason}


@pytest.mark.parametrize(
    ("mended", "van"),
    [
        (CASES[0][0], shift(parcels=100)),
        (replace(CASES[1][0], windows=()), shift()),
        (CASES[2][0], shift(hours=("09:00", "20:00"))),
        (CASES[3][0], shift(skills=frozenset({"cooling"}))),
    ],
)
def test_taking_away_what_the_reason_names_makes_the_order_fit(mended: Order, van: Shift) -> None:
    assert reason_of([NEAR, mended], [van]) == {}


BIKES = replace(shift("s2", 2, parcels=1), class_name="Bike")


def test_an_order_for_a_class_that_does_not_drive_is_told_so() -> None:
    [left] = plan_routes(problem([order("x", 1, driver_class=" bike")]), budget=BUDGET).unassigned
    assert left.reason is Reason.NO_ALLOWED_VEHICLE
    assert left.text == "only bike may take it, and none drives today"


def test_an_order_goes_to_the_only_class_that_may_take_it() -> None:
    orders = [order("x", 1, driver_class="bike"), order("y", 2, driver_class="Van"), NEAR]
    for name in sorted(ENGINES):
        budget = Budget(0.2, workers=1) if name == "ortools" else BUDGET
        solved = plan_routes(problem(orders, [shift(), BIKES]), budget=budget, solver=name)
        [carried] = solved.assignment.steps["s2"]
        assert carried == Task("x")
        assert solved.unassigned == ()


@pytest.mark.parametrize(
    ("more", "reason", "words"),
    [
        ({}, Reason.FLEET_FULL_CAPACITY, "every vehicle of theirs that could be there in time is"),
        ({"parcels": 2}, Reason.TOO_BIG_FOR_ANY_VEHICLE, "2 parcels is more than the 1 any"),
        ({"skills": frozenset({"cooling"})}, Reason.MISSING_SKILL, "none of them has: cooling"),
        ({"x": 30}, Reason.SHIFT_TOO_SHORT_ALONE, "it is too far for any shift of theirs"),
        (
            {"x": 6, "windows": [("09:00", "09:30")]},
            Reason.WINDOW_IMPOSSIBLE_ALONE,
            "none of them can be there within",
        ),
    ],
)
def test_other_reasons_are_told_of_the_only_class(
    more: dict[str, Any], reason: Reason, words: str
) -> None:
    given = {"x": 2, "driver_class": "Bike", **more}
    day = problem([order("full", 1, driver_class="Bike"), order("o", **given)], [shift(), BIKES])
    [left] = reasons(day, deliveries({"s2": ["full"]}))
    assert left.reason is reason
    assert left.text.startswith(f"only Bike may take it, and {words}")


def test_a_full_fleet_is_told_from_a_fleet_without_time() -> None:
    day = problem([order("a", 1), order("b", 2)], [shift(parcels=1)])
    [left] = reasons(day, deliveries({"s1": ["a"]}))
    assert left.reason is Reason.FLEET_FULL_CAPACITY
    busy = problem(
        [order("a", 1, windows=[("09:10", "09:10")]), order("b", -1, windows=[("09:10", "09:12")])]
    )
    [left] = reasons(busy, deliveries({"s1": ["a"]}))
    assert left.reason is Reason.FLEET_FULL_TIME
    stops = problem([order("a", 1), order("b", 2)], [shift(max_stops=1)])
    [left] = reasons(stops, deliveries({"s1": ["a"]}))
    assert left.reason is Reason.FLEET_FULL_STOPS


def test_the_limit_of_stops_counts_doors() -> None:
    day = problem([order("a", 1), order("b", 1), order("c", 2)], [shift(max_stops=1)])
    full = complete(day, deliveries({"s1": ["a"]}))
    assert set(full.order_ids()) == {"a", "b"}


def test_completing_prefers_the_dearer_order() -> None:
    day = problem(
        [order("low", 1), replace(order("high", 2), priority=Priority.CRITICAL)],
        [shift(parcels=1)],
    )
    assert list(complete(day, deliveries({})).order_ids()) == ["high"]


def test_a_capacity_of_nothing_takes_only_empty_orders() -> None:
    van = replace(shift(), capacity=Capacity(parcels=0))
    assert reason_of([order("a", 1)], [van]) == {"a": Reason.TOO_BIG_FOR_ANY_VEHICLE}
