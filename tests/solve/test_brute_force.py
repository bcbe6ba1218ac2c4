"""Each rule alone, and each two together, on days so small that every sequence can be tried."""

from functools import cache
from itertools import combinations

import pytest

from dashboard.domain import Plan, Problem, Reason, Unassigned, complaints, make_plan
from dashboard.solve.engines import plan_routes
from dashboard.solve.protocol import Budget
from tests.solve.brute_force import Best, brute_force, weight
from tests.solve.ruled_days import RULES, ruled_day

BUDGET = Budget(None, 300, workers=1)
Rules = tuple[str, ...]
ALONE = [((name,), seed, 2) for name in RULES for seed in range(3)]
ALONE += [((name,), 3, 1) for name in RULES]
TOGETHER = [(pair, 0, 2) for pair in combinations(RULES, 2)]
each_day = pytest.mark.parametrize(
    ("rules", "seed", "shifts"),
    [pytest.param(*day, id=f"{' + '.join(day[0])}, {day[1]}") for day in ALONE + TOGETHER],
)


@each_day
def test_what_brute_force_finds_is_a_sound_plan(rules: Rules, seed: int, shifts: int) -> None:
    # Its clock, the timetable's and the checker's share no line, and must say the same.
    day, best = solved(rules, seed, shifts)
    left = {order.id for order in day.orders} - set(best.assignment.order_ids())
    reasons = [Unassigned(name, Reason.FLEET_FULL_TIME, "") for name in left]
    plan = make_plan(day, best.assignment, unassigned=reasons)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    assert worth(day, plan) == best.weight
    assert cents(plan) == best.cents


@each_day
def test_a_search_serves_as_much_as_can_be_for_as_little(
    rules: Rules, seed: int, shifts: int
) -> None:
    day, best = solved(rules, seed, shifts)
    found = plan_routes(day, budget=BUDGET, seed=0)
    plan = make_plan(day, found.assignment, unassigned=found.unassigned)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    assert worth(day, plan) == best.weight
    assert cents(plan) <= best.cents + max(best.cents // 100, len(day.orders))


@cache
def solved(rules: Rules, seed: int, shifts: int) -> tuple[Problem, Best]:
    """The day with its best plan."""
    day = ruled_day(rules, seed, shifts)
    return day, brute_force(day)


def worth(day: Problem, plan: Plan) -> int:
    """The weight of all that is served."""
    return weight(day.order_by_id[s.order_id or ""] for route in plan.routes for s in route.served)


def cents(plan: Plan) -> int:
    """What a plan costs, and what its lateness weighs."""
    return plan.totals.cost_cents + plan.totals.late_cents
