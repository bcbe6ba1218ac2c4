"""Every place for one more order, against a plan that is made anew with it at that place."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from dashboard.domain import (
    Assignment,
    Costs,
    Plan,
    Problem,
    Rule,
    Task,
    clock,
    deliveries,
    make_plan,
    violations,
)
from dashboard.solve.board import board
from dashboard.solve.fits import best_fit
from dashboard.solve.obstacles import NEEDS
from dashboard.solve.positions import Position, positions
from dashboard.solve.routes import routes_of
from dashboard.solve.seats import AMOUNTS
from tests.build import order, problem, shift, street
from tests.solve.small_days import small_days

NEEDS_AND_WAYS = (*NEEDS, Rule.REACHABLE)
_TOLD_OTHERWISE = (*NEEDS_AND_WAYS, Rule.WINDOW, Rule.OTHERS)


def put(
    day: Problem, assignment: Assignment, shift_id: str, index: int, order_id: str
) -> Assignment:
    """The assignment with one more order at a place."""
    steps = list(assignment.steps.get(shift_id, ()))
    steps.insert(index, Task(order_id, day.order_by_id[order_id].kind))
    return Assignment({**assignment.steps, shift_id: tuple(steps)})


def broken(day: Problem, plan: Plan) -> Counter[tuple[Rule, str, str | None]]:
    """What a plan breaks, by how much."""
    found: Counter[tuple[Rule, str, str | None]] = Counter()
    for one in violations(day, plan.routes):
        found[one.rule, one.shift_id, one.order_id] += one.amount
    return found


def said_of(place: Position, order_id: str) -> Counter[tuple[Rule, str, str | None]]:
    """The amounts of a position in the words of violations; needs and ways are not counted."""
    amounts = dict(zip(AMOUNTS, place.amounts, strict=True))
    told = [(rule, None, amounts[rule]) for rule in AMOUNTS if rule not in _TOLD_OTHERWISE]
    own = {(r, o): n for r, o, n in (*told, (Rule.WINDOW, order_id, place.late_s))}
    return Counter({(r, place.shift_id, o): n for (r, o), n in own.items() if n})


def test_every_position_is_priced_and_judged_as_the_plan_with_it() -> None:
    tried = 0
    for soft, assignment in small_days(200):
        # How late an order is beyond what it allows is another sum than how late it is.
        hard = tuple(replace(one, max_late=timedelta(0)) for one in soft.orders)
        day = replace(soft, orders=hard)
        on = clock(day)
        before = make_plan(day, assignment, on=on)
        had = broken(day, before)
        served = set(assignment.order_ids())
        for left in (o.id for o in day.orders if o.id not in served and not o.collect):
            for place in positions(day, assignment, left, on):
                with_it = put(day, assignment, place.shift_id, place.index, left)
                after = make_plan(day, with_it, on=on)
                assert place.extra_cents == after.totals.cost_cents - before.totals.cost_cents
                extra = after.totals.duty - before.totals.duty
                assert place.extra_s == extra.total_seconds()
                now = broken(day, after) - had
                others = sum(n for (r, _, o), n in now.items() if r is Rule.WINDOW and o != left)
                assert place.others_late_s == others
                plain = Counter(
                    {
                        key: amount
                        for key, amount in now.items()
                        if key[0] not in NEEDS_AND_WAYS
                        and (key[0] is not Rule.WINDOW or key[2] == left)
                    }
                )
                assert said_of(place, left) == plain
                rules = {r for r, _, o in now if r is not Rule.WINDOW or o == left}
                rules |= {Rule.OTHERS} if others else set()
                assert set(place.breaks) == rules
                tried += 1
    assert tried > 2000


def test_what_keeps_every_rule_comes_first_and_then_what_is_cheapest() -> None:
    day = problem(
        [*street(2), order("new", 1.5, windows=[("09:00", "09:19")])],
        [shift("s1", 1), shift("s2", 2, costs=Costs(hour_cents=9000))],
    )
    found = positions(day, deliveries({"s1": ["o1", "o2"]}), "new")
    assert [(p.shift_id, p.index, p.breaks) for p in found] == [
        ("s1", 0, ()),
        ("s2", 0, ()),
        ("s1", 1, (Rule.WINDOW,)),
        ("s1", 2, (Rule.WINDOW,)),
    ]
    assert found[1].extra_cents > found[0].extra_cents


def test_the_best_position_is_found_wherever_an_insertion_finds_one() -> None:
    for day, assignment in small_days(60, seed=3):
        on = clock(day)
        room = board(on, routes_of(day, assignment))
        served = set(assignment.order_ids())
        for index, left in enumerate(day.orders):
            if left.id not in served:
                keeps = [p for p in positions(day, assignment, left.id, on) if not p.breaks]
                assert bool(keeps) == (best_fit(room, index) is not None)


def test_of_idle_shifts_alike_only_the_first_is_named() -> None:
    day = problem([order("a")], [shift("s1", 1), shift("s2", 2), shift("s3", 3, parcels=9)])
    assert {place.shift_id for place in positions(day, Assignment(), "a")} == {"s1", "s3"}


def test_an_idle_shift_that_is_paid_anyway_costs_only_what_is_more() -> None:
    costs = Costs(shift_cents=5000, min_guarantee_cents=6000, km_cents=50)
    for is_paid, extra in ((True, 0), (False, 6000)):
        van = replace(shift("s1", 1, costs=costs), paid_when_idle=is_paid)
        [place] = positions(problem([order("a", 2)], [van]), Assignment(), "a")
        assert place.extra_cents == extra


def test_lateness_that_is_there_already_is_not_counted_again() -> None:
    orders = [order("late", 3, windows=[("09:00", "09:10")]), order("new", 4)]
    at_home = replace(shift(hours=("09:00", "09:40")), end=None)
    found = positions(problem(orders, [at_home]), deliveries({"s1": ["late"]}), "new")
    before, behind = sorted(found, key=lambda place: place.index)
    # To house 4, back to house 3: 55 minutes instead of 30, and five more at the door.
    assert (before.others_late_s, before.over_s) == (25 * 60, 20 * 60)
    assert (behind.others_late_s, behind.over_s) == (0, 10 * 60)
    assert behind.breaks == (Rule.SHIFT_END,)
