"""A routing server as the rest sees it: tables and lines, or an error in words."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from dashboard.domain import Point, is_on_earth
from dashboard.travel.server_asking import TIMEOUT_S, TRIES, Asker
from dashboard.travel.server_dialects import Question
from dashboard.travel.server_refusals import Failures, RefusalError
from dashboard.travel.server_services import SERVICES, RoutingService, pause_s
from dashboard.travel.server_tables import Table

# What routingpy trips over in an answer that is none.
_UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Server:
    """Which server is asked, and how; ``service`` is a name in ``SERVICES``."""

    service: str
    url: str
    key: str = field(default="", repr=False)
    profiles: tuple[tuple[str, str], ...] = ()
    """Ours with its name for each; empty: it has none."""
    timeout_s: float = TIMEOUT_S
    tries: int = TRIES

    @property
    def name(self) -> str:
        """As a person reads it: "OSRM at maps.example"."""
        service = SERVICES[self.service]
        return (
            f"{service.label} at {urlsplit(self.url).netloc}" if service.is_own else service.label
        )


class Connection:
    """Asks one server, within its pace."""

    def __init__(self, server: Server, sleep: Callable[[float], None] = time.sleep) -> None:
        self.service: RoutingService = SERVICES[server.service]
        self.failures = Failures(server.name, server.key)
        self.pause_s = pause_s(self.service, server.url)
        self._server = server
        self._asker = Asker(
            server.url,
            self.failures,
            headers=_headers(self.service, server.key),
            pause_s=self.pause_s,
            timeout_s=server.timeout_s,
            tries=server.tries,
            readable=self.service.dialect.readable,
            sleep=sleep,
        )

    def table(self, question: Question) -> Table:
        """Travel as the server gives it, to be checked; raises ``TravelError``."""
        try:
            return self.service.dialect.table(self._router, question)
        except _UNREADABLE:
            raise self.failures.nonsense() from None

    def lost(self, question: Question, refusal: RefusalError) -> Collection[int]:
        """The points for whose sake it refused; empty: not for that. Raises ``TravelError``."""
        try:
            return self.service.dialect.lost(self._asker, question, refusal)
        except _UNREADABLE:
            raise self.failures.nonsense() from None

    def line(self, points: Sequence[Point], profile: str) -> list[Point]:
        """The way through the points, so many as it takes at once; raises ``TravelError``."""
        try:
            way = self.service.dialect.line(self._router, points, profile)
            line = [Point(float(lon), float(lat)) for lon, lat, *_ in way]
        except _UNREADABLE:
            raise self.failures.nonsense() from None
        if len(line) < 2 or not all(map(is_on_earth, line)):
            raise self.failures.nonsense()
        return line

    @cached_property
    def _router(self) -> Any:
        """routingpy's object for the service, which asks through ours."""
        from routingpy import routers

        options: dict[str, Any] = {"client": lambda *_, **__: self._asker}
        if self.service.router in ("ORS", "MapboxOSRM", "Google"):
            options["api_key"] = self._server.key
        return getattr(routers, self.service.router)(**options)


def _headers(service: RoutingService, key: str) -> dict[str, str]:
    """A key where it is no part of the question."""
    if not key or not service.is_own:
        return {}
    return {"Authorization": key if service.router == "ORS" else f"Bearer {key}"}
