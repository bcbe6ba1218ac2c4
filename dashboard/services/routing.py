"""The routing server that a business has switched on, if it has: off unless somebody says so."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.domain import PlannerError, TravelProvider
from dashboard.services.keys import keep_key, key_of
from dashboard.store import Store, get_settings, save_settings
from dashboard.travel.routing_server import OrEstimate, RoutingServer, Server
from dashboard.travel.server_asking import is_here
from dashboard.travel.server_services import SERVICES as SERVICES
from dashboard.travel.server_services import RoutingService, needs_key, pause_s

SETTING = "routing"
_CACHE = Path("cache") / "routing"
_PROFILE = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Routing:
    """What is switched on; an empty ``service`` is off."""

    service: str = ""
    url: str = ""
    """Empty: where the service itself runs."""
    profiles: Mapping[str, str] = field(default_factory=dict)
    """Ours with the service's name for each; empty: it has none."""
    fallback: bool = False
    """Plan with the estimate where the server fails, and say so."""

    @property
    def name(self) -> str:
        """As a person reads it: "OSRM at maps.example"."""
        return Server(self.service, self.url).name


def get(store: Store) -> Routing:
    """What is saved; off, too, where a newer program has saved a service unknown to this."""
    saved: Mapping[str, Any] = get_settings(store).get(SETTING, {})
    if saved.get("service") not in SERVICES:
        return Routing()
    known = {field.name for field in fields(Routing)}
    return Routing(**{name: value for name, value in saved.items() if name in known})


def has_key(store: Store, routing: Routing) -> bool:
    """Whether a key for this very server is kept: none is ever sent to another."""
    return bool(key_of(store.folder, _key_name(_placed(routing))))


def save(store: Store, routing: Routing, key: str = "") -> None:
    """Switch a server on or off; an empty key keeps the one that is there. Forgets its answers."""
    if routing.service:
        server = server_of(store, routing, key.strip())
        routing = replace(routing, url=server.url, profiles=dict(server.profiles))
        if key.strip():
            keep_key(store.folder, _key_name(routing), key.strip())
    save_settings(store, **{SETTING: asdict(routing)})
    shutil.rmtree(store.folder / _CACHE, ignore_errors=True)


def provider(store: Store) -> TravelProvider | None:
    """Asks the server; None while it is off."""
    routing = get(store)
    if not routing.service:
        return None
    key = key_of(store.folder, _key_name(routing))
    server = Server(routing.service, routing.url, key, tuple(routing.profiles.items()))
    asks = _asks(server, store.folder / _CACHE)
    return OrEstimate(asks) if routing.fallback else asks


def effort(routing: Routing, places: int) -> tuple[int, float]:
    """Questions for a day of so many places, none asked before, and the seconds they are apart."""
    service, url = SERVICES[routing.service], _placed(routing).url
    questions = service.questions(places)
    return questions, questions * pause_s(service, url)


def is_public(service: RoutingService) -> bool:
    """Whether it runs somewhere for everybody."""
    return not is_here(service.address)


def server_of(store: Store, routing: Routing, key: str) -> Server:
    """What may be asked; raises ``PlannerError`` for what cannot be."""
    if routing.service not in SERVICES:
        raise PlannerError(f"There is no routing service {routing.service!r}: choose one.")
    placed, service = _placed(routing), SERVICES[routing.service]
    _check_address(placed.url, f"Say where your {service.label} runs, as in {service.address}.")
    profiles = {ours: placed.profiles.get(ours, "").strip() for ours in service.profiles}
    for ours, theirs in profiles.items():
        if theirs and not _PROFILE.fullmatch(theirs):
            raise PlannerError(f"{theirs!r} is no name of a profile: give one such as driving.")
        if not theirs and ours == "van":
            raise PlannerError(f"Say what {service.label} calls the profile of a van.")
    key = key or key_of(store.folder, _key_name(placed))
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise PlannerError("The key has characters that no key has: copy it anew.")
    if needs_key(service, placed.url) and not key:
        raise PlannerError(f"{service.label} needs a key: get one from it, paste it here.")
    if key and placed.url.startswith("http:") and not is_here(placed.url):
        raise PlannerError("Anybody on the way could read the key: give an address with https://.")
    return Server(routing.service, placed.url, key, tuple(profiles.items()))


@lru_cache(maxsize=4)
def _asks(server: Server, folder: Path) -> RoutingServer:
    """One for each process: it keeps questions apart, and the lines it was given."""
    return RoutingServer(server, folder)


def _placed(routing: Routing) -> Routing:
    """With the address that is meant."""
    service = SERVICES.get(routing.service)
    if service is None:
        return routing
    url = routing.url.strip().rstrip("/") if service.is_own else ""
    return replace(routing, url=url or (service.address if is_public(service) else ""))


def _check_address(url: str, missing: str) -> None:
    if not url:
        raise PlannerError(missing)
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
        _ = parts.port
    except ValueError:
        is_address = False
    if not is_address or re.search(r"\s", url):
        raise PlannerError(f"{url!r} is no address of a server, as in https://maps.example.")
    if not is_plain:
        raise PlannerError("The address must hold no key and no password: they have their field.")


def _key_name(routing: Routing) -> str:
    return f"routing {routing.service} {urlsplit(routing.url).netloc}"
