"""Parts of a street graph within which every segment leads to every other."""

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.graph import StreetGraph

Int64Array = npt.NDArray[np.int64]
Int32Array = npt.NDArray[np.int32]


def largest_part(
    first: Int64Array, to: Int32Array, usable: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """
    Whether each segment lies in the largest part that is strongly connected.

    The turns from segment s lead to ``to[first[s]:first[s + 1]]``; all else is not ``usable``.
    Of parts of one size the one that holds the first segment counts.
    """
    if not usable.any():
        return np.zeros_like(usable)
    parts = strong_parts(first, to, usable)
    sizes = np.bincount(parts[usable])
    size_of = np.where(usable, sizes[np.maximum(parts, 0)], 0)
    largest: npt.NDArray[np.bool_] = parts == parts[int(np.argmax(size_of))]
    return largest


def served(graph: StreetGraph, profile: str) -> npt.NDArray[np.bool_]:
    """
    Whether a place on each segment can be reached from the largest part, and left for it.

    Also streets that are only for reaching what lies on them: one comes on their copy and leaves
    on the original, so that neither is of the part itself. The same for a segment and its copies.
    """
    first, to, _ = graph.turns(profile)
    part = largest_part(first, to, graph.may_use(profile))
    origin = np.repeat(np.arange(graph.segments, dtype=np.int32), np.diff(first))
    order = np.argsort(to, kind="stable")
    first_back = np.concatenate([[0], np.cumsum(np.bincount(to, minlength=graph.segments))])
    come = _spread(first, to, part)
    gone = _spread(first_back.astype(np.int64), origin[order], part)
    both = np.zeros((2, graph.segments), dtype=bool)
    for row, reached in enumerate((come, gone)):
        both[row, graph.copy_of[reached]] = True
    on_both: npt.NDArray[np.bool_] = (both[0] & both[1])[graph.copy_of]
    return on_both


@njit(cache=True, nogil=True)
def _spread(
    first: Int64Array, to: Int32Array, part: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """A part with all that it leads to."""
    seen, waiting = part.copy(), np.empty(len(part), np.int64)
    waits = 0
    for s in range(len(part)):
        if part[s]:
            waiting[waits] = s
            waits += 1
    while waits:
        waits -= 1
        s = waiting[waits]
        for turn in range(first[s], first[s + 1]):
            if not seen[to[turn]]:
                seen[to[turn]] = True
                waiting[waits] = to[turn]
                waits += 1
    return seen


@njit(cache=True, nogil=True)
def strong_parts(first: Int64Array, to: Int32Array, usable: npt.NDArray[np.bool_]) -> Int64Array:
    """The number of the part each usable segment lies in, by Tarjan's search; -1 for others."""
    count = len(usable)
    part, lowest = np.full(count, -1), np.zeros(count, np.int64)
    order, following = np.full(count, -1), first[:-1].copy()
    waiting, path = np.empty(count, np.int64), np.empty(count, np.int64)
    parts, seen, waits = 0, 0, 0
    for root in range(count):
        if order[root] >= 0 or not usable[root]:
            continue
        depth = 0
        path[0] = root
        while depth >= 0:
            s = path[depth]
            if order[s] < 0:
                order[s] = lowest[s] = seen
                waiting[waits] = s
                seen, waits = seen + 1, waits + 1
            if following[s] < first[s + 1]:
                t = to[following[s]]
                following[s] += 1
                if usable[t] and order[t] < 0:
                    depth += 1
                    path[depth] = t
                elif usable[t] and part[t] < 0:
                    lowest[s] = min(lowest[s], order[t])
                continue
            if lowest[s] == order[s]:
                while part[s] < 0:
                    waits -= 1
                    part[waiting[waits]] = parts
                parts += 1
            depth -= 1
            if depth >= 0:
                lowest[path[depth]] = min(lowest[path[depth]], lowest[s])
    return part
