"""The map page: filter, and a stop chosen on the map or in the table, shown in both."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import sample
from dashboard.store import Store
from dashboard.ui import maps, selection
from tests.build import DATE, day_plan
from tests.pages.plan_pages import keep_plan, layer, map_spec, open_page, words


def test_without_a_plan_the_page_leads_to_one_and_shows_the_orders(store: Store) -> None:
    sample.load(store, DATE)
    at = open_page("map")
    assert "There are no routes yet" in words(at)
    assert len(layer(at, "orders")["data"]) == 61


def test_every_order_is_on_map_and_table(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    assert len(layer(at, "stops")["data"]) == 11
    assert len(layer(at, "unassigned")["data"]) == 1
    table = at.dataframe[0].value
    assert len(table) == 12
    assert table["Status"].iloc[-1] == "not scheduled: no time left"


def test_a_click_on_a_stop_shows_it_beside_and_marks_its_row(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    _click_on_map(at, "stops", "o5")
    assert "**Customer o5**" in words(at)
    assert _marked(at) == "o5"
    assert layer(at, "selected")["data"]


def test_a_click_on_the_map_fades_nothing_for_long(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    before = _ids(at)
    _click_on_map(at, "stops", "o5")
    assert before & {"stops~0", "unassigned~0", "depot~0"} <= before - _ids(at)


def test_a_click_on_an_order_left_out_tells_the_reason(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    _click_on_map(at, "unassigned", "o12")
    assert "no time left" in words(at)
    assert "What would help" in words(at)


def test_a_click_on_a_row_rings_the_stop_on_the_map(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    _click_on_row(at, "o4")
    assert "**Customer o4**" in words(at)
    assert layer(at, "selected")["data"] == [{"at": _place(at, "o4")}]


def test_the_last_click_counts_wherever_it_was(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    _click_on_row(at, "o4")
    _click_on_map(at, "stops", "o5")
    assert "**Customer o5**" in words(at)
    _click_on_row(at, "o6")
    assert "**Customer o6**" in words(at)
    assert _marked(at) == "o6"


def test_choosing_none_clears_both(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    _click_on_row(at, "o4")
    at.button(key="choose_none").click().run()
    assert "Choose a stop" in words(at)
    assert not layer(at, "selected")["data"]
    assert _marked(at) is None


def test_the_filter_keeps_view_and_chosen_stop(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    view = map_spec(at)["initialViewState"]
    _click_on_row(at, "o4")
    at.button_group(key="map_driver").set_value("s1").run()
    assert {stop["number"] for stop in layer(at, "stops")["data"]} == {1}
    assert map_spec(at)["initialViewState"] == view
    assert _marked(at) == "o4"
    at.button_group(key="map_driver").set_value("s2").run()
    assert _marked(at) is None
    assert "**Customer o4**" in words(at)


def test_a_driver_who_is_not_in_the_next_plan_is_filtered_for_no_more(store: Store) -> None:
    two = keep_plan(store, day_plan(drivers=2))
    keep_plan(store)
    at = open_page("map")
    at.button_group(key="map_driver").set_value("s3").run()
    at.query_params["plan"] = f"{two[0]}.{two[1]}"
    at.run()
    assert not at.exception
    assert {stop["number"] for stop in layer(at, "stops")["data"]} == {1, 2}


def test_many_drivers_are_chosen_from_a_list(store: Store) -> None:
    keep_plan(store, day_plan(orders=20, drivers=14))
    at = open_page("map")
    at.selectbox(key="map_driver").set_value("s14").run()
    assert {stop["number"] for stop in layer(at, "stops")["data"]} == {14}


def test_a_large_plan_is_loaded_by_address(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "INLINE_STOPS", 5)
    plan_id, revision = keep_plan(store)
    at = open_page("map")
    assert layer(at, "stops")["data"] == f"/plan-data/{plan_id}/{revision}/stops.json"


def _click_on_map(at: AppTest, name: str, order_id: str) -> None:
    found = layer(at, name)
    records = found["data"]
    place = next(i for i, record in enumerate(records) if record["order_id"] == order_id)
    chosen = {"indices": {found["id"]: [place]}, "objects": {found["id"]: [records[place]]}}
    at.session_state[selection.MAP] = {"selection": chosen}
    at.run()


def _click_on_row(at: AppTest, order_id: str) -> None:
    rows = list(at.dataframe[0].value["Order"])
    at.session_state[selection.TABLE] = {"selection": {"rows": [rows.index(order_id)]}}
    at.run()


def _marked(at: AppTest) -> str | None:
    rows: list[int] = at.session_state[selection.TABLE]["selection"]["rows"]
    return at.dataframe[0].value["Order"].iloc[rows[0]] if rows else None


def _place(at: AppTest, order_id: str) -> Any:
    return next(s["at"] for s in layer(at, "stops")["data"] if s["order_id"] == order_id)


def _ids(at: AppTest) -> set[str]:
    return {found["id"] for found in map_spec(at)["layers"]}
