"""What the map's layers load by address, so that no page has to carry it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import __version__

LAYERS = frozenset({"stops", "legs", "unassigned", "depots"})
_PLAN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST_REVISION = 2**31 - 1


class Layer(Protocol):
    """Gives a layer of a plan's revision as JSON; ``LookupError`` where there is none."""

    def __call__(self, data: Path, plan_id: str, revision: int, layer: str, /) -> bytes:
        """Read from the workspace in a folder."""


def plan_data_route(data: Path, layer: Layer) -> Route:
    """`/plan-data/{plan_id}/{revision}/{layer}.json`: never changes, so browsers may keep it."""
    address = "/plan-data/{plan_id}/{revision:int}/{layer}.json"
    return Route(address, _endpoint(data, layer))


def _endpoint(data: Path, layer: Layer) -> Callable[[Request], Response]:
    # Not async: Starlette then runs it in a thread, and other requests go on.
    def answer(request: Request) -> Response:
        plan_id, name = request.path_params["plan_id"], request.path_params["layer"]
        revision = request.path_params["revision"]
        if name not in LAYERS or not _PLAN_ID.fullmatch(plan_id) or revision > _MOST_REVISION:
            return _missing()
        headers = {
            "etag": f'"{plan_id}-{revision}-{name}-{__version__}"',
            "cache-control": "private, max-age=31536000, immutable",
        }
        if _has_it(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        try:
            content = layer(data, plan_id, revision, name)
        except LookupError:
            return _missing()
        return Response(content, media_type="application/json", headers=headers)

    return answer


def _missing() -> Response:
    return PlainTextResponse("No such plan.", 404, {"cache-control": "no-store"})


def _has_it(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match", "").split(",")
    return etag in {tag.strip().removeprefix("W/") for tag in known}
