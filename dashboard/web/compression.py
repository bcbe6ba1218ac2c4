"""Smaller static files for those who load the pages over a network."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.services.access import is_loopback


class CompressStatic:
    """
    Gzip for the first page and its static files, which Streamlit sends as they are.

    The rest is Streamlit's own to compress. On this machine it would only cost time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.compressed = GZipMiddleware(app, minimum_size=1000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its answer compressed where that pays."""
        compress = scope["type"] == "http" and _is_static(scope["path"]) and not _is_near(scope)
        await (self.compressed if compress else self.app)(scope, receive, send)


def _is_static(path: str) -> bool:
    return path == "/" or path.startswith(("/static/", "/bundle/", "/map/"))


def _is_near(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and is_loopback(client[0])
