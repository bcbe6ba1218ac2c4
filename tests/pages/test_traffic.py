"""Traffic on the pages: chosen by name or hour by hour, and told with the plan."""

from dataclasses import replace
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from dashboard.domain import Traffic, TravelSource
from dashboard.services import traffic
from dashboard.services.traffic import PRESETS
from dashboard.store import Store
from dashboard.ui.traffic import read_speeds
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


def test_a_plan_tells_what_traffic_costs(store: Store) -> None:
    plan = day_plan()
    slow = replace(plan, travel=TravelSource("estimate", True, "by the hour"))
    keep_plan(store, slow, traffic=timedelta(minutes=34), traffic_cents=1280)
    at = open_page("plan")
    assert "Traffic costs 34 min and 12.80 € of it." in words(at)
    assert "with traffic by the hour" in words(at)
