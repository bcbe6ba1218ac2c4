"""What stands at single nodes of roads: signals, signs, crossings and barriers."""

from collections.abc import Mapping

from dashboard.osm.road_access import passable

SIGNALS, STOP, GIVE_WAY, GATE, TOLL, CALMING, ALONG, AGAINST = (1 << bit for bit in range(8))
"""
Bits of what makes a vehicle slow down or wait at a node.

The last two come with signals or a sign that count only for those who drive along, or against,
the way. Compiled kernels keep the bits they were compiled with: they stay as they are.
"""

_GATES = frozenset({"gate", "lift_gate", "swing_gate", "sliding_gate", "sally_port"})
_TOLLS = frozenset({"toll_booth", "border_control"})
_SIGNS = {
    "traffic_signals": SIGNALS,
    "stop": STOP,
    "give_way": GIVE_WAY,
    "mini_roundabout": GIVE_WAY,
}


def features(tags: Mapping[str, str]) -> int:
    """Bits of all that a node has."""
    highway = tags.get("highway", "")
    found = _SIGNS.get(highway, 0)
    if tags.get("crossing") == "traffic_signals" or tags.get("crossing:signals") == "yes":
        found |= SIGNALS
    if tags.get("barrier") in _GATES:
        found |= GATE
    if tags.get("barrier") in _TOLLS:
        found |= TOLL
    if "traffic_calming" in tags:
        found |= CALMING
    side = tags.get("traffic_signals:direction") or tags.get("direction", "")
    if side == "forward":
        found |= ALONG
    if side == "backward":
        found |= AGAINST
    return found


def blocked(tags: Mapping[str, str]) -> int:
    """A bit for each profile that does not pass."""
    if "barrier" not in tags:
        return 0
    return sum(1 << profile for profile, passes in enumerate(passable(tags)) if not passes)
