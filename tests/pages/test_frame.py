"""The frame: the day in the address, kept from page to page, and every page's favicon ours."""

from datetime import timedelta

import pytest

from dashboard.services import sample
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import keep_plan, open_page

PAGES = (
    *("today", "orders", "addresses", "drivers", "plan", "map", "lists"),
    *("zones", "rules", "settings"),
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_workspace_and_on_the_sample_day(
    store: Store, page: str
) -> None:
    assert open_page(page).title
    sample.load(store, DATE)
    assert open_page(page).title
    keep_plan(store)
    assert open_page(page).title


def test_day_and_plan_outlive_a_change_of_page(store: Store) -> None:
    plan_id, revision = keep_plan(store)
    at = open_page("plan", plan=f"{plan_id}.{revision}")
    at.query_params.clear()
    at.switch_page("../pages/drivers.py").run()
    assert at.query_params["day"] == DATE.isoformat()
    assert at.query_params["plan"] == f"{plan_id}.{revision}"


def test_another_day_leaves_plan_and_job_behind(store: Store) -> None:
    at = open_page("today", plan="p.1", job="j")
    at.button(key="after_sidebar").click().run()
    assert at.query_params["day"] == (DATE + timedelta(days=1)).isoformat()
    assert "plan" not in at.query_params
    assert "job" not in at.query_params


def test_a_day_typed_into_the_address_wins_over_the_one_before(store: Store) -> None:
    at = open_page("today", plan="p.1")
    at.query_params.clear()
    at.query_params["day"] = "2026-12-24"
    at.run()
    assert at.query_params["day"] == "2026-12-24"
    assert "plan" not in at.query_params


def test_a_date_is_chosen_in_the_picker(store: Store) -> None:
    at = open_page("orders")
    at.date_input(key=f"date_sidebar_{DATE}").set_value(DATE + timedelta(days=10)).run()
    assert at.query_params["day"] == "2026-03-20"


def test_nonsense_in_the_address_means_today(store: Store) -> None:
    at = open_page("today", job="x")
    at.query_params["day"] = "yesterday"
    at.run()
    assert at.query_params["day"] != "yesterday"
    assert not at.exception
