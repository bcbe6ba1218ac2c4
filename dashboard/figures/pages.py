"""A map as one file that shows anywhere, network or none."""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pydeck as pdk

from dashboard.figures.dashes import dashed_paths

_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def deck_html(deck: pdk.Deck, title: str) -> str:
    """
    The map as a page of its own, about 4.4 MB with all that it needs.

    Nothing is fetched, and no text in the records can become markup or script.
    The layers must hold their records: an address would be asked for in vain.
    """
    spec: dict[str, Any] = json.loads(deck.to_json())
    for layer in spec["layers"]:
        if isinstance(layer.get("data"), str):
            raise ValueError(f"layer {layer['id']} has an address; a page of its own needs records")
        _without_extensions(layer)
    tooltip = json.dumps(deck._tooltip)  # noqa: SLF001
    ground = (deck._tooltip or {}).get("style", {}).get("backgroundColor", "#ffffff")  # noqa: SLF001
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>html,body,#map{{margin:0;height:100%;background:{ground}}}"
        "#map{position:relative}</style>"
        f'<div id="map" role="img" aria-label="{escape(title)}"></div>'
        f"<script>{_program()}</script><script>createDeck({{"
        'container:document.getElementById("map"),'
        f"jsonInput:{_inert(json.dumps(spec))},tooltip:{_inert(tooltip)}}});</script></html>"
    )


def _without_extensions(layer: dict[str, Any]) -> None:
    """The shipped program has no layer extensions: dashes are drawn as short lines instead."""
    extensions = {extension["@@type"] for extension in layer.pop("extensions", [])}
    if "PathStyleExtension" in extensions:
        layer["data"] = dashed_paths(layer["data"])
        layer.pop("getDashArray")


@cache
def _program() -> str:
    bundle = Path(pdk.__file__).parent / "nbextension" / "static" / "index.js"
    return re.sub(r"\n//# sourceMappingURL=.*", "", bundle.read_text("utf-8"))


def _inert(code: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in code)
