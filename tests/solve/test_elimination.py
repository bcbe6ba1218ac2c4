"""A tighter fleet: it never makes the day dearer, and no order is left out for it."""

import pytest

from dashboard.domain import Assignment, Costs, complaints, deliveries, make_plan, violations
from dashboard.domain import schedule as timed
from dashboard.solve.decomposition import inserted_in_parts
from dashboard.solve.elimination import spare_shifts, with_fewer
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import Budget, never
from dashboard.solve.pyvrp_engine import search_whole
from tests.build import problem, shift, street
from tests.solve.large_days import town

DEAR_VANS = Costs(shift_cents=20_000, hour_cents=1500, km_cents=20)


def test_as_many_shifts_can_be_spared_as_the_load_allows() -> None:
    fleet = [shift(f"s{k}", k, parcels=4) for k in range(1, 5)]
    day = problem(street(8), fleet)
    four = deliveries({f"s{k}": [f"o{2 * k - 1}", f"o{2 * k}"] for k in range(1, 5)})
    assert spare_shifts(day, four) == 1
    two = deliveries({"s1": ["o1", "o2", "o3", "o4"], "s2": ["o5", "o6", "o7", "o8"]})
    assert spare_shifts(day, two) == 0


def test_the_last_shift_is_never_spared() -> None:
    day = problem(street(2))
    assert spare_shifts(day, deliveries({"s1": ["o1", "o2"]})) == 0
    assert spare_shifts(day, Assignment()) == 0


def test_the_shift_with_fewest_orders_is_given_up_and_idle_ones_too() -> None:
    day = problem(street(3), [shift(f"s{k}", k) for k in (1, 2, 3)])
    tighter, left = with_fewer(day, deliveries({"s1": ["o3"], "s2": ["o1", "o2"]}), 1)
    assert [s.id for s in tighter.shifts] == ["s2"]
    assert list(left.order_ids()) == ["o1", "o2"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("workers", [1, 2])
def test_going_on_with_fewer_shifts_makes_no_day_dearer(seed: int, workers: int) -> None:
    day = town(60, 6, seed, costs=DEAR_VANS)
    heard: list[Assignment] = []
    begun = inserted_in_parts(day)
    found = search_whole(
        day,
        budget=Budget(None, 300, workers=workers),
        seed=seed,
        start=begun,
        on_better=heard.append,
        stop=never,
    )
    assert price_of(day, found) <= price_of(day, begun)
    plan = make_plan(day, found)
    assert complaints(day, plan) == []
    assert plan.totals.unassigned == 0
    for better in heard:
        assert violations(day, timed(day, better)) == ()
