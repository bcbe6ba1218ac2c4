"""What an order asks of a shift, and stops of its own: in times, costs, judgement and documents."""

import json
from dataclasses import replace

import pytest

from dashboard.domain import Costs, Rule, complaints, plan_from_document, plan_to_document
from tests.build import order, plan_of, problem, shift, street


@pytest.mark.parametrize("name", ["Van", " van ", "VAN", "", "  "])
def test_a_class_is_known_by_its_name_in_whatever_case(name: str) -> None:
    assert all(map(shift().meets, order("a", driver_class=name).needs))


def test_a_class_is_not_a_skill_of_that_name() -> None:
    assert not any(map(shift().meets, order("a", skills=frozenset({"van"})).needs))


def test_an_order_with_another_class_than_its_own_is_named_and_told() -> None:
    day = problem([order("a", 1, driver_class="Bike", skills=frozenset({"x", "y"}))])
    plan = plan_of(day, {"s1": ["a"]})
    assert [(v.rule, v.order_id, v.amount) for v in plan.violations] == [
        (Rule.DRIVER_CLASS, "a", 1),
        (Rule.SKILL, "a", 2),
    ]
    assert complaints(day, plan) == []
    assert "a is only for Bike" in complaints(day, replace(plan, violations=()))[0]


def test_a_stop_of_its_own_has_its_own_number() -> None:
    orders = [order("a", 1), order("b", 1, own_stop=True), order("c", 1), order("d", 1)]
    day = problem(orders, [shift(max_stops=2, costs=Costs(stop_cents=100))])
    plan = plan_of(day, {"s1": ["a", "b", "c", "d"]})
    [route] = plan.routes
    assert [step.stop_no for step in route.visits] == [1, 2, 3, 3]
    assert (route.stop_count, route.cost_cents, plan.totals.stops) == (3, 300, 3)
    assert [(v.rule, v.amount) for v in plan.violations] == [(Rule.STOPS, 1)]
    assert complaints(day, plan) == []


def test_two_stops_of_their_own_are_two() -> None:
    orders = [order("a", 1, own_stop=True), order("b", 1, own_stop=True)]
    [route] = plan_of(problem(orders), {"s1": ["a", "b"]}).routes
    assert [step.stop_no for step in route.visits] == [1, 2]


def test_a_stop_number_that_should_be_its_own_is_told() -> None:
    orders = [order("a", 1), order("b", 1)]
    shared = plan_of(problem(orders), {"s1": ["a", "b"]})
    apart = problem([orders[0], replace(orders[1], own_stop=True)])
    assert any("calls stop 2 stop 1" in text for text in complaints(apart, shared))


def test_both_read_back_and_older_documents_have_neither() -> None:
    plan = plan_of(problem([order("a", 1, own_stop=True, driver_class="Bike")]), {})
    document = json.loads(json.dumps(plan_to_document(plan)))
    assert plan_from_document(document) == plan
    older = plan_to_document(plan_of(problem(street(1)), {}))
    for name in ("own_stop", "driver_class"):
        del older["orders"][0][name]
    [read] = plan_from_document(older).orders
    assert (read.own_stop, read.driver_class) == (False, "")
