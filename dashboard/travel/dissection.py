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
    degrees = lonlat[junctions]
    x = degrees[:, 0] * np.cos(np.radians(degrees[:, 1].mean())) if len(degrees) else degrees[:, 0]
    last_first = _cut_up(_adjacency(streets, width, len(junctions)), x, degrees[:, 1].copy())
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


@njit(cache=True, nogil=True)
def _cut_up(streets: _Streets, x: Floats, y: Floats) -> Int32Array:
    """All streets, those of the first cut first."""
    size = x.shape[0]
    flow = _Flow(
        streets.width.copy(),
        np.zeros(size, np.int32),
        np.zeros(size, np.int8),
        np.zeros(size, np.int32),
        np.zeros(size, np.int64),
        np.zeros(size, np.int32),
    )
    found, count = np.empty(streets.to.shape[0] // 2, np.int32), 0
    members = np.arange(size).astype(np.int32)
    is_left, best = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    parts, cells = [(0, size)], 0
    while parts:
        begin, end = parts.pop()
        cells += 1
        for k in range(begin, end):
            flow.cell[members[k]] = cells
        pieces = _pieces(streets, flow, members[begin:end], cells)
        if len(pieces) > 2:  # In pieces as it is.
            for k in range(1, len(pieces)):
                parts.append((begin + pieces[k - 1], begin + pieces[k]))
            continue
        if end - begin < 2:
            continue
        part = members[begin:end]
        _find_cut(streets, flow, part, x, y, cells, is_left, best)
        for junction in part:
            for arc in range(streets.first[junction], streets.first[junction + 1]):
                to = streets.to[arc]
                if best[junction] and flow.cell[to] == cells and not best[to]:
                    found[count] = streets.street[arc]
                    count += 1
        middle = _separated(part, best) + begin
        parts.append((begin, middle))
        parts.append((middle, end))
    return found[:count]


@njit(cache=True, nogil=True)
def _pieces(streets: _Streets, flow: _Flow, part: Int32Array, cell: int) -> list[int]:
    """Bring together what hangs together; where each piece begins, and where the last one ends."""
    queue, filled, taken = flow.queue, 0, 0
    bounds = [0]
    for root in part:
        if flow.cell[root] != cell:
            continue
        flow.cell[root] = -cell
        queue[filled] = root
        filled += 1
        while taken < filled:
            junction = queue[taken]
            taken += 1
            for arc in range(streets.first[junction], streets.first[junction + 1]):
                to = streets.to[arc]
                if flow.cell[to] == cell:
                    flow.cell[to] = -cell
                    queue[filled] = to
                    filled += 1
        bounds.append(filled)
    part[:] = queue[:filled]
    flow.cell[part] = cell
    return bounds


@njit(cache=True, nogil=True)
def _separated(part: Int32Array, is_left: npt.NDArray[np.bool_]) -> int:
    """Bring the left side to the front; how many it has."""
    left = part[is_left[part]]
    right = part[~is_left[part]]
    part[: left.shape[0]] = left
    part[left.shape[0] :] = right
    return left.shape[0]


@njit(cache=True, nogil=True)
def _find_cut(
    streets: _Streets, flow: _Flow, part: Int32Array, x: Floats, y: Floats, cell: int,
    is_left: npt.NDArray[np.bool_], best: npt.NDArray[np.bool_],
) -> None:  # fmt: skip
    """Mark in ``best`` one side of the cut with the fewest segments for the smaller side."""
    outer = max(1, int(part.shape[0] * _OUTER_SHARE))
    least = np.inf
    for direction in range(4):
        if direction == 0:
            along = x[part]
        elif direction == 1:
            along = y[part]
        elif direction == 2:
            along = x[part] + y[part]
        else:
            along = x[part] - y[part]
        order = part[np.argsort(along, kind="mergesort")]
        for k in range(order.shape[0]):
            flow.end[order[k]] = _NOWHERE
            for arc in range(streets.first[order[k]], streets.first[order[k] + 1]):
                flow.left[arc] = streets.width[arc]
        flow.end[order[:outer]] = _SOURCE
        flow.end[order[-outer:]] = _SINK
        most = min(least * order.shape[0] / 2, 2.0**30)  # No smaller side has more than half.
        width = _saturate(streets, flow, order, outer, cell, most)
        if width < 0:
            continue
        left = _sides(streets, flow, order, outer, cell, is_left)
        score = width / min(left, order.shape[0] - left)
        if score < least:
            least = score
            best[part] = is_left[part]


@njit(cache=True, nogil=True)
def _saturate(
    streets: _Streets, flow: _Flow, order: Int32Array, outer: int, cell: int, most: float
) -> int:
    """The largest flow between the ends (Dinic's); -1 once it is ``most`` or more."""
    total = 0
    while _find_levels(streets, flow, order, outer, cell):
        for k in range(order.shape[0]):
            flow.arc[order[k]] = streets.first[order[k]]
        for k in range(outer):
            while True:
                pushed = _push(streets, flow, order[k], cell)
                if pushed == 0:
                    break
                total += pushed
        if total >= most:
            return -1
    return total


@njit(cache=True, nogil=True)
def _find_levels(streets: _Streets, flow: _Flow, order: Int32Array, outer: int, cell: int) -> bool:
    """Steps from the sources along arcs with room; whether a sink is in reach."""
    for k in range(order.shape[0]):
        flow.level[order[k]] = -1
    queue, filled, taken, reached = flow.queue, 0, 0, False
    for k in range(outer):
        flow.level[order[k]] = 0
        queue[filled] = order[k]
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
    return fits


@njit(cache=True, nogil=True)
def _sides(
    streets: _Streets, flow: _Flow, order: Int32Array, outer: int, cell: int,
    is_left: npt.NDArray[np.bool_],
) -> int:  # fmt: skip
    """
    Mark the side of the sources, by the more even of the two narrowest cuts; how many it has.

    ``level`` shows what the sources still reach; that and what still reaches the sinks are the
    smallest sides.
    """
    size, near = order.shape[0], 0
    for k in range(size):
        is_left[order[k]] = flow.level[order[k]] >= 0
        near += is_left[order[k]]
    queue, filled, taken = flow.queue, 0, 0
    for k in range(size - outer, size):
        flow.level[order[k]] = -2
        queue[filled] = order[k]
        filled += 1
    while taken < filled:
        junction = queue[taken]
        taken += 1
        for arc in range(streets.first[junction], streets.first[junction + 1]):
            to = streets.to[arc]
            has_room = flow.left[streets.mirror[arc]] > 0
            if has_room and flow.cell[to] == cell and flow.level[to] != -2:
                flow.level[to] = -2
                queue[filled] = to
                filled += 1
    if abs(size - 2 * filled) >= abs(size - 2 * near):
        return near
    for k in range(size):
        is_left[order[k]] = flow.level[order[k]] != -2
    return size - filled
