"""Breaks, fetching and taking back, on the map and along the clock."""

from dashboard.figures.charts import timeline_svg, timeline_text
from dashboard.figures.records import place, plan_records
from tests.build import house
from tests.export.errands import FETCHED_AT, errands_plan


def test_goods_are_fetched_where_they_are_and_brought_where_they_go() -> None:
    stops = plan_records(errands_plan()).stops
    at = {stop["stop_no"]: stop["at"] for stop in stops}
    assert (at[2], at[3]) == (place(house(3)), place(house(4)))


def test_a_stop_says_what_is_done_there_and_who_rests() -> None:
    tips = {stop["stop_no"]: stop["tip"] for stop in plan_records(errands_plan()).stops}
    assert f"Fetch from {FETCHED_AT}\nfor Café Ströget\n09:35" in tips[2]
    assert "Break 30 min at 09:45" in tips[2]
    assert "Take back: 3 parcels\nCustomer c" in tips[4]
    assert "Break" not in tips[1]


def test_the_way_runs_by_where_goods_are_fetched_and_the_depot() -> None:
    [leg] = plan_records(errands_plan()).legs
    xs = [round(lon * 100) for lon, _ in leg["path"]]
    assert xs == [0, 1, 3, 4, 2, 0, 1, 0]


def test_a_break_is_told_and_is_no_time_at_the_door() -> None:
    plan = errands_plan()
    assert "30 min of break" in timeline_text(plan)
    assert "wait, break" in timeline_svg(plan)
