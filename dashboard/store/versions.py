"""A number for each day that is new to the store with every change of what a plan is made from."""

import datetime

import sqlalchemy as sa

from dashboard.store.connections import Store, read
from dashboard.store.tables import days


def day_version(store: Store, day: datetime.date) -> int:
    """Changes with the day's orders, classes, drivers and set-up; 0 for an unknown day."""
    with read(store) as connection:
        version = connection.execute(sa.select(days.c.version).where(days.c.date == day)).scalar()
    return version or 0


def touch(connection: sa.Connection, *changed: datetime.date) -> None:
    """Give each of these days a new version."""
    for day in dict.fromkeys(changed):
        know(connection, day)
        newest = sa.select(sa.func.max(days.c.version) + 1).scalar_subquery()
        connection.execute(sa.update(days).where(days.c.date == day).values(version=newest))


def know(connection: sa.Connection, day: datetime.date) -> None:
    """Make a row for a day that is heard of for the first time."""
    if connection.execute(sa.select(days.c.date).where(days.c.date == day)).first() is None:
        connection.execute(sa.insert(days).values(date=day, version=0))
