"""Routes and stops for map programs."""

import io
import json
from typing import Any

import geopandas as gpd

from dashboard.domain import Plan, Point
from dashboard.export import routes_geojson, stops_geojson
from tests.build import order, plan_of, problem, shift
from tests.export.conftest import Golden
from tests.export.errands import errands_plan
from tests.export.market import market_plan

COLOURS = ["#112233", "#445566"]


def test_the_market_day_on_the_map_is_as_it_was(golden: Golden) -> None:
    golden("routes.geojson", routes_geojson(market_plan(), COLOURS))
    golden("stops.geojson", stops_geojson(market_plan(), COLOURS))


def test_a_route_runs_from_its_start_through_the_reload_to_its_end() -> None:
    first, second = _features(routes_geojson(market_plan(), COLOURS))
    xs = [round(lon * 100) for lon, _ in first["geometry"]["coordinates"]]
    assert xs == [0, 1, 3, 4, 5, 0, 3, 4, 0]
    assert [round(lon * 100) for lon, _ in second["geometry"]["coordinates"]] == [0, 2, 6, 7]


def test_a_route_runs_by_where_goods_are_fetched() -> None:
    [route] = _features(routes_geojson(errands_plan(), COLOURS[:1]))
    xs = [round(lon * 100) for lon, _ in route["geometry"]["coordinates"]]
    assert xs == [0, 1, 3, 4, 2, 0, 1, 0]
    assert route["properties"]["orders"] == 4


def test_a_route_tells_whose_it_is_and_how_far() -> None:
    first = _features(routes_geojson(market_plan(), COLOURS))[0]["properties"]
    assert (first["driver"], first["number"], first["colour"]) == ("Aino Mäkelä", 1, "#112233")
    assert first["km"] == market_plan().routes[0].distance_m / 1000
    assert first["estimated"] is False


def test_the_way_is_the_one_that_was_given() -> None:
    way = [Point(0, 0), Point(1, 1), Point(0, 0)]
    lines = {market_plan().routes[0].route_id: way}
    given, straight = _features(routes_geojson(market_plan(), COLOURS, lines))
    assert given["geometry"]["coordinates"] == [[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    assert len(straight["geometry"]["coordinates"]) > 3


def test_geopandas_reads_both_files_in_wgs_84() -> None:
    for content, count in (
        (routes_geojson(market_plan(), COLOURS), 2),
        (stops_geojson(market_plan(), COLOURS), 11),
    ):
        frame = gpd.read_file(io.BytesIO(content))
        assert len(frame) == count
        assert frame.crs.to_epsg() == 4326


def test_a_day_without_routes_has_files_without_features() -> None:
    plan = plan_of(problem([], [shift("s")]), {})
    assert _features(routes_geojson(plan, [])) == _features(stops_geojson(plan, [])) == []


def test_a_route_within_one_place_is_still_a_line() -> None:
    plan = _one_place()
    line = _features(routes_geojson(plan, COLOURS[:1]))[0]["geometry"]
    assert (line["type"], len(line["coordinates"])) == ("LineString", 2)


def _one_place() -> Plan:
    day = problem([order("a", 1)], [shift("s", start=None, end=None)])
    return plan_of(day, {"s": ["a"]})


def _features(content: bytes) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(content)["features"]
    return features
