"""
Streets that are only for reaching what lies on them: nobody drives through.

Such a street stands in the graph twice. From outside one comes only onto its copy, which never
leads out again; from the original one may leave, but nobody comes onto it from outside. A drive
begins and ends on either, so that every address is reached and no way leads through.
"""

import numpy as np
import numpy.typing as npt

from dashboard.travel.graph_turns import TurnTable, turn_table
from dashboard.travel.strong_parts import largest_part

Masks = npt.NDArray[np.bool_]


def without_through_traffic(table: TurnTable, usable: Masks, only_to_reach: Masks) -> TurnTable:
    """
    The turns with copies for all that is ``only_to_reach``; both are ``(profiles, segments)``.

    What can be left or reached only through such streets is taken as one of them: a village whose
    only road is private is reached all the same.
    """
    apart = np.stack([_apart(table, p, usable[p], only_to_reach[p]) for p in range(len(usable))])
    copied = np.flatnonzero(apart.any(axis=0))
    copy = np.full(len(table.copy_of), -1, dtype=np.int64)
    copy[copied] = len(copy) + np.arange(len(copied))
    leaves, enters = apart[:, table.origin], apart[:, table.to]
    parts = [
        (table.origin, table.to, leaves | ~enters),
        (table.origin, copy[table.to], ~leaves & enters),
        (copy[table.origin], copy[table.to], leaves & enters),
    ]
    seconds = [np.where(allowed, table.seconds, np.float32(np.inf)) for *_, allowed in parts]
    return turn_table(
        np.concatenate([table.copy_of, table.copy_of[copied]]),
        np.concatenate([origin for origin, *_ in parts]),
        np.concatenate([to for _, to, _ in parts]),
        np.concatenate(seconds, axis=1),
    )


def _apart(
    table: TurnTable, profile: int, usable: npt.NDArray[np.bool_], only: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which segments lie outside the streets that everybody drives."""
    taken = np.isfinite(table.seconds[profile])
    first = np.concatenate([[0], np.cumsum(taken)])[table.first()]
    public = largest_part(first, table.to[taken].astype(np.int32), usable & ~only)
    return usable & ~public if public.any() else np.zeros_like(usable)
