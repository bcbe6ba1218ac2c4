"""The turns of a graph while it is built, and copies of segments for ways that are not for all."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]
Float32Array = npt.NDArray[np.float32]


class TurnTable(NamedTuple):
    """
    Turns in the order of the segments that they leave.

    ``copy_of`` names the original of each segment: itself but for copies, which come last.
    ``seconds`` is ``(profiles, turns)``, infinite where a profile may not turn.
    """

    copy_of: Int64Array
    origin: Int64Array
    to: Int64Array
    seconds: Float32Array

    def first(self) -> Int64Array:
        """Where the turns of each segment begin, with one entry more for the end."""
        counts = np.bincount(self.origin, minlength=len(self.copy_of))
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def turn_table(
    copy_of: Int64Array, origin: Int64Array, to: Int64Array, seconds: Float32Array
) -> TurnTable:
    """A table of turns in any order; those that nobody may take are left out."""
    taken = np.flatnonzero(np.isfinite(seconds).any(axis=0))
    order = taken[np.lexsort((to[taken], origin[taken]))]
    return TurnTable(copy_of, origin[order], to[order], seconds[:, order])


def with_turning_back(
    table: TurnTable, reverse: Int64Array, usable: npt.NDArray[np.bool_], seconds: Sequence[float]
) -> TurnTable:
    """
    The turns with one back along the same street for whom it has no other way on.

    ``usable`` is ``(profiles, segments)`` and ``reverse`` the other direction of each, -1 on a
    one-way, both of originals; ``seconds`` is what turning back takes each profile.
    """
    back = reverse[table.copy_of]
    ends = np.ones((len(usable), len(back)), dtype=bool)
    for profile, row in enumerate(table.seconds):
        ends[profile, table.origin[np.isfinite(row)]] = False
    ends &= usable[:, table.copy_of] & (back >= 0) & usable[:, back]
    origin = np.flatnonzero(ends.any(axis=0))
    costs = np.where(ends[:, origin], np.array(seconds)[:, np.newaxis], np.inf)
    return turn_table(
        table.copy_of,
        np.concatenate([table.origin, origin]),
        np.concatenate([table.to, back[origin]]),
        np.concatenate([table.seconds, costs.astype(np.float32)], axis=1),
    )
