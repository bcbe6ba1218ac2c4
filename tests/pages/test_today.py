"""The first page: what to do next, what the day looks like, what is wrong."""

from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.services import days, demo, extracts, order_files, orders, sample
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import keep_plan, labels, open_page, words
from tests.small_map import bring_map


def test_an_empty_workspace_offers_the_sample_day_and_a_way_to_ones_own(store: Store) -> None:
    at = open_page("today")
    assert {"Try the sample day", "Bring your orders"} <= set(labels(at))
    assert "get routes on a map" in words(at)


def test_the_sample_day_is_one_click_away(store: Store) -> None:
    at = open_page("today")
    at.button(key="sample").click().run()
    assert not at.exception
    assert len(orders.list_orders(store, DATE)) > 50
    assert "61 orders to plan, 3 drivers may drive." in words(at)
    assert "Plan the day" in labels(at)
    assert "Try the sample day" not in labels(at)


def test_a_shop_export_is_offered_where_its_map_is_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "extract", lambda: None)
    at = open_page("today")
    assert "Try a Shopify export" not in labels(at)
    assert "python3 -m dashboard demo" in words(at)
    monkeypatch.setattr(demo, "extract", lambda: village(store))
    at.run()
    at.button(key="sample_shopify").click().run()
    assert not at.exception
    assert len(orders.list_orders(store, DATE)) == 60
    assert "orders without a position on the map." in words(at)
    assert at.button(key="next_step").label == "Look at the addresses"


def village(store: Store) -> Path:
    """A map that knows none of the export's addresses."""
    bring_map(store.folder)
    return extracts.folder_of(store.folder) / "village.osm"


def test_there_is_one_primary_button_and_it_leads_to_the_next_step(store: Store) -> None:
    order_files.import_file(store, DATE, b"latitude,longitude\n60.17,24.94\n", "o.csv")
    at = open_page("today")
    assert at.button(key="next_step").label == "Say who drives"
    assert sum(button.proto.type == "primary" for button in at.button) == 1
    at.button(key="next_step").click().run()
    assert at.title[0].value == "Drivers"


def test_a_planned_day_opens_with_its_verdict(store: Store) -> None:
    sample.load(store, DATE)
    keep_plan(store)
    at = open_page("today")
    assert "3 drivers: 11 of 12 on time" in words(at)
    assert "changed since this plan" in words(at)
    assert at.button(key="next_step").label == "Plan again"


def test_what_is_wrong_is_listed_with_the_page_that_mends_it(store: Store) -> None:
    table = b"order_id,latitude,longitude\nA,60.17,24.94\nfar,65.01,25.47\n"
    order_files.import_file(store, DATE, table, "o.csv")
    days.save_depot(store, DATE, point=sample.DEPOT, name="Shop")
    at = open_page("today")
    assert "▲ 1 order too far from the depot." in words(at)
    assert "▲ Say where" not in words(at)


def test_other_days_are_listed_and_lead_there(store: Store) -> None:
    order_files.import_file(store, DATE, b"latitude,longitude\n60.17,24.94\n", "o.csv")
    tomorrow = DATE + timedelta(days=1)
    at = open_page("today", tomorrow)
    assert list(at.dataframe[0].value["Day"]) == ["Tue 10 Mar"]
    at.session_state[f"days_{tomorrow}"] = {"selection": {"rows": [0], "columns": []}}
    at.run()
    assert at.query_params["day"] == DATE.isoformat()
    assert at.title[0].value == "Tuesday 10 March 2026"
