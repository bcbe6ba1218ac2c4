"""The drawn signs of a map: a house for the depot, a hollow diamond for an order left out."""

from base64 import b64encode

from dashboard.figures.palette import GROUND, INK, SIGNS, Status

SIZE_PX = 96
"""Of each icon in the sheet."""

MAPPING = {
    name: {"x": place * SIZE_PX, "y": 0, "width": SIZE_PX, "height": SIZE_PX}
    for place, name in enumerate(("depot", "unassigned"))
}


def depot_shape(theme: str) -> str:
    """SVG in a box of 96: a house on a square plate."""
    return (
        f'<rect x="8" y="8" width="80" height="80" rx="12" fill="{INK[theme]}"'
        f' stroke="{GROUND[theme]}" stroke-width="6"/>'
        f'<path d="M48 24 L74 47 H66 V70 H54 V54 H42 V70 H30 V47 H22 Z" fill="{GROUND[theme]}"/>'
    )


def unassigned_shape(theme: str) -> str:
    """SVG in a box of 96: a hollow diamond with an exclamation mark."""
    colour = SIGNS[Status.LATE].colour(theme)
    return (
        f'<path d="M48 7 L89 48 L48 89 L7 48 Z" fill="{GROUND[theme]}" stroke="{colour}"'
        ' stroke-width="9" stroke-linejoin="round"/>'
        f'<path d="M48 29 V52" stroke="{colour}" stroke-width="10" stroke-linecap="round"/>'
        f'<circle cx="48" cy="67" r="6" fill="{colour}"/>'
    )


def sheet(theme: str) -> str:
    """Both icons side by side, as a data address that fetches nothing."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * SIZE_PX}" height="{SIZE_PX}">'
        f"{depot_shape(theme)}"
        f'<g transform="translate({SIZE_PX})">{unassigned_shape(theme)}</g></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
