"""Orders at one door as one order, which is served in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from dashboard.domain import Order, TimeWindow, total_load


@dataclass(frozen=True, slots=True)
class Bundle(Order):
    """
    An order that stands for several, which are served one after another in this sequence.

    It goes by the id of the first. Its windows are those in which the first may begin so
    that each begins in a window of its own, without waiting in between.
    """

    members: tuple[Order, ...] = ()


def joined(orders: Order, last: Order) -> Bundle | None:
    """
    An order or a bundle, and one more after it; None where no time suits all of them.

    They have one door and the same needs. The release is the latest: they are loaded together.
    """
    windows = _common(orders.windows, _earlier(last.windows, orders.service))
    if not windows and (orders.windows or last.windows):
        return None
    return Bundle(
        id=orders.id,
        point=orders.point,
        windows=windows,
        service=orders.service + last.service,
        load=total_load((orders.load, last.load)),
        priority=max(orders.priority, last.priority),
        skills=orders.skills,
        driver_class=orders.driver_class,
        kind=orders.kind,
        depot=orders.depot,
        drivers=orders.drivers,
        not_drivers=orders.not_drivers,
        release=max((o.release for o in (orders, last) if o.release is not None), default=None),
        members=(*members_of(orders), last),
    )


def members_of(order: Order) -> tuple[Order, ...]:
    """The orders that it stands for: itself alone, but for a bundle."""
    return order.members if isinstance(order, Bundle) else (order,)


def _earlier(windows: Sequence[TimeWindow], by: timedelta) -> tuple[TimeWindow, ...]:
    return tuple(TimeWindow(window.start - by, window.end - by) for window in windows)


def _common(a: Sequence[TimeWindow], b: Sequence[TimeWindow]) -> tuple[TimeWindow, ...]:
    """What lies in a window of both; no windows at all are any time."""
    if not a or not b:
        return (*a, *b)
    spans = ((max(x.start, y.start), min(x.end, y.end)) for x in a for y in b)
    return tuple(TimeWindow(start, end) for start, end in sorted(spans) if start <= end)
