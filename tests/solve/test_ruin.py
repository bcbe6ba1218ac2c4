"""Ruin and recreate: it counts as PyVRP does, keeps every rule, and refuses days it cannot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pyvrp import Solution

from dashboard.domain import Costs, Kind, Problem
from dashboard.solve.allowance import Allowance
from dashboard.solve.climbers import Found
from dashboard.solve.cooling import Cooling
from dashboard.solve.protocol import Budget, never
from dashboard.solve.pyvrp_model import Model, build
from dashboard.solve.ruin import AGAIN, ANEW, ruin
from dashboard.solve.ruin_data import can_be_ruined
from tests.build import at, order, problem, shift, street
from tests.solve.large_days import town

PAID = Costs(
    shift_cents=4_000,
    hour_cents=2_000,
    km_cents=45,
    stop_cents=30,
    overtime_after=timedelta(hours=3),
)


def ruined(
    model: Model,
    iterations: int = 40,
    *,
    seed: int = 1,
    start: Solution | None = None,
    cooling: Cooling = ANEW,
    heard: Callable[[Solution], None] = lambda _: None,
) -> Solution:
    ended = Allowance.of(Budget(None, iterations), 1.0, never)
    return ruin(model, cooling, seed=seed, start=start, heard=heard, ended=ended)


def price(model: Model, solution: Solution) -> float:
    return Found(model, solution).price


@pytest.mark.parametrize("seed", range(4))
def test_every_rule_is_kept_and_every_order_served(seed: int) -> None:
    model = build(town(60, 8, seed, costs=PAID))
    found = ruined(model)
    assert found.is_feasible()
    assert model.serves_all(found)


def test_a_longer_search_finds_cheaper_routes() -> None:
    model = build(town(80, 8, costs=PAID))
    assert price(model, ruined(model, 60)) < 0.97 * price(model, ruined(model, 1))


@pytest.mark.parametrize("costs", [PAID, Costs(km_cents=50)])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_no_dearer_than_its_start(seed: int, costs: Costs) -> None:
    model = build(town(60, 8, seed, costs=costs))
    start = ruined(model, 3)
    again = ruined(model, 20, seed=seed, start=start, cooling=AGAIN)
    assert price(model, again) <= price(model, start)


def test_a_start_is_kept_where_there_is_no_time() -> None:
    model = build(town(60, 8, costs=PAID))
    start = ruined(model, 10)
    stopped = Allowance.of(Budget(60), 1.0, lambda: True)
    kept = ruin(model, AGAIN, seed=1, start=start, heard=lambda _: None, ended=stopped)
    assert price(model, kept) == price(model, start)


def test_the_same_seed_and_iterations_give_the_same_routes() -> None:
    model = build(town(50, 6))
    assert ruined(model, seed=3) == ruined(model, seed=3)
    assert ruined(model, 1, seed=3) != ruined(model, 1, seed=4)


def test_what_is_told_of_is_sound_and_ever_cheaper() -> None:
    model = build(town(150, 20, costs=PAID))
    heard: list[Solution] = []
    found = ruined(model, 100, heard=heard.append)
    prices = [price(model, one) for one in heard]
    assert len(prices) > 1
    assert prices == sorted(prices, reverse=True)
    assert all(one.is_feasible() for one in heard)
    assert heard[-1] == found


def test_a_day_that_is_too_much_leaves_out_the_fewest() -> None:
    day = problem(street(6), [shift("s1", 1, parcels=2), shift("s2", 2, parcels=2)])
    found = ruined(build(day))
    assert found.is_feasible()
    assert found.num_clients() == 4


def test_one_shift_is_enough_where_each_costs_money() -> None:
    day = problem(street(4), [shift(f"s{k}", k, costs=PAID) for k in (1, 2, 3)])
    assert len(ruined(build(day)).routes()) == 1


def test_plain_days_can_be_ruined_and_others_are_refused() -> None:
    def can_be(day: Problem) -> bool:
        return can_be_ruined(build(day).data)

    plain = problem(street(4), [shift("s1", 1), shift("s2", 2, parcels=3)])
    assert can_be(plain)
    later = replace(plain.orders[0], release=at("10:00"))
    assert not can_be(replace(plain, orders=(later, *plain.orders[1:])))
    twice = order("o1", 1, windows=[("09:00", "10:00"), ("12:00", "13:00")])
    assert not can_be(replace(plain, orders=(twice, *plain.orders[1:])))
    back = replace(plain.orders[0], kind=Kind.HAND_BACK)
    assert not can_be(replace(plain, orders=(back, *plain.orders[1:])))
    assert not can_be(problem(street(4), [shift("s1", 1, parcels=2, reloads=2)]))
    assert not can_be(problem(street(4), [shift("s1", 1, max_distance_m=9_000)]))
    assert not can_be(problem(street(1)))
