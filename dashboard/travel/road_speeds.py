"""How fast roads are driven when they are empty, by class, limit, surroundings and country."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import BIKE, VAN
from dashboard.osm.road_tags import CLASSES, Limit, Road

Float64Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]

_VAN_TOP_KMH = 120.0

# km/h of a van outside and inside built-up areas where no limit is tagged: what is usually
# driven between junctions, for waiting there is counted apart.
_OUTSIDE = {
    "motorway": 110, "trunk": 90, "primary": 75, "secondary": 65, "tertiary": 55,
    "unclassified": 45, "residential": 35, "living_street": 12, "service": 20, "track": 15,
    "pedestrian": 10, "cycleway": 10, "path": 10, "footway": 8, "ferry": 20,
}  # fmt: skip
_INSIDE = {
    "motorway": 90, "trunk": 70, "primary": 55, "secondary": 48, "tertiary": 42,
    "unclassified": 36, "residential": 30, "living_street": 10, "service": 18, "track": 12,
    "pedestrian": 8, "cycleway": 8, "path": 8, "footway": 6, "ferry": 20,
}  # fmt: skip
_SERVICE = {"driveway": 10, "parking_aisle": 12, "alley": 15, "drive-through": 8}
_LINK_SHARE = 0.75

_SMALLEST = CLASSES.index("unclassified")
_ABOVE_USUAL = 1.3
"""How much above the usual speed a limit lets one drive on roads of that class and smaller ones."""

_FOOT, _FOOT_KMH = {"ferry": 20.0}, 5.0
_BIKE = {"track": 14, "path": 13, "footway": 6, "pedestrian": 8, "living_street": 14,
         "service": 14, "ferry": 20}  # fmt: skip
_BIKE_KMH, _BIKE_SURFACE = 17.0, 0.5


class CountryLimits(NamedTuple):
    """General speed limits in km/h."""

    urban: float
    rural: float
    motorway: float


_USUAL_LIMITS = CountryLimits(50, 90, 120)
LIMITS: Mapping[str, CountryLimits] = {
    "AT": CountryLimits(50, 100, 130), "AU": CountryLimits(50, 100, 110),
    "BE": CountryLimits(50, 80, 120), "BR": CountryLimits(50, 80, 110),
    "CA": CountryLimits(50, 80, 100), "CH": CountryLimits(50, 80, 120),
    "CZ": CountryLimits(50, 90, 130), "DE": CountryLimits(50, 100, 130),
    "DK": CountryLimits(50, 80, 130), "ES": CountryLimits(50, 90, 120),
    "FI": CountryLimits(50, 80, 120), "FR": CountryLimits(50, 80, 130),
    "GB": CountryLimits(48, 97, 113), "GR": CountryLimits(50, 90, 130),
    "HU": CountryLimits(50, 90, 130), "IE": CountryLimits(50, 80, 120),
    "IT": CountryLimits(50, 90, 130), "JP": CountryLimits(60, 60, 100),
    "LI": CountryLimits(50, 80, 80), "LU": CountryLimits(50, 90, 130),
    "MC": CountryLimits(50, 50, 50), "MT": CountryLimits(50, 80, 80),
    "MX": CountryLimits(50, 90, 110), "NL": CountryLimits(50, 80, 100),
    "NO": CountryLimits(50, 80, 110), "NZ": CountryLimits(50, 100, 110),
    "PL": CountryLimits(50, 90, 140), "PT": CountryLimits(50, 90, 120),
    "RO": CountryLimits(50, 90, 130), "RU": CountryLimits(60, 90, 110),
    "SE": CountryLimits(50, 70, 110), "SI": CountryLimits(50, 90, 130),
    "SK": CountryLimits(50, 90, 130), "TR": CountryLimits(50, 90, 130),
    "UA": CountryLimits(50, 90, 130), "US": CountryLimits(48, 89, 113),
    "ZA": CountryLimits(60, 100, 120),
}  # fmt: skip
"""Countries of two letters; another one is taken as 50, 90 and 120."""


def speeds(roads: Sequence[Road], profile: int, country: str) -> Float64Array:
    """
    km/h on each road, ``(2, 2, roads)``: along and against its way, outside and inside of towns.

    Waiting at junctions, signals and signs is not in it.
    """
    kind = np.array([road.road_class for road in roads])
    surface = np.array([road.surface_kmh for road in roads])
    if profile == VAN:
        found = _van_kmh(roads, kind, LIMITS.get(country, _USUAL_LIMITS))
        found = np.minimum(found, surface)
    elif profile == BIKE:
        found = np.minimum(_by_class(_BIKE, _BIKE_KMH)[kind], surface * _BIKE_SURFACE)
    else:
        found = _by_class(_FOOT, _FOOT_KMH)[kind]
    both: Float64Array = np.broadcast_to(found, (2, 2, len(roads)))
    return both


def _van_kmh(roads: Sequence[Road], kind: IntArray, limits: CountryLimits) -> Float64Array:
    usual = np.stack([_by_class(table)[kind] for table in (_OUTSIDE, _INSIDE)])
    small = np.array([_SERVICE.get(road.service, _VAN_TOP_KMH) for road in roads])
    share = np.array([_LINK_SHARE if road.is_link else 1.0 for road in roads])
    allowed = np.stack([_general_kmh(kind, limits, inside) for inside in (False, True)])
    untagged = np.minimum(np.minimum(usual * share, allowed), small)
    tagged = np.array([[_tagged_kmh(road.limits[way], limits) for road in roads] for way in (0, 1)])
    # A limit says how fast one may drive: in a lane between houses nobody can.
    most = np.where(kind >= _SMALLEST, usual * _ABOVE_USUAL, _VAN_TOP_KMH)
    driven = np.minimum(tagged[:, np.newaxis], most)
    found = np.where(tagged[:, np.newaxis] > 0, driven, untagged)
    slowed: Float64Array = np.minimum(found, _VAN_TOP_KMH)
    return slowed


def _general_kmh(kind: IntArray, limits: CountryLimits, inside: bool) -> Float64Array:
    """The general limit on each road; motorways and trunk roads have their own in towns too."""
    usual = np.full(len(kind), limits.urban if inside else limits.rural)
    usual[kind == CLASSES.index("trunk")] = limits.rural
    usual[kind == CLASSES.index("motorway")] = limits.motorway
    return usual


def _tagged_kmh(limit: Limit, limits: CountryLimits) -> float:
    return limit.kmh or (float(getattr(limits, limit.place)) if limit.place else 0.0)


def _by_class(kmh: Mapping[str, float], usual: float = 0.0) -> Float64Array:
    return np.array([kmh.get(name, usual) for name in CLASSES])
