"""Both searches against brute force, and what holds for every answer."""

import itertools
import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from dashboard.domain import (
    Assignment,
    Costs,
    Order,
    Priority,
    Problem,
    SolveError,
    complaints,
    deliveries,
    schedule,
    violations,
)
from dashboard.domain.money import day_cost_cents
from dashboard.solve.engines import ENGINES, Solved, plan_routes
from dashboard.solve.protocol import Budget
from tests.build import house, order, plan_of, problem, shift, street

SHORT = Budget(None, 300, workers=1)
QUICK = Budget(0.4, None, workers=1)


def weight(orders: Sequence[Order]) -> int:
    """What orders are worth: one of a priority outweighs all of the next lower one here."""
    return sum(20**o.priority for o in orders)


def brute_force(day: Problem) -> tuple[int, int]:
    """The most that can be served, and the least that this costs, over all routes."""
    best = (-1, 0)
    ids = [o.id for o in day.orders]
    for owners in itertools.product([None, *(s.id for s in day.shifts)], repeat=len(ids)):
        groups = {
            s.id: [i for i, own in zip(ids, owners, strict=True) if own == s.id] for s in day.shifts
        }
        for orders in itertools.product(*(itertools.permutations(g) for g in groups.values())):
            routes = schedule(day, deliveries(dict(zip(groups, map(list, orders), strict=True))))
            if violations(day, routes):
                continue
            served = [day.order_by_id[s.order_id or ""] for r in routes for s in r.visits]
            best = max(best, (weight(served), -day_cost_cents(day.shifts, routes)))
    return best[0], -best[1]


def random_day(seed: int) -> Problem:
    """Four orders and two shifts: loads, priorities, costs and, on odd seeds, windows by chance."""
    dice = random.Random(seed)
    spans = [
        (),
        (("09:00", "10:00"),),
        (("10:30", "11:00"),),
        (("09:10", "09:20"), ("11:00", "11:30")),
    ]
    orders = [
        order(
            f"o{k}",
            dice.randint(-5, 5) or 1,
            windows=dice.choice(spans) if seed % 2 else (),
            service_min=dice.choice([5, 10, 20]),
            parcels=dice.randint(1, 3),
            weight_g=dice.randint(0, 2000),
            priority=dice.choice(list(Priority)),
        )
        for k in range(4)
    ]
    costs = Costs(
        shift_cents=dice.choice([0, 2000]),
        hour_cents=dice.choice([1000, 2500]),
        km_cents=dice.choice([0, 40]),
        stop_cents=dice.choice([0, 300]),
        overtime_after=dice.choice([None, timedelta(hours=1)]),
    )
    fleet = [
        shift("s1", 1, hours=("09:00", "12:00"), parcels=dice.choice([3, 6]), costs=costs),
        shift(
            "s2", 2, hours=("09:00", "11:00"), weight_g=3000, max_stops=2,
            costs=Costs(hour_cents=2000, km_cents=30), end=dice.choice([house(0), house(2), None]),
        ),
    ]  # fmt: skip
    return problem(orders, fleet)


@pytest.mark.parametrize("name", sorted(ENGINES))
@pytest.mark.parametrize("seed", range(10))
def test_no_order_is_left_out_that_brute_force_can_serve(name: str, seed: int) -> None:
    day = random_day(seed)
    solved = plan_routes(day, budget=QUICK if name == "ortools" else SHORT, solver=name)
    plan = plan_of_solved(day, solved)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    served = [day.order_by_id[step.order_id or ""] for _, step in plan.visits()]
    most, least = brute_force(day)
    assert weight(served) == most
    if not any(o.windows for o in day.orders):
        # With windows a search may delay a service to shorten the paid day; the timetable never
        # does, so the cheapest sequence of the one need not be that of the other.
        assert plan.totals.cost_cents <= least + 1


def plan_of_solved(day: Problem, solved: Solved):  # type: ignore[no-untyped-def]
    return plan_of(
        day,
        {
            shift: [step.order_id for step in steps]  # type: ignore[union-attr]
            for shift, steps in solved.assignment.steps.items()
        },
    )


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    day = problem(street(12), [shift("s1", 1, parcels=7), shift("s2", 2, parcels=7)])
    first, second = (
        plan_routes(day, budget=Budget(None, 200), seed=7, solver="pyvrp").assignment
        for _ in range(2)
    )
    assert first == second


def test_a_shift_that_is_paid_a_guarantee_is_not_sent_for_one_stop() -> None:
    costs = Costs(stop_cents=600, min_guarantee_cents=6000)
    fleet = [shift(f"s{k}", k, costs=costs, end=None) for k in (1, 2, 3)]
    day = problem([order(f"o{k}", x) for k, x in enumerate((-2, -1, 1, 2))], fleet)
    plan = plan_of_solved(day, plan_routes(day, budget=SHORT, solver="pyvrp"))
    assert plan.totals.unassigned == 0
    assert plan.totals.cost_cents == 6000


def test_paid_waiting_is_seen_before_it_is_planned() -> None:
    late = ("13:00", "14:00")
    orders = [order("a", 1, windows=[("09:00", "10:00")]), order("b", 2, windows=[late])]
    orders += [order("c", -1, windows=[("09:00", "10:00")]), order("d", -2, windows=[late])]
    day = problem(orders, [shift("s1", 1), shift("s2", 2)])
    plan = plan_of_solved(day, plan_routes(day, budget=SHORT, solver="pyvrp"))
    # One van in the morning and one at noon: neither is paid for standing between the windows.
    assert plan.totals.waiting <= timedelta(minutes=10)


def test_a_better_plan_callback_hears_only_sound_routes() -> None:
    day = problem(street(12), [shift("s1", 1, parcels=7), shift("s2", 2, parcels=7)])
    heard: list[Assignment] = []
    plan_routes(day, budget=SHORT, on_better=heard.append)
    assert heard
    for assignment in heard:
        assert violations(day, schedule(day, assignment)) == ()


def test_a_search_stops_when_told() -> None:
    day = problem(street(10))
    solved = plan_routes(day, budget=Budget(60), stop=lambda: True)
    assert len(list(solved.assignment.order_ids())) == 10


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_search_starts_from_a_given_plan(name: str) -> None:
    day = problem(street(6))
    start = deliveries({"s1": [f"o{k}" for k in range(1, 7)]})
    solved = plan_routes(day, budget=QUICK, solver=name, start=start)
    assert solved.assignment.steps == start.steps


def test_no_orders_and_no_drivers_are_answered_without_a_search() -> None:
    assert plan_routes(problem([]), budget=SHORT).assignment == Assignment()
    nobody = problem(street(2))
    nobody = Problem(nobody.day, nobody.orders, (), nobody.depots, nobody.places, nobody.travel)
    solved = plan_routes(nobody, budget=SHORT)
    assert [left.reason.value for left in solved.unassigned] == ["NO_DRIVERS"] * 2


def test_an_unknown_search_is_refused() -> None:
    with pytest.raises(SolveError, match="no search called"):
        plan_routes(problem(street(1)), budget=SHORT, solver="magic")


def test_when_both_searches_fail_plain_insertion_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Assignment:
        raise SolveError("no")

    monkeypatch.setattr("dashboard.solve.engines.engine", lambda name: broken)
    solved = plan_routes(problem(street(3)), budget=SHORT)
    assert solved.solver == "insertion"
    assert len(list(solved.assignment.order_ids())) == 3


def test_a_search_that_lies_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    def liar(*_: object, **__: object) -> Assignment:
        return deliveries({"s1": ["o1", "o1", "o2", "o3"], "s9": ["o1"], "s2": ["o2", "ghost"]})

    monkeypatch.setattr("dashboard.solve.engines.engine", lambda name: liar)
    day = problem(street(4), [shift("s1", 1, parcels=2), shift("s2", 2, parcels=2)])
    solved = plan_routes(day, budget=SHORT)
    plan = plan_of_solved(day, solved)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    assert plan.totals.unassigned == 0
