"""Where one order of a plan could stand: priced as the plan would be, and nothing kept quiet."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from dashboard.domain import (
    Assignment,
    Break,
    Collection,
    Held,
    Kind,
    Pause,
    Pin,
    Plan,
    Problem,
    Reload,
    Rule,
    Step,
    Task,
    Violation,
    clock,
    complaints,
    make_plan,
)
from dashboard.domain.plans import Reason, Unassigned
from dashboard.domain.violations import worse
from dashboard.solve.insertion import complete
from dashboard.solve.moves import Place, best_places
from tests.build import at, house, order, plan_of, problem, shift, street, window
from tests.solve.ruled_days import RULES, ruled_day
from tests.solve.small_days import small_days

TWO = (shift("s1", 1), shift("s2", 2))


def places(day: Problem, plan: Plan, order_id: str, *, most: int = 8, **more: str) -> list[Place]:
    """The places for an order, each of them proved: the plan that follows is as it was told."""
    found = best_places(clock(day), plan, order_id, most=most, **more)
    for place in found:
        prove(day, plan, place, order_id)
    return found


def prove(day: Problem, plan: Plan, place: Place, order_id: str) -> None:
    """The plan with the order there costs, breaks and begins what the place says."""
    after = plan_after(day, plan, place)
    assert complaints(day, after) == []
    assert after.totals.cost_cents - plan.totals.cost_cents == place.extra_cents
    assert set(place.broken) <= set(after.violations)
    assert worse(after.violations, (*plan.violations, *place.broken)) == []
    [(route, step)] = [(r, s) for r in after.routes for s in r.served if s.order_id == order_id]
    assert (route.shift_id, step.arrival, step.stop_no) == (
        place.shift_id, place.arrival, place.stop_no
    )  # fmt: skip


def plan_after(day: Problem, plan: Plan, place: Place) -> Plan:
    """The plan with the routes of the place."""
    return kept(day, {**steps_of(plan), **place.routes})


def kept(day: Problem, steps: dict[str, tuple[Step, ...]]) -> Plan:
    """The plan of these steps."""
    routes = Assignment(steps)
    served = set(routes.order_ids())
    left = [Unassigned(o.id, Reason.FLEET_FULL_TIME, "") for o in day.orders if o.id not in served]
    return make_plan(day, routes, unassigned=left)


def steps_of(plan: Plan) -> dict[str, tuple[Step, ...]]:
    """The steps of each route."""
    found: dict[str, list[Step]] = {}
    for route in plan.routes:
        for step in route.steps:
            one: Step = Pause(step.break_id) if step.break_id else Reload("depot")
            one = Task(step.order_id, step.kind) if step.order_id else one
            found.setdefault(route.shift_id, []).append(one)
    return {name: tuple(steps) for name, steps in found.items()}


def test_where_it_is_stands_first_then_the_best_of_each_driver_then_the_next_best() -> None:
    day = problem(street(6), TWO)
    plan = plan_of(day, {"s1": ["o1", "o2", "o3"], "s2": ["o4", "o5", "o6"]})
    here, *others = places(day, plan, "o3")
    assert (here.is_here, here.shift_id, here.after, here.extra_cents) == (True, "s1", "o2", 0)
    assert [place.shift_id for place in others[:2]] == ["s2", "s1"]
    # On the way of the other driver it is no way round.
    assert others[0].extra_cents < 0 == others[1].extra_cents
    assert not any(place.broken or place.is_here for place in others)
    assert len(places(day, plan, "o3", most=3)) == 4


def test_an_order_left_out_has_places_but_is_nowhere_yet() -> None:
    day = problem(street(3), TWO)
    plan = plan_of(day, {"s1": ["o1", "o2"]})
    found = places(day, plan, "o3")
    assert not any(place.is_here for place in found)
    # An idle driver too; the way to the end of the street costs more than to go on.
    assert [(place.shift_id, place.after) for place in found[:2]] == [("s1", "o2"), ("s2", None)]


def test_a_place_that_breaks_a_rule_comes_last_and_says_which() -> None:
    late = order("late", 6, windows=[("09:00", "10:00")])
    day = problem([*street(2), late], (TWO[0], replace(TWO[1], max_stops=0)))
    plan = plan_of(day, {"s1": ["late", "o1", "o2"]})
    found = places(day, plan, "o1")
    assert [place.shift_id for place in found][-1] == "s2"
    assert [(v.rule, v.amount) for v in found[-1].broken] == [(Rule.STOPS, 1)]
    of_driver = places(day, plan, "late", shift_id="s2")
    assert [place.shift_id for place in of_driver] == ["s1", "s2"]


def test_what_the_plan_breaks_already_is_not_told_as_new_unless_it_is_worse() -> None:
    late = order("late", 2, windows=[("09:00", "09:10")])
    day = problem([*street(1), late, order("o3", 3)], [shift()])
    plan = plan_of(day, {"s1": ["late", "o3", "o1"]})
    assert [violation.rule for violation in plan.violations] == [Rule.WINDOW]
    broken = {place.stop_no: place.broken for place in places(day, plan, "o1")}
    assert (broken[2], broken[3]) == ((), ())
    [worse_than_now] = broken[1]
    assert worse_than_now.amount == plan.violations[0].amount + 300


def test_a_pair_moves_together() -> None:
    fetched = order("pair", 5, collect=Collection(house(4), service=timedelta(minutes=5)))
    day = problem([*street(2), fetched], TWO)
    plan = plan_of(day, {"s1": ["o1"], "s2": ["o2"]})
    for place in places(day, plan, "pair"):
        tasks = [step for step in place.routes[place.shift_id] if isinstance(step, Task)]
        assert place.fetched is not None
        assert place.fetched < place.arrival
        assert [t.kind for t in tasks if t.order_id == "pair"] == [Kind.PICK_UP, Kind.DELIVER]


def test_breaks_are_owed_by_who_drives_long_enough_only() -> None:
    rest = [
        Break(f"noon{k}", window("10:00", "11:00"), timedelta(minutes=30), timedelta(hours=2))
        for k in (1, 2)
    ]
    both = [shift(f"s{k}", k, breaks=(rest[k - 1],)) for k in (1, 2)]
    day = problem([order("far", 7), *street(2)], both)
    plan = kept(day, {"s1": (Task("far"), Pause("noon1"), Task("o2")), "s2": (Task("o1"),)})
    other = next(place for place in places(day, plan, "far") if place.shift_id == "s2")
    assert Pause("noon1") not in other.routes["s1"]
    assert Pause("noon2") in other.routes["s2"]
    assert not other.broken


def test_a_second_load_goes_with_the_order_that_needed_it() -> None:
    small = [shift("s1", 1, parcels=1, reloads=1), shift("s2", 2, parcels=1, reloads=1)]
    day = problem(street(3), small)
    plan = kept(day, {"s1": (Task("o1"), Reload("depot"), Task("o3")), "s2": (Task("o2"),)})
    other = next(place for place in places(day, plan, "o3") if place.shift_id == "s2")
    assert other.routes["s1"] == (Task("o1"),)
    assert Reload("depot") in other.routes["s2"]
    assert not other.broken


@pytest.mark.parametrize("order_id", ["o1", "o2"])
def test_what_is_locked_stays_and_nothing_is_offered_there(order_id: str) -> None:
    held = {"s1": Held((Task("o1"),))}
    day = replace(problem(street(3), TWO), held=held, locked=frozenset({"s1"}))
    plan = plan_of(day, {"s1": ["o1"], "s2": ["o2", "o3"]})
    shifts = {place.shift_id for place in places(day, plan, order_id)}
    assert shifts == {"s1" if order_id == "o1" else "s2"}
    assert places(day, plan, "o1")[0].is_here


def test_under_way_nothing_comes_before_what_is_done_nor_is_what_is_not_aboard() -> None:
    held = {"s1": Held((Task("o1"),), at("09:00"), frozenset({"o1", "o2"}))}
    day = replace(problem(street(4), TWO), held=held)
    plan = plan_of(day, {"s1": ["o1", "o2"], "s2": ["o3", "o4"]})
    assert [place.is_here for place in places(day, plan, "o1")] == [True]
    assert {place.after for place in places(day, plan, "o2") if place.shift_id == "s1"} == {"o1"}
    assert {place.shift_id for place in places(day, plan, "o3")} == {"s2"}


def test_the_place_of_another_order_is_not_taken_quietly() -> None:
    day = replace(problem(street(3), TWO), pins=(Pin("o2", "s1", -1),))
    plan = plan_of(day, {"s1": ["o1", "o2"], "s2": ["o3"]})
    last = [place for place in places(day, plan, "o3") if place.after == "o2"]
    assert all([v.rule for v in place.broken] == [Rule.POSITION] for place in last)


def test_an_order_that_cannot_be_planned_has_no_place() -> None:
    day = problem(street(1), TWO)
    assert places(day, plan_of(day, {"s1": ["o1"]}), "unknown") == []


@pytest.mark.parametrize("seed", range(12))
def test_under_all_rules_a_plan_is_what_its_place_has_said(seed: int) -> None:
    day = ruled_day(Random(seed).sample(sorted(RULES), 5), seed)
    plan = kept(day, dict(complete(day, Assignment()).steps))
    assert sum(len(places(day, plan, one.id)) for one in day.orders) > len(day.orders)


def test_in_traffic_and_between_unlike_drivers_too() -> None:
    for day, routes in small_days(12):
        plan = kept(day, dict(routes.steps))
        for one in day.orders:
            places(day, plan, one.id)


def test_accepted_is_what_is_broken_by_no_more_than_that() -> None:
    late = Violation(Rule.WINDOW, "s1", "o1", 60)
    assert worse([late, replace(late, amount=59)], [late]) == []
    assert worse([later := replace(late, amount=61)], [late]) == [later]
    assert worse([other := replace(late, shift_id="s2")], [late]) == [other]
