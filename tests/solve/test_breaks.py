"""Breaks in the search: every one that is owed is taken, in its window, and at little cost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain import (
    Assignment,
    Break,
    Held,
    Kind,
    Order,
    Pause,
    Plan,
    Problem,
    Rule,
    Shift,
    Task,
    clock,
    complaints,
    make_plan,
    schedule,
    violations,
)
from dashboard.solve.breaks import MOST_AT_ONCE, with_breaks
from dashboard.solve.carriers import Carrier, Rest, carrier, with_carriers
from dashboard.solve.dimensions import dimensions
from dashboard.solve.engines import plan_routes
from dashboard.solve.one_rest import at_one_moment, common_rests
from dashboard.solve.protocol import Budget, never, unheard
from dashboard.solve.pyvrp_engine import MOST_WHOLE, search_whole
from tests.build import at, order, problem, shift, street, window

MINUTE = timedelta(minutes=1)
FEW = Budget(None, iterations=60)


def rest(name: str, start: str, end: str, minutes: int = 30, *, after_h: float = 0) -> Break:
    """A break of a shift."""
    return Break(name, window(start, end), minutes * MINUTE, timedelta(hours=after_h))


def van(number: int, *breaks: Break, **more: object) -> Shift:
    """A shift with these breaks, which come to be its own."""
    own = tuple(replace(one, id=f"s{number}/{one.id}") for one in breaks)
    return replace(shift(f"s{number}", number, **more), breaks=own)  # type: ignore[arg-type]


def planned(day: Problem, start: Assignment | None = None) -> Plan:
    """The checked plan that a search of so many iterations makes."""
    solved = plan_routes(day, budget=FEW, start=start, seed=1)
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    return plan


def pauses(plan: Plan) -> dict[str, list[str]]:
    """The breaks that each shift takes."""
    return {
        route.shift_id: [step.break_id for step in route.steps if step.kind is Kind.PAUSE]
        for route in plan.routes
    }


MORNING, NOON = rest("morning", "10:00", "10:40", 15), rest("noon", "12:00", "13:00")


def full_day(*breaks: Break, vans: int = 2, orders: int = 16) -> Problem:
    """Orders all along the street, with which two vans are busy until the afternoon."""
    stops = [order(f"o{k}", 1 + k % 6, service_min=40) for k in range(orders)]
    return problem(stops, [van(k, *breaks) for k in range(1, vans + 1)])


def test_every_route_that_owes_a_break_takes_it_once_in_its_window() -> None:
    plan = planned(full_day(NOON))
    assert plan.unassigned == ()
    assert pauses(plan) == {"s1": ["s1/noon"], "s2": ["s2/noon"]}
    for route in plan.routes:
        [pause] = [step for step in route.steps if step.break_id]
        assert at("12:00") <= pause.service_start <= at("13:00")
        assert pause.departure - pause.service_start == 30 * MINUTE


def test_two_breaks_are_both_taken() -> None:
    day = full_day(MORNING, NOON)
    found = with_breaks(search_whole)(
        day, budget=FEW, seed=1, start=None, on_better=unheard, stop=never
    )
    plan = make_plan(day, found)
    assert plan.violations == ()
    assert plan.totals.orders == len(day.orders)
    assert pauses(plan) == {f"s{k}": [f"s{k}/morning", f"s{k}/noon"] for k in (1, 2)}


def test_two_breaks_are_both_taken_in_the_finished_plan() -> None:
    plan = planned(full_day(MORNING, NOON))
    assert pauses(plan) == {f"s{k}": [f"s{k}/morning", f"s{k}/noon"] for k in (1, 2)}


def test_each_class_takes_its_own_breaks() -> None:
    fleet = [van(1, NOON), van(2), van(3, rest("tea", "11:00", "11:30", 15))]
    day = problem([order(f"o{k}", 1 + k % 6, service_min=50) for k in range(21)], fleet)
    plan = planned(day)
    assert plan.unassigned == ()
    assert pauses(plan) == {"s1": ["s1/noon"], "s2": [], "s3": ["s3/tea"]}


@pytest.mark.parametrize(
    "owed", [rest("late", "16:00", "18:00"), rest("noon", "12:00", "13:00", after_h=9)]
)
def test_nobody_takes_a_break_that_is_not_owed(owed: Break) -> None:
    plan = planned(full_day(owed))
    assert plan.unassigned == ()
    assert pauses(plan) == {"s1": [], "s2": []}


def test_where_breaks_leave_too_little_time_orders_stay_behind_for_that_reason() -> None:
    day = problem([order(f"o{k}", 1, service_min=110) for k in range(4)], [van(1)])
    assert planned(day).unassigned == ()
    rested = replace(day, shifts=(van(1, rest("noon", "12:00", "13:00", 60)),))
    plan = planned(rested)
    [left] = plan.unassigned
    assert pauses(plan) == {"s1": ["s1/noon"]}
    assert Rule.SHIFT_END in left.rules or Rule.BREAK in left.rules


def test_a_break_that_is_not_paid_costs_nothing_at_home_before_the_end() -> None:
    paid = planned(full_day(NOON))
    day = full_day(NOON)
    free = replace(
        day,
        shifts=tuple(replace(s, costs=replace(s.costs, breaks_paid=False)) for s in day.shifts),
    )
    # Half an hour of each at 20 an hour.
    assert planned(free).totals.cost_cents == paid.totals.cost_cents - 2 * 1000


def test_the_same_iterations_give_the_same_plan() -> None:
    day = full_day(NOON, orders=20, vans=3)
    found = [plan_routes(day, budget=FEW, seed=3).assignment for _ in range(2)]
    assert found[0] == found[1]


def test_a_plan_with_breaks_is_a_start() -> None:
    day = full_day(NOON)
    before = plan_routes(day, budget=FEW, seed=1).assignment
    again = planned(day, start=before)
    assert pauses(again) == {"s1": ["s1/noon"], "s2": ["s2/noon"]}
    assert again.totals.cost_cents <= make_plan(day, before).totals.cost_cents


def test_what_is_told_of_keeps_every_rule_and_gets_better() -> None:
    day = full_day(NOON, orders=20, vans=3)
    told: list[Assignment] = []
    found = with_breaks(search_whole)(
        day, budget=FEW, seed=1, start=None, on_better=told.append, stop=never
    )
    assert told
    assert [violations(day, schedule(day, one)) for one in told] == [()] * len(told)
    served = [len(list(one.order_ids())) for one in told]
    assert served == sorted(served)
    assert len(list(found.order_ids())) >= served[-1]


def test_a_search_of_a_day_without_breaks_is_what_it_was() -> None:
    day = full_day()
    plain, wrapped = (
        search(day, budget=FEW, seed=5, start=None, on_better=unheard, stop=never)
        for search in (search_whole, with_breaks(search_whole))
    )
    assert plain == wrapped


def test_larger_days_are_searched_in_parts_that_see_to_their_breaks() -> None:
    assert MOST_AT_ONCE == MOST_WHOLE
    fleet = [van(k, NOON) for k in range(1, 46)]
    stops = [order(f"o{k}", 1 + k % 5 / 10, service_min=20) for k in range(MOST_AT_ONCE + 10)]
    day = problem(stops, fleet)
    solved = plan_routes(day, budget=Budget(None, iterations=40), seed=1)
    assert violations(day, schedule(day, solved.assignment)) == ()
    assert len(list(solved.assignment.order_ids())) == len(stops)
    assert any(isinstance(s, Pause) for steps in solved.assignment.steps.values() for s in steps)


# What carries a break.


def beginnings(one: Order, minutes: int = 0) -> list[tuple[str, str]]:
    found = carrier(one, Rest(NOON.window, NOON.length), minutes * MINUTE)
    assert found is not None
    assert found.service == one.service + NOON.length
    return [(f"{w.start:%H:%M}", f"{w.end:%H:%M}") for w in found.windows]


def test_an_order_carries_a_break_behind_it_or_before_it() -> None:
    # Ten minutes at the door, then the break; or the break first, if that is after noon.
    assert beginnings(order(service_min=10)) == [("11:50", "13:00")]
    assert beginnings(order(service_min=10), minutes=5) == [("11:50", "13:00")]
    # Whoever comes before it opens may rest until then, at the stop before.
    opens_late = order(service_min=10, windows=[("12:40", "15:00")])
    assert beginnings(opens_late, minutes=15) == [("12:15", "13:00")]
    closes_early = order(service_min=10, windows=[("09:00", "11:55")])
    assert beginnings(closes_early) == [("11:50", "11:55")]


def test_an_order_of_another_hour_carries_none() -> None:
    early = order(windows=[("09:00", "11:00")])
    assert carrier(early, Rest(NOON.window, NOON.length), timedelta(0)) is None


def test_of_several_windows_those_stay_that_suit_the_break() -> None:
    often = [("09:00", "10:00"), ("11:50", "11:55"), ("12:40", "12:45")]
    assert beginnings(order(service_min=10, windows=often)) == [
        ("11:50", "11:55"),
        ("12:10", "12:15"),
        ("12:40", "12:45"),
    ]


def test_each_route_has_one_carrier_and_nobody_else_room_for_it() -> None:
    day = full_day(NOON, vans=3)
    names = [o.id for o in day.orders]
    routes = {"s1": list(range(8)), "s2": list(range(8, 16))}
    laden = with_carriers(clock(day), routes)
    carriers = [o.id for o in laden.orders if isinstance(o, Carrier)]
    assert len(carriers) == 2
    assert {names.index(name) // 8 for name in carriers} == {0, 1}
    [dimension] = [d for d in dimensions(laden) if d.name.startswith("break")]
    taken = {o.id for o, t in zip(laden.orders, dimension.taken, strict=True) if t}
    assert taken == set(carriers)
    assert dimension.room[0] == dimension.room[1] == max(dimension.taken)
    assert dimension.room[2] == 0
    # The third van may drive as long as it owes no break.
    assert laden.shifts[2].hours.end == at("13:00")


def test_a_break_that_is_done_leaves_no_room_for_another_route_s() -> None:
    day = full_day(NOON)
    done = Held((Task("o0"), Task("o1"), Task("o2"), Pause("s1/noon")), at("09:00"))
    routes = {"s1": [0, 1, 2, day.step_index[Pause("s1/noon")], 3], "s2": [*range(8, 16)]}
    laden = with_carriers(clock(replace(day, held={"s1": done})), routes)
    [dimension] = [d for d in dimensions(laden) if d.name.startswith("break")]
    assert dimension.room[0] == 0
    assert dimension.room[1] == max(dimension.taken)
    assert Pause("s1/noon") in laden.step_index


def test_a_short_route_is_kept_short_enough_to_owe_none() -> None:
    late = replace(NOON, after=timedelta(hours=5))
    day = problem([order("a", 6, service_min=60)], [van(1, late, hours=("12:00", "20:00"))])
    [kept] = with_carriers(clock(day), {"s1": [0]}).shifts
    assert kept.max_duty == timedelta(hours=5)
    assert kept.breaks == ()


# Clocks that stand still.


def test_what_is_behind_the_break_comes_earlier_by_it() -> None:
    stops = [
        order("early", windows=[("09:00", "10:00")]),
        order("across", windows=[("10:00", "15:00")]),
        order("late", windows=[("14:00", "15:00")]),
    ]
    day = problem(stops, [van(1, NOON)])
    stopped = at_one_moment(day, common_rests(day))
    assert [o.windows for o in stopped.orders] == [
        (window("09:00", "10:00"),),
        (window("10:00", "14:30"),),
        (window("13:30", "14:30"),),
    ]
    assert stopped.shifts[0].hours == window("09:00", "16:30")
    assert stopped.shifts[0].breaks == ()


def test_windows_that_meet_while_the_clock_stands_become_one() -> None:
    twice = order(windows=[("12:00", "12:55"), ("13:10", "14:00")])
    day = problem([twice], [van(1, NOON)])
    [only] = at_one_moment(day, common_rests(day)).orders
    assert only.windows == (window("12:00", "13:30"),)


def test_shifts_with_unlike_breaks_have_no_moment_in_common() -> None:
    day = problem(street(2), [van(1, NOON), van(2)])
    assert common_rests(day) == ()
