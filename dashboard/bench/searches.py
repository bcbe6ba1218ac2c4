"""What a search of an instance is asked, whoever does it."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.bench.instances import Instance, Routes


@dataclass(frozen=True, slots=True)
class Effort:
    """Each entrant may use so many cores for so many seconds."""

    seconds: float
    workers: int
    seed: int


Complete = Callable[[], None]
"""Told of each plan that serves every stop, while the search goes on."""

Search = Callable[[Instance, Effort, Complete], Routes]
"""Routes, or none where it found no complete plan."""
