"""All that a search may know of a day: orders, shifts, travel and rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dashboard.domain.days import Day
from dashboard.domain.fleet import Depot, Shift
from dashboard.domain.orders import Order
from dashboard.domain.points import Point
from dashboard.domain.travel import TravelMatrix


@dataclass(frozen=True, eq=False)
class Problem:
    """
    The day to plan. Every order has a point.

    ``places`` are the distinct doors of depots, shift starts and ends, and
    orders; the matrices of ``travel`` (by profile) have one row for each.
    """

    day: Day
    orders: tuple[Order, ...]
    shifts: tuple[Shift, ...]
    depots: tuple[Depot, ...]
    places: tuple[Point, ...]
    travel: Mapping[str, TravelMatrix]

    def __post_init__(self) -> None:
        _unique("order", [order.id for order in self.orders])
        _unique("shift", [shift.id for shift in self.shifts])
        if lost := [order.id for order in self.orders if order.point is None]:
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
    points += [order.point for order in orders]
    return tuple(dict.fromkeys(point.door for point in points if point is not None))


def _unique(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        twice = sorted({name for name in ids if ids.count(name) > 1})
        raise ValueError(f"{what} ids must be unique; twice: {twice[:5]}")
