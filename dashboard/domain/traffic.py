"""How fast one drives at each hour of the day, as a business says it of its own roads."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from datetime import datetime

from dashboard.domain.errors import PlannerError

HOURS, DAYS = 24, 7
EMPTY_ROADS = 100
"""Per cent of the speed on empty roads; nobody drives faster than that."""
SLOWEST = 10

SATURDAY = 5
"""The first day of the weekend, where Monday is 0."""

Speeds = tuple[int, ...]

_FREE: Speeds = (EMPTY_ROADS,) * HOURS


@dataclass(frozen=True, slots=True)
class Week:
    """
    Speeds in per cent of those on empty roads, one for each hour that the local clock shows.

    ``weekend`` is of Saturdays and Sundays; ``days`` has single days that differ, 0 for Monday,
    with their speeds. Raises ``PlannerError`` for what no road knows.
    """

    weekday: Speeds = _FREE
    weekend: Speeds = _FREE
    _: KW_ONLY
    days: tuple[tuple[int, Speeds], ...] = ()

    def __post_init__(self) -> None:
        for speeds in (self.weekday, self.weekend, *(speeds for _, speeds in self.days)):
            _check(speeds)

    @property
    def is_free(self) -> bool:
        """Whether these roads are empty at any hour."""
        return all(set(speeds) == {EMPTY_ROADS} for speeds in self.each_day())

    def on(self, day: int) -> Speeds:
        """The speeds of a day of the week, 0 for Monday."""
        usual = self.weekend if day >= SATURDAY else self.weekday
        return next((speeds for own, speeds in self.days if own == day), usual)

    def each_day(self) -> Iterator[Speeds]:
        """The speeds from Monday to Sunday."""
        yield from map(self.on, range(DAYS))


@dataclass(frozen=True, slots=True)
class Traffic(Week):
    """
    The speeds on all roads, and on those of some classes.

    ``classes`` are the road classes, as a map names them ("primary"), that have speeds of their
    own. Only travel along streets knows which road it is on; elsewhere they do not count.
    """

    _: KW_ONLY
    classes: tuple[tuple[str, Week], ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether all roads are empty at any hour."""
        return self.is_free and all(week.is_free for _, week in self.classes)

    def of(self, road_class: str) -> Week:
        """The speeds on roads of a class."""
        return next((week for own, week in self.classes if own == road_class), self)

    def speed_at(self, local: datetime, road_class: str = "") -> int:
        """Per cent at an instant on the local clock."""
        return self.of(road_class).on(local.weekday())[local.hour]


def _check(speeds: Speeds) -> None:
    if len(speeds) != HOURS:
        raise PlannerError(f"Traffic needs {HOURS} speeds for a day, not {len(speeds)}.")
    for hour, speed in enumerate(speeds):
        if not SLOWEST <= speed <= EMPTY_ROADS:
            raise PlannerError(
                f"At {hour:02}:00 the speed is {speed} %: give {SLOWEST} to {EMPTY_ROADS} %"
                " of the speed on empty roads."
            )


NO_TRAFFIC = Traffic()
