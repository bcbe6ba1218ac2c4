"""Who may use a way of an extract and in which direction; who passes a barrier."""

from collections.abc import Mapping

PROFILES = ("van", "bike", "foot")
VAN, BIKE, FOOT = range(3)

FORWARD, BACKWARD, ONLY_TO_REACH = 1, 2, 4
"""Bits of a profile's use of a way; the last: not on the way to somewhere else."""
BOTH = FORWARD | BACKWARD

# Of what concerns a profile, the most specific key first.
KEYS = (
    ("goods", "motorcar", "motor_vehicle", "vehicle", "access"),
    ("bicycle", "vehicle", "access"),
    ("foot", "access"),
)
_CLOSED = frozenset({"no", "agricultural", "forestry", "use_sidepath", "military", "emergency"})
_TO_REACH = frozenset({"destination", "delivery", "customers", "private", "permit", "residents"})
_OPEN = frozenset({"yes", "designated", "permissive", "official", "public", "dismount"})

_USUAL: Mapping[str, tuple[int, int, int]] = {
    "motorway": (BOTH, 0, 0),
    "trunk": (BOTH, 0, 0),
    "track": (BOTH | ONLY_TO_REACH, BOTH, BOTH),
    "pedestrian": (0, 0, BOTH),
    "cycleway": (0, BOTH, BOTH),
    "path": (0, BOTH, BOTH),
    "footway": (0, 0, BOTH),
    "ferry": (0, 0, BOTH),
}
_ANY_ROAD = (BOTH, BOTH, BOTH)
_YARDS = frozenset({"driveway", "parking_aisle", "drive-through", "emergency_access"})

_ALONG, _AGAINST = frozenset({"yes", "true", "1"}), frozenset({"-1", "reverse"})
_ROUND = frozenset({"roundabout", "circular"})
_SHUT_OFF = frozenset({"reversible", "alternating"})

# Barriers that stop somebody whom no tag lets through.
_STOPS_VANS = frozenset(
    ("block", "bollard", "bus_trap", "chain", "cycle_barrier", "debris", "fence",
     "full-height_turnstile", "hedge", "hampshire_gate", "horse_stile", "jersey_barrier",
     "kissing_gate", "log", "motorcycle_barrier", "planter", "rope", "spikes", "step", "stile",
     "swing_barrier", "turnstile", "wall", "wicket_gate", "yes")
)  # fmt: skip
_STOPS_BIKES = frozenset(
    ("fence", "full-height_turnstile", "hedge", "horse_stile", "kissing_gate", "spikes", "stile",
     "turnstile", "wall")
)  # fmt: skip
_STOPS_FEET = frozenset({"fence", "hedge", "wall"})
_STOPS = (_STOPS_VANS, _STOPS_BIKES, _STOPS_FEET)


def access(kind: str, tags: Mapping[str, str]) -> tuple[int, ...]:
    """Each profile's use of a way of a class ("footway" for steps and paths on foot), as bits."""
    usual = _USUAL.get(kind, _ANY_ROAD)
    if tags.get("service") in _YARDS:
        usual = (usual[VAN] | ONLY_TO_REACH, *usual[1:])
    return tuple(_use(profile, usual[profile], tags) for profile in range(len(PROFILES)))


def passable(tags: Mapping[str, str]) -> tuple[bool, ...]:
    """Which profiles pass a node with a barrier."""
    barrier = tags.get("barrier", "")
    return tuple(
        _told(KEYS[profile], tags, BOTH if barrier not in stops else 0) != 0
        for profile, stops in enumerate(_STOPS)
    )


def _use(profile: int, usual: int, tags: Mapping[str, str]) -> int:
    if tags.get("motorroad") == "yes" and profile != VAN:
        usual = 0
    allowed = _told(KEYS[profile], tags, usual)
    if not allowed:
        return 0
    return _directions(profile, tags) | (allowed & ONLY_TO_REACH)


def _told(keys: tuple[str, ...], tags: Mapping[str, str], usual: int) -> int:
    """What the most specific tag says that is understood, else what is usual."""
    for key in keys:
        for value in tags.get(key, "").split(";"):
            if value in _CLOSED:
                return 0
            if value in _TO_REACH:
                # What is closed as a rule is not opened by who may use it in general.
                return BOTH | ONLY_TO_REACH if usual or key != "access" else 0
            if value in _OPEN:
                # A general yes is usual: it opens no footway to vans.
                return BOTH if key not in ("access", "vehicle") or usual else usual
    return usual


def _directions(profile: int, tags: Mapping[str, str]) -> int:
    if profile == FOOT:
        return _along(tags.get("oneway:foot", "")) or BOTH
    one_way = tags.get("oneway", "")
    implied = tags.get("junction") in _ROUND or tags.get("highway") == "motorway"
    general = _along(one_way) or (FORWARD if implied and one_way != "no" else BOTH)
    if one_way in _SHUT_OFF:
        general = 0
    return general if profile == VAN else _bike_directions(general, tags)


def _bike_directions(general: int, tags: Mapping[str, str]) -> int:
    said = tags.get("oneway:bicycle", "")
    if said:
        return _along(said) or BOTH
    if any(tags.get(key, "").startswith("opposite") for key in _CYCLEWAYS):
        return BOTH
    if any(tags.get(f"{key}:oneway") == "no" for key in _CYCLEWAYS):
        return BOTH
    return general


_CYCLEWAYS = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")


def _along(said: str) -> int:
    """The bit of a one-way tag; 0 where it names no direction."""
    return FORWARD if said in _ALONG else BACKWARD if said in _AGAINST else 0
