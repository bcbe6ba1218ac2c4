"""Street matrices kept on disk, so that tomorrow's customers cost only their own rows."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]

MOST_PLACES = 4000
"""In one file: 128 MB. Of more, those asked for last are kept."""


MOST_BY_HOUR = 1500
"""The same for one hour's traffic: 18 MB."""

MOST_HOURS = 32
"""Kept for one profile: those of two days with traffic of their own in each hour."""

_MILLIONTHS = 1_000_000

NOT_ASKED = -2
"""Between places of different days: nobody has asked for that way yet."""


class Known(NamedTuple):
    """Seconds and metres between places, by their keys ``(n, 2)``: lon and lat in millionths."""

    keys: Int64Array
    seconds: Int32Array
    metres: Int32Array


def nothing_known() -> Known:
    """Before the first day."""
    none = np.zeros((0, 0), np.int32)
    return Known(np.zeros((0, 2), np.int64), none, none)


def recall(path: Path) -> Known:
    """What a file holds; nothing where there is none, or not a whole one."""
    try:
        # Opened by itself: of a damaged archive, numpy would leave it open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            known = Known(file["keys"], file["seconds"], file["metres"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return nothing_known()
    n = len(known.keys)
    is_whole = known.seconds.shape == known.metres.shape == (n, n)
    return known if is_whole else nothing_known()


def remember(path: Path, known: Known) -> None:
    """Keep it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".part")
    with fresh.open("wb") as file:
        np.savez(file, keys=known.keys, seconds=known.seconds, metres=known.metres)
    fresh.replace(path)


def forget_oldest(files: Iterable[Path], most: int) -> None:
    """Delete the files not asked for lately, where there are more."""
    by_age = sorted((file.stat().st_mtime_ns, file) for file in files)
    for _, file in by_age[: max(0, len(by_age) - most)]:
        file.unlink(missing_ok=True)


def keys_of(points: Sequence[Point]) -> Int64Array:
    """What points are known by."""
    degrees = np.array(points, dtype=np.float64).reshape(-1, 2)
    return np.rint(degrees * _MILLIONTHS).astype(np.int64)


def rows_of(known: Known, keys: Int64Array) -> Int64Array:
    """The row of each key, -1 for one that is not known."""
    row = {(int(x), int(y)): k for k, (x, y) in enumerate(known.keys)}
    return np.array([row.get((int(x), int(y)), -1) for x, y in keys], dtype=np.int64)


def between(known: Known, keys: Int64Array, rows: Int64Array) -> Known:
    """What is known of these alone; ``NOT_ASKED`` for the rest."""
    n = len(rows)
    seconds, metres = (np.full((n, n), NOT_ASKED, np.int32) for _ in range(2))
    here = np.flatnonzero(rows >= 0)
    cells, kept = np.ix_(here, here), np.ix_(rows[here], rows[here])
    seconds[cells], metres[cells] = known.seconds[kept], known.metres[kept]
    return Known(keys, seconds, metres)


def to_ask(part: Known, rows: Int64Array) -> Int64Array:
    """Those of the keys whose ways must be sought: new ones, and any that never met another."""
    is_new = rows < 0
    never_met = (part.seconds == NOT_ASKED) & ~is_new
    return np.flatnonzero(is_new | never_met.any(axis=1))


def merged(known: Known, asked: Known, rows: Int64Array, most: int = MOST_PLACES) -> Known:
    """What is known after an answer: all of it, or the answer alone where that is too much."""
    new = np.flatnonzero(rows < 0)
    total = len(known.keys) + len(new)
    if total > most or not len(known.keys):
        return asked
    where = np.where(rows >= 0, rows, 0)
    where[new] = len(known.keys) + np.arange(len(new))
    seconds, metres = (np.full((total, total), NOT_ASKED, np.int32) for _ in range(2))
    old = len(known.keys)
    for whole, before, now in (
        (seconds, known.seconds, asked.seconds),
        (metres, known.metres, asked.metres),
    ):
        whole[:old, :old] = before
        whole[np.ix_(where, where)] = now
    return Known(np.vstack([known.keys, asked.keys[new]]), seconds, metres)
