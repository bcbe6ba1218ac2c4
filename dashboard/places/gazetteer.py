"""All street names of an index in memory, and which of them a text may hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dashboard.places.street_names import StreetName
from dashboard.places.vocabulary import TITLES

_START, _END = "^", "$"
_LETTER_BITS = 21  # All of Unicode.
# Names without much to be told by count as if they had this share of the mean more.
_HANDICAP = 0.3


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """
    The names with the pairs of letters that occur in them.

    ``owners[starts[k]:starts[k + 1]]`` are the names that hold the pair ``pairs[k]``;
    the rarer a pair, the more it weighs.
    """

    names: Sequence[str]
    parsed: Sequence[StreetName]
    longs: Sequence[str]
    shorts: Sequence[str]
    pairs: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float64]
    totals: npt.NDArray[np.float64]

    def likely(self, words: Sequence[str], count: int) -> npt.NDArray[np.int64]:
        """Names that share most pairs of letters with the words, best first."""
        found = np.zeros(len(self.names))
        asked = np.array(sorted(_asked_pairs(words)), dtype=np.int64)
        places = np.searchsorted(self.pairs, asked)
        for place, pair in zip(places, asked, strict=True):
            if place < len(self.pairs) and self.pairs[place] == pair:
                holders = self.owners[self.starts[place] : self.starts[place + 1]]
                found[holders] += self.weights[place]
        share = found / (self.totals + _HANDICAP * self.totals.mean())
        if len(share) > count:
            best = np.sort(np.argpartition(-share, count)[:count])
        else:
            best = np.arange(len(share))
        return best[np.argsort(-share[best], kind="stable")]


def gazetteer(rows: Sequence[tuple[str, str, str, str, str]]) -> Gazetteer:
    """From name, core, kind, compass and long form of each street."""
    cores = [_START + core + _END for _, core, *_ in rows]
    letters = np.frombuffer("".join(cores).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(cores)), [len(core) for core in cores])
    codes = (letters[:-1] << _LETTER_BITS) + letters[1:]
    inside = owners[:-1] == owners[1:]
    together = np.unique(np.stack([codes[inside], owners[:-1][inside]], axis=1), axis=0)
    pairs, starts = np.unique(together[:, 0], return_index=True)
    counts = np.diff(np.append(starts, len(together)))
    weights = np.log1p(len(cores) / counts)
    holders = together[:, 1].astype(np.int32)
    return Gazetteer(
        names=[row[0] for row in rows],
        parsed=[StreetName(*row[1:4]) for row in rows],
        longs=[row[4] for row in rows],
        shorts=[_short(*row[1:]) for row in rows],
        pairs=pairs,
        starts=np.append(starts, len(together)),
        owners=holders,
        weights=weights,
        totals=np.bincount(holders, np.repeat(weights, counts), len(cores)).astype(np.float64),
    )


def _short(core: str, kind: str, compass: str, long: str) -> str:
    """The name with all that can be shortened shortened, in one word."""
    german = kind == "st" and "str" in long and not long.endswith("street")
    return compass + core + ("str" if german else kind)


def _asked_pairs(words: Sequence[str]) -> set[int]:
    """Pairs within words, at their ends, and across the gaps that a name may bridge."""
    texts = [*words, *(TITLES[word] for word in words if word in TITLES)]
    pairs = {(a, b) for text in texts for a, b in pairwise(_START + text + _END)}
    pairs |= {(a[-1], b[0]) for a, b in pairwise(words)}
    return {(ord(a) << _LETTER_BITS) + ord(b) for a, b in pairs}
