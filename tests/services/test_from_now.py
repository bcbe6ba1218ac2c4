"""A day planned again in the middle of it: jobs keep what is done, and so does the next one."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from dashboard.domain import (
    Plan,
    PlannerError,
    Problem,
    Route,
    complaints,
    plan_from_document,
    plan_to_document,
)
from dashboard.services import day_jobs, jobs, orders, plans
from dashboard.services.searches import SearchProcess
from dashboard.solve.engines import Solved
from dashboard.solve.protocol import Budget
from dashboard.solve.traffic import plan_in_traffic
from dashboard.store import Store, claim_next
from tests.services.ready import DATE, ready_day, row, take_in

MINUTE = timedelta(minutes=1)
FEW = Budget(None, 60, workers=1)

Kept = tuple[str, int]
"""A plan by its id and revision."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """The problems that jobs search: here, in this process, and for a few iterations."""
    found: list[Problem] = []

    def search(process: object, problem: Problem, **how: Any) -> Solved:
        assert how.pop("search", "") in ("", "dashboard.solve.traffic:plan_in_traffic")
        found.append(problem)
        return plan_in_traffic(problem, **{**how, "budget": FEW})

    monkeypatch.setattr(day_jobs, "run_search", search)
    return found


def planned(store: Store, **how: Any) -> tuple[Kept, Plan]:
    """What a job makes of the day, as it is kept."""
    job = jobs.start(store, DATE, budget_s=1, **how)
    claimed = claim_next(store, 1, datetime.now(UTC), 1)
    assert claimed is not None
    day_jobs.do(store, claimed, lambda: cast(SearchProcess, SimpleNamespace(end=lambda: None)))
    done = jobs.get(store, job.job_id)
    assert done is not None
    assert (done.state, done.error) == ("done", "")
    kept = done.plan_id or "", done.plan_revision or 0
    return kept, plans.load(store, *kept)


def again(store: Store, from_plan: Kept, now: datetime) -> tuple[Kept, Plan]:
    """The day planned again from an instant on."""
    return planned(store, mode=jobs.FROM_NOW, begin_at=from_plan, now=now)


def route_of(plan: Plan, shift_id: str) -> Route:
    """The route of a shift."""
    return next(route for route in plan.routes if route.shift_id == shift_id)


def keeps_what_is_done(before: Plan, after: Plan, now: datetime) -> bool:
    """Whether all that was over, or on its way, stands there as it was, at the times it had."""
    for route in before.routes:
        if route.loading_start > now:
            continue
        later = route_of(after, route.shift_id)
        over = sum(step.departure <= now for step in route.steps)
        assert later.departure == route.departure
        assert later.steps[:over] == route.steps[:over]
    return True


def middle_of(plan: Plan) -> datetime:
    """When the first driver has just served the second order."""
    return plan.routes[0].steps[1].departure + MINUTE


def test_what_is_done_stays_and_the_plan_says_how_far_everybody_is(
    store: Store, asked: list[Problem]
) -> None:
    ready_day(store, 6)
    first, before = planned(store)
    now = middle_of(before)
    _, after = again(store, first, now)
    assert keeps_what_is_done(before, after, now)
    under_way = asked[-1]
    route = before.routes[0]
    held = after.held[route.shift_id]
    assert held.left == route.departure
    assert [step.order_id for step in route.steps[:3]] == [
        getattr(step, "order_id", None) for step in held.steps
    ]
    assert held.aboard == {step.order_id for step in route.visits}
    assert after.held == under_way.held
    assert complaints(under_way, after) == []
    assert after.violations == ()


def test_how_far_everybody_is_stands_in_the_document_and_reads_back(
    store: Store, asked: list[Problem]
) -> None:
    ready_day(store, 6)
    first, before = planned(store)
    assert "held" not in plan_to_document(before)
    _, after = again(store, first, middle_of(before))
    document = plan_to_document(after)
    assert document["held"].keys() == after.held.keys() != set()
    assert plan_from_document(document) == after


def test_the_plan_before_stays_as_it_was(store: Store, asked: list[Problem]) -> None:
    ready_day(store, 6)
    first, before = planned(store)
    second, after = again(store, first, middle_of(before))
    assert second != first
    assert plans.load(store, *first) == before
    assert plans.load(store, *second) == after


def test_planning_again_from_there_keeps_what_is_done_by_then(
    store: Store, asked: list[Problem]
) -> None:
    ready_day(store, 8, drivers=1)
    kept, before = planned(store)
    route = before.routes[0]
    for number in (1, 4, 7):
        now = route.steps[number].departure + MINUTE
        kept, after = again(store, kept, now)
        assert keeps_what_is_done(before, after, now)
        assert len(after.held[route.shift_id].steps) >= min(number + 2, 8)
        before = after


@pytest.mark.usefixtures("asked")
def test_an_order_that_came_since_goes_with_who_is_still_there(store: Store) -> None:
    ready_day(store, 6, drivers=2)
    first, before = planned(store)
    [one] = before.routes
    now = middle_of(before)
    take_in(store, row(9))
    _, after = again(store, first, now)
    assert keeps_what_is_done(before, after, now)
    [other] = [route for route in after.routes if route.shift_id != one.shift_id]
    assert [step.order_id for step in other.visits] == ["A9"]
    assert other.loading_start >= now


@pytest.mark.usefixtures("asked")
def test_who_left_later_than_the_shift_opens_has_left_then_for_the_next_plan_too(
    store: Store,
) -> None:
    ready_day(store, 6, drivers=2)
    first, before = planned(store)
    now = middle_of(before)
    take_in(store, row(9))
    second, between = again(store, first, now)
    other = next(r for r in between.routes if r.shift_id != before.routes[0].shift_id)
    later = other.steps[0].departure + MINUTE
    _, after = again(store, second, later)
    assert keeps_what_is_done(between, after, later)


@pytest.mark.usefixtures("asked")
def test_what_was_done_stays_done_though_its_order_was_taken_off_the_day(store: Store) -> None:
    ready_day(store, 6)
    first, before = planned(store)
    now = middle_of(before)
    last = before.routes[0].visits[-1].order_id or ""
    orders.exclude(store, [("file", last)], True)
    _, after = again(store, first, now)
    assert keeps_what_is_done(before, after, now)
    assert last not in {step.order_id for _, step in after.visits()}


@pytest.mark.usefixtures("asked")
def test_a_day_that_is_over_stays_as_it_is(store: Store) -> None:
    ready_day(store, 4, drivers=1)
    first, before = planned(store)
    _, after = again(store, first, before.routes[0].return_ + MINUTE)
    assert after.locked == {before.routes[0].shift_id}
    assert after.routes == before.routes


@pytest.mark.usefixtures("asked")
def test_without_a_plan_to_begin_at_the_day_is_planned_anew(store: Store) -> None:
    ready_day(store, 4)
    _, plan = planned(store, mode=jobs.FROM_NOW, now=datetime.now(UTC))
    assert (plan.held, plan.totals.unassigned) == ({}, 0)
    with pytest.raises(PlannerError, match="does not exist"):
        again(store, ("nothing", 1), datetime.now(UTC))


def test_the_same_moment_asked_twice_is_one_job(store: Store, asked: list[Problem]) -> None:
    ready_day(store, 4)
    first, before = planned(store)
    now = middle_of(before)
    how: dict[str, Any] = {"budget_s": 1, "mode": jobs.FROM_NOW, "begin_at": first}
    one, same, later = (jobs.start(store, DATE, now=at, **how) for at in (now, now, now + MINUTE))
    assert one.job_id == same.job_id != later.job_id
