"""Letters for the names on a map: each as a field of distances from its outline, which scales."""

from functools import lru_cache
from math import ceil
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from dashboard.figures.protobuf import field, zigzag

AT_ONCE = 256
"""How many signs one file holds."""

_SIZE_PX = 24
_BORDER_PX = 3
_RADIUS_PX = 8
_CUTOFF = 0.25
_ASCENT_PX = (
    25  # Of the fonts that map programs are made for: it puts words in the middle of lines.
)
_FAR = 1e6
_NO_SIGN = "\uffff"

Field = npt.NDArray[np.float64]


def letters(font: Path, name: str, first: int) -> bytes:
    """
    The file of one range of signs, as map programs ask for it by the name of a font.

    Of the signs from number ``first`` on it holds those that the font has.
    """
    face = _face(font)
    signs = map(chr, range(first, first + AT_ONCE))
    glyphs = [field(3, _glyph(face, sign)) for sign in signs if _has(face, sign)]
    span = f"{first}-{first + AT_ONCE - 1}"
    return field(1, b"".join((field(1, name.encode()), field(2, span.encode()), *glyphs)))


@lru_cache(maxsize=2)
def _face(font: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, _SIZE_PX, layout_engine=ImageFont.Layout.BASIC)


def _has(face: ImageFont.FreeTypeFont, sign: str) -> bool:
    """Fonts draw one and the same box for every sign that they lack."""
    return sign.isprintable() and bytes(face.getmask(sign)) != bytes(face.getmask(_NO_SIGN))


def _glyph(face: ImageFont.FreeTypeFont, sign: str) -> bytes:
    left, top, right, bottom = face.getbbox(sign, anchor="ls")
    width, height = ceil(right - left), ceil(bottom - top)
    message = field(1, ord(sign))
    if width and height:
        message += field(2, _distances(face, sign, width, height, (left, top)))
    return message + b"".join(
        (
            field(3, width),
            field(4, height),
            field(5, zigzag(round(left))),
            field(6, zigzag(-round(top) - _ASCENT_PX)),
            field(7, round(face.getlength(sign))),
        )
    )


def _distances(
    face: ImageFont.FreeTypeFont, sign: str, width: int, height: int, corner: tuple[float, float]
) -> bytes:
    """Where the outline is, 191; a pixel further out 32 less, a pixel further in 32 more."""
    image = Image.new("L", (width + 2 * _BORDER_PX, height + 2 * _BORDER_PX))
    at = _BORDER_PX - corner[0], _BORDER_PX - corner[1]
    ImageDraw.Draw(image).text(at, sign, fill=255, font=face, anchor="ls")
    ink = np.asarray(image, float) / 255
    outside = np.where(ink == 0, _FAR, np.maximum(0, 0.5 - ink) ** 2)
    inside = np.where(ink == 1, _FAR, np.maximum(0, ink - 0.5) ** 2)
    away = np.sqrt(_nearest(outside)) - np.sqrt(_nearest(inside))
    shades = 255 * (1 - _CUTOFF - away / _RADIUS_PX)
    return np.clip(np.rint(shades), 0, 255).astype(np.uint8).tobytes()


def _nearest(squares: Field) -> Field:
    """The least of every cell's square plus the squared way to it, for each cell."""
    return _down(_down(squares).T).T


def _down(squares: Field) -> Field:
    rows = np.arange(len(squares))
    ways = (rows[:, np.newaxis] - rows) ** 2
    nearest: Field = (squares[np.newaxis] + ways[:, :, np.newaxis]).min(axis=1)
    return nearest
