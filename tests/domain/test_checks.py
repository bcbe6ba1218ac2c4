"""The independent checker: silent for every sound plan, and never silent for a broken one."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import (
    UNREACHABLE,
    Assignment,
    Day,
    Depot,
    Kind,
    Load,
    Plan,
    Point,
    Problem,
    Reason,
    Reload,
    Rule,
    Shift,
    Task,
    TimeWindow,
    TravelMatrix,
    Unassigned,
    Violation,
    complaints,
    deliveries,
    make_plan,
)
from tests.build import DATE, at, depot, house, order, plan_of, problem, shift, street, window

SECOND = timedelta(seconds=1)
FLEET = (
    shift("s1", 1, parcels=3, max_stops=3, loading=timedelta(minutes=10)),
    shift("s2", 2, parcels=3),
)
ORDERS = (*street(4, windows=[("09:00", "15:00")]), order("o5", 9), order("o6", 30))
THE_DAY = problem(ORDERS, FLEET)
SOUND = plan_of(THE_DAY, {"s1": ["o1", "o2", "o3"], "s2": ["o4", "o5"]})


def with_route(plan: Plan, number: int = 0, /, **changes: object) -> Plan:
    """The plan with one route changed."""
    routes = list(plan.routes)
    routes[number] = replace(routes[number], **changes)  # type: ignore[arg-type]
    return replace(plan, routes=tuple(routes))


def with_step(plan: Plan, number: int, /, **changes: object) -> Plan:
    """The plan with one step of its first route changed."""
    steps = list(plan.routes[0].steps)
    steps[number] = replace(steps[number], **changes)  # type: ignore[arg-type]
    return with_route(plan, steps=tuple(steps))


def with_totals(plan: Plan, /, **changes: object) -> Plan:
    """The plan with other totals."""
    return replace(plan, totals=replace(plan.totals, **changes))  # type: ignore[arg-type]


def with_violation(plan: Plan, rule: Rule, shift_id: str, order_id: str | None = None) -> Plan:
    """The plan with one more violation."""
    more = Violation(rule, shift_id, order_id, 1)
    return replace(plan, violations=(*plan.violations, more))


def later(plan: Plan, number: int, by: timedelta) -> Plan:
    """The plan with one step of its first route served later, which nothing else knows of."""
    step = plan.routes[0].steps[number]
    return with_step(
        plan, number, service_start=step.service_start + by, departure=step.departure + by
    )


FIRST, SECOND_ROUTE = SOUND.routes
OVERLOADED = plan_of(THE_DAY, {"s1": ["o1", "o2", "o3", "o4"], "s2": ["o5"]})
TOO_LATE = plan_of(problem([order("a", 6, windows=[("09:00", "09:30")])], FLEET[1:]), {"s2": ["a"]})
BREAKAGES: dict[str, tuple[Plan, str]] = {
    "a stop dropped": (with_route(SOUND, steps=FIRST.steps[:-1]), "o3 is lost"),
    "a stop doubled": (
        with_route(SOUND, steps=(*FIRST.steps, FIRST.steps[-1])),
        "o3 stands 2 times",
    ),
    "a stop of another route too": (
        with_route(SOUND, 1, steps=(FIRST.steps[0], *SECOND_ROUTE.steps)),
        "o1 stands 2 times",
    ),
    "an order both served and unassigned": (
        replace(
            SOUND, unassigned=(*SOUND.unassigned, Unassigned("o1", Reason.FLEET_FULL_TIME, ""))
        ),
        "o1 stands 2 times",
    ),
    "an order left out without a word": (replace(SOUND, unassigned=()), "o6 is lost"),
    "an order nobody gave": (with_step(SOUND, 0, order_id="ghost"), "ghost is not of this day"),
    "an order forgotten altogether": (
        replace(SOUND, orders=SOUND.orders[:-1], unassigned=()),
        "o6 was never planned",
    ),
    "a route of a shift nobody has": (with_route(SOUND, shift_id="s9"), "no such shift s9"),
    "a route moved to the other shift": (
        with_route(SOUND, shift_id="s2"),
        "s2 drives 2 routes",
    ),
    "two sequences exchanged": (
        with_route(with_route(SOUND, steps=SECOND_ROUTE.steps), 1, steps=FIRST.steps),
        "leg",
    ),
    "an arrival a second late": (
        with_step(SOUND, 1, arrival=FIRST.steps[1].arrival + SECOND),
        "arrives at o2",
    ),
    "a service a second late": (later(SOUND, 1, SECOND), "service at o2 begins"),
    "a service a second short": (
        with_step(SOUND, 1, departure=FIRST.steps[1].departure - SECOND),
        "service at o2 does not take",
    ),
    "a leg a second short": (
        with_step(SOUND, 1, drive=FIRST.steps[1].drive - SECOND),
        "leg",
    ),
    "a leg a metre short": (
        with_step(SOUND, 1, distance_m=FIRST.steps[1].distance_m - 1),
        "leg",
    ),
    "a way home a metre short": (
        with_route(SOUND, return_distance_m=FIRST.return_distance_m - 1),
        "leg",
    ),
    "another departure": (
        with_route(SOUND, departure=FIRST.departure + SECOND),
        "loading does not end",
    ),
    "another return": (with_route(SOUND, return_=FIRST.return_ - SECOND), "returns at"),
    "a stop called by another number": (with_step(SOUND, 1, stop_no=1), "calls stop 2 stop 1"),
    "a delivery called a pause": (with_step(SOUND, 1, kind=Kind.PAUSE), "cannot be for o2"),
    "a cost a few cents low": (
        with_route(SOUND, cost_cents=FIRST.cost_cents - 5),
        "costs",
    ),
    "a cost that is no number": (
        with_totals(with_route(SOUND, cost_cents=float("nan")), cost_cents=float("nan")),
        "R1: costs",
    ),
    "another cost of the day": (
        with_totals(SOUND, cost_cents=SOUND.totals.cost_cents + 1),
        "the day costs",
    ),
    "another count on time": (with_totals(SOUND, on_time=6), "on_time 6, not 5"),
    "another count of the unassigned": (with_totals(SOUND, unassigned=0), "unassigned 0, not 1"),
    "other hours at the wheel": (with_totals(SOUND, driving=timedelta(0)), "driving"),
    "another distance": (with_totals(SOUND, distance_m=1), "distance_m 1, not"),
    "one parcel too many, unnamed": (replace(OVERLOADED, violations=()), "parcels carried 4 of 3"),
    "one stop too many, unnamed": (
        replace(
            OVERLOADED,
            violations=tuple(v for v in OVERLOADED.violations if v.rule is not Rule.STOPS),
        ),
        "stops 4 of 3",
    ),
    "a violation that is none": (with_violation(SOUND, Rule.WINDOW, "s1", "o1"), "but breaks []"),
    "a violation of a shift that stays": (
        with_violation(SOUND, Rule.PARCELS, "s3"),
        "which does not drive",
    ),
    "a violation named for another order": (
        replace(
            TOO_LATE,
            violations=tuple(replace(v, order_id="other") for v in TOO_LATE.violations),
        ),
        "window of a closed",
    ),
    "a lateness that nobody names": (
        replace(TOO_LATE, violations=()),
        "window of a closed",
    ),
}  # fmt: skip


def test_a_sound_plan_passes() -> None:
    assert complaints(THE_DAY, SOUND) == []
    assert SOUND.violations == ()


@pytest.mark.parametrize("name", BREAKAGES)
def test_nothing_broken_passes(name: str) -> None:
    broken, words = BREAKAGES[name]
    day = problem(broken.orders, broken.shifts) if broken.shifts != SOUND.shifts else THE_DAY
    assert words in "\n".join(complaints(day, broken))


def test_a_plan_that_names_what_it_breaks_passes() -> None:
    assert {v.rule for v in OVERLOADED.violations} == {Rule.PARCELS, Rule.STOPS}
    assert complaints(THE_DAY, OVERLOADED) == []


def test_a_route_that_leaves_before_its_shift_opens_is_told() -> None:
    early = replace(FLEET[1], hours=window("08:00", "17:00"))
    plan = plan_of(problem(ORDERS, [FLEET[0], early]), {"s1": ["o1", "o2", "o3"], "s2": ["o5"]})
    assert plan.routes[1].departure == at("08:00")
    found = complaints(THE_DAY, replace(plan, shifts=FLEET))
    assert found == ["R2: starts at 2026-03-10 08:00:00+00:00, before the shift opens"]


def test_a_route_that_leaves_before_its_depot_opens_is_told() -> None:
    day = problem([order("a", 1)], at_depot=replace(depot(), hours=window("10:00", "18:00")))
    plan = plan_of(day, {"s1": ["a"]})
    assert complaints(day, plan) == []
    always_open = problem([order("a", 1)])
    [told] = complaints(day, plan_of(always_open, {"s1": ["a"]}))
    assert "before the depot opens" in told


def test_goods_loaded_before_their_release_are_told() -> None:
    plan = plan_of(problem([order("a", 1)]), {"s1": ["a"]})
    day = problem([order("a", 1, release=at("12:00"))])
    assert complaints(day, plan) == ["R1: order a is loaded before its release"]


def test_a_missing_skill_is_told() -> None:
    cold = order("a", 1, skills=frozenset({"cooling"}))
    day = problem([cold])
    named = plan_of(day, {"s1": ["a"]})
    assert complaints(day, named) == []
    assert "skill missing for a" in complaints(day, replace(named, violations=()))[0]


def test_a_way_that_does_not_exist_is_told_unless_the_plan_names_it() -> None:
    base = problem([order("a", 1)])
    legs = np.array([[0, UNREACHABLE], [UNREACHABLE, 0]], dtype=np.int32)
    day = replace(base, travel={"van": TravelMatrix(legs[np.newaxis], legs)})
    named = plan_of(day, {"s1": ["a"]})
    assert {v.rule for v in named.violations} == {Rule.REACHABLE}
    assert complaints(day, named) == []
    assert "no way from" in complaints(day, replace(named, violations=()))[0]


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(-1000, 5000))
def test_travel_that_changes_through_the_day_passes(first: int, second: int, slot: int) -> None:
    base = problem(street(2, service_min=7))
    shape = (3, 3)
    slots = np.stack([np.full(shape, first), np.full(shape, second)]).astype(np.int32)
    metres = np.full(shape, 500, np.int32)
    travel = TravelMatrix(slots, metres, (32000, 37000 + slot))
    day = replace(base, travel={"van": travel})
    assert complaints(day, plan_of(day, {"s1": ["o1", "o2"]})) == []


def test_loading_again_on_the_way_passes_and_is_checked() -> None:
    goods = [
        order("o1", 1), order("o2", 2), order("o3", 1, release=at("11:00")), order("o4", 1),
    ]  # fmt: skip
    day = problem(goods, [shift(max_stops=4)], at_depot=depot(loading_min=15))
    steps = (Task("o1"), Task("o2"), Reload("depot"), Task("o3"), Task("o4"))
    plan = make_plan(day, Assignment({"s1": steps}))
    [route] = plan.routes
    assert [step.stop_no for step in route.steps] == [1, 2, 3, 4, 4]
    assert route.steps[2].service_start == at("11:00")
    assert complaints(day, plan) == []
    shorter = replace(route.steps[2], departure=route.steps[2].departure - timedelta(minutes=1))
    broken = with_route(plan, steps=(*route.steps[:2], shorter, *route.steps[3:]))
    assert any("loading again" in text for text in complaints(day, broken))
    moved = replace(route.steps[2], distance_m=0)
    broken = with_route(plan, steps=(*route.steps[:2], moved, *route.steps[3:]))
    assert any("leg" in text for text in complaints(day, broken))
    early = problem([*goods[:3], order("o4", 1, release=at("12:00"))], day.shifts, at_depot=depot())
    assert any("o4 is loaded before" in text for text in complaints(early, plan))


@given(
    st.lists(
        st.tuples(st.integers(-5, 5), st.integers(0, 5), st.sampled_from(["", "09:30", "11:00"])),
        max_size=8,
    ),
    st.integers(0, 30),
)
def test_whatever_is_dealt_out_the_timetable_and_the_checker_agree(
    stops: list[tuple[int, int, str]], loading_min: int
) -> None:
    orders = [
        order(f"o{k}", x, parcels=parcels, windows=[(end[:4] + "0", "11:30")] if end else ())
        for k, (x, parcels, end) in enumerate(stops)
    ]
    fleet: list[Shift] = [
        shift("s1", 1, parcels=4, hours=("09:00", "11:00"), loading=timedelta(minutes=loading_min)),
        shift("s2", 2, start=None, max_stops=2),
        shift("s3", 3, end=house(3), paid_when_idle=True),
    ]
    day = problem(orders, fleet)
    ids = [o.id for o in orders]
    plan = plan_of(day, {s.id: ids[k::3] for k, s in enumerate(fleet) if ids[k::3]})
    assert complaints(day, plan) == []


def test_a_day_whose_clocks_change_is_checked_in_seconds_that_pass() -> None:
    night = Day(DATE.replace(day=29), "Europe/Helsinki")
    home = Point(24.9, 60.2)
    van = Shift(
        "s1", 1, "A", "Van", "d", home, home,
        TimeWindow(night.at(at("01:00").time()), night.at(at("09:00").time())),
    )  # fmt: skip
    legs = np.array([[0, 5400], [5400, 0]], dtype=np.int32)
    day = Problem(
        night,
        (replace(order("a"), point=Point(24.95, 60.2), load=Load()),),
        (van,),
        (Depot("d", home),),
        (home.door, Point(24.95, 60.2)),
        {"van": TravelMatrix(legs[np.newaxis], legs)},
    )
    plan = make_plan(day, deliveries({"s1": ["a"]}))
    assert complaints(day, plan) == []
    [visit] = plan.routes[0].visits
    assert f"{night.local(visit.arrival):%H:%M}" == "02:30"
