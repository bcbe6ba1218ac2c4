"""Plain directions along a way: which street, how far, and which way to turn into the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.travel.graph import StreetGraph

Int32Array = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

START, STRAIGHT, LEFT, RIGHT, BACK, ROUND = "start", "straight", "left", "right", "back", "round"
SLIGHT_LEFT, SLIGHT_RIGHT = "slight left", "slight right"
"""What to do at the beginning of a street; ``ROUND`` is to leave a roundabout."""

_SLIGHT, _SHARP, _TURNED = 25.0, 60.0, 160.0
"""Degrees: less is straight on, more a turn; beyond the last one turns round."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One street of a way: what to do into it, its name ("" without one), how far it is taken."""

    turn: str
    street: str
    metres: int

    @property
    def words(self) -> str:
        """Such as "Turn left into Long Street"."""
        street = self.street or "the road"
        return {
            START: f"Start on {street}",
            STRAIGHT: f"Go on along {street}",
            BACK: f"Turn round on {street}",
            ROUND: f"Leave the roundabout into {street}",
        }.get(self.turn, f"Turn {self.turn} into {street}")


def directions_along(graph: StreetGraph, way: Int32Array) -> list[Direction]:
    """One for each street that the way takes, in sequence; a straight way on is no new one."""
    found: list[Direction] = []
    for turn, run in _runs(graph, [int(segment) for segment in way]):
        street = graph.names[graph.name[run[0]]]
        metres = round(float(graph.length_m[run].sum()))
        found.append(Direction(turn, street, metres))
    return found


def _runs(graph: StreetGraph, way: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """The segments that belong together, with what is done before them; roundabouts go along."""
    run: list[int] = []
    turn, came_round = START, False
    for segment in way:
        if not run:
            run = [segment]
            continue
        if graph.is_roundabout[segment]:
            came_round = True
            run.append(segment)
            continue
        what = ROUND if came_round else _turn(graph, run[-1], segment)
        same = graph.name[segment] == graph.name[run[0]] and what in (STRAIGHT, ROUND)
        is_bend = graph.name[segment] == graph.name[run[0]] != _unnamed(graph) and what != BACK
        if same or is_bend:
            run.append(segment)
        else:
            yield turn, run
            turn, run = what, [segment]
        came_round = False
    if run:
        yield turn, run


def _unnamed(graph: StreetGraph) -> int:
    return graph.names.index("") if "" in graph.names else -1


def _turn(graph: StreetGraph, origin: int, into: int) -> str:
    """By the angle between the end of one segment and the beginning of the next."""
    a, b = graph.line(origin), graph.line(into)
    angle = _heading(b[0], b[min(1, len(b) - 1)]) - _heading(a[-2 if len(a) > 1 else 0], a[-1])
    degrees = (angle + 180) % 360 - 180
    if abs(degrees) >= _TURNED:
        return BACK
    if abs(degrees) < _SLIGHT:
        return STRAIGHT
    if abs(degrees) < _SHARP:
        return SLIGHT_RIGHT if degrees > 0 else SLIGHT_LEFT
    return RIGHT if degrees > 0 else LEFT


def _heading(a: Floats, b: Floats) -> float:
    """Degrees clockwise from north."""
    east = (b[0] - a[0]) * np.cos(np.radians(a[1]))
    return float(np.degrees(np.arctan2(east, b[1] - a[1])))
