"""The orders of each day, as files and people have left them."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from dashboard.domain import ConflictError, StoreError
from dashboard.store.connections import Store, read, write
from dashboard.store.keys import by_source
from dashboard.store.merging import OrderKey, OrderRecord, OrderState, edited
from dashboard.store.tables import orders
from dashboard.store.versions import touch

_COLUMNS = tuple(orders.c[field.name] for field in fields(OrderRecord))


def list_orders(store: Store, day: datetime.date) -> list[OrderRecord]:
    """The day's orders in the order of their table, excluded ones too."""
    query = sa.select(*_COLUMNS).where(orders.c.day == day).order_by(orders.c.position)
    with read(store) as connection:
        return [OrderRecord(*row) for row in connection.execute(query)]


def get_orders(store: Store, keys: Collection[OrderKey]) -> dict[OrderKey, OrderRecord]:
    """Those of these orders that are known, on whatever day."""
    with read(store) as connection:
        return find_orders(connection, keys)


def order_sources(store: Store) -> list[str]:
    """The sources of all orders, those of most orders first."""
    query = sa.select(orders.c.source).group_by(orders.c.source)
    with read(store) as connection:
        return list(connection.execute(query.order_by(sa.func.count().desc())).scalars())


def edit_orders(
    store: Store, changes: Mapping[OrderKey, Mapping[str, str | None]]
) -> list[OrderRecord]:
    """
    Correct orders by hand, all or none; returns those that changed, as they are now.

    Each order's fields map to the new text, or to None for the file's own value.
    """
    with write(store) as connection:
        known = _find_all(connection, changes)
        after = [edited(known[key], fields) for key, fields in changes.items()]
        return _replace_changed(connection, known, after)


def set_state(store: Store, keys: Collection[OrderKey], state: OrderState) -> list[OrderRecord]:
    """Exclude orders from planning or take them back in; returns those that changed."""
    with write(store) as connection:
        known = _find_all(connection, keys)
        after = [replace(record, state=state) for record in known.values()]
        return _replace_changed(connection, known, after)


def move_orders(
    store: Store, keys: Collection[OrderKey], to_day: datetime.date
) -> list[OrderRecord]:
    """Give orders another day, at the end of its table; returns those that moved."""
    with write(store) as connection:
        known = _find_all(connection, keys)
        moving = sorted(
            (record for record in known.values() if record.day != to_day),
            key=lambda record: (record.day, record.position),
        )
        first = next_position(connection, to_day)
        after = [replace(record, day=to_day, position=n) for n, record in enumerate(moving, first)]
        return _replace_changed(connection, known, after)


def add_order(store: Store, record: OrderRecord) -> OrderRecord:
    """Add an order at the end of its day's table; its position is set here."""
    with write(store) as connection:
        if find_orders(connection, [record.key]):
            raise ConflictError(f"There is an order {record.order_id} already.")
        placed = replace(record, position=next_position(connection, record.day))
        touch(connection, record.day)
        insert_orders(connection, [placed])
    return placed


def order_columns() -> tuple[sa.Column[Any], ...]:
    """In the order of ``OrderRecord``'s fields."""
    return _COLUMNS


def find_orders(
    connection: sa.Connection, keys: Collection[OrderKey]
) -> dict[OrderKey, OrderRecord]:
    """Those of these orders that are known, in the order in which they were named."""
    found = {}
    for source, ids in by_source(keys):
        query = sa.select(*_COLUMNS).where(orders.c.source == source, orders.c.order_id.in_(ids))
        for row in connection.execute(query):
            record = OrderRecord(*row)
            found[record.key] = record
    return {key: found[key] for key in keys if key in found}


def next_position(connection: sa.Connection, day: datetime.date) -> int:
    """The place after the day's last order."""
    last = sa.select(sa.func.max(orders.c.position)).where(orders.c.day == day)
    position = connection.execute(last).scalar()
    return 0 if position is None else position + 1


def insert_orders(connection: sa.Connection, records: Sequence[OrderRecord]) -> None:
    """Write orders that are new; their days must be known."""
    if records:
        connection.execute(sa.insert(orders), [_as_row(record) for record in records])


def replace_orders(connection: sa.Connection, records: Sequence[OrderRecord]) -> None:
    """Write orders that are known as they are now; their days must be known."""
    if not records:
        return
    statement = (
        sa.update(orders)
        .where(
            orders.c.source == sa.bindparam("new_source"),
            orders.c.order_id == sa.bindparam("new_order_id"),
        )
        .values({c: sa.bindparam(f"new_{c.name}") for c in _COLUMNS if not c.primary_key})
    )
    connection.execute(statement, [_as_row(record, "new_") for record in records])


def _as_row(record: OrderRecord, prefix: str = "") -> dict[str, Any]:
    # Not asdict(), which copies every mapping within.
    return {f"{prefix}{column.name}": getattr(record, column.name) for column in _COLUMNS}


def _find_all(connection: sa.Connection, keys: Collection[OrderKey]) -> dict[OrderKey, OrderRecord]:
    known = find_orders(connection, keys)
    missing = [order_id for source, order_id in keys if (source, order_id) not in known]
    if missing:
        raise StoreError(f"There is no order {missing[0]} any more. Load the page again.")
    return known


def _replace_changed(
    connection: sa.Connection, known: Mapping[OrderKey, OrderRecord], after: list[OrderRecord]
) -> list[OrderRecord]:
    changed = [record for record in after if record != known[record.key]]
    touch(connection, *(known[record.key].day for record in changed))
    touch(connection, *(record.day for record in changed))
    replace_orders(connection, changed)
    return changed
