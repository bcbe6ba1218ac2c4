"""One door, one stop: orders that can be served in one go are, and none is lost to it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import (
    Assignment,
    Load,
    Order,
    Priority,
    Problem,
    Shift,
    clock,
    complaints,
    deliveries,
    schedule,
    violations,
)
from dashboard.solve.bundles import joined, members_of
from dashboard.solve.doors import gathered
from dashboard.solve.engines import ENGINES, plan_routes
from dashboard.solve.insertion import complete, mend
from dashboard.solve.merging import Merged, merge
from dashboard.solve.prices import prizes
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import can_be_served
from tests.build import at, order, plan_of, problem, shift, street, window

SHORT = Budget(None, 200, workers=1)
TWO_VANS = [shift("s1", 1), shift("s2", 2)]


def bundled(orders: Sequence[Order], fleet: Sequence[Shift] = ()) -> list[list[str]]:
    """The orders of each bundle of a day."""
    return [[o.id for o in one.members] for one in merge(problem(orders, fleet)).bundles]


def pair(**more: object) -> list[Order]:
    """Two orders at one door."""
    return [order("a", 1, **more), order("b", 1, **more)]  # type: ignore[arg-type]


def test_a_bundle_is_as_long_as_heavy_and_as_late_as_its_orders() -> None:
    one = joined(
        order("a", 1, parcels=1, weight_g=5, release=at("08:00")),
        order("b", 1, service_min=10, parcels=2, priority=Priority.HIGH, release=at("08:30")),
    )
    assert one is not None
    assert one.service == timedelta(minutes=15)
    assert one.load == Load(3, 5)
    assert (one.priority, one.release) == (Priority.HIGH, at("08:30"))
    assert [o.id for o in members_of(one)] == ["a", "b"]


def test_each_of_a_bundle_begins_within_its_own_window() -> None:
    a = order("a", 1, windows=[("09:00", "09:10")])
    b = order("b", 1, windows=[("09:00", "09:10"), ("09:15", "12:00")])
    one = joined(a, b)
    assert one is not None
    # The second begins five minutes after the first.
    assert one.windows == (window("09:00", "09:05"), window("09:10", "09:10"))


def test_windows_without_a_common_time_make_no_bundle() -> None:
    morning, noon = [("09:00", "10:00")], [("10:10", "12:00")]
    assert bundled([order("a", 1, windows=morning), order("b", 1, windows=noon)]) == []


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        (("09:00", "12:00"), ("12:00", "15:00"), True),
        (("09:00", "12:00"), ("11:50", "15:00"), True),
        (("09:00", "12:00"), ("11:00", "15:00"), False),
        (("09:00", "09:10"), ("09:00", "15:00"), False),
    ],
)
def test_no_bundle_must_be_met_on_the_minute_unless_its_orders_must(
    first: tuple[str, str], second: tuple[str, str], apart: bool
) -> None:
    orders = [order("a", 1, windows=[first]), order("b", 1, windows=[second])]
    assert bundled(orders) == ([] if apart else [["a", "b"]])


def test_the_most_urgent_of_a_bundle_comes_first() -> None:
    orders = [order("any", 1), *pair(windows=[("09:00", "12:00")])]
    orders += [order("soon", 1, windows=[("09:00", "10:00")])]
    assert bundled(orders) == [["soon", "a", "b", "any"]]


@pytest.mark.parametrize(
    "other",
    [
        order("b", 2),
        order("b", 1, own_stop=True),
        order("b", 1, driver_class="Van"),
        order("b", 1, skills=frozenset({"cooling"})),
    ],
    ids=["another door", "a stop of its own", "another class", "another skill"],
)
def test_what_is_not_alike_stays_apart(other: Order) -> None:
    assert bundled([order("a", 1), other], [shift(skills=frozenset({"cooling"}))]) == []


def test_a_bundle_is_no_larger_than_the_largest_van() -> None:
    orders = [order(f"o{k}", 1, parcels=2) for k in range(5)]
    fleet = [shift("s1", 1, parcels=4), shift("s2", 2, parcels=2)]
    assert bundled(orders, fleet) == [["o0", "o1"], ["o2", "o3"]]


def test_a_bundle_that_takes_longer_than_a_shift_is_halved() -> None:
    orders = [order(f"o{k}", 1, service_min=60) for k in range(4)]
    fleet = [shift("s1", 1, hours=("09:00", "12:00")), shift("s2", 2, hours=("09:00", "12:00"))]
    assert bundled(orders, fleet) == [["o0", "o1"], ["o2", "o3"]]


def test_the_prize_of_a_bundle_is_that_of_all_its_orders() -> None:
    day = problem([order("low", 1, priority=Priority.LOW), order("high", 1), order("c", 2)])
    together = prizes(merge(day).problem)
    assert sum(together) == sum(prizes(day))
    assert len(together) == 2


def test_contracting_is_the_way_back() -> None:
    merged = merge(problem([*street(2), order("a", 1), order("b", 2), order("c", 3)], TWO_VANS))
    apart = deliveries({"s1": ["c", "o1", "a"], "s2": ["o2", "b"]})
    together = merged.contract(apart)
    assert together == deliveries({"s1": ["c", "o1"], "s2": ["o2"]})
    assert merged.expand(together) == apart
    # In whatever sequence they are; but not those that are with two drivers.
    assert merged.contract(deliveries({"s1": ["a", "o1"]})) == deliveries({"s1": ["o1"]})
    assert merged.contract(deliveries({"s1": ["a", "c"], "s2": ["o1"]})) == deliveries(
        {"s1": ["c"]}
    )


def test_a_day_without_shared_doors_is_left_as_it_is() -> None:
    day = problem(street(3))
    assert merge(day).problem is day


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_each_door_is_visited_once(name: str) -> None:
    orders = [order(f"o{k}", 1 + k % 4, parcels=1) for k in range(12)]
    day = problem(orders, [shift("s1", 1, parcels=6), shift("s2", 2, parcels=6)])
    budget = Budget(0.3, None, workers=1) if name == "ortools" else SHORT
    solved = plan_routes(day, budget=budget, solver=name)
    assert len(list(solved.assignment.order_ids())) == 12
    assert sum(route.stop_count for route in schedule(day, solved.assignment)) == 4


def test_a_start_that_has_one_door_with_two_drivers_is_brought_together() -> None:
    day = problem([*pair(), order("c", 2), order("d", 2)], TWO_VANS)
    start = deliveries({"s1": ["a", "c"], "s2": ["b", "d"]})
    solved = plan_routes(day, budget=SHORT, start=start)
    assert sum(route.stop_count for route in schedule(day, solved.assignment)) == 2


def test_what_is_scattered_is_gathered_only_where_it_costs_nothing() -> None:
    day = problem([*pair(), order("c", 2)], TWO_VANS)
    scattered = deliveries({"s1": ["a", "c"], "s2": ["b"]})
    assert gathered(merge(day), scattered) == deliveries({"s1": ["a", "b", "c"]})
    small = problem([*pair(parcels=2), order("c", 2)], [shift("s1", 1, parcels=4)])
    full = deliveries({"s1": ["a", "c"]})
    assert len(list(gathered(merge(small), full).order_ids())) == 2


def test_better_plans_on_the_way_name_the_orders_of_the_day() -> None:
    day = problem([order(f"o{k}", 1 + k % 3) for k in range(9)], TWO_VANS)
    heard: list[Assignment] = []
    plan_routes(day, budget=SHORT, on_better=heard.append)
    for assignment in heard:
        assert violations(day, schedule(day, assignment)) == ()
        assert sorted(assignment.order_ids()) == sorted(day.order_by_id)


LONG = [order(f"o{k}", 1, service_min=30, windows=[("09:00", "09:30")]) for k in range(3)]
"""Too long to follow each other: at their door from 09:10, the second would begin at 09:40."""
SPLIT = [
    order("a1", 1, parcels=1), order("a2", 1, parcels=1),
    order("b", 2, parcels=2), order("c", 3, parcels=2),
]  # fmt: skip
"""For two vans of three parcels: neither has room for both of the first door."""
TWICE = [
    order("a", 1, windows=[("09:00", "10:00")]),
    order("b", 1, windows=[("11:00", "12:00")]),
    order("c", 5, windows=[("10:00", "10:20")]),
]


@pytest.mark.parametrize(
    ("orders", "fleet"),
    [
        (LONG, [shift(f"s{k}", k) for k in (1, 2, 3)]),
        (SPLIT, [shift("s1", 1, parcels=3), shift("s2", 2, parcels=3)]),
        (TWICE, [shift()]),
        ([*pair(), order("c", 1)], [shift("s1", 1, parcels=2), shift("s2", 2, parcels=1)]),
        ([order(f"o{k}", 1, own_stop=True) for k in range(2)], [shift(max_stops=2)]),
        ([order(f"o{k}", 1) for k in range(40)], [shift(max_stops=1)]),
    ],
    ids=["time", "room", "windows", "sizes", "own stops", "stops"],
)
def test_no_order_is_lost_for_the_sake_of_its_door(orders: list[Order], fleet: list[Shift]) -> None:
    day = problem(orders, fleet)
    solved = plan_routes(day, budget=SHORT, solver="pyvrp")
    assert solved.unassigned == ()
    assert violations(day, schedule(day, solved.assignment)) == ()


def test_a_search_by_the_clock_keeps_time_to_take_bundles_apart() -> None:
    day = problem(SPLIT, [shift("s1", 1, parcels=3), shift("s2", 2, parcels=3)])
    solved = plan_routes(day, budget=Budget(0.6, workers=1), solver="pyvrp")
    assert solved.unassigned == ()


def test_the_same_seed_and_iterations_give_the_same_plan_of_a_day_with_too_much() -> None:
    orders = [order(f"o{k}", 1 + k % 5, parcels=1 + k % 3) for k in range(15)]
    day = problem(orders, [shift("s1", 1, parcels=11), shift("s2", 2, parcels=11)])
    first, second = (plan_routes(day, budget=Budget(None, 100), seed=3) for _ in range(2))
    assert first.unassigned
    assert first == second


def crowded_days() -> st.SearchStrategy[Problem]:
    """Up to eight orders at three doors, and two unlike shifts."""
    spans: list[list[tuple[str, str]]] = [
        [], [("09:00", "10:00")], [("09:30", "11:00")], [("09:10", "09:20"), ("11:00", "11:30")],
    ]  # fmt: skip
    orders = st.fixed_dictionaries(
        {
            "x": st.sampled_from([-2, 1, 3]),
            "parcels": st.integers(0, 3),
            "service_min": st.sampled_from([0, 5, 40]),
            "windows": st.sampled_from(spans),
            "priority": st.sampled_from(Priority),
            "release": st.sampled_from([None, at("09:30")]),
            "own_stop": st.booleans(),
            "driver_class": st.sampled_from(["", "", "van", "Bike"]),
        }
    )
    fleet = [
        shift("s1", 1, hours=("09:00", "12:00"), parcels=6),
        shift("s2", 2, hours=("09:00", "11:00"), max_stops=2),
    ]
    return st.lists(orders, max_size=8).map(
        lambda found: problem([order(f"o{k}", **one) for k, one in enumerate(found)], fleet)
    )


def possible(day: Problem) -> list[str]:
    """The orders that some shift could serve alone."""
    return [o.id for o, can in zip(day.orders, can_be_served(day, clock(day)), strict=True) if can]


def is_partition(merged: Merged) -> bool:
    """Whether each order of the day stands in the bundled problem exactly once."""
    inside = [o.id for one in merged.problem.orders for o in members_of(one)]
    return sorted(inside) == sorted(o.id for o in merged.apart.orders)


@settings(deadline=None)
@given(crowded_days())
def test_routes_of_bundles_keep_every_rule_when_taken_apart(day: Problem) -> None:
    merged = merge(day)
    assert is_partition(merged)
    together = complete(merged.problem, Assignment())
    apart = merged.expand(together)
    assert violations(day, schedule(day, apart)) == ()
    assert merged.contract(apart) == together
    plan = plan_of(
        day,
        {shift: [s.order_id for s in steps] for shift, steps in apart.steps.items()},  # type: ignore[union-attr]
    )
    assert complaints(day, plan) == []


@settings(deadline=None)
@given(crowded_days())
def test_a_bundle_can_be_served_alone(day: Problem) -> None:
    merged = merge(day)
    able = dict(
        zip(
            merged.problem.orders, can_be_served(merged.problem, clock(merged.problem)), strict=True
        )
    )
    assert all(able[one] for one in merged.bundles)
    assert {o.id for one in merged.bundles for o in one.members} <= set(possible(day))


@settings(deadline=None)
@given(crowded_days(), st.data())
def test_gathering_keeps_every_rule_and_loses_no_order(day: Problem, data: st.DataObject) -> None:
    names = sorted(day.order_by_id)
    wild = {
        name: data.draw(st.lists(st.sampled_from(names), unique=True)) if names else []
        for name in ("s1", "s2")
    }
    sound = mend(day, deliveries(wild))
    after = gathered(merge(day), sound)
    assert violations(day, schedule(day, after)) == ()
    assert len(list(after.order_ids())) >= len(list(sound.order_ids()))
