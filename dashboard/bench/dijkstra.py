"""Shortest ways on a street graph by plain Dijkstra: slow, and simple enough to be believed."""

from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.travel.graph import StreetGraph, segment_seconds

Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]

Places = list[tuple[tuple[int, float], ...]]
"""Of each place, the segments that it lies on and how far along each it is, from 0 to 1."""


def many_to_many(
    graph: StreetGraph, profile: str, sources: Places, targets: Places
) -> tuple[Float64Array, Float64Array]:
    """Seconds and metres from each source (rows) to each target, infinite where no way leads."""
    seconds = segment_seconds(graph, profile).astype(np.float64)
    metres = graph.length_m.astype(np.float64)
    first, to, turn_s = graph.turns(profile)
    shape = len(sources), len(targets)
    found_s, found_m = np.full(shape, np.inf), np.full(shape, np.inf)
    for row, source in enumerate(sources):
        starts = np.array([segment for segment, _ in source], dtype=np.int64)
        shares = np.array([share for _, share in source], dtype=np.float64)
        into_s, into_m = one_to_all(first, to, turn_s, seconds, metres, starts, shares)
        for column, target in enumerate(targets):
            for segment, share in target:
                ways = [(into_s[segment] + share * seconds[segment],
                         into_m[segment] + share * metres[segment])]  # fmt: skip
                ways += [
                    ((share - at) * seconds[segment], (share - at) * metres[segment])
                    for same, at in source
                    if same == segment and at <= share and np.isfinite(seconds[segment])
                ]
                best = min(ways)
                if best[0] < found_s[row, column]:
                    found_s[row, column], found_m[row, column] = best
    return found_s, found_m


@njit(cache=True, nogil=True)
def one_to_all(
    first: Int64Array,
    to: npt.NDArray[np.int32],
    turn_s: npt.NDArray[np.float32],
    seconds: Float64Array,
    metres: Float64Array,
    starts: Int64Array,
    shares: Float64Array,
) -> tuple[Float64Array, Float64Array]:
    """
    Seconds and metres to the tail of each segment, along the fastest way.

    Starts ``shares`` of the way along the segments ``starts``, and leaves them at their heads.
    """
    count = len(seconds)
    best, far = np.full(count, np.inf), np.full(count, np.inf)
    heap = [(0.0, 0.0, np.int64(-1))]
    heap.pop()
    for k in range(len(starts)):
        s = starts[k]
        if np.isfinite(seconds[s]):
            rest = 1.0 - shares[k]
            _leave(heap, best, far, first, to, turn_s, s, rest * seconds[s], rest * metres[s])
    while len(heap) > 0:
        now, way, s = heappop(heap)
        if now == best[s] and np.isfinite(seconds[s]):
            _leave(heap, best, far, first, to, turn_s, s, now + seconds[s], way + metres[s])
    return best, far


@njit(cache=True, nogil=True)
def _leave(heap, best, far, first, to, turn_s, s, now, way):  # type: ignore[no-untyped-def]
    for turn in range(first[s], first[s + 1]):
        target, arrival = to[turn], now + turn_s[turn]
        if arrival < best[target]:
            best[target], far[target] = arrival, way
            heappush(heap, (arrival, way, np.int64(target)))
