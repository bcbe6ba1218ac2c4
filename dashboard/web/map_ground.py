"""The street map under the maps: its style, its tiles and the letters of its names."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.services import map_ground

_FOREVER = "private, max-age=31536000, immutable"
_NEVER = "no-store"


def map_routes(data: Path) -> list[Route]:
    """`/map/style.json?theme=`, and the `/map/tiles/…` and `/map/letters/…` that it names."""
    return [
        Route("/map/style.json", _style(data)),
        Route("/map/tiles/{of}/{z:int}/{x:int}/{y:int}.pbf", _tile(data)),
        Route("/map/letters/{version}/{font}/{first:int}-{last:int}.pbf", _letters),
    ]


# None of these is async: Starlette then runs them in threads, and other requests go on.


def _style(data: Path) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        theme = request.query_params.get("theme", "light")
        if theme not in map_ground.THEMES:
            return _missing()
        content = map_ground.style(data, theme, _origin(request))
        return Response(content, media_type="application/json", headers={"cache-control": _NEVER})

    return answer


def _tile(data: Path) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        of, zoom, column, row = (request.path_params[name] for name in ("of", "z", "x", "y"))
        try:
            content = map_ground.tile(data, zoom, column, row)
        except LookupError:
            return _missing()
        # A page from before the map was changed gets the new one, and is not to keep it as the old.
        kept = _FOREVER if of == map_ground.key(data) else _NEVER
        return _protobuf(content, kept)

    return answer


def _letters(request: Request) -> Response:
    try:
        content = map_ground.letters(request.path_params["font"], request.path_params["first"])
    except LookupError:
        return _missing()
    return _protobuf(content, _FOREVER)


def _origin(request: Request) -> str:
    """How the browser names this server: behind a proxy only the page's own address tells."""
    host = request.headers.get("host", "")
    page = urlsplit(request.headers.get("referer", ""))
    scheme = page.scheme if page.netloc == host and page.scheme else request.url.scheme
    return f"{scheme}://{host}"


def _protobuf(content: bytes, kept: str) -> Response:
    headers = {"cache-control": kept}
    return Response(content, media_type="application/x-protobuf", headers=headers)


def _missing() -> Response:
    return PlainTextResponse("No such map.", 404, {"cache-control": _NEVER})
