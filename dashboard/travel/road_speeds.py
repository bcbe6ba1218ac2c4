"""How fast roads are driven when they are empty, by class, limit, surroundings and country."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import BIKE, FOOT, VAN
from dashboard.osm.road_tags import CLASSES, Limit, Road

Float64Array = npt.NDArray[np.float64]

_VAN_TOP_KMH = 120.0
_WALK_KMH, _DISMOUNTED_KMH = 5.0, 5.0

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

_BIKE = {"track": 14, "path": 13, "footway": 6, "pedestrian": 8, "living_street": 14,
         "service": 14, "ferry": 20}  # fmt: skip
_BIKE_KMH = 17.0


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

DRIVES_LEFT = frozenset(
    ("AU", "BD", "BW", "CY", "FJ", "GB", "GG", "GY", "HK", "ID", "IE", "IM", "IN", "JE", "JM", "JP",
     "KE", "LK", "LS", "MO", "MT", "MU", "MW", "MY", "MZ", "NA", "NP", "NZ", "PK", "SG", "SZ", "TH",
     "TT", "TZ", "UG", "ZA", "ZM", "ZW")
)  # fmt: skip


def speeds(
    roads: Sequence[Road], profile: int, against: bool, built_up: bool, country: str
) -> Float64Array:
    """km/h of each road along or against its way, as if it lay in or out of a built-up area."""
    of = {VAN: _van_kmh, BIKE: _bike_kmh, FOOT: _foot_kmh}[profile]
    limits = LIMITS.get(country, _USUAL_LIMITS)
    return np.array([of(road, road.limits[against], built_up, limits) for road in roads])


def _van_kmh(road: Road, limit: Limit, built_up: bool, limits: CountryLimits) -> float:
    kind = CLASSES[road.road_class]
    usual = (_INSIDE if built_up else _OUTSIDE)[kind]
    if kind == "service":
        usual = min(usual, _SERVICE.get(road.service, usual))
    tagged = limit.kmh or (getattr(limits, limit.place) if limit.place else 0.0)
    if tagged:
        usual = tagged
    else:
        place = "motorway" if kind == "motorway" else "urban" if built_up else "rural"
        if kind != "motorway" and kind != "trunk":
            usual = min(usual, getattr(limits, place))
        if road.is_link:
            usual *= _LINK_SHARE
    return min(usual * road.pace, _VAN_TOP_KMH)


def _bike_kmh(road: Road, limit: Limit, built_up: bool, limits: CountryLimits) -> float:
    del limit, built_up, limits
    return _BIKE.get(CLASSES[road.road_class], _BIKE_KMH) * (1 + road.pace) / 2


def _foot_kmh(road: Road, limit: Limit, built_up: bool, limits: CountryLimits) -> float:
    del limit, built_up, limits
    return 20.0 if CLASSES[road.road_class] == "ferry" else _WALK_KMH
