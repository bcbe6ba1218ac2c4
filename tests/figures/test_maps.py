"""Maps as the page gets them: what is drawn, and that nothing is fetched."""

import json
from typing import Any

import pydeck as pdk
import pytest

from dashboard.domain import Plan
from dashboard.figures.maps import orders_deck, route_deck
from dashboard.figures.records import order_records, plan_records
from dashboard.figures.views import view_of
from tests.build import DAY, day_plan, order, plan_of, problem, street


def spec_of(deck: pdk.Deck) -> dict[str, Any]:
    """What the browser gets."""
    spec: dict[str, Any] = json.loads(deck.to_json())
    return spec


def layers_of(deck: pdk.Deck) -> dict[str, dict[str, Any]]:
    """The layers by id."""
    return {layer["id"]: layer for layer in spec_of(deck)["layers"]}


def deck_of(plan: Plan, **more: Any) -> pdk.Deck:
    """The map of a plan."""
    records = plan_records(plan)
    return route_deck(records, view_of(records.points()), **more)


def test_no_basemap_is_asked_for() -> None:
    spec = spec_of(deck_of(day_plan()))
    assert spec["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in spec
    assert "http" not in json.dumps(spec)


def test_a_local_basemap_is_drawn_by_maplibre() -> None:
    spec = spec_of(deck_of(day_plan(), map_style="/map/style.json"))
    assert (spec["mapProvider"], spec["mapStyle"]) == ("maplibre", "/map/style.json")


def test_layers_have_stable_names_and_the_depot_lies_above_the_stops() -> None:
    assert list(layers_of(deck_of(day_plan()))) == [
        "legs",
        "stops",
        "stop-numbers",
        "unassigned",
        "depot",
        "selected",
    ]


def test_only_estimated_ways_are_dashed() -> None:
    assert "extensions" not in layers_of(deck_of(day_plan()))["legs"]
    legs = layers_of(deck_of(day_plan(), estimated=True))["legs"]
    assert legs["extensions"][0]["@@type"] == "PathStyleExtension"
    assert legs["getDashArray"]


def test_a_click_can_tell_which_order_it_meant() -> None:
    layers = layers_of(deck_of(day_plan()))
    assert [name for name, layer in layers.items() if layer["pickable"]] == [
        "stops",
        "unassigned",
        "depot",
    ]
    for name in ("stops", "unassigned"):
        assert all(record["order_id"] for record in layers[name]["data"])


def test_only_the_chosen_drivers_are_drawn() -> None:
    layers = layers_of(deck_of(day_plan(), chosen_shifts=["s2"]))
    for name in ("legs", "stops", "stop-numbers"):
        assert {record["number"] for record in layers[name]["data"]} == {2}
    assert layers["unassigned"]["data"]


def test_the_selected_stop_has_a_ring_and_its_number() -> None:
    layers = layers_of(deck_of(day_plan(), selected_order_id="o4"))
    assert layers["selected"]["data"] == [{"at": [0.04, 0.0]}]
    assert layers["selected-number"]["data"] == [{"at": [0.04, 0.0], "text": "2"}]


def test_a_selected_order_that_is_left_out_has_a_ring_only() -> None:
    layers = layers_of(deck_of(day_plan(), selected_order_id="o12"))
    assert layers["selected"]["data"] == [{"at": [0.12, 0.0]}]
    assert "selected-number" not in layers
    assert layers_of(deck_of(day_plan(), selected_order_id="gone"))["selected"]["data"] == []


def test_many_stops_come_by_address_and_carry_no_numbers() -> None:
    many = street(401)
    plan = plan_of(problem(many), {"s1": [o.id for o in many]})
    urls = {"stops": "/plan-data/p/1/stops.json", "legs": "/plan-data/p/1/legs.json"}
    deck = deck_of(plan, urls=urls)
    layers = layers_of(deck)
    assert {name: layers[name]["data"] for name in urls} == urls
    assert "stop-numbers" not in layers
    assert len(deck.to_json()) < 20_000
    chosen = layers_of(deck_of(plan, urls=urls, chosen_shifts=["s1"]))
    assert len(chosen["stops"]["data"]) == 401, "what is filtered is not what lies at the address"


def test_the_same_records_serve_both_themes() -> None:
    records = plan_records(day_plan())
    view = view_of(records.points())
    light, dark = (layers_of(route_deck(records, view, theme=theme)) for theme in ("light", "dark"))
    assert light["stops"]["data"] == dark["stops"]["data"]
    assert light["stops"]["getFillColor"] != dark["stops"]["getFillColor"]


def test_names_are_shown_as_text_only() -> None:
    tooltip = deck_of(day_plan())._tooltip  # noqa: SLF001
    assert tooltip["text"] == "{tip}"
    assert "html" not in tooltip


def test_orders_without_a_plan_are_neutral_dots() -> None:
    records = order_records([order("a", 1), order("b", 2)], DAY)
    view = view_of([record["at"] for record in records])
    layers = layers_of(orders_deck(records, view, selected_order_id="b"))
    assert list(layers) == ["orders", "depot", "selected"]
    assert isinstance(layers["orders"]["getFillColor"], list)
    assert layers["selected"]["data"] == [{"at": [0.02, 0.0]}]
    assert layers_of(orders_deck(records, view, url="/o.json"))["orders"]["data"] == "/o.json"


@pytest.mark.parametrize("orders", [0, 1])
def test_a_day_of_none_or_one_order_has_a_map(orders: int) -> None:
    records = order_records(street(orders), DAY)
    deck = orders_deck(records, view_of([record["at"] for record in records]))
    assert len(layers_of(deck)["orders"]["data"]) == orders
