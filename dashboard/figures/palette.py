"""One colour for each driver, and one colour, shape and word for each state of a visit."""

from dataclasses import dataclass
from enum import StrEnum

GROUND = {"light": "#ffffff", "dark": "#11181a"}
"""What the page is painted with, by theme: as in the settings of the pages."""
INK = {"light": "#1b2b29", "dark": "#e5ecea"}
MUTED = {"light": "#56686a", "dark": "#a3b3b1"}

# Found by a search for the largest smallest difference (CIEDE2000, above 12) between any two, as
# seen by trichromats and by the three kinds of dichromats. Same hue family in both themes.
_DRIVERS = {
    "light": (
        *("#5a5ae1", "#a54b00", "#1ea587", "#f05a78", "#690000", "#875a87"),
        *("#002d5a", "#969600", "#3c1ec3", "#b478b4", "#0f5a3c", "#5a784b"),
    ),
    "dark": (
        *("#a578ff", "#ffd2a5", "#78f0e1", "#ff6987", "#e10f00", "#a54b78"),
        *("#d2b4ff", "#a5b400", "#784bd2", "#c387b4", "#e1f000", "#1e874b"),
    ),
}
COLOURS = len(_DRIVERS["light"])
"""From the next number on the colours repeat, and the number tells drivers apart."""


class Status(StrEnum):
    """How a visit stands."""

    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    LATE = "late"
    NO_ESTIMATE = "no_estimate"


@dataclass(frozen=True, slots=True)
class Sign:
    """A state for the eye: never the colour alone, always with its shape or word."""

    shape: str
    word: str
    light: str
    dark: str

    def colour(self, theme: str = "light") -> str:
        """Hex, readable on the ground of the theme."""
        return {"light": self.light, "dark": self.dark}[theme]


SIGNS = {
    Status.ON_TIME: Sign("✓", "on time", "#23633e", "#97d7b0"),
    Status.AT_RISK: Sign("▲", "at risk", "#8a4b00", "#f4c286"),
    Status.LATE: Sign("✕", "late", "#c0392b", "#f07f70"),
    Status.NO_ESTIMATE: Sign("○", "no estimate", "#56686a", "#a3b3b1"),
}


def driver_colour(number: int, theme: str = "light") -> str:
    """The hex colour of the driver with this number, from 1; repeats after twelve."""
    return _DRIVERS[theme][(number - 1) % COLOURS]


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on the hex colour."""
    return max(("#ffffff", "#000000"), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two hex colours, 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> list[int]:
    """Red, green and blue, 0 to 255, of a hex colour."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in rgb(colour)]
    red, green, blue = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
