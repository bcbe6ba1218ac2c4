"""Plans of a stored day: as planned elsewhere, listed, loaded, outdated, compared, handed out."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.domain import (
    STANDARD,
    Assignment,
    Plan,
    PlannerError,
    Point,
    Reason,
    clock,
    complaints,
    plan_from_document,
)
from dashboard.services import (
    backups,
    days,
    downloads,
    jobs,
    orders,
    plan_layers,
    plans,
    sources,
)
from dashboard.services.days import MORNING, WindowDefault
from dashboard.services.inputs import readiness, stored_inputs
from dashboard.services.planned_day import plan_day
from dashboard.services.planning import finished_plan, plan_from_solved, plan_so_far, problem_of
from dashboard.services.plans import PlanRow
from dashboard.services.settings import Settings
from dashboard.services.settings import save as save_settings
from dashboard.solve.engines import plan_routes
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.store import Store, add_job, claim_next, finish
from dashboard.travel.estimates import Estimate
from tests.services.ready import DATE, DEPOT, ZONE, file_of, ready_day, row, take_in, van

NOW = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
BUDGET = Budget(None, 60)


def quick_plan(store: Store) -> Plan:
    """The day's plan by plain insertion."""
    inputs = stored_inputs(store, DATE)
    problem = problem_of(inputs, Estimate())
    found = complete(problem, Assignment(), on := clock(problem))
    return plan_so_far(inputs, problem, found, seed=0, budget=BUDGET, on=on)


def keep(store: Store) -> PlanRow:
    """Keep such a plan."""
    plan_id, _ = plans.keep(store, quick_plan(store), {"what": "plan"})
    return next(one for one in plans.list_plans(store, DATE) if one.plan_id == plan_id)


def test_a_day_in_the_workspace_and_a_file_are_planned_alike(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(k, window=("10:00", "12:00") if k % 3 == 0 else ("", "")) for k in range(1, 13)]
    ready_day(store, 0)
    take_in(store, *rows)
    inputs = stored_inputs(store, DATE)
    problem = problem_of(inputs, Estimate())
    solved = plan_routes(problem, budget=BUDGET, seed=3)
    stored = plan_from_solved(inputs, problem, solved, seed=3, budget=BUDGET)
    assert complaints(problem, stored) == []

    monkeypatch.setattr(
        "dashboard.services.planned_day.run_search", lambda _, *day, **how: plan_routes(*day, **how)
    )
    table = [
        dict(zip(("order_id", "customer", "lat", "lon", "from", "to", "notes"), cells, strict=True))
        for cells in rows
    ]
    asked = plan_day(
        table,
        depot=DEPOT,
        fleet=[replace(van(), count=2)],
        date=DATE,
        tz=ZONE,
        iterations=60,
        seed=3,
    ).plan
    assert asked.routes == stored.routes
    assert replace(asked.totals, load_share=None) == replace(stored.totals, load_share=None)


def test_plans_are_listed_with_their_figures_the_last_first(store: Store) -> None:
    ready_day(store, 4)
    assert plans.latest(store, DATE) is None
    first = keep(store)
    take_in(store, row(5))
    second = keep(store)
    assert [one.plan_id for one in plans.list_plans(store, DATE)] == [second.plan_id, first.plan_id]
    assert plans.latest(store, DATE) == second
    plan = plans.load(store, second.plan_id, second.revision)
    totals = plan.totals
    assert (second.orders, second.on_time, second.unassigned) == (5, 5, 0)
    assert (second.distance_m, second.cost_cents) == (totals.distance_m, totals.cost_cents)
    assert second.driving_s == totals.driving.total_seconds()
    assert second.verdict.startswith(f"{totals.drivers} driver")
    assert days.list_days(store)[0].plans == 2
    with pytest.raises(PlannerError, match="does not exist"):
        plans.load(store, "nothing", 1)


CHANGES: dict[str, Callable[[Store], object]] = {
    "an order more": lambda store: take_in(store, row(9)),
    "an order corrected": lambda store: orders.edit(store, {("file", "A1"): {"parcels": "2"}}),
    "an order left out": lambda store: orders.exclude(store, [("file", "A1")], True),
    "an order on another day": lambda store: orders.move(
        store, [("file", "A1")], DATE + dt.timedelta(days=1)
    ),
    "an order that cannot be read": lambda store: orders.edit(
        store, {("file", "A4"): {"latitude": "north"}}
    ),
    "another window": lambda store: orders.set_windows(store, [("file", "A1")], "10:00", "11:00"),
    "another default window": lambda store: days.save_windows(store, DATE, WindowDefault(MORNING)),
    "another depot": lambda store: days.save_depot(
        store, DATE, point=Point(24.9, 60.1), name="Yard"
    ),
    "a driver more": lambda store: days.save_classes(store, DATE, [replace(van(), count=3)]),
    "another zone": lambda store: days.save_zone(store, DATE, "Europe/Paris"),
    "a smaller radius": lambda store: save_settings(store, Settings(service_radius_km=1)),
    "more time at the door": lambda store: save_settings(store, Settings(service_min=4)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_plan_is_outdated_by_any_change_of_what_it_was_made_from(store: Store, name: str) -> None:
    ready_day(store, 4)
    made = keep(store)
    assert not plans.is_stale(store, made)
    CHANGES[name](store)
    assert plans.is_stale(store, made)


def test_a_plan_is_not_outdated_by_what_does_not_touch_it(store: Store) -> None:
    ready_day(store, 4)
    made = keep(store)
    take_in(store, *(row(k) for k in range(1, 5)))
    ready_day(store, 0, date=DATE + dt.timedelta(days=1))
    save_settings(store, Settings(currency="SEK", budget_s=60))
    assert not plans.is_stale(store, made)


def test_only_the_last_order_falling_out_of_the_radius_is_noticed(store: Store) -> None:
    ready_day(store, 2)
    take_in(store, ["A8", "", "61.0", "24.93", "", "", ""])
    made = keep(store)
    save_settings(store, Settings(service_radius_km=50))
    assert plans.is_stale(store, made)


def test_two_plans_are_compared(store: Store) -> None:
    ready_day(store, 3, drivers=1)
    before = quick_plan(store)
    assert plans.compare(before, before) == plans.Comparison((), (), (), (), 0, 0, 0, 0, 0)
    orders.exclude(store, [("file", "A1")], True)
    take_in(store, row(4))
    after = quick_plan(store)
    found = plans.compare(before, after)
    assert (found.moved, found.newly_served, found.newly_left) == ((), ("A4",), ("A1",))
    assert found.distance_m == after.totals.distance_m - before.totals.distance_m > 0
    back = plans.compare(after, before)
    assert (back.newly_served, back.cost_cents) == (("A1",), -found.cost_cents)
    renamed = replace(after, shifts=tuple(replace(s, driver="Aino") for s in after.shifts))
    assert set(plans.compare(after, renamed).moved) == {"A2", "A3", "A4"}


def test_what_cannot_be_planned_is_in_the_plan_with_its_reason(store: Store) -> None:
    ready_day(store, 2)
    orders.add(store, DATE, {"order_id": "A9", "address": "Bulevardi 1", "customer": "Aino"})
    take_in(store, row(9), ["A7", "", "48.85", "2.35", "", "", ""], row(3))
    orders.edit(store, {("file", "A3"): {"parcels": "many"}})
    plan = quick_plan(store)
    assert {left.order_id: left.reason for left in plan.unassigned} == {
        "A9": Reason.ADDRESS_MISSING,
        "A9 (file)": Reason.INVALID,
        "A7": Reason.OUT_OF_AREA,
        "A3": Reason.INVALID,
    }
    assert plan.totals.orders == 6
    ready = readiness(store, DATE)
    assert (ready.orders, ready.plannable, ready.invalid) == (6, 2, 2)


def test_a_day_says_what_it_lacks(store: Store) -> None:
    assert readiness(store, DATE).todo == ("Bring the day's orders.", "Say where the depot is.")
    days.save_classes(store, DATE, [replace(van(), count=0)])
    orders.add(store, DATE, {"address": "Bulevardi 1"})
    assert readiness(store, DATE).todo == (
        "No order can be planned yet: look at what the orders page says of them.",
        "Say where the depot is.",
        "Say how many drivers may drive.",
    )
    with pytest.raises(PlannerError, match="Say where the depot is"):
        jobs.start(store, DATE, budget_s=1)
    with pytest.raises(PlannerError, match="Say where the depot is"):
        stored_inputs(store, DATE)
    ready_day(store, 1)
    assert readiness(store, DATE).todo == ()


def test_a_job_is_asked_for_once(store: Store) -> None:
    ready_day(store, 1)
    job = jobs.start(store, DATE, budget_s=1)
    assert jobs.start(store, DATE, budget_s=1).job_id == job.job_id
    assert jobs.current(store, DATE) == job
    assert jobs.best_plan(job) is None
    for budget in (0, 3601, float("nan")):
        with pytest.raises(PlannerError, match="search time"):
            jobs.start(store, DATE, budget_s=budget)
    jobs.stop(store, job.job_id)
    assert jobs.current(store, DATE) is None


def test_what_went_wrong_last_is_told_until_something_goes_well(store: Store) -> None:
    day = DATE
    for number, state in enumerate(("failed", "done")):
        job = add_job(store, day, {"number": number}, NOW)
        claim_next(store, 5, NOW, 1)
        finish(store, job.job_id, "failed" if state == "failed" else "done", NOW, error=state)
        current = jobs.current(store, day)
        assert (current.error if current else None) == (state if state == "failed" else None)


def test_no_plan_that_breaks_a_rule_or_does_not_hold_comes_out(store: Store) -> None:
    ready_day(store, 2, drivers=1)
    inputs = stored_inputs(store, DATE)
    problem = problem_of(inputs, Estimate())
    with pytest.raises(PlannerError, match=r"do not hold: order A\d is lost"):
        finished_plan(inputs, problem, Assignment(), (), solver="", seed=0, budget=BUDGET)
    tight = replace(problem, shifts=(replace(problem.shifts[0], max_stops=1),))
    full = complete(problem, Assignment())
    with pytest.raises(PlannerError, match="break a rule"):
        finished_plan(inputs, tight, full, (), solver="", seed=0, budget=BUDGET)


def test_a_plan_is_handed_out_in_every_form(store: Store) -> None:
    ready_day(store, 4)
    plan = quick_plan(store)
    assert downloads.workbook(store, plan, STANDARD).startswith(b"PK")
    assert downloads.pdf(store, plan, STANDARD).startswith(b"%PDF")
    assert downloads.pdf(store, plan, STANDARD, plan.routes[0].shift_id).startswith(b"%PDF")
    assert b"Customer 1" in downloads.driver_csv(plan, STANDARD)
    assert [len(one.rows) for one in downloads.lists(plan, STANDARD)] == [
        len(route.visits) for route in plan.routes
    ]
    with zipfile.ZipFile(io.BytesIO(downloads.everything(store, plan, STANDARD))) as packed:
        assert plan_from_document(json.loads(packed.read("plan.json"))) == plan
    with zipfile.ZipFile(io.BytesIO(downloads.notebook(store, plan, STANDARD))) as packed:
        assert any(name.endswith(".ipynb") for name in packed.namelist())


def test_map_layers_are_served_by_plan_and_name(store: Store) -> None:
    ready_day(store, 3)
    made = keep(store)
    stops = json.loads(plan_layers.layer(store.folder, made.plan_id, made.revision, "stops"))
    assert len(stops) == 3
    with pytest.raises(LookupError):
        plan_layers.layer(store.folder, "nothing", 1, "stops")


def test_a_backup_is_restored_under_the_running_planner(store: Store) -> None:
    ready_day(store, 3)
    made = keep(store)
    data = backups.make(store)
    take_in(store, row(9), row(1, notes="changed"))
    orders.exclude(store, [("file", "A2")], True)
    before = orders.list_orders(store, DATE)
    assert len(before) == 4
    aside = backups.restore(store, data)
    assert aside.exists()
    after = orders.list_orders(store, DATE)
    told = [(view.order_id, view.excluded, view.text.get("notes", "")) for view in after]
    assert told == [("A1", False, ""), ("A2", False, ""), ("A3", False, "")]
    assert [one.plan_id for one in plans.list_plans(store, DATE)] == [made.plan_id]
    assert not plans.is_stale(store, made)
    with pytest.raises(PlannerError):
        backups.restore(store, file_of(row(1)))
    assert orders.list_orders(store, DATE) == after


def test_a_plan_is_stale_once_an_address_or_a_rule_says_something_else(store: Store) -> None:
    ready_day(store, 3)
    made = keep(store)
    assert not plans.is_stale(store, made)
    sources.save_order_rules(store, [sources.OrderRule("*", "customer 1", service_min=30)])
    assert plans.is_stale(store, made)
    sources.save_order_rules(store, [])
    assert not plans.is_stale(store, made)
