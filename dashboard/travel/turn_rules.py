"""Turn restrictions taken out of the turns of a graph."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import PROFILES
from dashboard.osm.road_turns import TurnRule
from dashboard.travel.graph_turns import TurnTable, turn_table

Int64Array = npt.NDArray[np.int64]
Float32Array = npt.NDArray[np.float32]

_LONGEST_WAY = 12  # Segments of a rule by ways; a longer one is a mistake.


class Ends(NamedTuple):
    """Of each segment: the id of its way, and the ids of the nodes at its tail and its head."""

    way: Int64Array
    tail: Int64Array
    head: Int64Array


def with_rules(table: TurnTable, ends: Ends, rules: Sequence[TurnRule]) -> TurnTable:
    """
    The turns without those that a rule forbids; a rule that fits no segment is passed over.

    A rule by ways forbids a turn only to those who come from its first way: they drive on copies
    of the segments between.
    """
    named = {way for rule in rules for way in (*rule.from_ways, *rule.via_ways, *rule.to_ways)}
    of_way: dict[int, list[int]] = defaultdict(list)
    for segment in np.flatnonzero(np.isin(ends.way, list(named))):
        of_way[int(ends.way[segment])].append(int(segment))
    ruled = _Ruled(table)
    for rule in rules:
        bound = [p for p in range(len(PROFILES)) if rule.profiles >> p & 1]
        for way in _ways(rule, ends, of_way, ruled):
            ruled.forbid(way, rule.is_only, bound)
    return ruled.table()


def _ways(
    rule: TurnRule, ends: Ends, of_way: Mapping[int, list[int]], ruled: "_Ruled"
) -> Iterator[list[int]]:
    """The segments of each way that a rule is about, from the first to the last."""
    if not rule.via_ways:
        origins = _meeting(rule.from_ways, of_way, ends.head, rule.via_node)
        targets = _meeting(rule.to_ways, of_way, ends.tail, rule.via_node)
        yield from ([o, t] for o in origins for t in targets if t in ruled.originals(o))
        return
    between = {s for way in rule.via_ways for s in of_way[way]}
    ending = {s for way in rule.to_ways for s in of_way[way]}
    for origin in (s for way in rule.from_ways for s in of_way[way]):
        if found := _shortest(ruled, origin, between, ending):
            yield found


def _meeting(
    ways: Sequence[int], of_way: Mapping[int, list[int]], at: Int64Array, node: int
) -> list[int]:
    """The segment of each way that is meant at a node; none of a way that goes on there."""
    meeting = ([s for s in of_way[way] if at[s] == node] for way in ways)
    return [found[0] for found in meeting if len(found) == 1]


def _shortest(ruled: "_Ruled", origin: int, between: set[int], targets: set[int]) -> list[int]:
    """The fewest segments from one over those between to a target; empty where none lead there."""
    ways, seen = [[origin]], {origin}
    for _ in range(_LONGEST_WAY):
        longer = []
        for way in ways:
            following = sorted(ruled.originals(way[-1]))
            if len(way) > 1 and (last := [t for t in following if t in targets]):
                return [*way, last[0]]
            longer += [[*way, t] for t in following if t in between and t not in seen]
            seen |= set(following)
        ways = longer
    return []


class _Ruled:
    """Turns while rules are applied: those of few segments change, and few are copied."""

    def __init__(self, table: TurnTable) -> None:
        self._table = table
        self._first = table.first()
        self._copy_of = table.copy_of.tolist()
        self._changed: dict[int, dict[int, Float32Array]] = {}

    def originals(self, segment: int) -> set[int]:
        """What a segment leads to, copies as what they stand for."""
        return {self._copy_of[to] for to in self._turns(segment)}

    def forbid(self, way: list[int], is_only: bool, bound: list[int]) -> None:
        """Forbid the last turn of a way, or whatever else one could turn into from it."""
        here = way[0]
        for there, following in pairwise(way[1:]):
            here = self._onto_copy(here, there)
            if is_only:
                self._close(here, following, is_only, bound)
        if len(way) == 2 or not is_only:
            self._close(here, way[-1], is_only, bound)

    def table(self) -> TurnTable:
        """All turns that are left."""
        same = ~np.isin(self._table.origin, list(self._changed))
        rows = [
            (origin, to, seconds)
            for origin, turns in self._changed.items()
            for to, seconds in turns.items()
        ]
        added = np.array([row[:2] for row in rows], dtype=np.int64).reshape(-1, 2).T
        shape = (len(PROFILES), len(rows))
        seconds = np.array([row[2] for row in rows], dtype=np.float32).reshape(-1, len(PROFILES)).T
        return turn_table(
            np.array(self._copy_of, dtype=np.int64),
            np.concatenate([self._table.origin[same], added[0]]),
            np.concatenate([self._table.to[same], added[1]]),
            np.concatenate([self._table.seconds[:, same], seconds.reshape(shape)], axis=1),
        )

    def _turns(self, segment: int) -> dict[int, Float32Array]:
        if segment in self._changed:
            return self._changed[segment]
        turns = range(self._first[segment], self._first[segment + 1])
        return {int(self._table.to[turn]): self._table.seconds[:, turn] for turn in turns}

    def _onto_copy(self, origin: int, segment: int) -> int:
        """Lead the turn from one segment into another onto a new copy of that; the copy."""
        turns = dict(self._turns(origin))
        old = next(to for to in turns if self._copy_of[to] == segment)
        new = len(self._copy_of)
        self._copy_of.append(segment)
        self._changed[new] = dict(self._turns(old))
        turns[new] = turns.pop(old)
        self._changed[origin] = turns
        return new

    def _close(self, origin: int, named: int, is_only: bool, bound: list[int]) -> None:
        turns = dict(self._turns(origin))
        for to, seconds in turns.items():
            if (self._copy_of[to] == named) != is_only:
                closed = seconds.copy()
                closed[bound] = np.inf
                turns[to] = closed
        self._changed[origin] = turns
