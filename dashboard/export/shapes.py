"""Routes, stops, depots and zones as layers in WGS 84 and as GeoJSON, for map programs."""

import json
from calendar import day_abbr
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import from_wkb
from shapely.geometry import LineString, MultiPoint
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry

from dashboard.domain import Kind, Plan, Point, Route
from dashboard.domain.tasks import depot_of, place_of
from dashboard.domain.zones import Zone
from dashboard.export.frames import stops_frame

Line = Callable[[Sequence[Point]], Sequence[Point]]
"""The way through points in their order, such as a travel provider's ``line``."""

_WGS_84 = "EPSG:4326"


def straight(points: Sequence[Point]) -> Sequence[Point]:
    """Straight from point to point: the way where no street is known."""
    return points


@dataclass(frozen=True, slots=True)
class PlanZones:
    """The zones of a business in their sequence, and the one of each order in one, by its id."""

    zones: Sequence[Zone] = ()
    by_order: Mapping[str, Zone] = field(default_factory=dict)


NO_ZONES = PlanZones()


def routes_geojson(plan: Plan, colours: Sequence[str], line: Line = straight) -> bytes:
    """The routes of ``routes_layer``."""
    return geojson(routes_layer(plan, colours, line))


def stops_geojson(plan: Plan, colours: Sequence[str], zones: PlanZones = NO_ZONES) -> bytes:
    """The stops of ``stops_layer``."""
    return geojson(stops_layer(plan, colours, zones))


def routes_layer(plan: Plan, colours: Sequence[str], line: Line = straight) -> gpd.GeoDataFrame:
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
    return _layer(rows, [_line_string(line(route_points(plan, route))) for route in plan.routes])


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


def geojson(layer: gpd.GeoDataFrame) -> bytes:
    """A layer as a file, a feature on each line."""
    collection = layer.to_geo_dict(drop_id=True)
    features = ",\n".join(_json(feature) for feature in collection.pop("features"))
    text = f'{_json(collection)[:-1]}, "features": [\n{features}\n]}}\n'
    return text.encode("utf-8", "backslashreplace")


def route_points(plan: Plan, route: Route) -> list[Point]:
    """Start, each halt (one door counts once) and end: as far as they are known."""
    shift = plan.shift_by_id[route.shift_id]
    loads_at = depot_of(plan, route)
    depot = loads_at.point if loads_at else None
    halts = [
        place_of(plan.order_by_id[step.order_id], step) if step.order_id else depot
        for step in route.steps
        if step.kind is not Kind.PAUSE
    ]
    known = [point for point in (shift.start, *halts, shift.end) if point is not None]
    return [next(same) for _, same in groupby(known, key=lambda point: point.door)]


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
