"""Who may drive: depots, and driver classes with their costs."""

from dataclasses import dataclass
from datetime import time, timedelta

from dashboard.domain.days import TimeWindow
from dashboard.domain.loads import Capacity
from dashboard.domain.points import Point

DEPOT, HOME, ANYWHERE = "depot", "home", "anywhere"
"""Where a driver class may start and end, beside a point of its own."""
OWN_SPEED = 100


@dataclass(frozen=True, slots=True)
class Depot:
    """Where shifts load; ``loading`` is paid time before a route leaves."""

    id: str
    point: Point
    name: str = "Depot"
    loading: timedelta = timedelta(0)
    hours: TimeWindow | None = None
    """None: always open."""


@dataclass(frozen=True, slots=True)
class Costs:
    """
    What a shift costs, in integer cents of the currency.

    Hours are paid from the start of loading to the return. Hours beyond
    ``overtime_after`` cost ``overtime_factor`` times as much (None: never), an hour
    beyond the end of the shift ``overrun_cents`` more than any other. A shift that
    drives costs at least ``min_guarantee_cents``.
    """

    shift_cents: int = 0
    hour_cents: int = 0
    km_cents: int = 0
    stop_cents: int = 0
    overtime_after: timedelta | None = None
    overtime_factor: float = 1.5
    min_guarantee_cents: int = 0
    overrun_cents: int = 0
    breaks_paid: bool = True


FREE = Costs()


@dataclass(frozen=True, slots=True)
class BreakRule:
    """
    A pause that each driver of a class is owed; it begins between two local clock times.

    Owed by who is still out at the later of them, and on duty longer than ``after``.
    """

    start: time
    end: time
    length: timedelta
    after: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class DriverClass:
    """
    Drivers alike: how many may drive, when, with what, from and to where, at what cost.

    Hours are local clock times; an end before the start is on the next day.
    ``start`` and ``end`` are ``"depot"``, ``"home"`` (of the named driver, else
    the depot), ``"anywhere"`` (the first or last stop) or a point. ``depot`` is the
    id of the one that they load at, empty for the day's first. ``trips`` says how
    often they may load there; they may return up to ``overrun`` behind the end of the
    shift. Drives take 100 / ``speed_percent`` of what the profile says.
    """

    name: str
    count: int = 1
    shift_start: time = time(9)
    shift_end: time = time(17)
    capacity: Capacity = Capacity()
    max_stops: int | None = None
    start: str | Point = DEPOT
    end: str | Point = DEPOT
    profile: str = "van"
    costs: Costs = Costs()
    paid_when_idle: bool = False
    skills: frozenset[str] = frozenset()
    depot: str = ""
    breaks: tuple[BreakRule, ...] = ()
    max_duty: timedelta | None = None
    max_distance_m: int | None = None
    trips: int = 1
    overrun: timedelta = timedelta(0)
    speed_percent: int = 100

    @property
    def is_overnight(self) -> bool:
        """Whether the shift ends on the next day."""
        return self.shift_end < self.shift_start


@dataclass(frozen=True, slots=True)
class Driver:
    """A person of a class; ``home`` is None while nobody has told."""

    name: str
    class_name: str
    home: Point | None = None
    phone: str = ""
    drives_today: bool = True
