"""What customers are to receive."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from dashboard.domain.assignments import Kind
from dashboard.domain.days import TimeWindow
from dashboard.domain.loads import Load
from dashboard.domain.needs import Need, order_needs
from dashboard.domain.points import Point


class Priority(IntEnum):
    """How dearly an order would be missed."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    CRITICAL = 4


@dataclass(frozen=True, slots=True)
class Collection:
    """Where the goods of an order are fetched, by the driver who then delivers them."""

    point: Point | None
    windows: tuple[TimeWindow, ...] = ()
    service: timedelta = timedelta(0)
    address: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """
    What one customer is to receive that day, or to hand back.

    ``point`` is None until the address has been placed: such an order is never
    planned. No windows: service may begin at any time. ``release`` is the
    earliest instant its goods can leave the depot; None: no such limit.
    ``driver_class`` is the only one that may take it, empty for any. With
    ``own_stop`` it shares no stop with other orders at its door.

    ``kind`` is deliver or hand back. With ``collect`` the goods are fetched there,
    without it at the depot; ``depot`` names the only one that has them, empty for
    any. ``drivers`` are the only ones that may take it, empty for all,
    ``not_drivers`` those that may not, by name. It may be served up to ``max_late``
    behind its last window, where each hour weighs ``late_cents``.
    """

    id: str
    point: Point | None = None
    windows: tuple[TimeWindow, ...] = ()
    service: timedelta = timedelta(0)
    load: Load = Load()
    priority: Priority = Priority.NORMAL
    skills: frozenset[str] = frozenset()
    driver_class: str = ""
    release: datetime | None = None
    own_stop: bool = False
    kind: Kind = Kind.DELIVER
    collect: Collection | None = None
    depot: str = ""
    drivers: frozenset[str] = frozenset()
    not_drivers: frozenset[str] = frozenset()
    max_late: timedelta = timedelta(0)
    late_cents: int = 0
    customer: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an order needs an id")
        if self.service < timedelta(0):
            raise ValueError(f"order {self.id}: service of {self.service} is negative")
        if any(a.end >= b.start for a, b in zip(self.windows, self.windows[1:], strict=False)):
            raise ValueError(f"order {self.id}: windows must follow each other without overlap")
        if self.kind is not Kind.DELIVER and (self.kind is not Kind.HAND_BACK or self.collect):
            raise ValueError(f"order {self.id}: {self.kind} is no kind of order of its own")

    @property
    def needs(self) -> frozenset[Need]:
        """All that a shift must offer to take it."""
        return order_needs(
            self.skills, self.driver_class, self.depot, self.drivers, self.not_drivers
        )

    @property
    def points(self) -> tuple[Point | None, ...]:
        """Where it is served, and where it is fetched first if it is."""
        return (self.point,) if self.collect is None else (self.point, self.collect.point)

    @property
    def is_loaded(self) -> bool:
        """Whether its goods come from the depot."""
        return self.kind is Kind.DELIVER and self.collect is None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row of a file, or one cell of it, did not become an order, and what to do."""

    file: str
    row: int
    """As a spreadsheet counts: the headings are row 1. 0: the file as a whole."""
    column: str
    value: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        what = f", {self.column} {self.value!r}" if self.column else ""
        return f"{where}{what}: {self.reason} {self.remedy}"
