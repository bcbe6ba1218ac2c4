"""A finished day: routes with their times, what was left out and why, and the totals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from dashboard.domain.aims import NO_AIMS, Aims
from dashboard.domain.assignments import Kind
from dashboard.domain.days import Day
from dashboard.domain.fleet import Depot, DriverClass
from dashboard.domain.orders import Order, RowProblem
from dashboard.domain.pins import Held, Pin
from dashboard.domain.remedies import Remedy
from dashboard.domain.shifts import Shift

FORMAT = 1
"""Of the plan document; a reader refuses a newer one."""


class Rule(StrEnum):
    """What a plan must keep, and by which a violation or an obstacle is named."""

    WINDOW = "window"
    OTHERS = "others"
    """The windows of the other orders on a route: never a violation of its own."""
    SHIFT_END = "shift_end"
    PARCELS = "parcels"
    WEIGHT = "weight_g"
    VOLUME = "volume_cm3"
    STOPS = "stops"
    SKILL = "skill"
    DRIVER_CLASS = "driver_class"
    REACHABLE = "reachable"
    DEPOT = "depot"
    """The goods are at another depot than the one where the shift loads."""
    DRIVER = "driver"
    NOT_DRIVER = "not_driver"
    PIN = "pin"
    POSITION = "position"
    BREAK = "break"
    """A break that is owed and not taken, or not in its window."""
    MAX_DUTY = "max_duty"
    MAX_DISTANCE = "max_distance_m"
    RELOADS = "reloads"
    DEPOT_HOURS = "depot_hours"
    PAIR = "pair"
    """Fetched before it is delivered, both by the same shift."""
    ABOARD = "aboard"
    """What is not aboard a shift under way can only be delivered after it has loaded again."""
    HELD = "held"
    """What a shift has done, or is locked to do."""


class Reason(StrEnum):
    """Why an order is on no route."""

    ADDRESS_MISSING = "ADDRESS_MISSING"
    ADDRESS_UNPARSED = "ADDRESS_UNPARSED"
    ADDRESS_AMBIGUOUS = "ADDRESS_AMBIGUOUS"
    INVALID = "INVALID"
    OUT_OF_AREA = "OUT_OF_AREA"
    NO_DRIVERS = "NO_DRIVERS"
    UNREACHABLE = "UNREACHABLE"
    TOO_BIG_FOR_ANY_VEHICLE = "TOO_BIG_FOR_ANY_VEHICLE"
    NO_ALLOWED_VEHICLE = "NO_ALLOWED_VEHICLE"
    WRONG_DRIVER = "WRONG_DRIVER"
    MISSING_SKILL = "MISSING_SKILL"
    WINDOW_IMPOSSIBLE_ALONE = "WINDOW_IMPOSSIBLE_ALONE"
    SHIFT_TOO_SHORT_ALONE = "SHIFT_TOO_SHORT_ALONE"
    FLEET_FULL_CAPACITY = "FLEET_FULL_CAPACITY"
    FLEET_FULL_STOPS = "FLEET_FULL_STOPS"
    FLEET_FULL_TIME = "FLEET_FULL_TIME"
    NOT_WORTH_PENALTY = "NOT_WORTH_PENALTY"
    ROUTES_HELD = "ROUTES_HELD"
    """Who could take it has left without it, or has a route that is held fast."""


@dataclass(frozen=True, slots=True)
class TimedStep:
    """
    One step of a route with its times: an order served, a reload or a pause.

    ``order_id`` is None for a reload or a pause, which names its ``break_id``. Orders at
    one door share ``stop_no``, each with times of its own, but for one that is to have a stop of
    its own. ``drive`` and ``distance_m`` are of the leg that leads here.
    """

    stop_no: int
    order_id: str | None
    kind: Kind
    arrival: datetime
    service_start: datetime
    departure: datetime
    drive: timedelta
    distance_m: int
    break_id: str = ""

    @property
    def wait(self) -> timedelta:
        """Standing at the door before service may begin."""
        return self.service_start - self.arrival


@dataclass(frozen=True, slots=True)
class Route:
    """
    One shift's day. It is paid from ``loading_start`` to ``return_``.

    ``return_drive`` and ``return_distance_m`` are of the last leg, to the end.
    """

    route_id: str
    shift_id: str
    loading_start: datetime
    departure: datetime
    return_: datetime
    steps: tuple[TimedStep, ...]
    return_drive: timedelta
    return_distance_m: int
    cost_cents: int

    @property
    def visits(self) -> tuple[TimedStep, ...]:
        """The steps that serve an order, or fetch one."""
        return tuple(step for step in self.steps if step.order_id is not None)

    @property
    def served(self) -> tuple[TimedStep, ...]:
        """The visits but those that only fetch what is delivered later: each order once."""
        return tuple(step for step in self.visits if step.kind is not Kind.PICK_UP)

    @property
    def stop_count(self) -> int:
        """Halts: visits at one door count once."""
        return len({step.stop_no for step in self.visits})

    @property
    def drive(self) -> timedelta:
        """Time at the wheel, the way to the end included."""
        return sum((step.drive for step in self.steps), self.return_drive)

    @property
    def distance_m(self) -> int:
        """Metres driven, the way to the end included."""
        return sum(step.distance_m for step in self.steps) + self.return_distance_m

    @property
    def duty(self) -> timedelta:
        """Paid time: from the start of loading to the return."""
        return self.return_ - self.loading_start


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of an order with the drivers of one class, in rules and in words."""

    class_name: str
    rules: tuple[Rule, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Unassigned:
    """
    An order on no route, and the true reason for it.

    Without ``rules`` some driver could serve it: alone on an empty route where the reason is
    that nobody could, else in the plan at hand.
    """

    order_id: str
    reason: Reason
    text: str
    rules: tuple[Rule, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    """For each class that drives."""
    remedies: tuple[Remedy, ...] = ()
    """The cheapest first; none where nobody has looked for any."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a route breaks, and by how much: seconds, grams, … as the rule is measured."""

    rule: Rule
    shift_id: str
    order_id: str | None
    amount: int

    @property
    def what(self) -> tuple[Rule, str, str | None]:
        """All but the amount."""
        return self.rule, self.shift_id, self.order_id


@dataclass(frozen=True, slots=True)
class Totals:
    """The day in figures; an idle shift that is paid is in the cost."""

    drivers: int
    orders: int
    on_time: int
    unassigned: int
    stops: int
    driving: timedelta
    waiting: timedelta
    service: timedelta
    duty: timedelta
    distance_m: int
    cost_cents: int
    load_share: float | None
    """Parcels carried over parcels that would fit on the routes; None without a limit."""
    traffic: timedelta = timedelta(0)
    """Of the driving, what the same routes would not take on empty roads."""
    traffic_cents: int = 0
    """Of the cost, what the same routes would not cost on empty roads."""
    late_cents: int = 0
    """What lateness that orders allow weighs: not paid, and not in the cost."""


@dataclass(frozen=True, slots=True)
class TravelSource:
    """Where the travel times came from. ``traffic`` as ``TravelMatrix`` names it; "": none."""

    kind: str
    estimated: bool
    traffic: str = ""


@dataclass(frozen=True)
class Plan:
    """
    All routes of a day with the orders and shifts that they were made from.

    ``budget_s`` and ``budget_iterations``: what the search was given; None where
    not limited. ``input_sha256`` is of the orders and shifts, empty if unknown.
    """

    day: Day
    depots: tuple[Depot, ...]
    classes: tuple[DriverClass, ...]
    shifts: tuple[Shift, ...]
    orders: tuple[Order, ...]
    routes: tuple[Route, ...]
    unassigned: tuple[Unassigned, ...]
    rejected: tuple[RowProblem, ...]
    violations: tuple[Violation, ...]
    totals: Totals
    travel: TravelSource
    solver: str
    seed: int
    budget_s: float | None = None
    budget_iterations: int | None = None
    input_sha256: str = ""
    pins: tuple[Pin, ...] = ()
    held: Mapping[str, Held] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    aims: Aims = NO_AIMS
    aims_cents: int | None = None
    """What they cost: this plan against the best found without them; None where not compared."""

    @cached_property
    def shift_by_id(self) -> Mapping[str, Shift]:
        """Each shift by its id."""
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def order_by_id(self) -> Mapping[str, Order]:
        """Each order by its id."""
        return {order.id: order for order in self.orders}

    def visits(self) -> Iterator[tuple[Route, TimedStep]]:
        """Every visit with its route, route by route in sequence."""
        for route in self.routes:
            for step in route.visits:
                yield route, step
