"""The web side put together: routes beside the pages, and what stands before everything."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from dashboard.services.access import Access
from dashboard.services.extracts import FOLDER
from dashboard.web.attempts import Attempts
from dashboard.web.bundle import bundle_route
from dashboard.web.compression import CompressStatic
from dashboard.web.extracts import extract_route
from dashboard.web.gate import Gate
from dashboard.web.headers import SecurityHeaders
from dashboard.web.health import health_route
from dashboard.web.hosts import Hosts, OwnHostsOnly
from dashboard.web.login import login_routes
from dashboard.web.map_ground import map_routes
from dashboard.web.plan_data import Layer, plan_data_route


@dataclass(frozen=True, slots=True)
class Site:
    """What one server serves, and to whom."""

    data: Path
    access: Callable[[], Access]
    password_required: bool
    hosts: Hosts
    layer: Layer


def routes(site: Site) -> list[BaseRoute]:
    """All plain routes of a site."""
    return [
        health_route(),
        *login_routes(site.access, Attempts()),
        plan_data_route(site.data, site.layer),
        bundle_route(),
        extract_route(site.data / FOLDER),
        *map_routes(site.data),
    ]


def middleware(site: Site) -> list[Middleware]:
    """What every request passes, from the outside in."""
    return [
        Middleware(OwnHostsOnly, hosts=site.hosts),
        Middleware(SecurityHeaders),
        Middleware(CompressStatic),
        Middleware(Gate, access=site.access, required=site.password_required),
    ]
