"""The street map under every map, served from the workspace's own extracts."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from dashboard import __version__
from dashboard.figures import letters as lettering
from dashboard.figures.ground import FINEST
from dashboard.figures.ground_layers import LETTERS
from dashboard.figures.ground_style import GROUNDS, bare_style, street_style
from dashboard.figures.tiles import Tile, tile_of
from dashboard.services import extracts, ground_file

THEMES = frozenset(GROUNDS)
_FONT = Path(lettering.__file__).parents[1] / "export" / "fonts" / "DejaVuSansCondensed.ttf"
_SIGNS = 0x10000


def address(folder: Path, theme: str) -> str:
    """Of the style, on this server, for the maps of a workspace: another when they change."""
    return f"/map/style.json?theme={theme}&of={key(folder)}"


def key(folder: Path) -> str:
    """Another text when other grounds are there; ``none`` without any."""
    files = extracts.grounds(folder)
    if not files:
        return "none"
    stamps = [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    return hashlib.sha256(repr((__version__, stamps)).encode()).hexdigest()[:16]


def style(folder: Path, theme: str, origin: str) -> bytes:
    """The style as JSON; ``origin`` is what addresses on this server begin with."""
    of = key(folder)
    if of == "none":
        return json.dumps(bare_style(theme)).encode()
    tiles = f"{origin}/map/tiles/{of}/{{z}}/{{x}}/{{y}}.pbf"
    letters = f"{origin}/map/letters/{__version__}/{{fontstack}}/{{range}}.pbf"
    return json.dumps(street_style(theme, tiles=tiles, letters=letters)).encode()


def tile(folder: Path, zoom: int, column: int, row: int) -> bytes:
    """A vector tile; raises ``LookupError`` for one that there cannot be."""
    if not (0 <= zoom <= FINEST and 0 <= column < 2**zoom and 0 <= row < 2**zoom):
        raise LookupError(f"{zoom}/{column}/{row}")
    return _tile(extracts.grounds(folder), key(folder), Tile(zoom, column, row))


@lru_cache(maxsize=64)
def letters(font: str, first: int) -> bytes:
    """One range of the signs of names; raises ``LookupError`` for one that there cannot be."""
    if font != LETTERS or first % lettering.AT_ONCE or not 0 <= first < _SIGNS:
        raise LookupError(f"{font} {first}")
    return lettering.letters(_FONT, LETTERS, first)


# `of` tells the grounds apart: another key where other ones are ready.
@lru_cache(maxsize=256)
def _tile(files: tuple[Path, ...], of: str, place: Tile) -> bytes:
    return tile_of(ground_file.read(files, place), place, finest=place.zoom == FINEST)
