"""How densely streets lie around a place: built-up areas, and how crowded their junctions are."""

import numpy as np
import numpy.typing as npt

Float64Array = npt.NDArray[np.float64]

_CELL_M = 500.0
_REACH = 2  # Cells around a place's own.
_METRES_PER_DEGREE = 111_195.0

BUILT_UP = 9.0
"""Kilometres of street in a square kilometre from which a place counts as built up."""


def density(places: Float64Array, lonlat: Float64Array, length_m: Float64Array) -> Float64Array:
    """
    Kilometres of street for a square kilometre, around each of ``places``.

    Streets are taken as lying at ``lonlat``, their middles; both are degrees ``(n, 2)``.
    """
    if not len(lonlat):
        return np.zeros(len(places))
    corner = np.minimum(lonlat.min(axis=0), places.min(axis=0))
    scale = _METRES_PER_DEGREE / _CELL_M * np.array([np.cos(np.radians(corner[1])), 1.0])
    cells = ((lonlat - corner) * scale).astype(np.int64) + _REACH + 1
    asked = ((places - corner) * scale).astype(np.int64) + _REACH + 1
    shape = np.maximum(cells.max(axis=0), asked.max(axis=0)) + _REACH + 1
    metres = np.zeros(shape)
    np.add.at(metres, (cells[:, 0], cells[:, 1]), length_m)
    # Sums over rectangles from the corner: a square's is got from its four.
    total = metres.cumsum(axis=0).cumsum(axis=1)
    low, high = asked - _REACH - 1, asked + _REACH
    within = (
        total[high[:, 0], high[:, 1]]
        - total[low[:, 0], high[:, 1]]
        - total[high[:, 0], low[:, 1]]
        + total[low[:, 0], low[:, 1]]
    )
    square_km = ((2 * _REACH + 1) * _CELL_M / 1000) ** 2
    found: Float64Array = within / 1000 / square_km
    return found
