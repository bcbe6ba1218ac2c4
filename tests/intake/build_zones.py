"""Builders for files of zones."""

import io
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import Polygon, box, mapping

from tests.intake.build_tables import zipped

WEST, EAST = box(24.90, 60.16, 24.94, 60.18), box(24.94, 60.16, 24.98, 60.18)
BOW_TIE = Polygon([(24.90, 60.16), (24.94, 60.18), (24.94, 60.16), (24.90, 60.18)])


def feature(shape: Any, **properties: Any) -> dict[str, Any]:
    """A feature of GeoJSON; ``shape`` may be a geometry or whatever a file may hold."""
    geometry = mapping(shape) if hasattr(shape, "geom_type") else shape
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features: dict[str, Any], **more: Any) -> bytes:
    """A collection of features as a file."""
    document = {"type": "FeatureCollection", "features": list(features), **more}
    return json.dumps(document).encode()


def frame(shapes: Sequence[Any], *, crs: str | None = "EPSG:4326", **columns: Any) -> Any:
    """A table of shapes."""
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def geopackage(*layers: tuple[str, Any]) -> bytes:
    """A GeoPackage of these layers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        for name, table in layers:
            table.to_file(path, layer=name, driver="GPKG")
        return path.read_bytes()


def shapefile(table: Any, *, folder: str = "", without: Sequence[str] = ()) -> bytes:
    """A zipped Shapefile, its parts under names that begin with ``folder``."""
    return zipped(shapefile_parts(table, folder=folder, without=without))


def shapefile_parts(
    table: Any, *, folder: str = "", without: Sequence[str] = ()
) -> dict[str, bytes]:
    """The files of a Shapefile by name."""
    with tempfile.TemporaryDirectory() as place:
        table.to_file(Path(place) / "areas.shp", driver="ESRI Shapefile")
        return {
            f"{folder}{path.name}": path.read_bytes()
            for path in sorted(Path(place).iterdir())
            if path.suffix not in without
        }


def bounds(area: bytes) -> tuple[float, ...]:
    """West, south, east, north of an area."""
    import shapely

    return tuple(round(float(degrees), 4) for degrees in shapely.from_wkb(area).bounds)


def file_like(content: bytes) -> io.BytesIO:
    """What an upload is, as far as it matters."""
    return io.BytesIO(content)
