"""A day in its zone: the only bridge between local clocks and instants."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """The span in which service may begin, both ends included; two aware instants."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"window {self.start} to {self.end} lacks a timezone")
        if self.end < self.start:
            raise ValueError(f"window ends at {self.end}, before it starts at {self.start}")


@dataclass(frozen=True, slots=True)
class Day:
    """One date's work, in the IANA zone in which its clocks are read."""

    date: date
    zone: str = "UTC"

    @property
    def tz(self) -> ZoneInfo:
        """The zone itself; raises ``ZoneInfoNotFoundError`` for an unknown name."""
        return ZoneInfo(self.zone)

    @property
    def midnight(self) -> datetime:
        """Local midnight as a UTC instant: second 0 of every timetable."""
        return self.at(time(0))

    def at(self, clock: time, *, last: bool = False, days: int = 0) -> datetime:
        """
        The UTC instant at which the local clock shows this.

        A time that occurs twice means the first of the two, or the second with
        ``last``; one that is skipped moves forward by the gap. ``days`` counts
        from this date.
        """
        wall = datetime.combine(self.date + timedelta(days=days), clock.replace(tzinfo=None))
        # Within a gap fold=0 reads the clock with the offset before it, which lands after the gap.
        fold = 1 if last and _is_twice(wall, self.tz) else 0
        return wall.replace(tzinfo=self.tz, fold=fold).astimezone(UTC)

    def seconds(self, instant: datetime) -> int:
        """Whole seconds from local midnight; negative before it."""
        return round((instant - self.midnight).total_seconds())

    def instant(self, seconds: int) -> datetime:
        """The UTC instant so many seconds after local midnight."""
        return self.midnight + timedelta(seconds=int(seconds))

    def local(self, instant: datetime) -> datetime:
        """The instant on this day's local clock, for a screen or a file."""
        return instant.astimezone(self.tz)


def _is_twice(wall: datetime, tz: ZoneInfo) -> bool:
    first, second = wall.replace(tzinfo=tz), wall.replace(tzinfo=tz, fold=1)
    return (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta())
