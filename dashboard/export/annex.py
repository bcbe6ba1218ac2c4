"""What a workspace knows of a plan beside the plan, for the files that leave the building."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.domain import Point
from dashboard.export.drives import Drive
from dashboard.export.shapes import NO_ZONES, PlanZones

NOTICE_FILE = "NOTICE.txt"


@dataclass(frozen=True, slots=True)
class Annex:
    """Ways and drives by route id; a route without a way is drawn straight from halt to halt."""

    lines: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    drives: Mapping[str, Sequence[Drive]] = field(default_factory=dict)
    zones: PlanZones = NO_ZONES
    credit: str = ""
    """Whom to name for streets or positions taken from a map; empty for nobody."""


NO_ANNEX = Annex()


def notice(credit: str) -> bytes:
    """A file that names them, to lie beside those that have no room for it."""
    text = (
        f"Positions or ways in these files come from OpenStreetMap: {credit}.\n"
        "The data are available under the Open Database License; where you pass them on, name the\n"
        "contributors. See https://www.openstreetmap.org/copyright\n"
    )
    return text.encode()
