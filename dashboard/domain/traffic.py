"""How fast one drives at each hour of the day, as a business says it of its own roads."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.errors import PlannerError

HOURS = 24
EMPTY_ROADS = 100
"""Per cent of the speed on empty roads; nobody drives faster than that."""
SLOWEST = 10

_SATURDAY = 5

Speeds = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traffic:
    """
    Speeds in per cent of those on empty roads, one for each hour that the local clock shows.

    ``weekend`` is of Saturdays and Sundays. Raises ``PlannerError`` for what no road knows.
    """

    weekday: Speeds = (EMPTY_ROADS,) * HOURS
    weekend: Speeds = (EMPTY_ROADS,) * HOURS

    def __post_init__(self) -> None:
        for speeds in (self.weekday, self.weekend):
            if len(speeds) != HOURS:
                raise PlannerError(f"Traffic needs {HOURS} speeds for a day, not {len(speeds)}.")
            for hour, speed in enumerate(speeds):
                if not SLOWEST <= speed <= EMPTY_ROADS:
                    raise PlannerError(
                        f"At {hour:02}:00 the speed is {speed} %: give {SLOWEST} to {EMPTY_ROADS} %"
                        " of the speed on empty roads."
                    )

    @property
    def is_none(self) -> bool:
        """Whether roads are empty at any hour."""
        return set(self.weekday) | set(self.weekend) == {EMPTY_ROADS}

    def speed_at(self, local: datetime) -> int:
        """Per cent at an instant on the local clock."""
        return (self.weekend if local.weekday() >= _SATURDAY else self.weekday)[local.hour]


NO_TRAFFIC = Traffic()
