"""A long cooling of a large day in stages, where all its rules are plain."""

from dataclasses import replace

import pytest

from dashboard.domain import Assignment, Problem, SolveError, violations
from dashboard.domain import schedule as timed
from dashboard.solve import decomposition
from dashboard.solve.annealing import anneal, is_plain
from dashboard.solve.cooling import Cooling
from dashboard.solve.decomposition import inserted_in_parts, search_in_parts
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import Budget, never, unheard
from tests.build import at
from tests.solve.large_days import town
from tests.solve.test_decomposition import HereFarm

COOLING = Cooling(1.0, 0.01)


def with_a_release(day: Problem) -> Problem:
    return replace(day, orders=(*day.orders[:-1], replace(day.orders[-1], release=at("10:00"))))


def annealed(day: Problem, start: Assignment | None, iterations: int = 30) -> Assignment:
    return anneal(
        day,
        cooling=COOLING,
        budget=Budget(None, iterations, workers=1),
        seed=1,
        start=start,
        on_better=unheard,
        stop=never,
    )


def heard_of(day: Problem, monkeypatch: pytest.MonkeyPatch) -> list[Assignment]:
    monkeypatch.setattr(decomposition, "LocalFarm", lambda workers: HereFarm(failing=1_000))
    heard: list[Assignment] = []
    search_in_parts(
        day,
        budget=Budget(None, 80, workers=2),
        seed=1,
        start=None,
        on_better=heard.append,
        stop=never,
    )
    return heard


def test_stages_lead_from_hot_to_cold_without_a_gap() -> None:
    stages = [COOLING.stage(number, 4) for number in range(4)]
    assert stages[0].hot == COOLING.hot
    assert stages[-1].cold == pytest.approx(COOLING.cold)
    assert [one.cold for one in stages[:-1]] == [one.hot for one in stages[1:]]
    assert COOLING.at(0.5) == pytest.approx(0.1)


def test_a_day_is_plain_unless_one_order_or_shift_is_not() -> None:
    day = town(400, 20)
    assert is_plain(day)
    assert not is_plain(with_a_release(day))
    twice = replace(day.shifts[-1], reloads=1)
    assert not is_plain(replace(day, shifts=(*day.shifts[:-1], twice)))


def test_a_day_that_is_not_plain_is_refused() -> None:
    with pytest.raises(SolveError, match="rules"):
        annealed(with_a_release(town(30, 4)), None)


def test_it_goes_on_from_its_start_to_cheaper_routes() -> None:
    day = town(80, 8)
    start = inserted_in_parts(day)
    found = annealed(day, start)
    assert violations(day, timed(day, found)) == ()
    assert price_of(day, found) < price_of(day, start)


def test_a_plain_large_day_is_cooled_before_it_is_searched_in_small_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = town(300, 16)
    heard = heard_of(day, monkeypatch)
    assert len(heard) == decomposition.ROUNDS
    prices = [price_of(day, one) for one in heard]
    assert prices == sorted(prices, reverse=True)
    for better in heard:
        assert violations(day, timed(day, better)) == ()


def test_a_large_day_that_is_not_plain_is_searched_in_small_parts_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cooled: list[Cooling] = []

    def refuse(*_: object, cooling: Cooling, **__: object) -> Assignment:
        cooled.append(cooling)
        raise SolveError("not asked for")

    monkeypatch.setattr("dashboard.solve.annealing.anneal", refuse)
    assert len(heard_of(with_a_release(town(200, 12)), monkeypatch)) == decomposition.ROUNDS
    assert cooled == []
    heard_of(town(200, 12), monkeypatch)
    assert len(cooled) == 2 * decomposition.STAGES
