"""
The cost of a way as one whole number: its seconds first, then its metres.

A smaller number is a faster way, or a shorter one of those that take the same time. Whole numbers
add up to the same sum in any order, so that every search finds the very same cost.
"""

import numpy as np
import numpy.typing as npt

from dashboard.domain import UNREACHABLE

NEVER = 1 << 61
"""
The cost of a way that does not exist: three days, and two of them still fit an int64.

Compiled kernels keep the value they were compiled with: it stays as it is.
"""

_METRE_BITS = 29
_METRE_PART_BITS, _SECOND_PART_BITS = 5, 14
SECOND = 1 << _METRE_BITS + _SECOND_PART_BITS
"""The cost of a second on the spot."""

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


def costs(seconds: npt.ArrayLike, metres: npt.ArrayLike) -> Int64Array:
    """Seconds and metres, rounded to 1/16384 s and 1/32 m; infinite seconds are ``NEVER``."""
    parts = np.rint(np.asarray(seconds, dtype=np.float64) * (1 << _SECOND_PART_BITS))
    possible = parts < NEVER >> _METRE_BITS
    time = np.where(possible, parts, 0).astype(np.int64) << _METRE_BITS
    way = np.rint(np.asarray(metres, dtype=np.float64) * (1 << _METRE_PART_BITS)).astype(np.int64)
    return np.where(possible, time + way, NEVER)


def whole_seconds(cost: Int64Array) -> Int32Array:
    """Seconds rounded to the nearest; ``UNREACHABLE`` where no way leads."""
    return _rounded(cost, cost >> _METRE_BITS, _SECOND_PART_BITS)


def whole_metres(cost: Int64Array) -> Int32Array:
    """Metres rounded to the nearest; ``UNREACHABLE`` where no way leads."""
    return _rounded(cost, cost & ((1 << _METRE_BITS) - 1), _METRE_PART_BITS)


def _rounded(cost: Int64Array, parts: Int64Array, part_bits: int) -> Int32Array:
    whole: Int32Array = ((parts + (1 << part_bits >> 1)) >> part_bits).astype(np.int32)
    whole[cost >= NEVER] = UNREACHABLE
    return whole
