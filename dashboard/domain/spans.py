"""Whole seconds and the array types that the timetable counts in."""

from datetime import timedelta

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]
Int32Array = npt.NDArray[np.int32]

STAY = -1
"""As a place: where the vehicle stands; no travel."""
FOREVER_S = 10**9


def seconds(span: timedelta) -> int:
    """A span in whole seconds."""
    return round(span.total_seconds())
