"""`/healthz`: whether a server is there, and that it is this program."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard import __version__


def health_route() -> Route:
    """The one address that answers everybody; it tells the name and the version, no more."""
    return Route("/healthz", _health)


async def _health(_: Request) -> JSONResponse:
    told = {"ok": True, "name": "Roundsman", "version": __version__}
    return JSONResponse(told, headers={"cache-control": "no-store"})
