"""A day's orders: as the table shows them, corrected by hand, left out, moved to another day."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from dashboard.domain import Order, PlannerError, Point
from dashboard.intake.cells import CellProblem
from dashboard.intake.orders import parse_order
from dashboard.services import addresses, days, extracts, routing, settings, sources, zones
from dashboard.services.held import Held
from dashboard.services.order_views import OrderView as OrderView
from dashboard.services.order_views import Quality as Quality
from dashboard.services.order_views import Reading, view_of
from dashboard.services.street_views import beside_streets
from dashboard.store import (
    AddressRecord,
    OrderKey,
    OrderRecord,
    Store,
    add_order,
    addresses_version,
    day_version,
    edit_orders,
    get_orders,
    move_orders,
    set_state,
)
from dashboard.store import keep_missing as keep_missing
from dashboard.store import list_orders as stored_orders

PLACE = ("latitude", "longitude", "position")
"""The fields of an order that say where it goes without an address."""


def list_orders(store: Store, date: dt.date) -> list[OrderView]:
    """The day's orders in the order of their table, read and judged."""
    version = day_version(store, date), addresses_version(store)
    return list(_views(store.folder, date, version, reading(store), Held(store)))


def edit(store: Store, changes: Mapping[OrderKey, Mapping[str, str | None]]) -> None:
    """
    Correct orders by hand; None takes a field back to what the file says.

    A position given to an order with an address is remembered for that address.
    """
    changed = edit_orders(store, changes)
    moved = {r.day for r in changed if set(changes[r.key]) & set(PLACE)}
    by_key = {view.key: view for day in moved for view in list_orders(store, day)}
    for record in changed:
        view, address = by_key.get(record.key), record.text.get("address", "")
        if address and view and view.order and view.order.point and _is_placed_by_hand(record):
            addresses.place(store, address, view.order.point)


def set_place(store: Store, view: OrderView, point: Point) -> None:
    """Say where an order goes; its address, if it has one, is remembered to be there."""
    address = view.text.get("address", "")
    if address:
        addresses.place(store, address, point)
    if not address or any(view.text.get(name) for name in PLACE):
        lat, lon = f"{point.lat:.6f}", f"{point.lon:.6f}"
        edit_orders(store, {view.key: {"latitude": lat, "longitude": lon, "position": ""}})


def swap_place(store: Store, keys: Collection[OrderKey]) -> None:
    """Exchange latitude and longitude of orders that have them the wrong way round."""
    dates = {record.day for record in get_orders(store, keys).values()}
    for view in [view for date in sorted(dates) for view in list_orders(store, date)]:
        if view.key in keys and view.order and view.order.point:
            lon, lat = view.order.point
            set_place(store, view, Point(lon=lat, lat=lon))


def add(store: Store, date: dt.date, values: Mapping[str, str]) -> OrderView:
    """Add an order by hand; raises ``PlannerError`` naming what cannot be read."""
    given = {name: text.strip() for name, text in values.items() if text.strip()}
    order_id = given.get("order_id") or f"hand-{datetime.now(UTC):%m%d%H%M%S%f}"
    given["order_id"] = order_id
    setup = days.get_setup(store, date)
    habits = sources.habits_of(store).of(sources.HAND)
    order, problems = parse_order(given, setup.day, overnight=setup.overnight, habits=habits)
    if order is None:
        wrong = (f"{p.column} {p.value!r}: {p.reason} {p.remedy}" for p in problems)
        raise PlannerError(" ".join(wrong))
    order_id = given["order_id"] = order.id
    taken = {view.order_id for view in list_orders(store, date)}
    if order_id in taken:
        raise PlannerError(f"There is an order {order_id!r} on this day already: number it anew.")
    record = OrderRecord(sources.HAND, order_id, date, given, {}, {}, {}, "open", 0, "", 0)
    add_order(store, record)
    return next(view for view in list_orders(store, date) if view.key == record.key)


def exclude(store: Store, keys: Collection[OrderKey], excluded: bool) -> None:
    """Leave orders out of the day's plan, or take them in again; they stay in the table."""
    set_state(store, keys, "excluded" if excluded else "open")


def move(store: Store, keys: Collection[OrderKey], to_day: dt.date) -> None:
    """Deliver orders on another day, at the same times of its clock."""
    days.begin(store, to_day)
    move_orders(store, keys, to_day)


def set_windows(
    store: Store, keys: Collection[OrderKey], start: str | None, end: str | None
) -> None:
    """Give orders one delivery window, such as "09:00" to "12:00"; two Nones clear it."""
    edit_orders(
        store,
        {key: {"window_start": start or "", "window_end": end or "", "window": ""} for key in keys},
    )


def set_own_stop(store: Store, keys: Collection[OrderKey], own: bool) -> None:
    """Make orders stops of their own, or let them share a stop with others at their door."""
    edit_orders(store, {key: {"own_stop": "yes" if own else ""} for key in keys})


def open_orders(views: Sequence[OrderView]) -> list[Order]:
    """Those that are to be planned and can be read."""
    return [view.order for view in views if view.order is not None and not view.excluded]


def shared_doors(views: Sequence[OrderView]) -> list[list[OrderView]]:
    """Orders to one door that go as one stop, in groups of two and more."""
    groups: dict[Point, list[OrderView]] = {}
    for view in views:
        if view.excluded or view.order is None or view.order.point is None or view.order.own_stop:
            continue
        groups.setdefault(view.order.point.door, []).append(view)
    return [group for group in groups.values() if len(group) > 1]


def reading(store: Store) -> Reading:
    """What reading an order's text depends on, as the workspace has it."""
    return Reading(
        settings.get(store),
        sources.habits_of(store),
        sources.order_rules(store),
        sources.known_day_first(store),
        zones.get_area(store),
        f"{routing.get(store).service} {extracts.fingerprint(store.folder)}",
    )


@lru_cache(maxsize=8)
def _views(
    folder: object, date: dt.date, version: object, reading: Reading, held: Held
) -> tuple[OrderView, ...]:
    setup = days.get_setup(held.store, date)
    records = stored_orders(held.store, date)
    places = _places(held.store, records)
    views = (
        view_of(record, setup, reading, *(places.get(text) for text in _addresses(record)))
        for record in records
    )
    return beside_streets(held.store, list(_told_apart(views)), setup)


def _places(store: Store, records: Sequence[OrderRecord]) -> dict[str, AddressRecord]:
    """What the address book knows, by the text of an order."""
    texts = {text for record in records for text in _addresses(record) if text}
    known = addresses.known(store, texts)
    return {text: known[key] for text in texts if (key := addresses.key_of(text)) in known}


def _addresses(record: OrderRecord) -> tuple[str, str]:
    """Where it goes, and where it is fetched; empty where nothing is said."""
    return record.text.get("address", ""), record.text.get("pickup_address", "")


def _is_placed_by_hand(record: OrderRecord) -> bool:
    return any(record.edits.get(name) for name in PLACE)


def _told_apart(views: Iterable[OrderView]) -> Iterator[OrderView]:
    """A plan knows orders by their number alone: of two with the same, the first counts."""
    numbers: set[str] = set()
    for view in views:
        if view.excluded or view.order_id not in numbers:
            yield view
        else:
            reason = "Another order of this day has this number."
            remedy = "Leave one of the two out, or add it once more under a number of its own."
            twice = CellProblem("order_id", view.order_id, reason, remedy)
            problems = (*view.problems, twice)
            yield replace(view, order=None, problems=problems, far_km=None, is_outside=False)
        if not view.excluded:
            numbers.add(view.order_id)
