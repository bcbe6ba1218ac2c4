"""Turn restrictions of an extract."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dashboard.osm.road_access import KEYS, PROFILES


class TurnRule(NamedTuple):
    """
    One restriction: from one of ways, by a node or by ways, to one of ways.

    ``is_only``: no other turn is allowed from there. ``profiles`` has a bit for each that it
    binds. All as ids of the extract; ``via_node`` 0 where it goes by ways.
    """

    is_only: bool
    from_ways: tuple[int, ...]
    via_node: int
    via_ways: tuple[int, ...]
    to_ways: tuple[int, ...]
    profiles: int


def turn_rule(tags: Mapping[str, str], members: Iterator[tuple[str, str, int]]) -> TurnRule | None:
    """The rule of a relation with members (role, type, id); None where it makes no sense."""
    for key, bound in _bound(tags):
        said = tags.get(key, "")
        if said.startswith(("no_", "only_")) and bound:
            break
    else:
        return None
    roles: dict[tuple[str, str], list[int]] = {}
    for role, kind, number in members:
        roles.setdefault((role, kind), []).append(number)
    nodes, ways = roles.get(("via", "n"), []), roles.get(("via", "w"), [])
    from_ways, to_ways = roles.get(("from", "w"), []), roles.get(("to", "w"), [])
    if not from_ways or not to_ways or len(nodes) + bool(ways) != 1:
        return None
    return TurnRule(
        said.startswith("only_"),
        tuple(from_ways),
        nodes[0] if nodes else 0,
        tuple(ways),
        tuple(to_ways),
        bound,
    )


def _bound(tags: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Keys that may hold a restriction, with a bit for each profile it then binds."""
    exempt = set(tags.get("except", "").split(";"))
    on_wheels = [p for p in range(len(PROFILES)) if PROFILES[p] != "foot"]
    free = {p for p in on_wheels if exempt & set(KEYS[p])}
    yield "restriction", sum(1 << p for p in on_wheels if p not in free)
    for profile in on_wheels:
        for key in KEYS[profile][:-1]:
            yield f"restriction:{key}", 1 << profile
