"""The street graph: directed segments between junctions, and the turns from one into another."""

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.osm.road_access import PROFILES as PROFILES
from dashboard.osm.road_tags import CLASSES as CLASSES

GRAPH_VERSION = 3
"""Counts up whenever another graph is made of the same extract."""

Float32Array = npt.NDArray[np.float32]
Float64Array = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


class Turns(NamedTuple):
    """
    What one profile may do at the end of each segment.

    Those from segment s lead to ``to[first[s]:first[s + 1]]`` and cost ``seconds`` each.
    """

    first: Int64Array
    to: Int32Array
    seconds: Float32Array


@dataclass(frozen=True, slots=True, eq=False)
class StreetGraph:
    """
    Segments with an entry each in ``tail`` … ``copy_of``, driven in one direction.

    ``free_s``, ``(profiles, segments)``, are seconds on an empty road, infinite where a profile
    may not go. ``road_class`` indexes ``CLASSES``, ``name`` indexes ``names`` ("" without one).
    The line of segment s is ``shape_lonlat[shape_first[s]:shape_first[s + 1]]``, from its tail to
    its head. ``reverse`` is the same street the other way, -1 on a one-way.

    ``copy_of`` is the segment itself, but for a few that stand for another one on certain ways
    only (its end may be left by fewer turns). A place on a street lies on every copy of it: a
    drive may begin and end on any; see ``stand_ins``.

    ``turn_s`` is ``(profiles, turns)``, infinite where a profile may not turn; ``turns`` gives
    those of one profile.
    """

    key: str
    country: str
    drives_left: bool
    names: tuple[str, ...]
    node_lonlat: Float64Array
    tail: Int32Array
    head: Int32Array
    length_m: Float32Array
    road_class: npt.NDArray[np.int8]
    is_roundabout: npt.NDArray[np.bool_]
    is_link: npt.NDArray[np.bool_]
    name: Int32Array
    free_s: Float32Array
    reverse: Int32Array
    copy_of: Int32Array
    shape_first: Int64Array
    shape_lonlat: Float64Array
    turn_first: Int64Array
    turn_to: Int32Array
    turn_s: Float32Array

    @property
    def segments(self) -> int:
        """How many there are."""
        return len(self.tail)

    def may_use(self, profile: str) -> npt.NDArray[np.bool_]:
        """Whether a profile may go along each segment."""
        usable: npt.NDArray[np.bool_] = np.isfinite(self.free_s[PROFILES.index(profile)])
        return usable

    def turns(self, profile: str) -> Turns:
        """The turns that a profile may take, from and into segments that it may use."""
        row = PROFILES.index(profile)
        origin = np.repeat(np.arange(self.segments), np.diff(self.turn_first))
        usable = self.may_use(profile)
        taken = np.isfinite(self.turn_s[row]) & usable[origin] & usable[self.turn_to]
        first = np.concatenate([[0], np.cumsum(taken)])[self.turn_first]
        return Turns(first, self.turn_to[taken], self.turn_s[row, taken])

    def line(self, segment: int) -> Float64Array:
        """Degrees ``(points, 2)`` along a segment, lon first."""
        return self.shape_lonlat[self.shape_first[segment] : self.shape_first[segment + 1]]

    def save(self, path: Path) -> None:
        """Write as .npz, whole or not at all."""
        columns = {field.name: getattr(self, field.name) for field in fields(self)}
        text = "\n".join([self.key, self.country, *self.names])
        columns["names"] = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
        del columns["key"], columns["country"]
        fresh = path.with_name(path.name + ".part")
        with fresh.open("wb") as file:
            np.savez(file, **columns)
        fresh.replace(path)


def load_graph(path: Path) -> StreetGraph:
    """What ``save`` wrote; raises ``OSError``, ``ValueError`` or ``KeyError`` for anything else."""
    # Opened by itself: of a damaged archive, numpy would leave it open.
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        key, country, *names = file["names"].tobytes().decode("utf-8").split("\n")
        columns = {
            field.name: file[field.name]
            for field in fields(StreetGraph)
            if field.name not in ("key", "country", "names", "drives_left")
        }
        return StreetGraph(
            key=key,
            country=country,
            names=tuple(names),
            drives_left=bool(file["drives_left"]),
            **columns,
        )


def graph_key(extract: Path) -> str:
    """Another text where the extract or the program that makes its graph is another."""
    with extract.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}-{GRAPH_VERSION}"


def stand_ins(graph: StreetGraph, segment: int) -> list[int]:
    """All segments that a place on one lies on in its direction: the segment and its copies."""
    original = int(graph.copy_of[segment])
    return [int(one) for one in np.flatnonzero(graph.copy_of == original)]


def segment_seconds(
    graph: StreetGraph, profile: str, factors_by_class: npt.ArrayLike | None = None
) -> Float32Array:
    """
    Seconds along each segment ``(segments,)`` at one time of the day; infinite where closed.

    ``factors_by_class`` multiplies the free seconds of each of ``CLASSES``: 2 is half the speed.
    """
    free: Float32Array = graph.free_s[PROFILES.index(profile)]
    if factors_by_class is None:
        return free.copy()
    factors = np.asarray(factors_by_class, dtype=np.float32)
    seconds: Float32Array = free * factors[graph.road_class]
    return seconds
