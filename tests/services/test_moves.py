"""An order moved by hand: the plan that follows is as it was told, and there is a way back."""

from dataclasses import replace
from datetime import time

import pytest

from dashboard.domain import (
    Capacity,
    ConflictError,
    Plan,
    PlannerError,
    RemedyKind,
    Rule,
    SolveError,
    complaints,
    deliveries,
)
from dashboard.services import days, moves, plans, remedies, wishes
from dashboard.services.inputs import stored_inputs
from dashboard.services.moves import Place
from dashboard.services.planning import plan_so_far, problem_of
from dashboard.solve import renewal
from dashboard.store import Store
from dashboard.travel.estimates import Estimate
from tests.services.planned import BUDGET, VAN
from tests.services.ready import DATE, ready_day, row, take_in

FIRST, SECOND = "Own van-1", "Own van-2"
ROUTES = {FIRST: ["A1", "A2"], SECOND: ["A3", "A4"]}
Ref = tuple[str, int]


def kept(store: Store, routes: dict[str, list[str]]) -> tuple[Ref, Plan]:
    """The plan of these routes, kept."""
    inputs = stored_inputs(store, DATE)
    day = problem_of(inputs, Estimate())
    plan = plan_so_far(inputs, day, deliveries(routes), seed=0, budget=BUDGET)
    return plans.keep(store, plan, {"what": "test"}), plan


def place_with(store: Store, ref: Ref, order_id: str, shift_id: str) -> Place:
    """The best place with a driver, but for the one where the order is."""
    found = moves.places_for(store, *ref, order_id, shift_id=shift_id)
    return next(place for place in found if not place.is_here)


def routes_of(plan: Plan) -> dict[str, list[str | None]]:
    """The orders of each route."""
    return {route.shift_id: [step.order_id for step in route.served] for route in plan.routes}


def small(store: Store, **more: object) -> None:
    """Four orders for two vans with room for two each, changed as given."""
    ready_day(store, 4)
    van = replace(VAN, count=2, capacity=Capacity(parcels=2))
    days.save_classes(store, DATE, [replace(van, **more)])  # type: ignore[arg-type]


@pytest.mark.parametrize("routes", [ROUTES, {FIRST: ["A1"], SECOND: ["A3", "A4"]}])
def test_a_plan_costs_what_the_place_has_said(store: Store, routes: dict[str, list[str]]) -> None:
    ready_day(store, 4)
    ref, before = kept(store, routes)
    place = place_with(store, ref, "A2", SECOND)
    after_ref = moves.move(store, *ref, "A2", place)
    after = plans.load(store, *after_ref)
    assert after_ref == (ref[0], 2)
    assert after.totals.cost_cents - before.totals.cost_cents == place.extra_cents
    assert set(routes_of(after)[SECOND]) == {"A2", "A3", "A4"}
    assert (after.unassigned, after.violations) == ((), ())
    assert after.input_sha256 == before.input_sha256
    assert complaints(problem_of(stored_inputs(store, DATE), Estimate()), after) == []


def test_a_place_that_breaks_a_rule_is_taken_only_if_somebody_says_so(store: Store) -> None:
    small(store)
    ref, _ = kept(store, ROUTES)
    place = place_with(store, ref, "A2", SECOND)
    with pytest.raises(PlannerError, match="1 parcel too many"):
        moves.move(store, *ref, "A2", place)
    after = plans.load(store, *moves.move(store, *ref, "A2", place, force=True))
    assert after.violations == place.broken
    [broken] = after.violations
    assert (broken.rule, broken.shift_id, broken.amount) == (Rule.PARCELS, SECOND, 1)


def test_what_was_accepted_stays_so_in_later_moves_and_remedies(store: Store) -> None:
    small(store, shift_end=time(11))
    take_in(store, *(row(k) for k in (1, 2, 3, 4)), row(150))
    ref, _ = kept(store, ROUTES)
    ref = moves.move(store, *ref, "A2", place_with(store, ref, "A2", SECOND), force=True)
    other = place_with(store, ref, "A3", SECOND)
    ref = moves.move(store, *ref, "A3", other)
    plan = plans.load(store, *ref)
    assert [violation.rule for violation in plan.violations] == [Rule.PARCELS]
    tomorrow = next(r for r in plan.unassigned[0].remedies if r.kind is RemedyKind.TOMORROW)
    ref = remedies.take(store, *ref, tomorrow)
    assert plans.load(store, *ref).violations == plan.violations
    back = place_with(store, ref, "A2", FIRST)
    assert plans.load(store, *moves.move(store, *ref, "A2", back)).violations == ()


def test_only_what_the_place_has_told_is_let_through(store: Store) -> None:
    small(store)
    ref, _ = kept(store, ROUTES)
    place = replace(place_with(store, ref, "A2", SECOND), broken=())
    with pytest.raises(SolveError, match="break a rule"):
        moves.move(store, *ref, "A2", place, force=True)
    assert len(plans.list_plans(store, DATE)) == 1


def test_moves_are_taken_back_one_by_one(store: Store) -> None:
    ready_day(store, 4)
    ref, first = kept(store, ROUTES)
    assert moves.before(store, *ref) is None
    ref = moves.move(store, *ref, "A2", place_with(store, ref, "A2", SECOND))
    second = plans.load(store, *ref)
    ref = moves.move(store, *ref, "A4", place_with(store, ref, "A4", FIRST))
    assert moves.moved_order(store, *ref) == "A4"
    ref = moves.undo(store, *ref)
    assert plans.load(store, *ref) == second
    assert moves.moved_order(store, *ref) is None
    ref = moves.undo(store, *ref)
    assert plans.load(store, *ref) == first
    assert ref[1] == 5
    with pytest.raises(PlannerError, match="nothing to undo"):
        moves.undo(store, *ref)


def test_a_plan_that_somebody_else_has_changed_is_not_changed_again(store: Store) -> None:
    ready_day(store, 4)
    ref, _ = kept(store, ROUTES)
    place = place_with(store, ref, "A2", SECOND)
    moves.move(store, *ref, "A4", place_with(store, ref, "A4", FIRST))
    with pytest.raises(ConflictError):
        moves.move(store, *ref, "A2", place)


def test_on_a_day_that_has_changed_nothing_is_moved(store: Store) -> None:
    ready_day(store, 4)
    ref, _ = kept(store, ROUTES)
    place = place_with(store, ref, "A2", SECOND)
    take_in(store, *(row(k) for k in range(1, 6)))
    for act in (lambda: moves.places_for(store, *ref, "A2"),
                lambda: moves.move(store, *ref, "A2", place)):  # fmt: skip
        with pytest.raises(PlannerError, match="Plan again first"):
            act()


def test_a_locked_route_neither_gives_nor_takes(store: Store) -> None:
    ready_day(store, 4)
    _, plan = kept(store, ROUTES)
    wishes.lock_route(store, DATE, plan, FIRST)
    ref, _ = kept(store, ROUTES)
    assert [place.is_here for place in moves.places_for(store, *ref, "A1")] == [True]
    assert {place.shift_id for place in moves.places_for(store, *ref, "A3")} == {SECOND}


@pytest.mark.parametrize("most_anew", [20, 0])
def test_orders_left_out_learn_what_the_move_has_changed(
    store: Store, most_anew: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "MOST_ANEW", most_anew)
    small(store)
    take_in(store, *(row(k) for k in range(1, 6)))
    ref, before = kept(store, ROUTES)
    assert "every vehicle that could take it is full" in before.unassigned[0].text
    place = place_with(store, ref, "A2", SECOND)
    after = plans.load(store, *moves.move(store, *ref, "A2", place, force=True))
    [left] = after.unassigned
    assert (left.order_id, left.text) == ("A5", "it still fits in: plan again")
    assert all(one.change.shift_id != FIRST for one in left.remedies if one.change.steps)
