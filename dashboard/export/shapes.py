"""Routes, stops, depots and zones as layers in WGS 84 and as GeoJSON, for map programs."""

import json
from calendar import day_abbr
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import from_wkb
from shapely.geometry import LineString, MultiPoint
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry

from dashboard.domain import Plan, Point, Route
from dashboard.domain.zones import Zone
from dashboard.export.drives import halts
from dashboard.export.frames import stops_frame

Lines = Mapping[str, Sequence[Point]]
"""The way of each route by its id; one without is straight from halt to halt."""

NO_LINES: Lines = {}
_WGS_84 = "EPSG:4326"


@dataclass(frozen=True, slots=True)
class PlanZones:
    """The zones of a business in their sequence, and the one of each order in one, by its id."""

    zones: Sequence[Zone] = ()
    by_order: Mapping[str, Zone] = field(default_factory=dict)


NO_ZONES = PlanZones()


def routes_geojson(
    plan: Plan, colours: Sequence[str], lines: Lines = NO_LINES, credit: str = ""
) -> bytes:
    """The routes of ``routes_layer``."""
    return geojson(routes_layer(plan, colours, lines), credit)


def stops_geojson(
    plan: Plan, colours: Sequence[str], zones: PlanZones = NO_ZONES, credit: str = ""
) -> bytes:
    """The stops of ``stops_layer``."""
    return geojson(stops_layer(plan, colours, zones), credit)


def routes_layer(plan: Plan, colours: Sequence[str], lines: Lines = NO_LINES) -> gpd.GeoDataFrame:
    """
    Each route as a line from its start through its stops to its end.

    ``colours`` has one ``#rrggbb`` for each route. ``estimated``: travel was
    not measured on streets. A route that never moves is a line of one place.
    """
    rows = []
    for route, colour in zip(plan.routes, colours, strict=True):
        shift = plan.shift_by_id[route.shift_id]
        rows.append(
            {
                "route_id": route.route_id,
                "driver": shift.driver,
                "number": shift.number,
                "class": shift.class_name,
                "colour": colour,
                "stops": route.stop_count,
                "orders": len(route.served),
                "km": round(route.distance_m / 1000, 3),
                "drive_s": round(route.drive.total_seconds()),
                "estimated": plan.travel.estimated,
            }
        )
    ways = [lines.get(route.route_id) or route_points(plan, route) for route in plan.routes]
    return _layer(rows, [_line_string(way) for way in ways])


def stops_layer(
    plan: Plan, colours: Sequence[str], zones: PlanZones = NO_ZONES
) -> gpd.GeoDataFrame:
    """
    Each scheduled order as a point, with the columns of ``stops.csv`` and who it is for.

    Where there are zones, also ``zone``, empty outside of them, and ``fee_cents``, for delivery.
    """
    colour_of = {route.route_id: colour for route, colour in zip(plan.routes, colours, strict=True)}
    number_of = {r.route_id: plan.shift_by_id[r.shift_id].number for r in plan.routes}
    frame = stops_frame(plan)
    points = [ShapelyPoint(lon, lat) for lon, lat in zip(frame["lon"], frame["lat"], strict=True)]
    rows: list[dict[str, Any]] = [
        {
            **{str(name): value for name, value in row.items()},
            "number": number_of[row["route_id"]],
            "colour": colour_of[row["route_id"]],
            "customer": plan.order_by_id[row["order_id"]].customer,
            "address": plan.order_by_id[row["order_id"]].address,
            **_zone_columns(row["order_id"], zones),
        }
        for row in frame.to_dict("records")
    ]
    return _layer(rows, points)


def depots_layer(plan: Plan) -> gpd.GeoDataFrame:
    """Each depot as a point."""
    rows = [{"depot_id": depot.id, "name": depot.name} for depot in plan.depots]
    return _layer(rows, [ShapelyPoint(depot.point) for depot in plan.depots])


def zones_layer(zones: Sequence[Zone]) -> gpd.GeoDataFrame:
    """Each zone as an area with its rules; of those that overlap, the one on top counts."""
    rows = [
        {
            "zone": zone.name,
            "fee_cents": zone.fee_cents,
            "driver_class": zone.driver_class,
            "weekdays": " ".join(day_abbr[day] for day in sorted(zone.weekdays)),
        }
        for zone in zones
    ]
    return _layer(rows, list(from_wkb([zone.area for zone in zones])))


def geojson(layer: gpd.GeoDataFrame, credit: str = "") -> bytes:
    """A layer as a file, a feature on each line; ``credit`` is its ``attribution``."""
    collection = layer.to_geo_dict(drop_id=True)
    features = ",\n".join(_json(feature) for feature in collection.pop("features"))
    collection |= {"attribution": credit} if credit else {}
    text = f'{_json(collection)[:-1]}, "features": [\n{features}\n]}}\n'
    return text.encode("utf-8", "backslashreplace")


def route_points(plan: Plan, route: Route) -> list[Point]:
    """Start, each halt (one door counts once) and end: as far as they are known."""
    return [halt.point for halt in halts(plan, route)]


def _line_string(points: Sequence[Point]) -> BaseGeometry:
    rounded = [(round(point.lon, 6), round(point.lat, 6)) for point in points]
    if not rounded:
        return MultiPoint()
    return LineString(rounded if len(rounded) > 1 else rounded * 2)


def _zone_columns(order_id: str, zones: PlanZones) -> dict[str, Any]:
    if not zones.zones:
        return {}
    zone = zones.by_order.get(order_id)
    return {"zone": zone.name if zone else "", "fee_cents": zone.fee_cents if zone else 0}


def _layer(rows: Sequence[dict[str, Any]], shapes: Sequence[BaseGeometry]) -> gpd.GeoDataFrame:
    sound = [{name: _encodable(value) for name, value in row.items()} for row in rows]
    return gpd.GeoDataFrame(pd.DataFrame(sound), geometry=list(shapes), crs=_WGS_84)


def _encodable(value: object) -> object:
    """Half of a surrogate pair cannot be UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False)
