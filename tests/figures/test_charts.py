"""The drivers' day along the clock."""

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from dashboard.domain import Formats
from dashboard.figures.charts import timeline_svg, timeline_text
from tests.build import day_plan, depot, order, plan_of, problem, shift, street

SVG = "{http://www.w3.org/2000/svg}"


def test_each_driver_has_a_lane_with_number_and_name() -> None:
    tree = ET.fromstring(timeline_svg(day_plan(drivers=3)))
    words = [text.text or "" for text in tree.iter(f"{SVG}text")]
    for number in "123":
        assert number in words
        assert any(word.startswith(f"Driver {number} · ") for word in words)


def test_the_words_give_hours_stops_and_driving() -> None:
    plan = plan_of(problem(street(2)), {"s1": ["o1", "o2"]})
    assert timeline_text(plan) == "1 Driver 1: 09:00 to 09:50, 2 stops, 40 min of driving."


def test_the_words_tell_waiting_lateness_and_overrun() -> None:
    orders = [
        order("a", 1, windows=[("09:00", "09:01")]),
        order("b", 2, windows=[("10:00", "11:00")]),
    ]
    plan = plan_of(problem(orders, [shift(hours=("09:00", "10:00"))]), {"s1": ["a", "b"]})
    assert timeline_text(plan) == (
        "1 Driver 1: 09:00 to 10:25, 2 stops, 40 min of driving, 35 min of waiting, 1 late,"
        " 25 min beyond the shift."
    )
    assert "✕" in timeline_svg(plan)


def test_the_drawing_carries_its_words_for_a_screen_reader() -> None:
    plan = day_plan()
    tree = ET.fromstring(timeline_svg(plan))
    assert tree.get("role") == "img"
    assert tree[1].text == timeline_text(plan)


def test_names_cannot_become_markup() -> None:
    plan = plan_of(problem(street(1), [replace(shift(), driver="<b>&")]), {"s1": ["o1"]})
    svg = timeline_svg(plan)
    assert "<b>" not in svg
    ET.fromstring(svg)


def test_loading_and_driving_are_drawn_to_scale() -> None:
    day = problem(street(1), [replace(shift(), loading=depot(loading_min=30).loading)])
    svg = timeline_svg(plan_of(day, {"s1": ["o1"]}))
    hour_px = (480 - 24) / 8
    assert f"h{hour_px / 6:.1f}" in svg, "ten minutes of driving"
    assert f"h{hour_px / 2:.1f}" in svg, "half an hour of loading"


@pytest.mark.parametrize("clock", ["24h", "12h"])
def test_hours_on_the_clock_do_not_touch(clock: str) -> None:
    for hours in (("09:00", "10:00"), ("09:00", "17:00"), ("00:30", "23:30")):
        plan = plan_of(problem(street(1), [shift(hours=hours)]), {"s1": ["o1"]})
        tree = ET.fromstring(timeline_svg(plan, formats=Formats(clock=clock)))
        marks = [float(text.get("x", 0)) for text in tree.findall(f"{SVG}text[@y='13']")]
        assert len(marks) >= 2
        assert min(b - a for a, b in pairwise(marks)) >= 60


def test_a_day_without_routes_has_a_clock_only() -> None:
    plan = plan_of(problem(street(1)), {})
    assert timeline_text(plan) == ""
    ET.fromstring(timeline_svg(plan))
