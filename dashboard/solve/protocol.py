"""What every search keeps to, whichever engine does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dashboard.domain import Assignment, Problem, SolveError


@dataclass(frozen=True, slots=True)
class Budget:
    """
    How long a search may take: seconds, or iterations, or whichever ends first.

    Only a budget in iterations makes a plan reproducible. ``workers`` searches run
    side by side, each with the whole budget; their number is part of the answer.
    """

    seconds: float | None = 10.0
    iterations: int | None = None
    workers: int = 2

    def __post_init__(self) -> None:
        if self.seconds is None and self.iterations is None:
            raise ValueError("a budget needs seconds or iterations")
        if min(self.seconds or 1, self.iterations or 1, self.workers) <= 0:
            raise ValueError(f"a budget must be positive: {self}")


OnBetter = Callable[[Assignment], None]
"""Told of each better assignment while the search goes on, from any thread."""

Stop = Callable[[], bool]
"""Asked often; True ends the search, which then answers with its best."""


FAILURES = (SolveError, ValueError, OverflowError, MemoryError, RuntimeError)
"""What a search raises that cannot do a problem."""


class Solver(Protocol):
    """
    Answers with an assignment that may leave out orders; raises ``SolveError``.

    With a budget in iterations, the same problem, seed and ``start`` give the
    same answer. ``start`` is where the search begins, or None.
    """

    def __call__(
        self,
        problem: Problem,
        *,
        budget: Budget,
        seed: int,
        start: Assignment | None,
        on_better: OnBetter,
        stop: Stop,
    ) -> Assignment: ...


def never() -> bool:
    """A stop that never comes."""
    return False


def unheard(_: Assignment) -> None:
    """Nobody listens for better plans."""
