"""Each rule broken by the least that breaks it: named it passes, silent or misnamed it fails."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from dashboard.domain import (
    Assignment,
    Break,
    Collection,
    Depot,
    Held,
    Kind,
    Order,
    Pause,
    Pin,
    Plan,
    Problem,
    Reason,
    Reload,
    Rule,
    Step,
    Task,
    TimeWindow,
    Unassigned,
    complaints,
    make_plan,
)
from tests.build import at, depot, house, order, problem, shift, window

SECOND, FIVE = timedelta(seconds=1), timedelta(minutes=5)
A, B, C = Task("a"), Task("b"), Task("c")
FETCH_A, BACK_B, AGAIN = Task("a", Kind.PICK_UP), Task("b", Kind.HAND_BACK), Reload("depot")
LUNCH = Break("lunch", window("10:00", "10:20"), FIVE)
TEA = Break("tea", window("09:00", "17:00"), FIVE)
FAR = order("a", 5)
"""Arrived at 09:50, done at 09:55, back at 10:45."""
PAIR = order("a", 2, collect=Collection(house(1), (window("09:00", "09:40"),), FIVE))
BACK = order("b", 1, parcels=2, kind=Kind.HAND_BACK)


@dataclass(frozen=True)
class Case:
    """Steps on a day, and the only rule that they break."""

    day: Problem
    routes: dict[str, Sequence[Step]]
    rule: Rule
    amount: int
    words: str
    order_id: str | None = None

    @property
    def plan(self) -> Plan:
        return plan_of_steps(self.day, self.routes)


def plan_of_steps(day: Problem, routes: dict[str, Sequence[Step]]) -> Plan:
    """The timed plan of steps by shift id; the rest is unassigned."""
    assignment = Assignment({name: tuple(steps) for name, steps in routes.items()})
    left = {order.id for order in day.orders} - set(assignment.order_ids())
    reasons = [Unassigned(name, Reason.FLEET_FULL_TIME, "") for name in sorted(left)]
    return make_plan(day, assignment, unassigned=reasons)


def one(*orders: Order, yard: Depot | None = None, **more: object) -> Problem:
    """A day of one shift."""
    return problem(orders, [shift(**more)], at_depot=yard)  # type: ignore[arg-type]


def two(*orders: Order, **more: object) -> Problem:
    """A day of two shifts, the second with breaks of its own."""
    day = problem(orders, [shift(), shift("s2", 2, breaks=(TEA,))])
    return replace(day, **more)  # type: ignore[arg-type]


def on(*steps: Step) -> dict[str, Sequence[Step]]:
    """The steps of the first shift."""
    return {"s1": steps}


def until(clock: datetime) -> Depot:
    """The depot, closing then."""
    return replace(depot(), hours=TimeWindow(at("08:00"), clock))


SLOW = order("a", 5, service_min=30 + 1 / 60)
CASES = {
    "a break that is owed": Case(
        one(FAR, breaks=(LUNCH,)), on(A), Rule.BREAK, 300, "never takes lunch"
    ),
    "a break a second late": Case(
        one(SLOW, breaks=(LUNCH,)), on(A, Pause("lunch")), Rule.BREAK, 1, "takes lunch 1 s late"
    ),
    "a break twice": Case(
        one(FAR, breaks=(LUNCH,)), on(A, Pause("lunch"), Pause("lunch")), Rule.BREAK, 2, "2 times"
    ),
    "another driver's break": Case(two(FAR), on(A, Pause("tea")), Rule.BREAK, 1, "takes tea"),
    "a reload too many": Case(
        one(FAR, order("b"), reloads=1), on(A, AGAIN, B, AGAIN), Rule.RELOADS, 1, "reloads 2 of 1"
    ),
    "overloaded on the way by a hand-back": Case(
        one(FAR, BACK, parcels=2), on(BACK_B, A), Rule.PARCELS, 1, "parcels carried 3 of 2"
    ),
    "overloaded on the way by what is fetched": Case(
        one(PAIR, order("b", 3), parcels=1), on(FETCH_A, A, B), Rule.PARCELS, 1, "carried 2 of 1"
    ),
    "overloaded by what stays aboard at a reload": Case(
        one(PAIR, order("b", 3), parcels=1, reloads=1),
        on(FETCH_A, AGAIN, B, A), Rule.PARCELS, 1, "carried 2 of 1",
    ),
    "delivered before it is fetched": Case(
        one(PAIR), on(A, FETCH_A), Rule.PAIR, 1, "deliver, pickup", "a"
    ),
    "never fetched": Case(one(PAIR), on(A), Rule.PAIR, 1, "fetched, then delivered", "a"),
    "never delivered": Case(one(PAIR), on(FETCH_A), Rule.PAIR, 1, "fetched, then delivered", "a"),
    "fetched behind its window": Case(
        one(order("b", 3), replace(PAIR, max_late=8 * FIVE)), on(B, FETCH_A, A),
        Rule.WINDOW, 15 * 60, "window of a closed", "a",
    ),
    "later than it may be": Case(
        one(order("a", 1, windows=[("08:00", "09:09")], max_late=timedelta(seconds=59))),
        on(A), Rule.WINDOW, 60, "window of a closed", "a",
    ),
    "a second beyond the overrun": Case(
        one(FAR, hours=("09:00", "10:40"), overrun=FIVE - SECOND), on(A), Rule.SHIFT_END, 1, "after"
    ),
    "a second too long on duty": Case(
        one(FAR, max_duty=timedelta(minutes=105) - SECOND), on(A), Rule.MAX_DUTY, 1, "on duty"
    ),
    "a metre too far": Case(
        one(FAR, max_distance_m=9999), on(A), Rule.MAX_DISTANCE, 1, "metres driven 10000 of 9999"
    ),
    "a second after the depot closes": Case(
        one(FAR, yard=until(at("10:45") - SECOND)), on(A), Rule.DEPOT_HOURS, 1, "which closes"
    ),
    "loaded after the depot closes": Case(
        one(FAR, end=None, yard=until(at("09:00") - SECOND)),
        on(A), Rule.DEPOT_HOURS, 1, "which closes",
    ),
    "loaded again after the depot closes": Case(
        one(FAR, order("b"), end=None, reloads=1, yard=until(at("10:45") - SECOND)),
        on(A, AGAIN, B), Rule.DEPOT_HOURS, 1, "which closes",
    ),
    "loaded at another depot": Case(
        one(order("a", depot="barn")), on(A), Rule.DEPOT, 1, "only at barn", "a"
    ),
    "another driver than those asked for": Case(
        one(order("a", drivers=frozenset({"Ann", " driver 2"}))),
        on(A), Rule.DRIVER, 1, "a is only for", "a",
    ),
    "a driver who should not": Case(
        one(order("a", not_drivers=frozenset({"DRIVER 1 ", "1", "Ann"}))),
        on(A), Rule.NOT_DRIVER, 2, "a is not for", "a",
    ),
    "two skills that are missing": Case(
        one(order("a", skills=frozenset({"lift", "cooling"}))),
        on(A), Rule.SKILL, 2, "skill missing for a: cooling, lift", "a",
    ),
    "pinned to the other shift": Case(
        two(FAR, pins=(Pin("a", "s2", 7),)), on(A), Rule.PIN, 1, "bound to s2", "a"
    ),
    "aboard the other shift": Case(
        two(FAR, held={"s2": Held((), at("09:00"), frozenset({"a"}))}),
        on(A), Rule.PIN, 1, "bound to s2", "a",
    ),
    "pinned to another place": Case(
        two(PAIR, order("b", 3), pins=(Pin("b", "s1", 2),)),
        on(FETCH_A, B, A), Rule.POSITION, 1, "pinned to place 2", "b",
    ),
    "pinned to the end": Case(
        two(FAR, order("b"), pins=(Pin("a", "s1", -1),)),
        on(A, B), Rule.POSITION, 1, "pinned to place -1", "a",
    ),
    "begun with other steps": Case(
        two(FAR, order("b"), held={"s1": Held((A,))}), on(B, A), Rule.HELD, 1, "does not begin"
    ),
    "locked, and given one step more": Case(
        two(FAR, order("b"), held={"s1": Held((A,))}, locked=frozenset({"s1"})),
        on(A, B), Rule.HELD, 1, "locked to other steps",
    ),
    "delivered without being aboard": Case(
        two(FAR, order("b"), held={"s1": Held((A,), at("09:00"), frozenset({"a"}))}),
        on(A, B), Rule.ABOARD, 1, "b is not aboard", "b",
    ),
    "delivered without having been loaded again": Case(
        two(FAR, order("b"), held={"s1": Held((A, AGAIN), at("09:00"), frozenset({"a"}))},
            shifts=(shift(reloads=1),)),
        on(A, AGAIN, B), Rule.ABOARD, 1, "b is not aboard", "b",
    ),
}  # fmt: skip

KEPT = {
    "a break at the last second": (
        one(replace(SLOW, service=6 * FIVE), breaks=(LUNCH,)), on(A, Pause("lunch")),
    ),
    "no break for who is back as its window ends": (one(order("a", 3.75), breaks=(LUNCH,)), on(A)),
    "no break on a short day": (
        one(FAR, breaks=(replace(LUNCH, after=timedelta(minutes=105)),)), on(A),
    ),
    "a hand-back once there is room": (one(FAR, BACK, parcels=2), on(A, BACK_B)),
    "a hand-back that has left at the depot": (
        one(FAR, BACK, parcels=2, reloads=1), on(BACK_B, AGAIN, A),
    ),
    "fetched and delivered, with a reload between": (
        one(PAIR, order("b", 3), parcels=2, reloads=1), on(FETCH_A, AGAIN, B, A),
    ),
    "as late as it may be": (
        one(order("a", 1, windows=[("08:00", "09:09")], max_late=timedelta(minutes=1))), on(A),
    ),
    "back at the last second": (one(FAR, hours=("09:00", "10:40"), overrun=FIVE), on(A)),
    "as long on duty as can be": (one(FAR, max_duty=timedelta(minutes=105)), on(A)),
    "as far as can be": (one(FAR, max_distance_m=10000), on(A)),
    "back as the depot closes": (one(FAR, yard=until(at("10:45"))), on(A)),
    "home after the depot closes": (one(FAR, end=house(-1), yard=until(at("09:00"))), on(A)),
    "asked for by number": (one(order("a", drivers=frozenset({"1", " "}))), on(A)),
    "asked for by shift": (one(order("a", drivers=frozenset({"S1"}))), on(A)),
    "pinned to the place it has": (
        two(PAIR, order("b", 3), pins=(Pin("b", "s1", 1), Pin("a", "s1", -1))), on(FETCH_A, B, A),
    ),
    "not aboard, but loaded on the way": (
        two(FAR, order("b"), held={"s1": Held((A,), at("09:00"), frozenset({"a"}))},
            shifts=(shift(reloads=1),)),
        on(A, AGAIN, B),
    ),
    "back before it was planned, as it left early": (
        two(FAR, held={"s1": Held((A,), at("08:00"), frozenset({"a"}))}), on(A),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_must_be_named_as_it_is_broken(name: str) -> None:
    case = CASES[name]
    plan = case.plan
    assert [(v.rule, v.order_id, v.amount) for v in plan.violations] == [
        (case.rule, case.order_id, case.amount)
    ]
    assert complaints(case.day, plan) == []
    [unnamed] = complaints(case.day, replace(plan, violations=()))
    assert case.words in unnamed
    more = [replace(v, amount=v.amount + 1) for v in plan.violations]
    assert case.words in complaints(case.day, replace(plan, violations=tuple(more)))[0]


@pytest.mark.parametrize("name", KEPT)
def test_a_rule_just_kept_is_not_broken(name: str) -> None:
    day, routes = KEPT[name]
    plan = plan_of_steps(day, routes)
    assert plan.violations == ()
    assert complaints(day, plan) == []


def test_a_pair_split_over_two_shifts_is_broken_by_both() -> None:
    day = two(PAIR)
    plan = plan_of_steps(day, {"s1": (FETCH_A,), "s2": (A,)})
    assert [(v.rule, v.shift_id) for v in plan.violations] == [
        (Rule.PAIR, "s1"), (Rule.PAIR, "s2"),
    ]  # fmt: skip
    assert complaints(day, plan) == []
    assert len(complaints(day, replace(plan, violations=plan.violations[:1]))) == 1


def test_a_shift_with_steps_to_do_may_not_stay() -> None:
    day = two(FAR, held={"s1": Held((A,))})
    silent = replace(plan_of_steps(day, {}), violations=())
    assert complaints(day, silent) == [
        "s1: states {}, but breaks ['s1 stays, but has steps to do']"
    ]
