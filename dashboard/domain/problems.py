"""All that a search may know of a day: orders, shifts, travel and rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dashboard.domain.aims import NO_AIMS, Aims
from dashboard.domain.assignments import Kind, Pause, Reload, Step, Task
from dashboard.domain.days import Day
from dashboard.domain.fleet import Depot
from dashboard.domain.needs import Need, pinned
from dashboard.domain.orders import Order
from dashboard.domain.pins import Held, Pin
from dashboard.domain.points import Point
from dashboard.domain.shifts import Break, Shift
from dashboard.domain.spans import STAY
from dashboard.domain.travel import TravelMatrix


@dataclass(frozen=True, eq=False)
class Problem:
    """
    The day to plan. Every order has a point.

    ``places`` are the distinct doors of depots, shift starts and ends, and
    orders; the matrices of ``travel`` (by profile) have one row for each. ``held`` says
    what shifts under way have done and have aboard; shifts of ``locked`` keep their steps
    as ``held`` has them, and take nothing else.
    """

    day: Day
    orders: tuple[Order, ...]
    shifts: tuple[Shift, ...]
    depots: tuple[Depot, ...]
    places: tuple[Point, ...]
    travel: Mapping[str, TravelMatrix]
    pins: tuple[Pin, ...] = ()
    held: Mapping[str, Held] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    aims: Aims = NO_AIMS

    def __post_init__(self) -> None:
        _unique("order", [order.id for order in self.orders])
        _unique("shift", [shift.id for shift in self.shifts])
        _unique("pin", [pin.order_id for pin in self.pins])
        if lost := [order.id for order in self.orders if None in order.points]:
            raise ValueError(f"orders without a point cannot be planned: {lost[:5]}")
        for shift in self.shifts:
            if self.travel[shift.profile].distances_m.shape[0] != len(self.places):
                raise ValueError(f"matrix of {shift.profile!r} does not match the places")

    @cached_property
    def place_row(self) -> Mapping[Point, int]:
        """The matrix row of each door."""
        return {place: row for row, place in enumerate(self.places)}

    @cached_property
    def order_rows(self) -> npt.NDArray[np.int64]:
        """The matrix row of each order, in the order of ``orders``."""
        rows = [self.row_of(order.point) for order in self.orders]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def halt_keys(self) -> npt.NDArray[np.int64]:
        """
        What tells the halt of each order from others, in the order of ``orders``.

        Its matrix row, or a number beyond all rows where it is to have a stop of its own.
        """
        keys = self.order_rows.copy()
        for index, order in enumerate(self.orders):
            if order.own_stop:
                keys[index] = len(self.places) + index
        return keys

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """
        All that can stand in a route, each once: a route is a sequence of their indices.

        The first serve the orders, in the order of ``orders``; then come what is fetched
        first, the reload at each depot, and the breaks of each shift.
        """
        return (
            *(Task(order.id, order.kind) for order in self.orders),
            *(Task(order.id, Kind.PICK_UP) for order in self.orders if order.collect),
            *(Reload(depot.id) for depot in self.depots),
            *(Pause(rest.id) for shift in self.shifts for rest in shift.breaks),
        )

    @cached_property
    def step_index(self) -> Mapping[Step, int]:
        """The position of each step in ``steps``."""
        return {step: index for index, step in enumerate(self.steps)}

    @cached_property
    def collect_step(self) -> Mapping[int, int]:
        """The index of the step that fetches an order, by that of the order; both ways."""
        pairs = [
            (self.order_index[step.order_id], index)
            for index, step in enumerate(self.steps)
            if isinstance(step, Task) and step.kind is Kind.PICK_UP
        ]
        return {a: b for one, other in pairs for a, b in ((one, other), (other, one))}

    @cached_property
    def needs(self) -> tuple[frozenset[Need], ...]:
        """All that each order asks of a shift; what is pinned or aboard, its own shift too."""
        pins = {pin.order_id: pinned(pin.shift_id) for pin in self.pins}
        for shift_id, held in self.held.items():
            pins |= dict.fromkeys(held.aboard, pinned(shift_id))
        return tuple(
            order.needs | {pins[order.id]} if order.id in pins else order.needs
            for order in self.orders
        )

    @cached_property
    def all_needs(self) -> frozenset[Need]:
        """Everything that any order asks for."""
        return frozenset().union(*self.needs)

    def offers(self, shift: Shift) -> frozenset[Need]:
        """What a shift, of the problem or one more, has of all that is asked for."""
        return frozenset(need for need in self.all_needs if shift.meets(need))

    @cached_property
    def order_by_id(self) -> Mapping[str, Order]:
        """Each order by its id."""
        return {order.id: order for order in self.orders}

    @cached_property
    def order_index(self) -> Mapping[str, int]:
        """The position of each order in ``orders``."""
        return {order.id: index for index, order in enumerate(self.orders)}

    @cached_property
    def shift_by_id(self) -> Mapping[str, Shift]:
        """Each shift by its id."""
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def depot_by_id(self) -> Mapping[str, Depot]:
        """Each depot by its id."""
        return {depot.id: depot for depot in self.depots}

    @cached_property
    def break_by_id(self) -> Mapping[str, Break]:
        """Each break of a shift by its id."""
        return {rest.id: rest for shift in self.shifts for rest in shift.breaks}

    def place_of(self, step: Step) -> int:
        """The matrix row at which a step is done; -1 for a pause."""
        if isinstance(step, Pause):
            return STAY
        if isinstance(step, Reload):
            return self.row_of(self.depot_by_id[step.depot_id].point)
        order = self.order_by_id[step.order_id]
        if step.kind is Kind.PICK_UP and order.collect is not None:
            return self.row_of(order.collect.point)
        return self.row_of(order.point)

    def row_of(self, point: Point | None) -> int:
        """The matrix row of a point's door; -1 for None, which stands for anywhere."""
        return -1 if point is None else self.place_row[point.door]


def doors(
    orders: Iterable[Order], shifts: Iterable[Shift], depots: Iterable[Depot]
) -> tuple[Point, ...]:
    """The distinct doors of a day, depots first, in a fixed sequence."""
    points: list[Point | None] = [depot.point for depot in depots]
    for shift in shifts:
        points += [shift.start, shift.end]
    points += [point for order in orders for point in order.points]
    return tuple(dict.fromkeys(point.door for point in points if point is not None))


def _unique(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        twice = sorted({name for name in ids if ids.count(name) > 1})
        raise ValueError(f"{what} ids must be unique; twice: {twice[:5]}")
