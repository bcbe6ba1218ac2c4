"""Drawings of routes: complete, small, and safe to paste anywhere."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from dashboard.domain import Plan, TravelSource, verdict
from dashboard.figures.svg import route_svg
from tests.build import day_plan, order, plan_of, problem, shift, street

SVG = "{http://www.w3.org/2000/svg}"


def drawn(plan: Plan, theme: str = "light") -> ET.Element:
    """The drawing as a tree; fails where it is not well formed."""
    return ET.fromstring(route_svg(plan, theme=theme))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_route_has_its_way_and_every_stop_its_number(theme: str) -> None:
    plan = day_plan(orders=12, drivers=3)
    tree = drawn(plan, theme)
    assert len(tree.findall(f"{SVG}polyline")) == 3
    numbers = [
        text.text for group in tree.findall(f"{SVG}g[@text-anchor]") for text in group if text.text
    ]
    assert sorted(numbers) == sorted(str(visit.stop_no) for _, visit in plan.visits())


def test_it_tells_a_screen_reader_what_the_day_looks_like() -> None:
    plan = day_plan()
    tree = drawn(plan)
    assert tree.get("role") == "img"
    assert tree[0].tag == f"{SVG}title"
    assert tree[1].text == verdict(plan)


def test_estimated_ways_are_dashed_and_named() -> None:
    plan = day_plan()
    assert "stroke-dasharray" not in route_svg(plan)
    estimated = route_svg(replace(plan, travel=TravelSource("estimate", estimated=True)))
    assert estimated.count("stroke-dasharray") == len(plan.routes) + 1
    assert "Estimated way" in estimated


def test_the_legend_names_drivers_depot_and_what_is_left_out() -> None:
    words = "".join(drawn(day_plan()).itertext())
    for expected in ("Driver 1", "Driver 3", "Depot", "Not scheduled"):
        assert expected in words


def test_names_cannot_become_markup() -> None:
    driver = replace(shift(), driver="<script>alert(1)</script>")
    plan = plan_of(
        problem([order("a", customer='"><img src=x>'), order("b", 2)], [driver]), {"s1": ["b"]}
    )
    svg = route_svg(plan)
    assert "<script" not in svg
    assert "<img" not in svg
    ET.fromstring(svg)


def test_two_thousand_stops_stay_small() -> None:
    fleet = [shift(f"s{k}", k) for k in range(1, 41)]
    many = street(2000)
    routes = {s.id: [o.id for o in many[k::40]] for k, s in enumerate(fleet)}
    assert len(route_svg(plan_of(problem(many, fleet), routes))) < 300_000


def test_nothing_is_drawn_outside_or_fetched() -> None:
    plan = day_plan()
    svg = route_svg(plan, 400, 300)
    circles = ET.fromstring(svg).iter(f"{SVG}circle")
    assert all(0 < float(c.get("cx", 0)) < 400 and 0 < float(c.get("cy", 0)) < 300 for c in circles)
    assert svg.count("http") == 1, "only the namespace"


@pytest.mark.parametrize("orders", [0, 1])
def test_a_day_without_routes_is_drawn_too(orders: int) -> None:
    words = "".join(drawn(plan_of(problem(street(orders)), {})).itertext())
    assert "Depot" in words
    assert ("Not scheduled" in words) == bool(orders)
