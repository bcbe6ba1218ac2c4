"""A plan as one GeoPackage, the file that map programs open with all its layers."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyogrio

from dashboard.domain import Plan
from dashboard.export.annex import NO_ANNEX, Annex
from dashboard.export.shapes import depots_layer, routes_layer, stops_layer, zones_layer

_SHAPES = {"stops": "Point", "routes": "LineString", "depots": "Point", "zones": "MultiPolygon"}
_FROM_MAPS = ("stops", "routes")


def plan_gpkg(plan: Plan, colours: Sequence[str], annex: Annex = NO_ANNEX) -> bytes:
    """
    The layers stops, routes, depots and zones; the same bytes for the same plan.

    Stops and routes name in their description whom the annex credits.
    """
    layers = {
        "stops": stops_layer(plan, colours, annex.zones),
        "routes": routes_layer(plan, colours, annex.lines),
        "depots": depots_layer(plan),
        "zones": zones_layer(annex.zones.zones),
    }
    with tempfile.TemporaryDirectory(prefix="roundsman-") as folder:
        path = Path(folder) / "plan.gpkg"
        # The file says when it was changed: on the day of the plan.
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{plan.day.date}T00:00:00.000Z"})
        try:
            for name, layer in layers.items():
                _write(layer, path, name, annex.credit if name in _FROM_MAPS else "")
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _write(layer: gpd.GeoDataFrame, path: Path, name: str, credit: str) -> None:
    # A route without any place has a shape of another kind, which a layer would refuse.
    known = layer.geometry.where(~layer.geometry.is_empty)
    pyogrio.write_dataframe(
        layer.set_geometry(known),
        path,
        layer=name,
        driver="GPKG",
        geometry_type=_SHAPES[name],
        promote_to_multi=name == "zones",
        layer_options={"DESCRIPTION": credit} if credit else None,
    )
