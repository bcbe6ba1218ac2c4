"""Planning again: what may change does, and what may not stays as it was."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from dashboard.domain import Assignment, Problem, complaints, deliveries, make_plan
from dashboard.solve.engines import Solved
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import Budget
from dashboard.solve.replans import keep_drivers, keep_order
from tests.build import order, problem, shift

BUDGET = Budget(None, 60, workers=1)


def a_day(seed: int, more: int = 4) -> tuple[Problem, Assignment]:
    """Three vans with five orders each in no good sequence, and some orders on none."""
    random = Random(seed)
    planned = [order(f"o{n}", x=random.randint(1, 9)) for n in range(15)]
    new = [order(f"new{n}", x=random.randint(1, 9)) for n in range(more)]
    vans = [shift(f"v{n}", n + 1, hours=("06:00", "22:00")) for n in range(3)]
    ids = [one.id for one in planned]
    return problem([*planned, *new], vans), deliveries(
        {f"v{n}": ids[5 * n : 5 * n + 5] for n in range(3)}
    )


def sequences(assignment: Assignment) -> dict[str, list[str]]:
    return {
        name: list(Assignment({name: steps}).order_ids())
        for name, steps in assignment.steps.items()
    }


def without_new(ids: Sequence[str]) -> list[str]:
    return [order_id for order_id in ids if not order_id.startswith("new")]


def is_sound(day: Problem, solved: Solved) -> bool:
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    return complaints(day, plan) == [] and not plan.violations


@pytest.mark.parametrize("seed", range(5))
def test_keeping_the_order_changes_nothing_of_what_was_planned(seed: int) -> None:
    day, before = a_day(seed)
    solved = keep_order(day, budget=BUDGET, start=before)
    after = sequences(solved.assignment)
    assert {name: without_new(ids) for name, ids in after.items()} == sequences(before)
    assert {f"new{n}" for n in range(4)} <= set(solved.assignment.order_ids())
    assert is_sound(day, solved)


def test_what_fits_nowhere_is_left_with_its_reason() -> None:
    day, before = a_day(0, more=0)
    far = order("new0", x=400)
    solved = keep_order(problem([*day.orders, far], day.shifts), budget=BUDGET, start=before)
    assert [left.order_id for left in solved.unassigned] == ["new0"]
    assert sequences(solved.assignment) == sequences(before)


@pytest.mark.parametrize("seed", range(5))
def test_keeping_the_drivers_betters_the_sequence_and_moves_nobody(seed: int) -> None:
    day, before = a_day(seed)
    fitted = keep_order(day, budget=BUDGET, start=before).assignment
    solved = keep_drivers(day, budget=BUDGET, start=before)
    after = sequences(solved.assignment)
    assert {name: set(ids) for name, ids in sequences(fitted).items()} == {
        name: set(ids) for name, ids in after.items()
    }
    assert price_of(day, solved.assignment) <= price_of(day, fitted)
    assert is_sound(day, solved)


def test_a_van_that_is_lost_has_its_orders_fitted_in_elsewhere() -> None:
    day, before = a_day(3, more=0)
    left = replace(day, shifts=day.shifts[:2])
    solved = keep_order(left, budget=BUDGET, start=before)
    after = sequences(solved.assignment)
    moved = set(sequences(before)["v2"])
    for name in ("v0", "v1"):
        assert [i for i in after[name] if i not in moved] == sequences(before)[name]
    assert len(list(solved.assignment.order_ids())) == 15


def test_planning_again_is_the_same_with_the_same_iterations() -> None:
    day, before = a_day(4)
    once, again = (keep_drivers(day, budget=BUDGET, start=before) for _ in range(2))
    assert once.assignment == again.assignment


def test_it_ends_when_told() -> None:
    day, before = a_day(1)
    solved = keep_drivers(day, budget=Budget(60), start=before, stop=lambda: True)
    assert is_sound(day, solved)
