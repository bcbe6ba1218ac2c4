"""Traffic on the pages: chosen by name or hour by hour, and told with the plan."""

from dataclasses import replace
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from dashboard.domain import Traffic, TravelSource
from dashboard.domain.traffic import Week
from dashboard.services import traffic
from dashboard.services.traffic import PRESETS
from dashboard.store import Store
from dashboard.ui.traffic_table import read_speeds
from tests.build import day_plan
from tests.pages.plan_pages import keep_plan, labels, open_page, words


def click(at: AppTest, label: str) -> None:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception


def test_roads_are_empty_until_a_traffic_is_chosen(store: Store) -> None:
    at = open_page("settings")
    assert "○ Off: a drive takes as long at any hour." in words(at)
    box = next(box for box in at.selectbox if box.label == "Roads")
    box.set_value("town")
    click(at, "Save the traffic")
    assert traffic.get(store) == PRESETS["town"]
    assert "✓ On: slowest on weekdays from 17:00, at 72 % of empty roads' speed." in words(at)
    assert at.toast[0].value == r"Plans count with this traffic\."
    next(box for box in at.selectbox if box.label == "Roads").set_value("none")
    click(at, "Save the traffic")
    assert traffic.get(store).is_none


def test_hours_of_ones_own_are_kept_and_named(store: Store) -> None:
    own = Traffic((50,) * 24)
    traffic.save(store, own)
    at = open_page("settings")
    box = next(box for box in at.selectbox if box.label == "Roads")
    assert box.value == ""
    click(at, "Save the traffic")
    assert traffic.get(store) == own


def test_hours_are_corrected_in_the_table(store: Store) -> None:
    at = open_page("settings")
    table = next(one.value for one in at.dataframe if "Monday to Friday" in one.value.columns)
    assert list(table["Hour"])[:2] == ["00:00", "01:00"]
    assert set(table["Monday to Friday"]) == {100}
    assert "Save these hours" not in labels(at)
    assert read_speeds([70.0, None, float("nan")]) == (70, 100, 100)


def switch(at: AppTest, label: str) -> None:
    next(toggle for toggle in at.toggle if toggle.label == label).set_value(True).run()
    assert not at.exception


def test_kinds_of_roads_are_shown_to_those_who_ask(store: Store) -> None:
    at = open_page("settings")
    assert "Kind of roads" not in [box.label for box in at.selectbox]
    switch(at, "Some kinds of roads differ")
    box = next(box for box in at.selectbox if box.label == "Kind of roads")
    assert box.options[:3] == ["All roads", "Motorways", "Main roads"]
    week = Week((50,) * 24)
    traffic.save(store, traffic.with_roads(PRESETS["town"], "main roads", week))
    at = open_page("settings")
    assert "Speeds of their own: main roads." in words(at)
    next(box for box in at.selectbox if box.label == "Kind of roads").set_value("main roads").run()
    table = next(one.value for one in at.dataframe if "Monday to Friday" in one.value.columns)
    assert set(table["Monday to Friday"]) == {50}
    click(at, "Same as on all roads")
    assert traffic.get(store) == PRESETS["town"]


def test_speeds_come_and_go_as_a_file(store: Store) -> None:
    at = open_page("settings")
    switch(at, "As a file")
    kept = traffic.with_roads(PRESETS["quiet"], "motorways", Week((70,) * 24))
    data = traffic.traffic_csv(kept).encode()
    uploader = next(one for one in at.file_uploader if one.label == "Or bring a file of speeds")
    uploader.set_value(("speeds.csv", data, "text/csv")).run(timeout=60)
    assert not at.exception
    assert traffic.get(store) == kept


def test_a_file_that_makes_no_sense_changes_nothing(store: Store) -> None:
    at = open_page("settings")
    switch(at, "As a file")
    uploader = next(one for one in at.file_uploader if one.label == "Or bring a file of speeds")
    wrong = b"weekday,hour,factor\nholiday,8,70\n"
    uploader.set_value(("speeds.csv", wrong, "text/csv")).run(timeout=60)
    assert "Write weekday, weekend, or mon to sun" in at.error[0].value
    assert traffic.get(store).is_none


def test_a_plan_tells_what_traffic_costs(store: Store) -> None:
    plan = day_plan()
    slow = replace(plan, travel=TravelSource("estimate", True, "by the hour"))
    keep_plan(store, slow, traffic=timedelta(minutes=34), traffic_cents=1280)
    at = open_page("plan")
    assert "Traffic costs 34 min and 12.80 € of it." in words(at)
    assert "with traffic by the hour" in words(at)
