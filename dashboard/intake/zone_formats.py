"""A file of shapes -> a table of them; run only where a hostile file can do no harm."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataSourceError
from pyproj import CRS
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError
from shapely.geometry import shape

from dashboard.intake.archives import members
from dashboard.intake.refusals import RefusedError

MAX_SHAPES = 200
MAX_COLUMNS = 30
WGS_84 = "EPSG:4326"

_KINDS = "GeoJSON, a GeoPackage, or a ZIP with a Shapefile"
_EXPORT = f"Export the zones from your map program as {_KINDS}."
_ALL_PARTS = "Pack all its parts into the ZIP: .shp, .shx, .dbf and .prj."
_CRS_NAME = re.compile(r"(?:.*\bEPSG:[\d.]*:?)?(\d{4,6})")
_BROKEN = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What is raised for geometry of GeoJSON that is none, beside shapely's own."""


Shapes = tuple[gpd.GeoDataFrame, tuple[str, ...]]
"""
A file's shapes as it has them, and what a person should know of the reading.

None stands for a shape that cannot be read. Without a coordinate system the file names none.
"""


def read_shapes(data: bytes) -> Shapes:
    """The shapes of a file of whichever kind; raises ``RefusedError``."""
    if data.startswith(b"SQLite format 3\0"):
        return _opened({"zones.gpkg": data}, "zones.gpkg")
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _geojson(data)
    raise RefusedError(f"This is no file of zones: it is neither {_KINDS}.", _EXPORT)


def _zipped(data: bytes) -> Shapes:
    """The Shapefile of an archive, or the one file of another kind in it."""
    contents = {
        Path(name.replace("\\", "/")).name: content
        for name, content in members(data)
        if not isinstance(content, RefusedError)
    }
    shapes = [name for name in contents if name.lower().endswith(".shp")]
    if len(shapes) > 1:
        raise RefusedError(
            f"This archive holds {len(shapes)} Shapefiles.", "Pack the one with the zones alone."
        )
    if shapes:
        stem = shapes[0][:-4].lower()
        for ending in (".shx", ".dbf"):
            if not any(name.lower() == stem + ending for name in contents):
                raise RefusedError(f"The Shapefile lacks its {ending} part.", _ALL_PARTS)
        # Under names of our own: none from an archive ever becomes a path.
        parts = {
            f"zones{ending}": content
            for name, content in contents.items()
            for ending in (".shp", ".shx", ".dbf", ".prj", ".cpg")
            if name.lower() == stem + ending
        }
        return _opened(parts, "zones.shp")
    for name, content in contents.items():
        if name.lower().endswith((".gpkg", ".geojson", ".json")) and not content.startswith(b"PK"):
            return read_shapes(content)
    raise RefusedError("This archive holds no file of zones.", _EXPORT)


def _opened(files: dict[str, bytes], name: str) -> Shapes:
    with tempfile.TemporaryDirectory(prefix="roundsman-zones-") as folder:
        for part, content in files.items():
            (Path(folder) / part).write_bytes(content)
        path = Path(folder) / name
        try:
            layer, notes = _layer(path)
            columns = pyogrio.read_info(path, layer=layer)["fields"][:MAX_COLUMNS]
            frame = pyogrio.read_dataframe(
                path, layer=layer, columns=list(columns), max_features=MAX_SHAPES + 1
            )
            return frame, notes
        except (DataSourceError, ShapelyError, ValueError, OSError, RuntimeError) as error:
            raise _damaged() from error


def _layer(path: Path) -> tuple[str, tuple[str, ...]]:
    """The first layer with areas, else the first with shapes of any kind."""
    layers = pyogrio.list_layers(path)
    shaped = [(str(name), str(kind)) for name, kind in layers if kind is not None]
    if not shaped:
        raise RefusedError("This file has no layer with shapes.", _EXPORT)
    areas = [name for name, kind in shaped if "Polygon" in kind or "Surface" in kind]
    if len(areas) > 1:
        return areas[0], (f"It has {len(areas)} layers with areas: “{areas[0][:80]}” was read.",)
    return areas[0] if areas else shaped[0][0], ()


def _geojson(data: bytes) -> Shapes:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    features = _features(document)[: MAX_SHAPES + 1]
    rows = pd.DataFrame([_properties(feature) for feature in features], range(len(features)))
    shapes = [_shape(feature) for feature in features]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=_named_crs(document)), ()


def _features(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Of a collection, a single feature or a bare geometry."""
    kind = document.get("type")
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        return [one if isinstance(one, dict) else {} for one in document["features"]]
    if kind == "Feature":
        return [document]
    if isinstance(kind, str) and ("coordinates" in document or "geometries" in document):
        return [{"geometry": document}]
    raise RefusedError("This is JSON, but no GeoJSON.", _EXPORT)


def _properties(feature: dict[str, Any]) -> dict[str, str]:
    given = feature.get("properties")
    pairs = list(given.items())[:MAX_COLUMNS] if isinstance(given, dict) else []
    texts = {name: str(value) for name, value in pairs if isinstance(value, str | int | float)}
    return {name: text for name, text in texts.items() if name != "geometry"}


def _shape(feature: dict[str, Any]) -> Any:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return None
    try:
        return shape(geometry)
    except (*_BROKEN, ShapelyError):
        return None


def _named_crs(document: dict[str, Any]) -> CRS:
    """WGS 84, as the standard has it, unless the file names another as it was done before 2016."""
    crs = document.get("crs")
    if crs is None:
        return CRS(WGS_84)
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = str(named.get("name", "")) if isinstance(named, dict) else ""
    if name.endswith(":CRS84"):
        return CRS(WGS_84)
    match = _CRS_NAME.fullmatch(name)
    try:
        return CRS.from_epsg(int(match[1]) if match else 0)
    except ProjError as error:
        raise RefusedError(
            "The system of its coordinates is not known here.", "Export it in WGS 84 (EPSG:4326)."
        ) from error


def _damaged() -> RefusedError:
    return RefusedError("This file is damaged or incomplete.", _EXPORT)
