"""What a routing server has said before: travel between pairs of places, in one file."""

import os
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point

UNKNOWN = -2
"""In seconds and metres: nobody has asked yet."""

MOST_PLACES = 2500
"""Beyond today's, those asked last stay; with twelve bytes a pair the file has 75 MB then."""

_DEGREE = 100_000  # A door's five decimals as whole numbers.
_ASKED = 2

Int32Array = npt.NDArray[np.int32]
Place = tuple[int, int]


class KnownLegs:
    """
    Pairs asked on one server with one profile; ``today`` counts days from any date.

    Of its file, ``places`` is ``(k, 2)`` and ``legs`` ``(3, k, k)``: seconds, metres, the day of
    asking. One that cannot be read is as none, and is written anew.
    """

    def __init__(self, path: Path, keep_days: int, today: int) -> None:
        self._path, self._oldest, self._today = path, today - keep_days, today

    def known(self, points: Sequence[Point]) -> tuple[Int32Array, Int32Array]:
        """Seconds and metres between the points, ``UNKNOWN`` where not asked or long ago."""
        places, (seconds, metres, asked) = self._read()
        number_of = {place: number for number, place in enumerate(places)}
        found = [k for k, point in enumerate(points) if _place(point) in number_of]
        numbers = [number_of[_place(points[k])] for k in found]
        here, there = np.ix_(found, found), np.ix_(numbers, numbers)
        tables = []
        for figures in (seconds, metres):
            table = np.full((len(points), len(points)), UNKNOWN, dtype=np.int32)
            table[here] = np.where(asked[there] >= self._oldest, figures[there], UNKNOWN)
            tables.append(table)
        return tables[0], tables[1]

    def keep(self, points: Sequence[Point], seconds: Int32Array, metres: Int32Array) -> None:
        """
        Add what was asked today to what is in the file; raises ``OSError``.

        Not kept is that there is no way: tomorrow the server may have a better map.
        """
        old_places, old = self._read()
        today = list(dict.fromkeys(_place(point) for point in points))
        places = [*today, *_last_asked(old_places, old, set(today), MOST_PLACES - len(today))]
        number_of = {place: number for number, place in enumerate(places)}
        legs = np.full((3, len(places), len(places)), UNKNOWN, dtype=np.int32)
        stay = [k for k, place in enumerate(old_places) if place in number_of]
        moved = [number_of[old_places[k]] for k in stay]
        for figures, were in zip(legs, old, strict=True):
            figures[np.ix_(moved, moved)] = were[np.ix_(stay, stay)]
        numbers = [number_of[_place(point)] for point in points]
        here, is_new = np.ix_(numbers, numbers), seconds >= 0
        asked = np.full_like(seconds, self._today)
        for figures, new in zip(legs, (seconds, metres, asked), strict=True):
            figures[here] = np.where(is_new, new, figures[here])
        self._write(places, legs)

    def _read(self) -> tuple[list[Place], Int32Array]:
        try:
            with self._path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                places, legs = file["places"], file["legs"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return [], np.zeros((3, 0, 0), dtype=np.int32)
        if legs.shape != (3, len(places), len(places)):
            return [], np.zeros((3, 0, 0), dtype=np.int32)
        return [(lon, lat) for lon, lat in places.tolist()], legs

    def _write(self, places: list[Place], legs: Int32Array) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_name(f".{self._path.stem}.{os.getpid()}.npz")
        fresh.touch(mode=0o600)
        np.savez(fresh, places=np.array(places, dtype=np.int32), legs=legs)
        fresh.replace(self._path)


def _last_asked(places: list[Place], legs: Int32Array, but: set[Place], most: int) -> list[Place]:
    """The places other than some, those first that were asked last."""
    last = legs[_ASKED].max(axis=1, initial=UNKNOWN)
    order = np.argsort(-last, kind="stable").tolist()
    return [places[k] for k in order if places[k] not in but][: max(0, most)]


def _place(point: Point) -> Place:
    return round(point.lon * _DEGREE), round(point.lat * _DEGREE)
