"""Remedies do what they say: carried out, the order is served, at the price that was said."""

from collections import Counter
from dataclasses import replace

import pytest

from dashboard.domain import (
    Assignment,
    Costs,
    Plan,
    Priority,
    Problem,
    Remedy,
    RemedyKind,
    Rule,
    Shift,
    clock,
    complaints,
    deliveries,
    make_plan,
)
from dashboard.solve.changes import changed_problem, changed_routes
from dashboard.solve.reasons import reasons
from dashboard.solve.remedies import MOST, with_remedies
from tests.build import at, order, problem, shift, street, window
from tests.solve.small_days import small_days


def remedies(
    day: Problem, assignment: Assignment, spare: list[Shift] | None = None
) -> dict[str, tuple[Remedy, ...]]:
    """The remedies of each order left out."""
    left = with_remedies(day, assignment, reasons(day, assignment), spare=spare or [])
    return {one.order_id: one.remedies for one in left}


def plan_after(
    day: Problem, assignment: Assignment, remedy: Remedy, spare: list[Shift] | None = None
) -> Plan:
    """The plan with a remedy carried out, which the checker passes."""
    changed, routes = changed_problem(day, remedy, spare or []), changed_routes(assignment, remedy)
    on = clock(changed)
    plan = make_plan(changed, routes, unassigned=reasons(changed, routes, on), on=on)
    assert complaints(changed, plan) == []
    return plan


def spares(day: Problem) -> list[Shift]:
    """One shift more of each class."""
    by_class = {one.class_name: one for one in day.shifts}
    return [
        replace(one, id=f"{name}-more", number=9, driver=f"{name} 9")
        for name, one in by_class.items()
    ]


def test_each_remedy_serves_the_order_at_the_price_it_names_and_breaks_no_more() -> None:
    seen: Counter[RemedyKind] = Counter()
    for day, assignment in small_days(200, seed=11):
        before, spare = make_plan(day, assignment), spares(day)
        for order_id, found in remedies(day, assignment, spare).items():
            assert len(found) <= MOST
            for remedy in found:
                plan = plan_after(day, assignment, remedy, spare)
                seen[remedy.kind] += 1
                known = {o.id for o in plan.orders}
                served = {step.order_id for _, step in plan.visits()}
                if remedy.kind is RemedyKind.TOMORROW:
                    assert order_id not in known
                    continue
                assert order_id in served
                extra = plan.totals.cost_cents - before.totals.cost_cents
                assert remedy.extra_cents == extra, remedy
                late = [(v.rule, v.order_id) for v in plan.violations]
                is_late = remedy.kind is RemedyKind.LATE
                assert late == ([(Rule.WINDOW, order_id)] if is_late else [])
                gone = {step.order_id for _, step in before.visits()} - served
                assert gone == ({remedy.change.instead_of} - {""})
    assert seen.keys() == set(RemedyKind)


def test_the_cheapest_stands_first_and_the_next_day_last() -> None:
    for day, assignment in small_days(60, seed=13):
        for found in remedies(day, assignment, spares(day)).values():
            prices = [r.extra_cents for r in found if r.kind is not RemedyKind.TOMORROW]
            assert prices == sorted(prices)
            assert RemedyKind.TOMORROW not in [remedy.kind for remedy in found[:-1]]


BUSY = deliveries({"s1": ["o1", "o2"]})


@pytest.mark.parametrize(
    ("asked", "van", "kind", "words"),
    [
        # Before o2, which closes at 09:25, there is no time; behind it, it is 09:35 at house 1.5.
        (
            order("x", 1.5, windows=[("09:00", "09:19")]),
            shift(hours=("09:00", "17:00")),
            RemedyKind.LATE,
            "16 min late with Driver 1",
        ),
        (
            order("x", 3),
            shift(hours=("09:00", "10:00")),
            RemedyKind.OVERTIME,
            "+15 min overtime for Driver 1",
        ),
        (
            order("x", 6, windows=[("09:00", "09:30")]),
            shift(),
            RemedyKind.WINDOW,
            "a wider window, until 10:10",
        ),
        (
            order("x", 1, windows=[("18:00", "19:00")]),
            shift(hours=("09:00", "12:00")),
            RemedyKind.WINDOW,
            "a wider window, from 09:40",
        ),
    ],
    ids=["late", "overtime", "until", "from"],
)
def test_a_remedy_says_in_words_what_it_means(
    asked: object, van: Shift, kind: RemedyKind, words: str
) -> None:
    day = problem([*street(2, windows=[("09:00", "09:25")]), asked], [van])  # type: ignore[list-item]
    found = {remedy.kind: remedy.words for remedy in remedies(day, BUSY)["x"]}
    assert found[kind] == words


def test_one_more_driver_costs_the_whole_shift_even_where_idle_ones_are_paid() -> None:
    costs = Costs(stop_cents=600, min_guarantee_cents=6000)
    van = replace(shift("s1", 1, parcels=1, costs=costs), paid_when_idle=True)
    more = replace(van, id="s2", number=2)
    day = problem([order("a", 1), order("x", 2, windows=[("14:20", "15:00")])], [van])
    found = {r.kind: r for r in remedies(day, deliveries({"s1": ["a"]}), [more])["x"]}
    assert found[RemedyKind.DRIVER].words == "one more Van from 14:00"
    assert found[RemedyKind.DRIVER].extra_cents == 6000


def test_an_order_that_would_be_missed_less_gives_way() -> None:
    day = problem(
        [order("low", 1, priority=Priority.LOW), order("x", 1, priority=Priority.HIGH)],
        [shift(parcels=1)],
    )
    [swap, _] = remedies(day, deliveries({"s1": ["low"]}))["x"]
    assert swap.words == "leave out low instead (low priority)"
    assert swap.extra_cents == 0
    equals = problem([order("a", 1), order("x", 1)], [shift(parcels=1)])
    assert [r.kind for r in remedies(equals, deliveries({"s1": ["a"]}))["x"]] == [
        RemedyKind.TOMORROW
    ]


def test_an_order_to_which_no_way_leads_has_no_remedy_here() -> None:
    day = problem([order("x", 1)])
    lost = replace(day.travel["van"])
    lost.durations_s[:, 0, 1] = lost.distances_m[0, 1] = -1
    assert remedies(replace(day, travel={"van": lost}), Assignment())["x"] == ()


def test_the_end_of_a_longer_shift_and_a_wider_window_are_round() -> None:
    day = problem([order("x", 3, windows=[("09:00", "09:17")])], [shift(hours=("09:00", "17:00"))])
    [wider, _] = remedies(day, Assignment())["x"]
    assert (wider.change.start, wider.change.end) == (at("09:00"), at("09:30"))
    late = problem([order("x", 3)], [shift(hours=("09:00", "10:02"))])
    [longer, _] = remedies(late, Assignment())["x"]
    assert longer.change.end == at("10:07")
    assert window("09:00", "10:02") == late.shifts[0].hours


def test_where_nobody_drives_a_driver_is_the_remedy() -> None:
    base = problem(street(1), [shift()])
    day = replace(base, shifts=())
    [first, last] = remedies(day, Assignment(), [shift("Van-1")])["o1"]
    assert first.kind is RemedyKind.DRIVER
    assert last.kind is RemedyKind.TOMORROW
    assert list(plan_after(day, Assignment(), first, [shift("Van-1")]).visits())
