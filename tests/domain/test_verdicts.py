"""The verdict: a plan in one sentence that counts right."""

from dataclasses import replace

from dashboard.domain import Formats, TravelSource, verdict
from tests.build import day_plan, order, plan_of, problem, shift, street


def test_a_day_that_goes_well_says_so_first() -> None:
    plan = plan_of(problem(street(3)), {"s1": ["o1", "o2", "o3"]})
    assert verdict(plan) == "1 driver: all 3 orders on time. 1 h 00 of driving, 6.0 km, 28 €."


def test_one_order_is_no_plural() -> None:
    plan = plan_of(problem(street(1)), {"s1": ["o1"]})
    assert verdict(plan).startswith("1 driver: your one order on time.")


def test_what_is_left_out_is_named_with_its_reason() -> None:
    assert verdict(day_plan(4, 3)).startswith(
        "3 drivers: 3 of 4 on time, 1 not scheduled: Customer o4 (no time left)."
    )


def test_many_left_out_are_counted() -> None:
    plan = plan_of(problem(street(6)), {"s1": ["o1"]})
    words = verdict(plan)
    assert "1 of 6 on time, 5 not scheduled: Customer o2, Customer o3" in words
    assert "Customer o4 and 2 more." in words
    assert "no time left" not in words


def test_an_order_without_a_name_is_called_by_its_number() -> None:
    nameless = replace(order("o1"), customer="")
    assert "not scheduled: o1 (" in verdict(plan_of(problem([nameless, order("o2")]), {}))


def test_the_late_are_counted_apart_from_those_left_out() -> None:
    orders = [order("a", 1), order("b", 6, windows=[("09:00", "09:10")]), order("c", 1)]
    words = verdict(plan_of(problem(orders), {"s1": ["a", "b"]}))
    assert words.startswith("1 driver: 1 of 3 on time, 1 late, 1 not scheduled: Customer c")


def test_a_day_on_which_nobody_drives() -> None:
    assert verdict(plan_of(problem(street(1)), {})) == (
        "Nobody drives: 0 of 1 on time, 1 not scheduled: Customer o1 (no time left)."
    )


def test_an_empty_day() -> None:
    assert (
        verdict(plan_of(problem([], [shift()]), {})) == "There is nothing to deliver on this day."
    )


def test_an_estimate_is_called_one_and_figures_follow_the_settings() -> None:
    plan = plan_of(problem(street(3)), {"s1": ["o1", "o2", "o3"]})
    guessed = replace(plan, travel=TravelSource("estimate", True))
    assert "of driving (estimated), 3.7 mi, $28." in verdict(guessed, Formats("USD", "mi"))
