"""A day's driver classes and drivers: ordered JSON rows, opaque here."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.tables import classes, drivers
from dashboard.store.versions import touch

Rows = Sequence[Mapping[str, Any]]


def get_classes(store: Store, day: datetime.date) -> list[Mapping[str, Any]]:
    """The day's driver classes in their order; empty where none were saved."""
    return _get(store, classes, day)


def save_classes(store: Store, day: datetime.date, rows: Rows) -> None:
    """Put these in the place of the day's driver classes."""
    _save(store, classes, day, rows)


def get_drivers(store: Store, day: datetime.date) -> list[Mapping[str, Any]]:
    """The day's named drivers in their order; empty where none were saved."""
    return _get(store, drivers, day)


def save_drivers(store: Store, day: datetime.date, rows: Rows) -> None:
    """Put these in the place of the day's named drivers."""
    _save(store, drivers, day, rows)


def replace_rows(
    connection: sa.Connection, table: sa.Table, day: datetime.date, rows: Rows
) -> None:
    """Write a day's classes or drivers as part of something larger."""
    connection.execute(sa.delete(table).where(table.c.day == day))
    if rows:
        connection.execute(
            sa.insert(table),
            [
                {"day": day, "position": n, "name": str(row.get("name", "")), "data": dict(row)}
                for n, row in enumerate(rows)
            ],
        )


def _get(store: Store, table: sa.Table, day: datetime.date) -> list[Mapping[str, Any]]:
    query = sa.select(table.c.data).where(table.c.day == day).order_by(table.c.position)
    with read(store) as connection:
        return list(connection.execute(query).scalars())


def _save(store: Store, table: sa.Table, day: datetime.date, rows: Rows) -> None:
    with write(store) as connection:
        touch(connection, day)
        replace_rows(connection, table, day, rows)
