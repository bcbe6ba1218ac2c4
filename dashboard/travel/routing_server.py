"""Travel asked of a routing server instead of own streets."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from dashboard.domain import Point, TravelError, TravelMatrix, TravelProvider, is_on_earth
from dashboard.travel.estimates import Estimate
from dashboard.travel.server_connection import Connection
from dashboard.travel.server_connection import Server as Server
from dashboard.travel.server_filling import fill
from dashboard.travel.server_memory import UNKNOWN, KnownLegs
from dashboard.travel.server_refusals import NoAnswerError, RefusalError

KIND = "server"
INSTEAD = "estimate, since the server did not answer"
"""The kind of a matrix that was to come from a server."""

_SAVE_EVERY_S = 60.0
_DAY_S = 86_400
_MOST_LINES = 500


class RoutingServer:
    """
    The provider that asks a server; see ``TravelProvider``.

    ``folder`` keeps answers for services whose terms allow it; None: nowhere. Its matrices are
    of kind "server: OSRM at maps.example".
    """

    kind = KIND
    estimated = False

    def __init__(
        self,
        server: Server,
        folder: Path | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.name = server.name
        self._server, self._folder, self._now = server, folder, now
        self._connection = Connection(server, sleep)
        self._lines: dict[tuple[str, tuple[Point, ...]], list[Point]] = {}

    def matrix(
        self, points: Sequence[Point], profile: str, slots_s: Sequence[int] = (0,)
    ) -> TravelMatrix:
        """
        One slot whatever was asked: a server is asked for roads without traffic.

        A place farther than 300 m from its roads is reached from nowhere.
        """
        if odd := [point for point in points if not is_on_earth(point)]:
            raise TravelError(f"Position {odd[0]} is not on earth: correct its coordinates.")
        theirs, doors = self._theirs(profile), [_asked(point) for point in points]
        memory = self._memory(theirs)
        unknown = np.full((2, len(doors), len(doors)), UNKNOWN, dtype=np.int32)
        seconds, metres = memory.known(doors) if memory else unknown
        for figures in (seconds, metres):
            np.fill_diagonal(figures, 0)
        was_known = seconds != UNKNOWN

        def save() -> None:
            if memory:
                new = [np.where(was_known, UNKNOWN, figures) for figures in (seconds, metres)]
                with suppress(OSError):  # A full disk costs the next plan its questions, no more.
                    memory.keep(doors, new[0], new[1])

        if not was_known.all():
            with _saving(save) as answered:
                fill(self._connection, doors, theirs, seconds, metres, answered)
        reached = (seconds >= 0) & ~np.eye(len(doors), dtype=np.bool_)
        if len(doors) > 2 and not reached.any():
            raise TravelError(
                f"{self.name} knows no road near any of these places. Has it a map of this area?"
            )
        return TravelMatrix(seconds[np.newaxis], metres, kind=f"{KIND}: {self.name}")

    def line(self, points: Sequence[Point], profile: str = "van") -> list[Point]:
        """Along streets; straight where the server knows no way."""
        theirs, doors = self._theirs(profile), [_asked(point) for point in points]
        most = self._connection.service.line_points
        line = doors[:1]
        for first in range(0, len(doors) - 1, most - 1):
            part = self._part(theirs, tuple(doors[first : first + most]))
            line += part[part[0] == line[-1] :]
        return line

    def _part(self, theirs: str, points: tuple[Point, ...]) -> list[Point]:
        key = theirs, points
        if key not in self._lines:
            try:
                line = self._connection.line(points, theirs)
            except RefusalError:
                return list(points)
            if len(self._lines) >= _MOST_LINES:
                self._lines.clear()
            self._lines[key] = line
        return self._lines[key]

    def _theirs(self, profile: str) -> str:
        named = dict(self._server.profiles).get(profile, "")
        if not named:
            raise TravelError(
                f"{self.name} is not told what it calls a {profile!r}: name that profile of the"
                " routing server on the settings page."
            )
        return named

    def _memory(self, theirs: str) -> KnownLegs | None:
        days = self._connection.service.keep_days
        if self._folder is None or not days:
            return None
        asked = f"{self._server.service} {self._server.url} {theirs}"
        name = hashlib.sha256(asked.encode()).hexdigest()[:16]
        return KnownLegs(self._folder / f"{name}.npz", days, int(self._now() // _DAY_S))


class OrEstimate:
    """The estimate, called what it is, where another provider fails; ``why`` then says how."""

    def __init__(self, provider: TravelProvider) -> None:
        self._provider, self._is_silent = provider, False
        self.kind, self.estimated, self.why = provider.kind, provider.estimated, ""

    def matrix(
        self, points: Sequence[Point], profile: str, slots_s: Sequence[int] = (0,)
    ) -> TravelMatrix:
        """Once the provider was silent it is not asked again."""
        if not self._is_silent:
            try:
                return self._provider.matrix(points, profile, slots_s)
            except TravelError as error:
                self._note(error)
        return replace(Estimate().matrix(points, profile, slots_s), kind=INSTEAD)

    def line(self, points: Sequence[Point], profile: str = "van") -> list[Point]:
        """Straight where the provider fails."""
        if not self._is_silent:
            try:
                return self._provider.line(points, profile)
            except TravelError as error:
                self._note(error)
        return Estimate().line(points, profile)

    def _note(self, error: TravelError) -> None:
        self.kind, self.estimated, self.why = INSTEAD, True, str(error)
        self._is_silent = isinstance(error, NoAnswerError)


@contextmanager
def _saving(save: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Called behind each answer, saves now and then; and at the end, come what may."""
    saved_s = time.monotonic()

    def answered() -> None:
        nonlocal saved_s
        if time.monotonic() - saved_s > _SAVE_EVERY_S:
            save()
            saved_s = time.monotonic()

    try:
        yield answered
    finally:
        save()


def _asked(point: Point) -> Point:
    """Its door; within ten metres of a zero degree coarser, where routingpy writes 5e-05."""
    lon, lat = (round(x, 4) if abs(x) < 1e-4 else x for x in point.door)
    return Point(lon, lat)
