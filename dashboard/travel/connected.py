"""The part of a street graph from which everywhere else in it can be reached, and back."""

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.graph import StreetGraph, Turns

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

_TRIED = 24
_ENOUGH = 0.5


def largest_part(graph: StreetGraph, profile: str) -> Booleans:
    """
    Whether each segment is of the largest strongly connected part for a profile.

    Found from a few segments spread over the graph: what half of all lie in is the largest.
    """
    usable = graph.may_use(profile)
    turns = graph.turns(profile)
    first, to = turns.first, turns.to
    back_first, back_to = _reversed(turns, graph.segments)
    best = np.zeros(graph.segments, dtype=bool)
    candidates = np.flatnonzero(usable)
    for seed in candidates[:: max(1, len(candidates) // _TRIED)]:
        if best[seed]:
            continue
        part = _reached(first, to, int(seed)) & _reached(back_first, back_to, int(seed))
        if part.sum() > best.sum():
            best = part
        if best.sum() > _ENOUGH * len(candidates):
            break
    return best


def _reversed(turns: Turns, segments: int) -> tuple[Int64Array, Int32Array]:
    origin = np.repeat(np.arange(segments, dtype=np.int32), np.diff(turns.first))
    order = np.argsort(turns.to, kind="stable")
    counts = np.bincount(turns.to, minlength=segments)
    first: Int64Array = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return first, origin[order]


@njit(cache=True, nogil=True)
def _reached(first: Int64Array, to: Int32Array, seed: int) -> Booleans:
    """Where one comes from a segment."""
    seen = np.zeros(first.shape[0] - 1, np.bool_)
    queue = np.empty(first.shape[0] - 1, np.int32)
    queue[0], seen[seed] = seed, True
    head, tail = 0, 1
    while head < tail:
        segment = queue[head]
        head += 1
        for turn in range(first[segment], first[segment + 1]):
            other = to[turn]
            if not seen[other]:
                seen[other] = True
                queue[tail] = other
                tail += 1
    return seen
