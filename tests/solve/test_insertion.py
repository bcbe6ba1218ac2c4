"""Fitting in, completing and mending: whatever comes in, what goes out keeps every rule."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import (
    Assignment,
    Costs,
    Priority,
    Problem,
    Shift,
    TravelMatrix,
    clock,
    deliveries,
    schedule,
    violations,
)
from dashboard.solve.board import board
from dashboard.solve.fits import best_fit
from dashboard.solve.insertion import complete, mend
from dashboard.solve.reasons import reasons
from dashboard.solve.routes import assignment_of, routes_of
from tests.build import at, house, order, problem, shift, street, window


def served(assignment: Assignment) -> list[str]:
    """The orders on any route."""
    return list(assignment.order_ids())


def test_an_order_is_fitted_in_where_it_adds_the_least() -> None:
    day = problem([*street(2), order("between", 1.5)])
    fit = best_fit(board(clock(day), {"s1": [0, 1]}), 2)
    assert fit is not None
    assert fit.route == [0, 2, 1]


def test_the_nearer_of_two_vans_takes_it() -> None:
    fleet = [shift("s1", 1), shift("s2", 2, start=house(6), end=house(6))]
    day = problem([order("a", 1), order("b", 6)], fleet)
    done = complete(day, Assignment())
    assert done == deliveries({"s1": ["a"], "s2": ["b"]})


def test_an_idle_van_that_is_smaller_does_not_stand_for_a_larger_one() -> None:
    fleet = [shift("s1", 1, parcels=1), shift("s2", 2, parcels=5)]
    day = problem([order("a", 1, parcels=4)], fleet)
    assert complete(day, Assignment()) == deliveries({"s2": ["a"]})


def test_an_idle_van_that_lacks_a_skill_does_not_stand_for_one_that_has_it() -> None:
    cold = frozenset({"cooling"})
    day = problem([order("a", 1, skills=cold)], [shift("s1", 1), shift("s2", 2, skills=cold)])
    assert complete(day, Assignment()) == deliveries({"s2": ["a"]})


def test_completing_moves_nothing_that_is_there() -> None:
    day = problem(street(4), [shift("s1", 1), shift("s2", 2)])
    begun = deliveries({"s1": ["o3", "o1"]})
    done = complete(day, begun)
    assert [o for o in served(done) if o in ("o3", "o1")] == ["o3", "o1"]
    assert sorted(served(done)) == ["o1", "o2", "o3", "o4"]


def test_what_fitted_nowhere_is_tried_again_beside_what_came_after_it() -> None:
    """The first order may only be reached from the door of the second."""
    orders = [order("first", 1), order("second", 2)]
    base = problem(orders, [shift(end=None)])
    legs = base.travel["van"].distances_m.copy()
    legs[0, 1] = -1
    seconds = base.travel["van"].durations_s.copy()
    seconds[:, 0, 1] = -1
    day = replace(base, travel={"van": TravelMatrix(seconds, legs)})
    assert complete(day, Assignment()) == deliveries({"s1": ["second", "first"]})


def test_completing_what_is_complete_changes_nothing() -> None:
    day = problem(street(2))
    full = deliveries({"s1": ["o2", "o1"]})
    assert complete(day, full) is full


def test_the_dearest_comes_first_and_then_the_most_urgent() -> None:
    orders = [
        order("late", 1, windows=[("09:00", "16:00")]),
        order("soon", 1, windows=[("09:00", "10:00")]),
        order("dear", 1, priority=Priority.HIGH),
    ]
    for room, expected in ((1, ["dear"]), (2, ["dear", "soon"])):
        day = problem(orders, [shift(parcels=room)])
        assert sorted(served(complete(day, Assignment()))) == expected


@pytest.mark.parametrize(
    "van",
    [
        shift(parcels=0),
        shift(max_stops=0),
        shift(hours=("10:00", "17:00")),
        shift(hours=("09:00", "09:20")),
    ],
    ids=["load", "stops", "windows", "hours"],
)
def test_each_limit_stands_in_the_way_alone(van: Shift) -> None:
    orders = [order("a", 1, windows=[("09:00", "09:30")])]
    assert best_fit(board(clock(problem(orders, [van])), {}), 0) is None
    assert best_fit(board(clock(problem(orders, [shift()])), {}), 0) is not None


def test_steps_of_unknown_orders_and_shifts_are_passed_over() -> None:
    day = problem(street(2))
    strange = deliveries({"s1": ["ghost", "o1"], "s9": ["o2"]})
    assert routes_of(day, strange) == {"s1": [0], "s9": [1]}
    assert sorted(served(mend(day, strange))) == ["o1", "o2"]


def test_a_sound_assignment_is_mended_by_leaving_it_alone() -> None:
    day = problem(street(3), [shift("s1", 1), shift("s2", 2)])
    sound = deliveries({"s1": ["o3", "o1"], "s2": ["o2"]})
    assert mend(day, sound) == sound


def test_what_is_given_up_first_is_the_least_important() -> None:
    orders = [order("low", 1, priority=Priority.LOW), order("high", 2, priority=Priority.HIGH)]
    day = problem(orders, [shift(parcels=1)])
    assert served(mend(day, deliveries({"s1": ["low", "high"]}))) == ["high"]


def test_taking_off_a_doubled_order_does_not_make_the_next_one_late() -> None:
    """On a map where the way by a third place is shorter than the straight one."""
    orders = [order("a", 1), order("b", 2, windows=[("09:00", "09:30")])]
    base = problem(orders, [shift("s1", 1), shift("s2", 2)])
    legs = np.array([[0, 600, 7200], [600, 0, 600], [7200, 600, 0]], dtype=np.int32)
    day = replace(base, travel={"van": TravelMatrix(legs[np.newaxis], legs)})
    mended = mend(day, deliveries({"s1": ["a"], "s2": ["a", "b"]}))
    assert violations(day, schedule(day, mended)) == ()


def test_empty_routes_are_left_out() -> None:
    assert assignment_of(problem(street(1)), {"s1": [], "s2": []}) == Assignment()


def random_days() -> st.SearchStrategy[Problem]:
    """Up to seven orders and three unlike shifts."""
    spans: list[list[tuple[str, str]]] = [
        [], [("09:00", "09:30")], [("10:00", "10:00")], [("09:10", "09:20"), ("11:00", "11:30")],
    ]  # fmt: skip
    stops = st.tuples(
        st.integers(-6, 6),
        st.integers(0, 3),
        st.sampled_from(spans),
        st.sampled_from(Priority),
        st.sampled_from([None, at("10:30")]),
    )
    fleet = [
        shift("s1", 1, hours=("09:00", "11:00"), parcels=3),
        shift("s2", 2, hours=("09:00", "12:00"), max_stops=2, end=None),
        shift(
            "s3",
            3,
            hours=("10:00", "12:00"),
            weight_g=4,
            start=house(3),
            costs=Costs(shift_cents=1000, hour_cents=2000),
            loading=timedelta(minutes=10),
        ),
    ]

    def day(found: list[tuple[Any, ...]]) -> Problem:
        orders = [
            order(
                f"o{k}",
                x,
                parcels=parcels,
                weight_g=parcels,
                windows=windows,
                priority=priority,
                release=release,
            )
            for k, (x, parcels, windows, priority, release) in enumerate(found)
        ]
        return problem(orders, fleet)

    return st.lists(stops, max_size=7).map(day)


@settings(deadline=None)
@given(random_days(), st.data())
def test_whatever_a_search_says_what_is_mended_keeps_every_rule(
    day: Problem, data: st.DataObject
) -> None:
    names = [o.id for o in day.orders] + ["ghost"]
    wild = {
        name: data.draw(st.lists(st.sampled_from(names), max_size=9))
        for name in ("s1", "s2", "s3", "s9")
    }
    mended = mend(day, deliveries(wild))
    assert violations(day, schedule(day, mended)) == ()
    ids = served(mended)
    assert len(ids) == len(set(ids))
    left = {one.order_id for one in reasons(day, mended)}
    assert left == {o.id for o in day.orders} - set(ids)
    # Nothing that was left out would still fit in.
    assert complete(day, mended) is mended


@settings(deadline=None)
@given(random_days())
def test_routes_that_orders_were_put_into_are_as_if_made_so(day: Problem) -> None:
    on = clock(day)
    grown = board(on, {})
    for index in range(len(day.orders)):
        fit = best_fit(grown, index)
        if fit is not None:
            grown.put(fit.shift, fit.route)
    made = board(on, grown.as_routes())
    assert (grown.timed == made.timed).all()
    assert (grown.cents == made.cents).all()
    assert (grown.limits.times == made.limits.times).all()
    assert (grown.limits.rests == made.limits.rests).all()


def test_goods_that_come_late_hold_back_the_whole_van() -> None:
    orders = [
        order("early", 1, windows=[("09:00", "10:00")]), order("late", 2, release=at("11:00")),
    ]  # fmt: skip
    day = problem(orders)
    done = complete(day, Assignment())
    assert served(done) == ["early"]
    two = replace(day, shifts=(*day.shifts, shift("s2", 2, hours=("11:00", "17:00"))))
    assert sorted(served(complete(two, Assignment()))) == ["early", "late"]
    assert two.shifts[1].hours == window("11:00", "17:00")
