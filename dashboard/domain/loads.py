"""What is carried, and how much fits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DIMENSIONS = ("parcels", "weight_g", "volume_cm3")
"""The load dimensions, in the order of every load array."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one order weighs on a vehicle; whole numbers, never negative."""

    parcels: int = 1
    weight_g: int = 0
    volume_cm3: int = 0

    def __post_init__(self) -> None:
        if min(self) < 0:
            raise ValueError(f"a load cannot be negative: {self}")

    def __iter__(self) -> Iterator[int]:
        return iter((self.parcels, self.weight_g, self.volume_cm3))


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much fits into a vehicle; None is no limit in that dimension."""

    parcels: int | None = None
    weight_g: int | None = None
    volume_cm3: int | None = None

    def __post_init__(self) -> None:
        if any(limit is not None and limit < 0 for limit in self):
            raise ValueError(f"a capacity cannot be negative: {self}")

    def __iter__(self) -> Iterator[int | None]:
        return iter((self.parcels, self.weight_g, self.volume_cm3))

    def excess(self, load: Load) -> tuple[int, ...]:
        """By how much the load passes each limit; 0 where it fits."""
        return tuple(
            max(0, carried - limit) if limit is not None else 0
            for carried, limit in zip(load, self, strict=True)
        )

    def fits(self, load: Load) -> bool:
        """Whether the load passes no limit."""
        return not any(self.excess(load))


def total_load(loads: Iterable[Load]) -> Load:
    """All of them together; nothing at all is ``Load(0)``."""
    columns = list(zip(*loads, strict=True))
    return Load(*(sum(column) for column in columns)) if columns else Load(parcels=0)
