"""A routing server asked once, for a drive that somebody knows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, radians

from dashboard.domain import PlannerError, Point, TravelMatrix
from dashboard.services import days, orders
from dashboard.services.routing import Routing, server_of
from dashboard.store import Store
from dashboard.travel.routing_server import RoutingServer

_TIMEOUT_S = 10.0
_EAST_DEGREES = 0.009  # A kilometre at the equator.


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of asking a server once, from one place to another."""

    origin: str
    destination: str
    drives: Mapping[str, tuple[int, int]]
    """Seconds and metres by our profile; negative: it knows no way."""


def try_once(store: Store, date: dt.date, routing: Routing, key: str = "") -> Trial:
    """Ask a server, saved or not, for one drive with each profile; raises ``PlannerError``."""
    server = replace(server_of(store, routing, key), tries=1, timeout_s=_TIMEOUT_S)
    (origin, here), (destination, there) = _two_places(store, date)
    asks = RoutingServer(server)
    named = [ours for ours, theirs in server.profiles if theirs]
    drives = {profile: _drive(asks.matrix([here, there], profile)) for profile in named}
    return Trial(origin, destination, drives)


def _two_places(store: Store, date: dt.date) -> list[tuple[str, Point]]:
    """The depot and an order's place, or where these are missing two that will do."""
    depot = days.get_setup(store, date).depot
    found = {depot.point.door: "the depot"} if depot else {}
    for view in orders.list_orders(store, date):
        if len(found) < 2 and view.order and view.order.point:
            found.setdefault(view.order.point.door, f"order {view.order_id}")
    if not found:
        raise PlannerError("Set the depot first, or bring orders: then there is a way to ask for.")
    if len(found) == 1:
        [(at, name)] = found.items()
        east = Point(at.lon + _EAST_DEGREES / max(cos(radians(at.lat)), 0.01), at.lat)
        found[east] = f"a place about 1 km east of {name}"
    return [(name, point) for point, name in found.items()]


def _drive(matrix: TravelMatrix) -> tuple[int, int]:
    return int(matrix.durations_s[0, 0, 1]), int(matrix.distances_m[0, 1])
