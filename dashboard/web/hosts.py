"""The names this server answers to: a foreign site that points its own name here gets nothing."""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.services.access import is_loopback
from dashboard.web.answers import refuse

FOREIGN = (
    "Roundsman does not answer to this name. Whoever runs it can allow the name "
    "with ROUNDSMAN_PUBLIC_HOST."
)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The values of a request's Host header that are ours, ports left aside."""

    names: frozenset[str]
    any_address: bool
    """Also any bare IP address: to reach us by another's name takes a name."""


def hosts_for(host: str, public_hosts: Sequence[str] = ()) -> Hosts:
    """The names of a server bound to a host, and those that a proxy in front gives it."""
    names = {"localhost", "127.0.0.1", "::1", host.strip("[]"), *public_hosts}
    only_here = is_loopback(host)
    if not only_here:
        machine = socket.gethostname()
        names |= {machine, machine.split(".")[0], f"{machine.split('.')[0]}.local"}
    return Hosts(frozenset(_plain(name) for name in names if name), any_address=not only_here)


def is_ours(header: str | None, hosts: Hosts) -> bool:
    """Whether a Host header names this server."""
    try:
        parts = urlsplit(f"//{header or ''}")
        name, _ = _plain(parts.hostname or ""), parts.port
    except ValueError:
        return False
    if not name or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        return False
    return name in hosts.names or (hosts.any_address and _is_address(name))


class OwnHostsOnly:
    """Turns away requests and sockets whose Host is not ours."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for us; 400 for the rest."""
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope).getlist("host")
            if len(headers) != 1 or not is_ours(headers[0], self.hosts):
                await refuse(scope, receive, send, 400, FOREIGN)
                return
        await self.app(scope, receive, send)


def _plain(name: str) -> str:
    return name.strip().lower().rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
