"""Large days in parts: whole, sound, better than insertion, and the same each time."""

import random
from collections.abc import Sequence

import pytest

from dashboard.domain import Assignment, Problem, SolveError, complaints, make_plan
from dashboard.solve.cutting import cut, dealt_shifts, neighbourhoods, positions_of, route_groups
from dashboard.solve.decomposition import inserted_in_parts, search_in_parts
from dashboard.solve.engines import plan_routes
from dashboard.solve.farm import Part
from dashboard.solve.farm_child import search_part
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import Budget, Stop, never, unheard
from dashboard.solve.pyvrp_engine import MOST_WHOLE
from tests.build import problem, street
from tests.solve.large_days import town

SHORT = Budget(None, 400, workers=2)


class HereFarm:
    """Searches one part after another in this process; every so many-th fails."""

    def __init__(self, failing: int) -> None:
        self.failing, self.asked = failing, 0

    def __enter__(self) -> "HereFarm":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, parts: Sequence[Part], stop: Stop) -> list[Assignment | None]:
        found: list[Assignment | None] = []
        for part in parts:
            self.asked += 1
            found.append(search_part(part, stop) if self.asked % self.failing else None)
        return found


def searched(day: Problem, budget: Budget = SHORT, seed: int = 1) -> Assignment:
    return search_in_parts(day, budget=budget, seed=seed, start=None, on_better=unheard, stop=never)


def test_a_large_day_is_complete_sound_and_better_than_insertion() -> None:
    day = town(MOST_WHOLE + 200, 45)
    solved = plan_routes(day, budget=SHORT, seed=1)
    assert solved.solver == "pyvrp"
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    assert complaints(day, plan) == []
    assert plan.violations == ()
    assert plan.totals.unassigned == 0
    assert price_of(day, solved.assignment) < 0.95 * price_of(day, inserted_in_parts(day))


def test_a_large_day_is_the_same_with_the_same_seed_and_iterations() -> None:
    day = town(200, 12)
    once, again = searched(day), searched(day)
    assert once == again


def test_a_part_that_fails_keeps_its_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "dashboard.solve.decomposition.LocalFarm", lambda workers: HereFarm(failing=3)
    )
    day = town(300, 16)
    plan = make_plan(day, searched(day, Budget(None, 80, workers=2)))
    assert plan.totals.unassigned == 0
    assert plan.violations == ()


def test_without_any_process_the_search_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "dashboard.solve.decomposition.LocalFarm", lambda workers: HereFarm(failing=1)
    )
    with pytest.raises(SolveError, match="No process"):
        searched(town(50, 4))


def test_a_part_is_never_dearer_than_its_start() -> None:
    day = town(40, 4)
    start = inserted_in_parts(day)
    found = search_part(Part(day, Budget(None, 5, workers=1), 3, start), never)
    assert found is not None
    assert price_of(day, found) <= price_of(day, start)


def test_a_cut_day_has_the_ways_of_the_whole_one() -> None:
    day = town(30, 4)
    part = cut(day, [3, 7, 20], ["s2"])
    assert [order.id for order in part.orders] == ["o3", "o7", "o20"]
    a, b = part.row_of(part.orders[0].point), part.row_of(part.orders[2].point)
    whole = day.travel["van"].distances_m[day.order_rows[3], day.order_rows[20]]
    assert part.travel["van"].distances_m[a, b] == whole


@pytest.mark.parametrize("turn", range(4))
def test_every_route_is_in_one_group_and_groups_are_alike_in_size(turn: int) -> None:
    day = town(200, 20)
    dice = random.Random(5)
    routes = [list(range(k, 200, 20)) for k in range(20)]
    groups = route_groups(positions_of(day), routes, 4, turn, dice)
    assert sorted(k for group in groups for k in group) == list(range(20))
    assert {len(group) for group in groups} <= {4, 5, 6}


def test_who_can_cool_is_sent_where_cooling_is_asked_for() -> None:
    day = town(200, 8)
    groups = neighbourhoods(positions_of(day), 4, random.Random(1))
    dealt = dealt_shifts(day, groups)
    assert sorted(shift for mine in dealt for shift in mine) == sorted(day.shift_by_id)
    assert all(mine for mine in dealt)


def test_a_day_of_one_order_is_one_neighbourhood() -> None:
    assert neighbourhoods(positions_of(problem(street(1))), 4, random.Random(1)) == [[0]]
