"""Dashed ways as short lines, for a program that can draw only whole ones."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians

from dashboard.figures.records import Record

_DASHES_ACROSS = 60  # Dashes and gaps that would fill the longer side of the day's extent.
_DASH_SHARE = 0.6
_MOST_PIECES = 20_000


def dashed_paths(legs: Sequence[Record]) -> list[Record]:
    """One record for each dash; other columns are kept."""
    period = _period(legs)
    if not period:
        return list(legs)
    return [{**leg, "path": piece} for leg in legs for piece in dashes(leg["path"], period)]


def dashes(path: Sequence[Sequence[float]], period: float) -> Iterator[list[list[float]]]:
    """
    The dashes of a way, each a line of ``[lon, lat]``; a corner within a dash stays.

    ``period`` is the length of a dash and its gap, in degrees of latitude.
    """
    done, piece = 0.0, [list(path[0])]
    for start, end in pairwise(path):
        length, here = _length(start, end), 0.0
        while here < length:
            within = done % period
            is_dash = within < _DASH_SHARE * period
            left = (_DASH_SHARE if is_dash else 1) * period - within
            step = min(max(left, period * 1e-6), length - here)
            here, done = here + step, done + step
            place = _between(start, end, here / length)
            if is_dash:
                piece.append(place)
            if done % period >= _DASH_SHARE * period and len(piece) > 1:
                yield piece
            if not is_dash or done % period >= _DASH_SHARE * period:
                piece = [place]
    if len(piece) > 1:
        yield piece


def _period(legs: Sequence[Record]) -> float:
    points = [point for leg in legs for point in leg["path"]]
    if len(points) < 2:
        return 0.0
    lons, lats = zip(*points, strict=True)
    narrow = cos(radians(lats[0]))
    across = max((max(lons) - min(lons)) * narrow, max(lats) - min(lats))
    total = sum(_length(a, b) for leg in legs for a, b in pairwise(leg["path"]))
    return float(max(across / _DASHES_ACROSS, total / _MOST_PIECES))


def _length(start: Sequence[float], end: Sequence[float]) -> float:
    return hypot((end[0] - start[0]) * cos(radians(start[1])), end[1] - start[1])


def _between(start: Sequence[float], end: Sequence[float], share: float) -> list[float]:
    return [round(a + (b - a) * share, 6) for a, b in zip(start, end, strict=True)]
