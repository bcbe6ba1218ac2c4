"""The routing services that can be asked, and how much each takes at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.travel.server_dialects import GOOGLE, ORS, OSRM, VALHALLA, Dialect


@dataclass(frozen=True, slots=True)
class RoutingService:
    """A service as it is offered; the limits are those of its makers where nobody changed them."""

    label: str
    router: str
    """The class in ``routingpy.routers``."""
    dialect: Dialect
    address: str
    """Its own, or an example of what that of one's own server looks like."""
    profiles: Mapping[str, str]
    """Our profile to its name; empty: usually not there."""
    origins: int
    """In one question for a table; as many destinations, or one more."""
    destinations: int
    line_points: int
    """In one question for a line."""
    is_own: bool = True
    """It runs where a business says."""
    needs_key: bool = False
    pause_s: float = 0.02
    """The least time between two questions."""
    keep_days: int = 30
    """How long answers may be kept; 0: its terms forbid it."""

    def questions(self, places: int) -> int:
        """For a table of so many places, when nothing is known."""
        return -(-places // self.origins) * -(-places // self.destinations)


SERVICES: Mapping[str, RoutingService] = {
    "osrm": RoutingService(
        "OSRM", "OSRM", OSRM, "http://localhost:5000",
        {"van": "driving", "bike": ""}, 100, 100, 50,
    ),
    "valhalla": RoutingService(
        "Valhalla", "Valhalla", VALHALLA, "http://localhost:8002",
        {"van": "auto", "bike": "bicycle"}, 50, 50, 20,
    ),
    "ors": RoutingService(
        "openrouteservice", "ORS", ORS, "https://api.openrouteservice.org",
        {"van": "driving-car", "bike": "cycling-regular"}, 50, 50, 50,
    ),
    "mapbox": RoutingService(
        "Mapbox", "MapboxOSRM", OSRM, "https://api.mapbox.com",
        {"van": "driving", "bike": "cycling"}, 12, 13, 25,
        is_own=False, needs_key=True, pause_s=1.0, keep_days=0,
    ),
    "google": RoutingService(
        "Google Maps", "Google", GOOGLE, "https://maps.googleapis.com/maps/api",
        {"van": "driving", "bike": "bicycling"}, 10, 10, 25,
        is_own=False, needs_key=True, pause_s=0.1, keep_days=0,
    ),
}  # fmt: skip

# What the public servers ask of everybody: one question a second, or forty a minute.
_PUBLIC_PAUSE_S = {
    "router.project-osrm.org": 1.0,
    "routing.openstreetmap.de": 1.0,
    "valhalla1.openstreetmap.de": 1.0,
    "api.openrouteservice.org": 1.6,
}


def pause_s(service: RoutingService, url: str) -> float:
    """The least time between two questions to a server."""
    return _PUBLIC_PAUSE_S.get(urlsplit(url).hostname or "", service.pause_s)


def needs_key(service: RoutingService, url: str) -> bool:
    """Whether a server answers only to those who have a key."""
    return service.needs_key or urlsplit(url).hostname == "api.openrouteservice.org"
