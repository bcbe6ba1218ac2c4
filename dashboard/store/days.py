"""Days: each date's zone and set-up."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.fleet import Rows, replace_rows
from dashboard.store.tables import classes, days, drivers, orders, plan_revisions
from dashboard.store.versions import touch


@dataclass(frozen=True, slots=True)
class DayRecord:
    """A day that was set up: its IANA zone, and what else belongs to it as JSON, opaque here."""

    date: datetime.date
    zone: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DaySummary:
    """How many orders (excluded ones too) and plans (not revisions) a day has."""

    date: datetime.date
    orders: int
    plans: int


_RECORD = (days.c.date, days.c.zone, days.c.data)
_IS_SET_UP = days.c.zone.is_not(None)


def get_day(store: Store, day: datetime.date) -> DayRecord | None:
    """The day as it was set up; None where only orders or nothing of it is known."""
    return _first(store, sa.select(*_RECORD).where(_IS_SET_UP, days.c.date == day))


def latest_day(store: Store, before: datetime.date | None = None) -> DayRecord | None:
    """The last day up to this date, itself included; without one, the day changed last."""
    newest = sa.select(*_RECORD).where(_IS_SET_UP)
    if before is not None:
        last = newest.where(days.c.date <= before).order_by(days.c.date.desc())
        if found := _first(store, last):
            return found
    return _first(store, newest.order_by(days.c.version.desc()))


def save_day(store: Store, record: DayRecord) -> None:
    """Set the day up, or change how it was."""
    with write(store) as connection:
        _save(connection, record)


def new_day(store: Store, record: DayRecord, class_rows: Rows, driver_rows: Rows) -> bool:
    """Set a day up with its fleet, all at once; False where somebody has done so before."""
    with write(store) as connection:
        known = sa.select(days.c.date).where(_IS_SET_UP, days.c.date == record.date)
        if connection.execute(known).first():
            return False
        _save(connection, record)
        replace_rows(connection, classes, record.date, class_rows)
        replace_rows(connection, drivers, record.date, driver_rows)
    return True


def list_days(store: Store) -> list[DaySummary]:
    """Every day that is set up or has orders or plans, the earliest first."""
    plan_count = sa.func.count(plan_revisions.c.plan_id.distinct())
    order_rows = sa.select(orders.c.day, sa.func.count()).group_by(orders.c.day)
    plan_rows = sa.select(plan_revisions.c.day, plan_count).group_by(plan_revisions.c.day)
    with read(store) as connection:
        order_counts: dict[datetime.date, int] = dict(connection.execute(order_rows).all())
        plan_counts: dict[datetime.date, int] = dict(connection.execute(plan_rows).all())
        set_up = set(connection.execute(sa.select(days.c.date).where(_IS_SET_UP)).scalars())
    return [
        DaySummary(day, order_counts.get(day, 0), plan_counts.get(day, 0))
        for day in sorted(set_up | order_counts.keys() | plan_counts.keys())
    ]


def _first(store: Store, query: sa.Select[Any]) -> DayRecord | None:
    with read(store) as connection:
        row = connection.execute(query.limit(1)).first()
    return None if row is None else DayRecord(*row)


def _save(connection: sa.Connection, record: DayRecord) -> None:
    touch(connection, record.date)
    connection.execute(
        sa.update(days)
        .where(days.c.date == record.date)
        .values(zone=record.zone, data=dict(record.data))
    )
