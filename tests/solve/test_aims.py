"""Even routes and routes apart: each aim betters its own measure, and says what it costs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain import (
    NO_AIMS,
    Aims,
    Assignment,
    Balance,
    Break,
    Held,
    Order,
    Pin,
    Problem,
    Task,
    clock,
    complaints,
    make_plan,
    schedule,
)
from dashboard.domain.money import day_cost_cents
from dashboard.solve.aims import FREE_SHARE
from dashboard.solve.apart import nearness, owners, territories
from dashboard.solve.balance import Evenness, evenness
from dashboard.solve.board import board
from dashboard.solve.engines import Solved
from dashboard.solve.protocol import Budget
from dashboard.solve.routes import routes_of
from dashboard.solve.traffic import plan_in_traffic
from tests.build import order, problem, shift, street, window
from tests.solve.test_traffic import rushed

BUDGET = Budget(None, 300, workers=1)
EARLY, LATE = ("09:30", "10:30"), ("10:10", "12:00")
BALANCES = (Balance.STOPS, Balance.HOURS, Balance.ALL)


def lopsided(vans: int = 3) -> Problem:
    """
    Twelve houses on a street, of which one van has time for the eight farthest.

    The cheapest plan sends one as far and as full as can be, and one for the four that are left.
    """
    fleet = [shift(f"s{k}", k, hours=("09:00", "14:20")) for k in range(1, vans + 1)]
    return problem(street(12, service_min=10), fleet)


def planned(day: Problem, aims: Aims = NO_AIMS, budget: Budget = BUDGET) -> Solved:
    return plan_in_traffic(replace(day, aims=aims), budget=budget, seed=3)


def evenness_of(day: Problem, assignment: Assignment, balance: Balance) -> Evenness:
    return evenness(board(clock(day), routes_of(day, assignment)), balance)


def cost_cents(day: Problem, assignment: Assignment) -> int:
    return day_cost_cents(day.shifts, schedule(day, assignment))


def overlap(day: Problem, assignment: Assignment) -> float:
    return nearness(day).overlap(owners(day, routes_of(day, assignment)))


def is_sound(day: Problem, solved: Solved) -> bool:
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    return complaints(day, plan) == [] and not plan.violations


@pytest.mark.parametrize("balance", BALANCES)
def test_each_balance_betters_its_own_measure(balance: Balance) -> None:
    day = lopsided()
    free, even = planned(day), planned(day, Aims(balance))
    before = evenness_of(day, free.assignment, balance)
    after = evenness_of(day, even.assignment, balance)
    assert after.spread < before.spread / 2
    assert after.variation < before.variation / 2
    assert is_sound(day, even)
    assert even.unassigned == free.unassigned == ()


@pytest.mark.parametrize("balance", BALANCES)
def test_the_price_is_the_difference_to_the_plan_without_aims(balance: Balance) -> None:
    day = lopsided()
    share = replace(BUDGET, iterations=round(FREE_SHARE * (BUDGET.iterations or 0)))
    free, even = planned(day, budget=share), planned(day, Aims(balance))
    assert free.aims_cents is None
    assert even.aims_cents == cost_cents(day, even.assignment) - cost_cents(day, free.assignment)
    assert even.aims_cents > 0


def test_all_gives_everybody_work_that_is_worth_the_way() -> None:
    day = lopsided(vans=4)
    assert len(planned(day).assignment.steps) < 4
    served = planned(day, Aims(Balance.ALL)).assignment.steps
    assert {len(steps) > 1 for steps in served.values()} == {True}
    assert served.keys() == {"s1", "s2", "s3", "s4"}


def test_a_shift_is_measured_by_what_it_can_do() -> None:
    day = lopsided(vans=2)
    day = replace(day, shifts=(day.shifts[0], replace(day.shifts[1], max_duty=timedelta(hours=1))))
    halves = {"s1": day.orders[2:], "s2": day.orders[:2]}
    routes = {name: tuple(Task(o.id) for o in served) for name, served in halves.items()}
    even = evenness_of(day, Assignment(routes), Balance.HOURS)
    # Twelve houses out and back with ten services, and two houses there and back with two.
    assert even.work.tolist() == [340 * 60, 60 * 60]
    assert even.part.tolist() == [340 * 60, 60 * 60]
    assert even.spread == 0


def test_nothing_is_left_out_for_the_sake_of_an_aim() -> None:
    day = lopsided(vans=2)
    far = [order(f"far{k}", 14 + k) for k in range(3)]
    day = problem([*day.orders, *far], day.shifts)
    free = planned(day)
    for balance in BALANCES:
        even = planned(day, Aims(balance, apart=80))
        assert len(even.unassigned) <= len(free.unassigned)
        assert is_sound(day, even)


def test_routes_are_apart_if_that_is_asked_for() -> None:
    day = mixed()
    free = planned(day)
    some, most = (planned(day, Aims(apart=apart)) for apart in (50, 100))
    assert overlap(day, free.assignment) > 0.15
    assert overlap(day, some.assignment) < overlap(day, free.assignment)
    assert overlap(day, most.assignment) <= overlap(day, some.assignment)
    assert most.aims_cents
    assert is_sound(day, most)


def mixed() -> Problem:
    """
    Two villages on the way out, in each of which every second order is for the late morning.

    Waiting costs: the cheapest is one van for the early orders of both, and one for the late.
    """
    orders = [
        order(f"{village}{k}", x + k / 10, windows=[LATE if k % 2 else EARLY], service_min=3)
        for village, x in (("a", 3), ("b", 4.5))
        for k in range(8)
    ]
    return problem(orders, [shift(f"s{k}", k, max_stops=10) for k in (1, 2)])


def test_pins_and_routes_that_are_held_stay_as_they_are() -> None:
    day = lopsided()
    held = tuple(Task(f"o{k}") for k in (1, 2))
    day = replace(
        day,
        held={"s3": Held(held)},
        locked=frozenset({"s3"}),
        pins=(Pin("o12", "s2"), Pin("o3", "s2", position=1)),
    )
    for aims in (Aims(Balance.STOPS), Aims(Balance.ALL, apart=100)):
        steps = planned(day, aims).assignment.steps
        assert steps["s3"] == held
        assert steps["s2"][0] == Task("o3")
        assert Task("o12") in steps["s2"]


def test_the_same_seed_gives_the_same_plan() -> None:
    aims = Aims(Balance.HOURS, apart=60)
    one, two = (planned(lopsided(), aims) for _ in range(2))
    assert one == two


def test_where_there_is_nothing_to_compare_aims_change_nothing() -> None:
    aims = Aims(Balance.ALL, apart=100)
    for day in (problem([]), problem(street(3)), problem(street(1), lopsided().shifts)):
        assert planned(day, aims) == planned(day)


def test_no_order_can_be_served_at_all() -> None:
    day = problem([order("far", 90), order("farther", 95)], lopsided().shifts)
    solved = planned(day, Aims(Balance.STOPS, apart=50))
    assert solved.assignment.steps == {}
    assert len(solved.unassigned) == 2
    assert solved.aims_cents == 0


def test_who_asks_to_stop_has_an_answer_that_is_sound() -> None:
    day = replace(lopsided(), aims=Aims(Balance.HOURS))
    solved = plan_in_traffic(day, budget=Budget(600), stop=lambda: True)
    assert solved.unassigned == ()
    assert is_sound(day, solved)


@pytest.mark.parametrize("aims", [Aims(Balance.HOURS), Aims(Balance.ALL, apart=100)])
def test_nobody_is_late_in_traffic(aims: Aims) -> None:
    day = rushed(lopsided(vans=4), 1000, 1300)
    day = replace(
        day,
        aims=aims,
        orders=tuple(order(f"o{k}", k, windows=[("09:00", "13:00")]) for k in range(1, 11)),
    )
    even = plan_in_traffic(day, budget=BUDGET, seed=3)
    assert is_sound(day, even)
    assert even.aims_cents is not None


def test_a_break_that_comes_to_be_owed_is_taken() -> None:
    rests = [
        Break(f"s{k}/noon", window("11:00", "12:30"), timedelta(minutes=20)) for k in (1, 2, 3)
    ]
    day = lopsided()
    fleet = [replace(s, breaks=(rest,)) for s, rest in zip(day.shifts, rests, strict=True)]
    day = problem(street(12), fleet)
    for balance in BALANCES:
        even = planned(day, Aims(balance))
        assert is_sound(day, even)
        assert even.unassigned == ()


def test_orders_at_one_door_change_hands_together() -> None:
    fleet = lopsided().shifts
    orders = [o for k in range(1, 7) for o in doors_at(k)]
    day = problem(orders, fleet)
    even = planned(day, Aims(Balance.STOPS)).assignment
    for k in range(1, 7):
        pair = {f"o{k}a", f"o{k}b"}
        served = [set(Assignment({name: s}).order_ids()) for name, s in even.steps.items()]
        assert any(pair <= ids for ids in served)


def doors_at(x: int) -> Sequence[Order]:
    return [order(f"o{x}{letter}", x, service_min=12) for letter in "ab"]


def test_territories_are_patches_of_like_size_wherever_the_routes_are() -> None:
    day = mixed()
    # Each route serves every second house of both villages.
    owner = owners(day, {"s1": list(range(0, 16, 2)), "s2": list(range(1, 16, 2))})
    numbers = territories(day, owner).tolist()
    assert len(set(numbers[:8])) == len(set(numbers[8:])) == 1
    assert numbers[0] != numbers[8]
