"""What a planner wishes of a day beside low cost: even routes, and routes apart."""

from dataclasses import dataclass
from enum import StrEnum


class Balance(StrEnum):
    """In what the routes of a day should be even."""

    OFF = "off"
    STOPS = "stops"
    """All drivers who drive have about as many stops."""
    HOURS = "hours"
    """All drivers who drive work about as long."""
    ALL = "all"
    """Everybody who may drive gets work, and about as much."""


@dataclass(frozen=True, slots=True)
class Aims:
    """
    How even routes should be, and how far ``apart``: 0 (as it comes) to 100 (as far as can be).

    They cost something: a plan says how much more than the same day without them.
    """

    balance: Balance = Balance.OFF
    apart: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.apart <= 100:
            raise ValueError(f"apart must lie between 0 and 100, not {self.apart}")


NO_AIMS = Aims()
