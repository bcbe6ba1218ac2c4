"""Routes in traffic: as good as brute force under the true clock, and never late."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from dashboard.domain import (
    Assignment,
    Problem,
    Reason,
    SolveError,
    TravelMatrix,
    clock,
    complaints,
    deliveries,
    never_overtaking,
    schedule,
    violations,
)
from dashboard.solve.deadlines import earlier, lateness
from dashboard.solve.engines import Solved, plan_routes
from dashboard.solve.insertion import complete
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import Budget
from dashboard.solve.traffic import plan_in_traffic
from tests.build import at, order, problem, shift, street
from tests.solve.test_engines import brute_force, plan_of_solved, weight

SHORT = Budget(None, 200, workers=1)
MORNING, NOON = 9 * 3600, 12 * 3600


def rushed(day: Problem, *permille: int, slots: tuple[int, ...] = (MORNING, NOON)) -> Problem:
    """The day, with drives that take so many thousandths at each of the slots."""
    free = day.travel["van"]
    layers = np.stack([free.durations_s[0].astype(np.int64) * p // 1000 for p in permille])
    travel = TravelMatrix(
        never_overtaking(layers.astype(np.int32), slots), free.distances_m, slots,
        free_flow_s=free.durations_s[0],
    )  # fmt: skip
    return replace(day, travel={"van": travel})


def five_orders(seed: int) -> Problem:
    """Five orders with tight windows for two shifts, in a morning that gets slower or faster."""
    dice = random.Random(seed)
    spans = [(), (("09:00", "09:40"),), (("10:00", "10:30"),), (("11:00", "11:20"),)]
    orders = [
        order(f"o{k}", dice.choice([-4, -3, -2, -1, 1, 2, 3, 4]), windows=dice.choice(spans))
        for k in range(5)
    ]
    fleet = [shift("s1", 1, hours=("09:00", "12:00")), shift("s2", 2, hours=("09:00", "11:00"))]
    before, after = dice.sample([1000, 1300, 1600], 2)
    return rushed(problem(orders, fleet), before, after)


@pytest.mark.parametrize("seed", range(8))
def test_no_order_is_left_out_that_brute_force_can_serve(seed: int) -> None:
    day = five_orders(seed)
    plan = plan_of_solved(day, plan_in_traffic(day, budget=SHORT))
    assert complaints(day, plan) == []
    assert plan.violations == ()
    served = [day.order_by_id[step.order_id or ""] for _, step in plan.visits()]
    assert weight(served) == brute_force(day)[0]


def test_without_traffic_it_is_the_search_that_it_was() -> None:
    day = problem(street(12), [shift("s1", 1, parcels=7), shift("s2", 2, parcels=7)])
    told: list[list[Assignment]] = [[], []]
    plain, wrapped = (
        search(day, budget=SHORT, seed=5, on_better=heard.append)
        for search, heard in zip((plan_routes, plan_in_traffic), told, strict=True)
    )
    assert plain == wrapped
    assert told[0] == told[1]


def busy_day() -> Problem:
    """Forty orders, half of them within an hour, in a morning of half the speed."""
    dice = random.Random(3)
    hours = [("09:00", "10:00"), ("10:00", "11:00"), ("11:00", "12:00"), ("13:00", "14:00")]
    orders = [
        order(
            f"o{k}", dice.uniform(-3, 3), windows=[dice.choice(hours)] if k % 2 else (),
            service_min=3,
        )
        for k in range(40)
    ]  # fmt: skip
    fleet = [shift(f"s{k}", k, hours=("08:00", "18:00")) for k in range(1, 6)]
    slots = tuple(range(8 * 3600, 18 * 3600, 3600))
    permille = (1000, 1600, 2000, 1800, 1200, *[1000] * 5)
    return rushed(problem(orders, fleet), *permille, slots=slots)


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    day = busy_day()
    one, two = (plan_in_traffic(day, budget=Budget(None, 60), seed=2) for _ in range(2))
    assert one == two
    assert one.unassigned == ()


def test_nothing_that_is_told_or_answered_is_late() -> None:
    day = busy_day()
    heard: list[Assignment] = []
    solved = plan_in_traffic(day, budget=Budget(1.5), seed=1, on_better=heard.append)
    assert heard
    for assignment in (*heard, solved.assignment):
        assert violations(day, schedule(day, assignment)) == ()
    on = clock(day)
    assert price_of(day, solved.assignment, on) <= min(price_of(day, one, on) for one in heard)


def test_an_order_for_which_traffic_makes_everybody_late_is_left_out_with_its_reason() -> None:
    day = problem([order("a", 1), order("far", 6, windows=[("09:00", "10:00")])])
    assert plan_in_traffic(day, budget=SHORT).unassigned == ()
    solved = plan_in_traffic(rushed(day, 1500, 1500), budget=SHORT)
    assert [(left.order_id, left.reason) for left in solved.unassigned] == [
        ("far", Reason.WINDOW_IMPOSSIBLE_ALONE)
    ]


def test_a_search_stops_when_told_with_a_whole_plan() -> None:
    day = busy_day()
    solved = plan_in_traffic(day, budget=Budget(60), stop=lambda: True)
    assert violations(day, schedule(day, solved.assignment)) == ()
    served = len(list(solved.assignment.order_ids()))
    assert served + len(solved.unassigned) == len(day.orders)


def test_a_named_search_that_fails_at_once_says_so() -> None:
    with pytest.raises(SolveError, match="no search called"):
        plan_in_traffic(five_orders(1), budget=SHORT, solver="magic")


def failing_after(good: int) -> Callable[..., Solved]:
    """A search that finds routes so many times and none afterwards."""
    calls = iter(range(100))

    def search(day: Problem, **how: object) -> Solved:
        if next(calls) >= good:
            raise SolveError("no more")
        return Solved(complete(day, Assignment()), (), "fake")

    return search


def test_what_was_found_is_kept_when_a_later_round_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.solve.traffic.plan_routes", failing_after(1))
    day = busy_day()
    solved = plan_in_traffic(day, budget=Budget(5), solver="pyvrp")
    assert solved.solver == "fake"
    assert violations(day, schedule(day, solved.assignment)) == ()


def test_deadlines_come_earlier_by_what_the_true_day_is_behind() -> None:
    day = rushed(problem([order("a", 2, windows=[("09:00", "10:00")])]), 1500, 1500)
    average = replace(day, travel={"van": day.travel["van"].on_empty_roads()})
    # The way there takes half an hour instead of twenty minutes.
    [due] = earlier(average, clock(day), deliveries({"s1": ["a"]})).orders
    assert due.windows[0].end == at("09:50")
    assert due.windows[0].start == at("09:00")


def test_no_window_loses_more_than_half() -> None:
    orders = [order("a", 8, windows=[("10:00", "10:20")])]
    day = rushed(problem(orders), 2000, 2000)
    average = replace(day, travel={"van": day.travel["van"].on_empty_roads()})
    found = deliveries({"s1": ["a"]})
    assert lateness(clock(day), found).orders == {"a": (2 * 80 - 80) * 60}
    for _ in range(3):
        average = earlier(average, clock(day), found)
    assert average.orders[0].windows[0].end == at("10:10")


def test_who_comes_home_too_late_is_due_earlier_and_so_is_who_drives_alike() -> None:
    fleet = [shift("s1", 1, hours=("09:00", "11:00")), shift("s2", 2, hours=("09:00", "11:00"))]
    day = rushed(problem([order("a", 5)], [*fleet, shift("s3", 3)]), 1500, 1500)
    average = replace(day, travel={"van": day.travel["van"].on_empty_roads()})
    found = deliveries({"s1": ["a"]})
    late = lateness(clock(day), found)
    assert (dict(late.orders), dict(late.shifts)) == ({}, {"s1": 35 * 60})
    ends = [one.hours.end for one in earlier(average, clock(day), found).shifts]
    assert ends == [at("10:22"), at("10:22"), at("17:00")]
