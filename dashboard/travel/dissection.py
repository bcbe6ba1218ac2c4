"""
The order in which the streets of a town are contracted: by nested dissection.

A town is cut in two where the fewest streets cross, then each half, and so on; the streets of the
first cut come last. Cuts are minimal between the outermost quarters of the junctions along one of
four directions (inertial flow: Schild and Sommer, "On balanced separators in road networks", 2015).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]

_OUTER_SHARE = 0.25
_NOWHERE, _SOURCE, _SINK = 0, 1, 2
_SEEN = -2


class _Streets(NamedTuple):
    """
    Junctions and the streets between them, each as two arcs.

    The arcs of junction j are those from ``first[j]`` to before ``first[j + 1]``; ``width`` counts
    the segments of the street, ``mirror`` is the same street's other arc.
    """

    first: Int64Array
    to: Int32Array
    width: Int32Array
    mirror: Int64Array
    street: Int32Array


class _Flow(NamedTuple):
    """What a search for a cut writes into; all but ``left`` have an entry for each junction."""

    left: Int32Array
    cell: Int32Array
    end: npt.NDArray[np.int8]
    level: Int32Array
    arc: Int64Array
    queue: Int32Array


def dissected(tail: Int32Array, head: Int32Array, lonlat: Floats) -> Int64Array:
    """
    Segments in the order of their contraction, the first one first.

    Takes the junctions at their ends, and the degrees of these, ``(junctions, 2)``, lon first.
    """
    junctions, ends = np.unique(np.stack([tail, head], axis=1), return_inverse=True)
    ends = np.sort(ends.reshape(-1, 2), axis=1)
    keys = ends[:, 0] * len(junctions) + ends[:, 1]
    keys, street, width = np.unique(keys, return_inverse=True, return_counts=True)
    streets = np.stack([keys // max(1, len(junctions)), keys % max(1, len(junctions))], axis=1)
    last_first = _cut_up(_adjacency(streets, width, len(junctions)), _orders(lonlat[junctions]))
    ranks = np.full(len(keys), -1, dtype=np.int64)  # A loop street at one junction is first.
    ranks[last_first[::-1]] = np.arange(len(last_first))
    order: Int64Array = np.argsort(ranks[street], kind="stable")
    return order


def _adjacency(streets: Int64Array, width: Int64Array, junctions: int) -> _Streets:
    ids = np.flatnonzero(streets[:, 0] != streets[:, 1])
    origin = np.concatenate([streets[ids, 0], streets[ids, 1]])
    to = np.concatenate([streets[ids, 1], streets[ids, 0]])
    order = np.argsort(origin, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    other = np.roll(np.arange(len(order)), len(ids))
    return _Streets(
        first=np.searchsorted(origin[order], np.arange(junctions + 1)),
        to=to[order].astype(np.int32),
        width=np.tile(width[ids], 2)[order].astype(np.int32),
        mirror=place[other[order]],
        street=np.tile(ids, 2)[order].astype(np.int32),
    )


def _orders(lonlat: Floats) -> Int32Array:
    """The junctions along each of the directions, ``(directions, junctions)``."""
    narrowing = np.cos(np.radians(lonlat[:, 1].mean())) if len(lonlat) else 1.0
    x, y = lonlat[:, 0] * narrowing, lonlat[:, 1]
    along = np.stack([x, y, x + y, x - y])
    return np.argsort(along, axis=1, kind="stable").astype(np.int32)


@njit(cache=True, nogil=True)
def _cut_up(streets: _Streets, orders: Int32Array) -> Int32Array:
    """All streets, those of the first cut first; ``orders`` is shuffled."""
    size = orders.shape[1]
    flow = _Flow(
        streets.width.copy(),
        np.zeros(size, np.int32),
        np.zeros(size, np.int8),
        np.zeros(size, np.int32),
        np.zeros(size, np.int64),
        np.zeros(size, np.int32),
    )
    found, count = np.empty(streets.to.shape[0] // 2, np.int32), 0
    side, best = np.zeros(size, np.int32), np.zeros(size, np.int32)
    parts, cells = [(0, size)], 0
    while parts:
        begin, end = parts.pop()
        part = orders[:, begin:end]
        cells += 1
        flow.cell[part[0]] = cells
        pieces = _pieces(streets, flow, part[0], cells, best)
        if pieces == 1 and end - begin > 1:
            _find_cut(streets, flow, part, cells, side, best)
            pieces = 2
            for junction in part[0]:
                for arc in range(streets.first[junction], streets.first[junction + 1]):
                    to = streets.to[arc]
                    if flow.cell[to] == cells and best[junction] < best[to]:
                        found[count] = streets.street[arc]
                        count += 1
        if pieces > 1:
            first = _grouped(part, best, pieces, flow.queue)
            for k in range(pieces):
                parts.append((begin + first[k], begin + first[k + 1]))  # noqa: PERF401
    return found[:count]


@njit(cache=True, nogil=True)
def _pieces(streets: _Streets, flow: _Flow, part: Int32Array, cell: int, piece: Int32Array) -> int:
    """Number what hangs together from 0; how many pieces there are."""
    queue, filled, taken, count = flow.queue, 0, 0, 0
    piece[part] = -1
    for root in part:
        if piece[root] >= 0:
            continue
        piece[root] = count
        queue[filled] = root
        filled += 1
        while taken < filled:
            junction = queue[taken]
            taken += 1
            for arc in range(streets.first[junction], streets.first[junction + 1]):
                to = streets.to[arc]
                if flow.cell[to] == cell and piece[to] < 0:
                    piece[to] = count
                    queue[filled] = to
                    filled += 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def _grouped(part: Int32Array, piece: Int32Array, count: int, spare: Int32Array) -> Int64Array:
    """Bring the junctions of each piece together in all orders; where each piece begins."""
    first = np.zeros(count + 1, np.int64)
    for junction in part[0]:
        first[piece[junction] + 1] += 1
    first = np.cumsum(first)
    for order in part:
        place = first.copy()
        for junction in order:
            spare[place[piece[junction]]] = junction
            place[piece[junction]] += 1
        order[:] = spare[: order.shape[0]]
    return first


@njit(cache=True, nogil=True)
def _find_cut(
    streets: _Streets, flow: _Flow, part: Int32Array, cell: int, side: Int32Array, best: Int32Array
) -> None:
    """Number the sides, 0 and 1, of the cut with the fewest segments for the smaller side."""
    size, least = part.shape[1], np.inf
    outer = max(1, int(size * _OUTER_SHARE))
    for order in part:
        for junction in order:
            flow.end[junction] = _NOWHERE
            for arc in range(streets.first[junction], streets.first[junction + 1]):
                flow.left[arc] = streets.width[arc]
        flow.end[order[:outer]] = _SOURCE
        flow.end[order[size - outer :]] = _SINK
        most = min(least * size / 2, 2.0**30)  # No smaller side has more than half.
        width = _saturate(streets, flow, order, outer, cell, most)
        if width < 0:
            continue
        near = _sides(streets, flow, order, outer, cell, side)
        score = width / min(near, size - near)
        if score < least:
            least = score
            best[order] = side[order]


@njit(cache=True, nogil=True)
def _saturate(
    streets: _Streets, flow: _Flow, order: Int32Array, outer: int, cell: int, most: float
) -> int:
    """The largest flow between the ends (Dinic's); -1 once it is ``most`` or more."""
    total = 0
    while _find_levels(streets, flow, order, outer, cell):
        flow.arc[order] = streets.first[order]
        for source in order[:outer]:
            pushed = _push(streets, flow, source, cell)
            while pushed > 0:
                total += pushed
                pushed = _push(streets, flow, source, cell)
        if total >= most:
            return -1
    return total


@njit(cache=True, nogil=True)
def _find_levels(streets: _Streets, flow: _Flow, order: Int32Array, outer: int, cell: int) -> bool:
    """Steps from the sources along arcs with room; whether a sink is in reach."""
    flow.level[order] = -1
    queue, filled, taken, reached = flow.queue, 0, 0, False
    for junction in order[:outer]:
        flow.level[junction] = 0
        queue[filled] = junction
        filled += 1
    while taken < filled:
        junction = queue[taken]
        taken += 1
        if flow.end[junction] == _SINK:
            reached = True
            continue
        for arc in range(streets.first[junction], streets.first[junction + 1]):
            to = streets.to[arc]
            if flow.left[arc] > 0 and flow.cell[to] == cell and flow.level[to] < 0:
                flow.level[to] = flow.level[junction] + 1
                queue[filled] = to
                filled += 1
    return reached


@njit(cache=True, nogil=True)
def _push(streets: _Streets, flow: _Flow, source: int, cell: int) -> int:
    """Send what fits along one way of rising levels from a source to a sink; 0 without one."""
    path, junction = [np.int64(0)], source
    path.pop()
    while flow.end[junction] != _SINK:
        arc = flow.arc[junction]
        if arc == streets.first[junction + 1]:
            if not path:
                return 0
            back = streets.mirror[path.pop()]
            junction = streets.to[back]
            flow.arc[junction] += 1
            continue
        to = streets.to[arc]
        rises = flow.level[to] == flow.level[junction] + 1
        if flow.left[arc] > 0 and flow.cell[to] == cell and rises:
            path.append(arc)
            junction = to
        else:
            flow.arc[junction] += 1
    fits = flow.left[path[0]]
    for arc in path:
        fits = min(fits, flow.left[arc])
    for arc in path:
        flow.left[arc] -= fits
        flow.left[streets.mirror[arc]] += fits
    return int(fits)


@njit(cache=True, nogil=True)
def _sides(
    streets: _Streets, flow: _Flow, order: Int32Array, outer: int, cell: int, side: Int32Array
) -> int:
    """
    Number the sides of the sources and the sinks, 0 and 1; how many junctions the first has.

    What the sources still reach, as ``level`` shows, and what still reaches the sinks are the
    smallest sides of a narrowest cut: the more even of the two cuts is taken.
    """
    size, near = order.shape[0], 0
    for junction in order:
        side[junction] = flow.level[junction] < 0
        near += 1 - side[junction]
    queue, filled, taken = flow.queue, 0, 0
    for junction in order[size - outer :]:
        flow.level[junction] = _SEEN
        queue[filled] = junction
        filled += 1
    while taken < filled:
        junction = queue[taken]
        taken += 1
        for arc in range(streets.first[junction], streets.first[junction + 1]):
            to = streets.to[arc]
            has_room = flow.left[streets.mirror[arc]] > 0
            if has_room and flow.cell[to] == cell and flow.level[to] != _SEEN:
                flow.level[to] = _SEEN
                queue[filled] = to
                filled += 1
    if abs(size - 2 * filled) >= abs(size - 2 * near):
        return int(near)
    for junction in order:
        side[junction] = flow.level[junction] == _SEEN
    return int(size - filled)
