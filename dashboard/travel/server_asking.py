"""One question to a routing server: polite, patient, bounded in time and size."""

import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException, HTTPResponse, IncompleteRead
from ipaddress import ip_address
from threading import Lock
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from dashboard.travel.server_refusals import Failures, NoAnswerError

USER_AGENT = "Roundsman delivery planner"
TIMEOUT_S = 30.0
TRIES = 4
LONGEST_WAIT_S = 60.0
"""A server that asks for more patience than this is not waited for."""

MOST_BYTES = 64 * 2**20
_PART_BYTES = 2**16


class Asker:
    """
    Asks a server in the place of routingpy's own client.

    That one tells of its waits by warnings, follows a server elsewhere with the key, and lets
    an answer take any time and size. Questions are kept ``pause_s`` apart, whichever thread asks.
    ``readable`` makes of an answer what routingpy reads, or raises.
    """

    def __init__(
        self,
        url: str,
        failures: Failures,
        *,
        headers: Mapping[str, str] | None = None,
        pause_s: float = 0.0,
        timeout_s: float = TIMEOUT_S,
        tries: int = TRIES,
        readable: Callable[[Any, Failures], Any] = lambda answer, failures: answer,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.failures = failures
        self._url = url.rstrip("/")
        self._headers = {"User-Agent": USER_AGENT, "Accept": "application/json", **(headers or {})}
        self._pace = _Pace(pause_s, sleep)
        self._timeout_s, self._tries = timeout_s, tries
        self._readable, self._sleep = readable, sleep
        # What runs on this machine is not behind the proxy.
        proxy = ProxyHandler({}) if is_here(url) else ProxyHandler()
        self._opener = build_opener(proxy, _StayHere)

    def _request(
        self,
        url: str,
        get_params: Any = None,
        post_params: Any = None,
        dry_run: object = None,
    ) -> Any:
        """The answer as JSON gives it; routingpy calls this and names the arguments."""
        request = self._made(url, get_params, post_params)
        for tried in range(self._tries):
            self._pace.wait()
            try:
                return self._readable(self._asked(request), self.failures)
            except NoAnswerError as late:
                wait_s = 2.0**tried if late.after_s is None else late.after_s
                if tried + 1 == self._tries or wait_s > LONGEST_WAIT_S:
                    raise
                self._sleep(wait_s)
        raise AssertionError("asked at least once")

    ask = _request

    def _made(self, path: str, get_params: Any, post_params: Any) -> Request:
        query = f"?{urlencode(get_params, safe=';,')}" if get_params else ""
        if post_params is None:
            return Request(f"{self._url}{path}{query}", headers=self._headers)
        return Request(
            f"{self._url}{path}{query}",
            data=json.dumps(post_params).encode(),
            headers=self._headers | {"Content-Type": "application/json"},
        )

    def _asked(self, request: Request) -> Any:
        deadline = time.monotonic() + self._timeout_s
        try:
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                body = _read(answer, deadline)
        except HTTPError as error:
            with error:
                body = error.read(_PART_BYTES)
            raise self.failures.of_status(error.code, dict(error.headers), body) from None
        except (OSError, HTTPException) as error:
            # The address of the question may hold the key: nothing of it is passed on.
            raise self.failures.unanswered(error, self._timeout_s) from None
        if body is None:
            raise self.failures.nonsense("far too much")
        try:
            return json.loads(body, parse_constant=_no_number)
        except (ValueError, RecursionError):
            what = "a web page" if body.lstrip()[:1] == b"<" else ""
            raise self.failures.nonsense(what) from None


def is_here(url: str) -> bool:
    """Whether the address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _StayHere(HTTPRedirectHandler):
    """A server that points elsewhere would get the key and the places sent there."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Never."""


class _Pace:
    """Keeps questions apart."""

    def __init__(self, pause_s: float, sleep: Callable[[float], None]) -> None:
        self._pause_s, self._sleep = pause_s, sleep
        self._next, self._lock = 0.0, Lock()

    def wait(self) -> None:
        """Until the server may be asked again."""
        with self._lock:
            now = time.monotonic()
            if now < self._next:
                self._sleep(self._next - now)
            self._next = max(now, self._next) + self._pause_s


def _read(answer: HTTPResponse, deadline: float) -> bytes | None:
    """The whole of it; None where it is larger than any answer. Raises ``OSError`` and others."""
    parts, size, promised = [], 0, answer.length
    while promised is None or size < promised:
        part = answer.read1(min(_PART_BYTES, (promised or MOST_BYTES) - size))
        if not part and promised is not None:
            raise IncompleteRead(b"", promised - size)
        if not part:
            break
        parts.append(part)
        size += len(part)
        if size >= MOST_BYTES:
            return None
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
