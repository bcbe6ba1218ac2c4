"""What the tags of one way say of it as a road."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dashboard.osm.road_access import PROFILES, access

CLASSES = (
    "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential",
    "living_street", "service", "track", "pedestrian", "cycleway", "path", "footway", "ferry",
)  # fmt: skip
"""
Road classes, the most important first; a slip road is of the class it leads to.

Compiled kernels keep the order they were compiled with: it stays as it is.
"""

_SAME = {
    "road": "unclassified", "busway": "service", "bridleway": "path", "steps": "footway",
    "corridor": "footway", "crossing": "footway",
}  # fmt: skip
_SHUT = frozenset({"busway", "bus_guideway"})

MILE_KM = 1.609344
_WALK_KMH = 7
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|knots)?$")
_ZONE = re.compile(r"(?:([A-Z]{2})(?:-[A-Z]+)?:)?(zone:?)?(\w+)$")
_LIMIT_KEYS = ("maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic")
_SURFACE_KMH = {
    "sett": 50, "paving_stones": 60, "cobblestone": 40, "unhewn_cobblestone": 25, "compacted": 60,
    "unpaved": 50, "fine_gravel": 50, "gravel": 45, "pebblestone": 30, "ground": 30, "dirt": 30,
    "earth": 30, "grass": 20, "mud": 15, "sand": 15,
}  # fmt: skip
_GRADE_KMH = {"grade2": 30, "grade3": 25, "grade4": 20, "grade5": 15}
_SMOOTH_KMH = 200
_MINUTES = re.compile(r"(?:(\d+):)?(\d+)(?::(\d\d))?$")
_PERIOD = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$")


class Limit(NamedTuple):
    """
    A speed limit: km/h, or the kind of place ("urban", "rural", "motorway") whose limit holds.

    0 and "" where nothing is said.
    """

    kmh: float = 0
    place: str = ""


class Road(NamedTuple):
    """
    One way as a road.

    ``uses`` has a profile's bits each; ``limits`` those along and against the way; ``ferry_s``
    is the crossing's seconds, 0 if not told.
    """

    road_class: int
    name: str
    uses: tuple[int, ...]
    limits: tuple[Limit, Limit]
    is_link: bool
    is_roundabout: bool
    service: str
    surface_kmh: int
    ferry_s: int


def road(tags: Mapping[str, str]) -> Road | None:
    """The road that a way is; None for one that nobody drives, rides or walks."""
    highway = tags.get("highway", "ferry" if tags.get("route") == "ferry" else "")
    kind = highway.removesuffix("_link")
    kind = _SAME.get(kind, kind)
    if kind not in CLASSES or tags.get("area") == "yes":
        return None
    uses = (0,) * len(PROFILES) if highway in _SHUT else access(kind, tags)
    if highway == "steps":
        uses = (0, 0, uses[-1])
    if not any(use & 3 for use in uses):
        return None
    return Road(
        CLASSES.index(kind),
        tags.get("name") or tags.get("ref") or "",
        uses,
        limits(tags),
        highway.endswith("_link"),
        tags.get("junction") in ("roundabout", "circular"),
        tags.get("service", "") if kind == "service" else "",
        surface_kmh(tags),
        seconds(tags.get("duration", "")) if kind == "ferry" else 0,
    )


def limits(tags: Mapping[str, str]) -> tuple[Limit, Limit]:
    """The limits along and against a way."""
    general = limit(tags.get("maxspeed", ""))
    if general == Limit():
        for key in _LIMIT_KEYS:
            general = limit(tags.get(key, ""), is_number=False)
            if general != Limit():
                break
    along, against = (limit(tags.get(f"maxspeed:{way}", "")) for way in ("forward", "backward"))
    return (along if any(along) else general, against if any(against) else general)


@lru_cache(maxsize=1000)
def limit(said: str, *, is_number: bool = True) -> Limit:
    """A limit as it is tagged: "50", "30 mph", "DE:urban", "AT:zone30", "walk"."""
    said = said.split(";")[0].strip()
    if said in ("walk", "living_street") or said.endswith((":walk", ":living_street")):
        return Limit(_WALK_KMH)
    if is_number and (found := _NUMBER.match(said)):
        return Limit(float(found[1]) * (MILE_KM if found[2] == "mph" else 1))
    if found := _ZONE.match(said):
        country, zone, place = found.groups()
        if place.isdecimal() and (country or zone):
            # Only the zones of countries that reckon in miles are told in miles without saying so.
            return Limit(float(place) * (MILE_KM if country in ("GB", "US") else 1))
        if place in ("urban", "rural", "motorway", "trunk"):
            return Limit(0, "rural" if place == "trunk" else place)
    return Limit()


def surface_kmh(tags: Mapping[str, str]) -> int:
    """As fast as the surface lets one drive; beyond any speed on a smooth one."""
    surface = _SURFACE_KMH.get(tags.get("surface", ""), _SMOOTH_KMH)
    return min(surface, _GRADE_KMH.get(tags.get("tracktype", ""), _SMOOTH_KMH))


def seconds(said: str) -> int:
    """A tagged duration: "45" minutes, "1:30", "00:45:00" or "PT45M"; 0 for anything else."""
    if found := _PERIOD.match(said):
        days, hours, minutes, rest = (int(part or 0) for part in found.groups())
        return ((days * 24 + hours) * 60 + minutes) * 60 + rest
    if found := _MINUTES.match(said):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return (hours * 60 + minutes) * 60 + rest
    return 0
