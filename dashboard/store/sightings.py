"""Which file last held an order, and which newer one should have and did not."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.keys import by_source
from dashboard.store.merging import OrderKey, OrderRecord
from dashboard.store.orders import find_orders, order_columns, replace_orders
from dashboard.store.tables import orders
from dashboard.store.versions import touch


def flag_missing(
    connection: sa.Connection,
    known: Mapping[OrderKey, OrderRecord],
    keys: Collection[OrderKey],
    file: str,
    *,
    since: datetime.date,
) -> list[OrderKey]:
    """
    Flag the orders that an earlier version of this file held and it does not.

    A file is taken for a newer version of those whose orders it repeats at least
    by half: parts of one day that come in two files are no versions of each other.
    Orders of days before ``since`` are of the past. Flags that no longer hold go.
    """
    here = set(keys)
    flagged: list[OrderRecord] = []
    for number, repeated in sorted(_held_by(connection, known).items()):
        query = sa.select(*order_columns()).where(orders.c.seen_in == number)
        before = [OrderRecord(*row) for row in connection.execute(query)]
        if 2 * repeated < len(before):
            continue
        flagged += [
            record
            for record in before
            if record.key not in here and record.day >= since and record.state == "open"
        ]
    back = [record for record in known.values() if record.missing_in]
    if flagged or back:
        touch(connection, *sorted({record.day for record in (*flagged, *back)}))
        replace_orders(connection, [replace(record, missing_in=file) for record in flagged])
    return [record.key for record in flagged]


def note_seen(connection: sa.Connection, keys: Sequence[OrderKey], number: int) -> None:
    """These orders were in this import; what was said of them as missing holds no more."""
    for source, ids in by_source(keys):
        seen = sa.update(orders).where(orders.c.source == source, orders.c.order_id.in_(ids))
        connection.execute(seen.values(seen_in=number, missing_in=""))


def orders_seen_in(store: Store, numbers: Collection[int]) -> list[tuple[OrderKey, datetime.date]]:
    """The orders that these imports were the last to hold, and the days they lie on."""
    query = (
        sa.select(orders.c.source, orders.c.order_id, orders.c.day)
        .where(orders.c.seen_in.in_(list(numbers)))
        .order_by(orders.c.day, orders.c.position)
    )
    with read(store) as connection:
        return [((source, order_id), day) for source, order_id, day in connection.execute(query)]


def keep_missing(store: Store, keys: Collection[OrderKey]) -> None:
    """A person says that these orders are to be delivered all the same."""
    with write(store) as connection:
        found = find_orders(connection, keys).values()
        if found:
            touch(connection, *sorted({record.day for record in found}))
            replace_orders(connection, [replace(record, missing_in="") for record in found])


def _held_by(connection: sa.Connection, keys: Iterable[OrderKey]) -> Counter[int]:
    """Import number to how many of these orders it was the last to hold."""
    held: Counter[int] = Counter()
    for source, ids in by_source(keys):
        some = orders.c.order_id.in_(ids)
        query = sa.select(orders.c.seen_in, sa.func.count()).where(orders.c.source == source, some)
        counted = connection.execute(query.group_by(orders.c.seen_in))
        held.update({number: count for number, count in counted if number is not None})
    return held
