"""The program that draws our own maps: deck.gl and a base map, as pydeck carries them."""

import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import __version__

# Streamlit's maps bring another deck.gl, and two versions refuse to share a page. This one gets a
# world of its own: it sees what the browser has, but neither sees nor changes the other's names.
_BEFORE = """const theirs = "deck luma loaders _loadersgl_ mathgl probe mapboxgl maplibregl";
const own = Object.fromEntries(theirs.split(" ").map((name) => [name, undefined]));
const world = new Proxy(own, {
  get(own, name) {
    if (name in own) return own[name];
    const value = window[name];
    return typeof value === "function" && !value.prototype ? value.bind(window) : value;
  },
  has: (own, name) => name in own || name in window,
});
(function (globalThis, define) {
"""
_AFTER = """
}).call(world, world, undefined);
export const createDeck = world.createDeck;
export const deck = world.deck;
"""


def bundle_route() -> Route:
    """`/bundle/deck-{version}.js`: a module, never changed under its name."""
    return Route("/bundle/deck-{version}.js", _endpoint())


def _endpoint() -> Callable[[Request], Response]:
    # Not async: Starlette then runs it in a thread, and other requests go on.
    def answer(request: Request) -> Response:
        if request.path_params["version"] != _version():
            return PlainTextResponse("No such program.", 404, {"cache-control": "no-store"})
        headers = {"cache-control": "private, max-age=31536000, immutable"}
        return Response(_program(), media_type="text/javascript", headers=headers)

    return answer


def _version() -> str:
    """Pydeck's, and ours: the module is made of both."""
    return f"{distribution('pydeck').version}-{__version__}"


@cache
def _program() -> bytes:
    # By its place in the package: to import pydeck takes longer than to read the file.
    place = distribution("pydeck").locate_file("pydeck/nbextension/static/index.js")
    code = Path(str(place)).read_text("utf-8")
    return (_BEFORE + re.sub(r"\n//# sourceMappingURL=.*", "", code) + _AFTER).encode()
