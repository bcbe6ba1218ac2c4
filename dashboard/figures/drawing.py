"""Parts that all drawings share: frame, badges, icons and the legend."""

from collections.abc import Iterator, Sequence
from html import escape

from dashboard.figures.icons import SIZE_PX
from dashboard.figures.palette import GROUND, INK, driver_colour, text_on

_FONT = "system-ui,-apple-system,Segoe UI,Roboto,sans-serif"
_ROW_PX, _COLUMN_PX = 20, 160


def frame(
    width: int, height: int, *, title: str, text: str, theme: str, body: Sequence[str]
) -> str:
    """A whole drawing; ``title`` and ``text`` are what a screen reader says."""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" style="max-width:100%;height:auto" role="img"'
            f' font-family="{_FONT}" font-size="12" fill="{INK[theme]}">',
            f"<title>{escape(title)}</title><desc>{escape(text)}</desc>",
            f'<rect width="{width}" height="{height}" fill="{GROUND[theme]}"/>',
            *body,
            "</svg>",
        )
    )


def icon(shape: str, x: float, y: float, size: float) -> str:
    """A sign from the map's sheet, its middle at this place."""
    corner = f"{x - size / 2:.1f} {y - size / 2:.1f}"
    return f'<g transform="translate({corner}) scale({size / SIZE_PX:.3f})">{shape}</g>'


def badge(number: int, x: float, y: float, theme: str) -> str:
    """A driver's number on the driver's colour."""
    colour = driver_colour(number, theme)
    return (
        f'<rect x="{x - 10:.1f}" y="{y - 8:.1f}" width="20" height="16" rx="4" fill="{colour}"/>'
        f'<text x="{x:.1f}" y="{y:.1f}" dy=".36em" text-anchor="middle" font-size="11"'
        f' font-weight="600" fill="{text_on(colour)}">{number}</text>'
    )


def short(words: str, most: int) -> str:
    """At most so many characters, escaped."""
    return escape(words if len(words) <= most else words[: most - 1] + "…")


def legend_height(entries: int, width: int) -> int:
    """Pixels that a legend of so many entries takes."""
    return -(-entries // _columns(width)) * _ROW_PX + _ROW_PX // 2


def legend(entries: Sequence[tuple[str, str]], width: int, top: float) -> Iterator[str]:
    """Signs, drawn around 0, 0, with their words, in columns."""
    for place, (sign, words) in enumerate(entries):
        row, column = divmod(place, _columns(width))
        x, y = 20 + column * _COLUMN_PX, top + (row + 0.5) * _ROW_PX
        yield f'<g transform="translate({x} {y:.1f})">{sign}'
        yield f'<text x="18" dy=".36em">{short(words, 18)}</text></g>'


def _columns(width: int) -> int:
    return max(1, (width - 16) // _COLUMN_PX)
