"""What the last files brought, in one line: how many orders for which day, and what of the rest."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.services import orders
from dashboard.services.order_views import OrderView
from dashboard.store import OrderKey, OrderState, Store, orders_seen_in

NEED_YOU, LEFT_OUT, MISSING = "need_you", "left_out", "missing"


@dataclass(frozen=True, slots=True)
class Group:
    """
    Orders of the files that share a fate, under one number of the line.

    ``kind`` is "day" for orders to deliver on ``day``, a state that a file gives
    ("pickup", "cancelled", "fulfilled", "not_shipped"), ``LEFT_OUT`` by a person or
    a rule, ``NEED_YOU`` (these are among those of their day, too), or ``MISSING``
    from the newer file.
    """

    kind: str
    keys: tuple[OrderKey, ...]
    day: dt.date | None = None

    @property
    def count(self) -> int:
        """How many orders."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The orders of some imports, sorted; ``views`` by key, of every day they lie on."""

    groups: tuple[Group, ...]
    views: dict[OrderKey, OrderView]
    days: dict[OrderKey, dt.date]
    """The day that each of them lies on."""

    @property
    def orders(self) -> int:
        """How many orders; the groups but ``NEED_YOU`` and ``MISSING`` add up to it."""
        return len(self.views)


def sort_imports(store: Store, numbers: Sequence[int], date: dt.date) -> Sorted:
    """Where the orders that these imports held have come; the day looked at comes first."""
    seen = orders_seen_in(store, numbers)
    keys = {key for key, _ in seen}
    days = sorted({day for _, day in seen}, key=lambda day: (day != date, day))
    views = {
        view.key: view
        for day in days
        for view in orders.list_orders(store, day)
        if view.key in keys
    }
    day_of = dict(seen)
    groups = [
        _group("day", (v for v in views.values() if not v.excluded and day_of[v.key] == day), day)
        for day in days
    ]
    states: tuple[OrderState, ...] = ("pickup", "cancelled", "fulfilled", "not_shipped")
    groups += [_group(state, (v for v in views.values() if v.state == state)) for state in states]
    by_person = (v for v in views.values() if v.excluded and v.state in ("open", "excluded"))
    groups.append(_group(LEFT_OUT, by_person))
    groups.append(_group(NEED_YOU, (v for v in views.values() if v.needs_person)))
    missing = (v for v in orders.list_orders(store, date) if v.missing_in and not v.excluded)
    groups.append(_group(MISSING, missing))
    return Sorted(tuple(group for group in groups if group.keys), views, day_of)


def _group(kind: str, views: Iterable[OrderView], day: dt.date | None = None) -> Group:
    return Group(kind, tuple(view.key for view in views), day)
