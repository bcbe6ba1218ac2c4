"""The layers of a plan for map programs: zones, depots, and all in one GeoPackage."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
from shapely.geometry import box

from dashboard.domain import Formats
from dashboard.domain.zones import Zone
from dashboard.export import Annex, PlanZones, map_files, plan_gpkg, stops_geojson, write_plan
from tests.build import order, plan_of, problem, shift
from tests.export.market import market_plan

COLOURS = ["#112233", "#445566"]
NEAR = Zone("Near", box(-0.1, -0.1, 0.025, 0.1).wkb, fee_cents=490, weekdays=frozenset({0, 4}))
ZONES = PlanZones([NEAR], {"o1": NEAR, "o2": NEAR, "o6": NEAR})
ANNEX = Annex(zones=ZONES)


def test_a_stop_tells_its_zone_and_what_the_customer_pays() -> None:
    features = json.loads(stops_geojson(market_plan(), COLOURS, ZONES))["features"]
    told = {f["properties"]["order_id"]: f["properties"] for f in features}
    assert (told["o1"]["zone"], told["o1"]["fee_cents"]) == ("Near", 490)
    assert (told["o3"]["zone"], told["o3"]["fee_cents"]) == ("", 0)


def test_zones_and_depots_are_layers_of_their_own() -> None:
    files = dict(map_files(market_plan(), COLOURS, ANNEX))
    assert list(files) == ["routes.geojson", "stops.geojson", "depots.geojson", "zones.geojson"]
    [zone] = json.loads(files["zones.geojson"])["features"]
    assert zone["properties"] == {
        "zone": "Near", "fee_cents": 490, "driver_class": "", "weekdays": "Mon Fri",
    }  # fmt: skip
    assert zone["geometry"]["type"] == "Polygon"
    depots = gpd.read_file(io.BytesIO(files["depots.geojson"]))
    assert list(depots["depot_id"]) == ["depot"]
    assert (depots.geometry.x[0], depots.geometry.y[0]) == (0, 0)


def test_without_zones_no_file_speaks_of_them() -> None:
    assert "zones.geojson" not in dict(map_files(market_plan(), COLOURS))


def test_a_geopackage_holds_all_layers_in_wgs_84(tmp_path: Path) -> None:
    layers = read(plan_gpkg(market_plan(), COLOURS, ANNEX), tmp_path)
    assert {name: len(layer) for name, layer in layers.items()} == {
        "stops": 11, "routes": 2, "depots": 1, "zones": 1,
    }  # fmt: skip
    assert {layer.crs.to_epsg() for layer in layers.values()} == {4326}
    assert layers["stops"].set_index("order_id")["zone"]["o6"] == "Near"
    assert layers["stops"].set_index("order_id")["customer"]["o9"] == "東京 Flowers 🌷"
    assert layers["zones"].geometry[0].equals(box(-0.1, -0.1, 0.025, 0.1))


def test_a_geopackage_is_the_same_each_time() -> None:
    first = plan_gpkg(market_plan(), COLOURS, ANNEX)
    assert plan_gpkg(market_plan(), COLOURS, ANNEX) == first


@pytest.mark.parametrize("served", [[], ["a"]])
def test_a_plan_that_goes_nowhere_has_all_layers(served: list[str], tmp_path: Path) -> None:
    one = replace(order("a", 1), customer="a\ud800b")
    plan = plan_of(problem([one], [shift("s", start=None, end=None)]), {"s": served})
    layers = read(plan_gpkg(plan, COLOURS[: len(plan.routes)]), tmp_path)
    assert list(layers) == ["stops", "routes", "depots", "zones"]
    assert len(layers["stops"]) == len(served)


def test_a_plan_is_written_with_its_zones(tmp_path: Path) -> None:
    written = write_plan(market_plan(), tmp_path, formats=Formats(), annex=ANNEX)
    assert {path.name for path in written} >= {"zones.geojson", "plan.gpkg"}
    assert len(pyogrio.read_dataframe(tmp_path / "plan.gpkg", layer="zones")) == 1


def read(content: bytes, folder: Path) -> dict[str, Any]:
    """The layers of a GeoPackage by name."""
    path = folder / "x.gpkg"
    path.write_bytes(content)
    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    return {name: pyogrio.read_dataframe(path, layer=name) for name in names}
