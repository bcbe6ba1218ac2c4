"""What a planner wishes of one day, and what of it reaches the search."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.domain import (
    NO_AIMS,
    Aims,
    Assignment,
    Balance,
    Break,
    Held,
    Kind,
    Pause,
    Pin,
    Plan,
    PlannerError,
    Reload,
    Task,
    deliveries,
    make_plan,
)
from dashboard.services import days, orders, plans, wishes
from dashboard.services.held_routes import held_routes
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import finished_plan, plan_so_far, problem_of
from dashboard.services.wishes import DayWishes
from dashboard.solve.protocol import Budget
from dashboard.store import Store
from dashboard.travel.estimates import Estimate
from tests.build import order, plan_of, problem, shift, street, window
from tests.services.ready import DATE, ready_day

NEXT = DATE + dt.timedelta(days=1)
FIRST, SECOND = "Own van-1", "Own van-2"
PINS = (Pin("A1", SECOND), Pin("A2", FIRST, 1))


def test_wishes_are_kept_for_their_day_alone(store: Store) -> None:
    ready_day(store, 2)
    wishes.save_aims(store, DATE, Aims(Balance.HOURS, 30))
    for pin in PINS:
        wishes.add_pin(store, DATE, pin)
    assert wishes.get_wishes(store, DATE) == DayWishes(Aims(Balance.HOURS, 30), PINS)
    days.begin(store, NEXT)
    assert wishes.get_wishes(store, NEXT) == DayWishes()
    wishes.save_aims(store, DATE, NO_AIMS)
    wishes.remove_pin(store, DATE, "A1")
    assert wishes.get_aims(store, DATE) == NO_AIMS
    assert wishes.get_wishes(store, DATE).pins == PINS[1:]


def test_the_later_pin_of_an_order_and_of_a_place_counts(store: Store) -> None:
    ready_day(store, 2)
    for pin in (Pin("A1", FIRST, 1), Pin("A2", SECOND, 1), Pin("A2", FIRST, 1)):
        wishes.add_pin(store, DATE, pin)
    assert wishes.get_wishes(store, DATE).pins == (Pin("A1", FIRST), Pin("A2", FIRST, 1))


def test_wishes_reach_the_problem_and_the_plan(store: Store) -> None:
    ready_day(store, 2)
    before = stored_inputs(store, DATE)
    wishes.save_aims(store, DATE, Aims(Balance.STOPS))
    wishes.add_pin(store, DATE, PINS[0])
    after = stored_inputs(store, DATE)
    assert after.sha256 != before.sha256
    day = problem_of(after, Estimate())
    assert (day.pins, day.aims) == (PINS[:1], Aims(Balance.STOPS))
    plan = _plan(store, {SECOND: ["A1", "A2"]})
    assert (plan.pins, plan.aims) == (PINS[:1], Aims(Balance.STOPS))


def test_pins_of_what_is_gone_are_passed_over(store: Store) -> None:
    ready_day(store, 2)
    for pin in (Pin("A1", "Ghost-1"), Pin("A9", FIRST), Pin("A2", FIRST)):
        wishes.add_pin(store, DATE, pin)
    assert stored_inputs(store, DATE).pins == (Pin("A2", FIRST),)


def _plan(store: Store, routes: dict[str, list[str]]) -> Plan:
    inputs = stored_inputs(store, DATE)
    day = problem_of(inputs, Estimate())
    return plan_so_far(inputs, day, deliveries(routes), seed=0, budget=Budget(None, 1))


def _lock_first(store: Store) -> None:
    plan = _plan(store, {FIRST: ["A1", "A2"], SECOND: ["A3"]})
    wishes.lock_route(store, DATE, plan, FIRST)


def test_a_locked_route_keeps_its_steps_and_loses_what_is_left_out(store: Store) -> None:
    ready_day(store, 3)
    _lock_first(store)
    inputs = stored_inputs(store, DATE)
    assert inputs.held == {FIRST: Held((Task("A1"), Task("A2")))}
    assert inputs.locked == {FIRST}
    keys = [view.key for view in orders.list_orders(store, DATE)]
    orders.exclude(store, keys[:1], True)
    assert stored_inputs(store, DATE).held == {FIRST: Held((Task("A2"),))}
    orders.exclude(store, keys[:2], True)
    assert not stored_inputs(store, DATE).locked
    orders.exclude(store, keys[:2], False)
    wishes.unlock_route(store, DATE, FIRST)
    assert not stored_inputs(store, DATE).locked


def test_a_pin_and_a_lock_cannot_contradict_each_other(store: Store) -> None:
    ready_day(store, 3)
    plan = _plan(store, {FIRST: ["A1", "A2"], SECOND: ["A3"]})
    wishes.add_pin(store, DATE, PINS[0])
    wishes.lock_route(store, DATE, plan, FIRST)
    assert not wishes.get_wishes(store, DATE).pins
    with pytest.raises(PlannerError, match="unlock the route first"):
        wishes.add_pin(store, DATE, PINS[0])
    wishes.add_pin(store, DATE, Pin("A3", FIRST))


def test_a_driver_without_a_route_has_none_to_lock(store: Store) -> None:
    ready_day(store, 1)
    with pytest.raises(PlannerError, match="nothing to lock"):
        wishes.lock_route(store, DATE, plan_of(problem(street(1)), {"s1": ["o1"]}), SECOND)


def test_an_order_is_locked_to_one_route(store: Store) -> None:
    ready_day(store, 2)
    before = _plan(store, {FIRST: ["A1", "A2"]})
    after = _plan(store, {FIRST: ["A1"], SECOND: ["A2"]})
    wishes.lock_route(store, DATE, before, FIRST)
    wishes.lock_route(store, DATE, after, SECOND)
    locked = wishes.get_wishes(store, DATE).locked
    assert locked == {FIRST: (Task("A1"),), SECOND: (Task("A2"),)}


def test_steps_that_fit_no_more_leave_a_locked_route() -> None:
    rest = Break("noon", window("09:00", "16:00"), dt.timedelta(minutes=30))
    pair = order("pair", 1)
    locked = {
        "s1": (
            Task("pair", Kind.PICK_UP), Task("pair"), Pause("noon"), Pause("gone"),
            Reload("depot"), Reload("north"), Task("o"),
        )
    }  # fmt: skip
    [held] = held_routes(locked, [pair, order("o", 2)], [shift(breaks=(rest,))]).values()
    assert held.steps == (Task("pair"), Pause("noon"), Reload("depot"), Task("o"))


def test_the_steps_of_a_plan_are_those_it_was_made_of() -> None:
    rest = Break("noon", window("09:00", "16:00"), dt.timedelta(minutes=30))
    steps = (Task("o1"), Pause("noon"), Reload("depot"), Task("o2"))
    day = problem(street(2), [shift(breaks=(rest,), reloads=1)])
    plan = make_plan(day, Assignment({"s1": steps}))
    assert plans.assignment_of(plan).steps["s1"] == steps


def test_what_a_planner_has_locked_may_break_a_rule(store: Store) -> None:
    ready_day(store, 3)
    _lock_first(store)
    days.save_classes(
        store, DATE,
        [replace(kind, max_stops=1) for kind in days.get_setup(store, DATE).classes],
    )  # fmt: skip
    inputs = stored_inputs(store, DATE)
    routes = deliveries({FIRST: ["A1", "A2"], SECOND: ["A3"]})
    plan = finished_plan(
        inputs, problem_of(inputs, Estimate()), routes, [],
        solver="", seed=0, budget=Budget(None, 1),
    )  # fmt: skip
    assert {violation.shift_id for violation in plan.violations} == {FIRST}
