"""The door: with a password set, nothing is served to a browser that has not given it."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.services.access import Access, admits, cookie_name
from dashboard.web.answers import refuse

OPEN_PATHS = frozenset({"/login", "/healthz"})
LOCKED = (
    "Roundsman has no password any more, so nobody can log in from here. "
    "Set one on the machine it runs on, and load this page again."
)


class Gate:
    """Stands before pages, sockets, uploads, downloads, static files and data alike."""

    def __init__(self, app: ASGIApp, access: Callable[[], Access], required: bool) -> None:
        """`required`: without a password nobody may come in, rather than everybody."""
        self.app = app
        self.access = access
        self.required = required

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in; send people to the login and turn programs away."""
        if scope["type"] not in ("http", "websocket") or scope["path"] in OPEN_PATHS:
            await self.app(scope, receive, send)
        elif self._may_enter(scope):
            serve = self._watch if scope["type"] == "websocket" else self.app
            await serve(scope, receive, send)
        elif self.access().password is None:
            await refuse(scope, receive, send, 503, LOCKED)
        elif _wants_page(scope):
            await RedirectResponse(_login_for(scope), 303)(scope, receive, send)
        else:
            await refuse(scope, receive, send, 401, "Log in first.")

    def _may_enter(self, scope: Scope) -> bool:
        access = self.access()
        if access.password is None:
            return not self.required
        token = HTTPConnection(scope).cookies.get(cookie_name(access), "")
        return admits(access, token, datetime.now(UTC))

    async def _watch(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A socket lives for hours; a new password ends it at its next message."""
        ended = False

        async def checked() -> Message:
            nonlocal ended
            message = await receive()
            if message["type"] != "websocket.receive" or self._may_enter(scope):
                return message
            ended = True
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return {"type": "websocket.disconnect", "code": 1008}

        async def until_ended(message: Message) -> None:
            if not ended:
                await send(message)

        await self.app(scope, checked, until_ended)


def _wants_page(scope: Scope) -> bool:
    accepts = HTTPConnection(scope).headers.get("accept", "")
    return scope["type"] == "http" and scope["method"] == "GET" and "text/html" in accepts


def _login_for(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return "/login" if wanted == "/" else f"/login?{urlencode({'next': wanted})}"
