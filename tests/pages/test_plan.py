"""The plan page: what is planned, the planning under way, and what came of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.domain import Plan
from dashboard.services import days, jobs, sample
from dashboard.services.inputs import stored_inputs
from dashboard.store import Store, finish, get_job, list_jobs, mark_lost
from tests.build import DATE, day_plan, order, plan_of, problem, shift
from tests.pages.plan_pages import (
    keep_plan,
    labels,
    layer,
    map_spec,
    open_page,
    queue_job,
    run_job,
    words,
)


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs stay queued."""
    monkeypatch.setattr(jobs, "call_worker", lambda folder: None)


def test_an_empty_workspace_offers_the_sample_day(store: Store) -> None:
    at = open_page("plan")
    at.button(key="sample").click().run()
    assert "61 orders, up to 3 drivers" in words(at)
    assert not at.button(key="plan_day").disabled


def test_an_empty_day_says_what_is_missing_and_cannot_be_planned(store: Store) -> None:
    sample.load(store, DATE - timedelta(days=1))
    days.save_classes(store, DATE, [])
    at = open_page("plan")
    assert "Bring the day's orders." in words(at)
    assert "Say how many drivers may drive." in words(at)
    assert at.button(key="plan_day").disabled


@pytest.mark.usefixtures("no_worker")
def test_the_button_asks_for_a_plan_and_watches_it(store: Store) -> None:
    sample.load(store, DATE)
    at = open_page("plan")
    assert "61 orders, up to 3 drivers" in words(at)
    at.button_group(key="search_time").set_value(10).run()
    at.button(key="plan_day").click().run()
    (job,) = list_jobs(store, DATE)
    assert job.request["budget_s"] == 10
    assert at.query_params["job"] == job.job_id
    assert "Waiting for its turn" in words(at)
    assert "plan_day" not in [button.key for button in at.button]


@pytest.mark.usefixtures("no_worker")
def test_the_settings_search_time_is_the_usual_one(store: Store) -> None:
    sample.load(store, DATE)
    at = open_page("plan")
    at.button(key="plan_day").click().run()
    assert list_jobs(store, DATE)[0].request["budget_s"] == 20


def test_a_running_job_without_routes_shows_the_orders(store: Store) -> None:
    sample.load(store, DATE)
    run_job(store)
    at = open_page("plan")
    assert "Looking for routes" in words(at)
    assert "5 of 20 seconds" in at.get("progress")[0].proto.text
    assert len(layer(at, "orders")["data"]) == 61


def test_a_running_job_shows_its_best_plan_and_can_be_stopped(store: Store) -> None:
    job_id = run_job(store, best=day_plan())
    at = open_page("plan", job=job_id)
    assert "2 drivers: so far so good." in words(at)
    assert len(layer(at, "stops")["data"]) == 11
    at.button(key="stop_planning").click().run()
    job = get_job(store, job_id)
    assert job is not None
    assert job.cancel
    assert "Stopping…" in labels(at)


def test_a_job_of_another_tab_is_found_without_its_address(store: Store) -> None:
    job_id = run_job(store)
    at = open_page("plan")
    assert at.query_params["job"] == job_id


def test_a_finished_job_hands_over_to_its_plan(store: Store) -> None:
    job_id = run_job(store, best=day_plan())
    plan_id, revision = keep_plan(store)
    finish(store, job_id, "done", datetime.now(UTC), plan=(plan_id, revision))
    at = open_page("plan", job=job_id)
    assert "job" not in at.query_params
    assert at.query_params["plan"] == f"{plan_id}.{revision}"
    assert "11 of 12 on time" in words(at)


def test_a_job_that_ends_while_it_is_watched_hands_over_too(store: Store) -> None:
    job_id = run_job(store, best=day_plan())
    at = open_page("plan", job=job_id)
    finish(store, job_id, "done", datetime.now(UTC), plan=keep_plan(store))
    at.run()
    assert "11 of 12 on time" in words(at)
    assert "Plan again" in labels(at)


def test_a_failed_job_tells_why_as_text(store: Store) -> None:
    job_id = run_job(store)
    finish(store, job_id, "failed", datetime.now(UTC), error="No way leads to [o1](x).")
    at = open_page("plan", job=job_id)
    assert r"No way leads to \[o1\]\(x\)" in at.error[0].value
    assert "Plan again." in at.error[0].value


def test_an_old_failure_is_not_told_after_a_later_plan(store: Store) -> None:
    failed = run_job(store)
    finish(store, failed, "failed", datetime.now(UTC), error="Nobody knows.")
    later = run_job(store)
    finish(store, later, "done", datetime.now(UTC), plan=keep_plan(store))
    at = open_page("plan", job=failed)
    assert not at.error
    assert "11 of 12 on time" in words(at)


def test_a_lost_job_is_told(store: Store) -> None:
    job_id = run_job(store)
    mark_lost(store, datetime.now(UTC) + timedelta(minutes=1))
    at = open_page("plan", job=job_id)
    assert "broke off" in at.error[0].value


def test_a_job_stopped_before_any_plan_is_told(store: Store) -> None:
    job_id = queue_job(store)
    jobs.stop(store, job_id)
    at = open_page("plan", job=job_id)
    assert "Stopped before there was a first plan" in at.info[0].value


def test_a_plan_speaks_before_it_shows_figures(store: Store) -> None:
    keep_plan(store)
    at = open_page("plan")
    assert words(at).startswith("3 drivers: 11 of 12 on time, 1 not scheduled")
    figures = {metric.label: metric.value for metric in at.metric}
    assert figures["On time"] == "11 of 12"
    assert len(at.dataframe[1].value) == 3
    assert map_spec(at)["mapStyle"].startswith("/map/style.json?"), "of this server"


def test_an_order_left_out_has_its_reason_and_where_to_mend_it(store: Store) -> None:
    keep_plan(store)
    at = open_page("plan")
    (row,) = at.dataframe[0].value.to_dict("records")
    assert row["Order"] == "o12"
    assert row["Why"] == "no time left"
    assert "driver" in row["What would help"]
    assert "Mend it on Drivers" in [link.proto.label for link in at.get("page_link")]


def test_an_estimate_is_named_so(store: Store) -> None:
    plan = day_plan()
    keep_plan(store, replace(plan, travel=replace(plan.travel, estimated=True)))
    at = open_page("plan")
    assert "Straight-line estimate" in words(at)
    assert "Driving (estimate)" in [metric.label for metric in at.metric]


def test_names_are_never_markup(store: Store) -> None:
    at_door = problem([order("a"), order("b", 2, customer="**[x](y)**")], [shift()])
    keep_plan(store, plan_of(at_door, {"s1": ["a"]}))
    at = open_page("plan")
    assert r"\*\*\[x\]\(y\)\*\*" in at.subheader[0].value


def test_a_plan_of_other_orders_is_marked_and_a_fresh_one_is_not(store: Store) -> None:
    sample.load(store, DATE)
    keep_plan(store)
    assert "have changed since" in open_page("plan").warning[0].value
    keep_plan(store, replace(day_plan(), input_sha256=stored_inputs(store, DATE).sha256))
    assert not open_page("plan").warning


def test_a_plan_is_compared_with_the_one_before_and_another_can_be_taken(store: Store) -> None:
    first = keep_plan(store, _two_drivers())
    second = keep_plan(store)
    at = open_page("plan")
    assert "Against the plan of" in words(at)
    assert "1 more driver" in words(at)
    chooser = at.selectbox(key="compare_with")
    chooser.select_index(0).run()
    assert "1 fewer driver" in words(at)
    moved = at.dataframe[-1].value
    assert {after.partition(",")[0] for after in moved["After"]} <= {"1 Driver 1", "2 Driver 2"}
    at.button(key="use_plan").click().run()
    assert at.query_params["plan"] == f"{first[0]}.{first[1]}"
    assert at.subheader[0].value.startswith("2 drivers")
    assert second != first


def _two_drivers() -> Plan:
    return day_plan(drivers=2)
