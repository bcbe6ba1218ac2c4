"""Builders of what the store keeps; a test names only what matters to it."""

import datetime
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dashboard.store import IncomingOrder, OrderRecord, Store, import_orders, save_revision
from dashboard.store.tables import VERSION_TABLE

MONDAY = datetime.date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    """So many seconds."""
    return timedelta(seconds=count)


def set_revision(file: Path, revision: str) -> None:
    """Have a SQLite file say that it was last upgraded to this."""
    version = sa.table(VERSION_TABLE, sa.column("version_num"))
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(sa.update(version).values(version_num=revision))
    engine.dispose()


def row(order_id: str = "1", *, number: int = 2, source: str = "shop", **values: str) -> Any:
    """One row of the file ``orders.csv``."""
    extra = {"colour": "blue"}
    return IncomingOrder(source, order_id, values, extra, "orders.csv", number)


def record(order_id: str = "1", *, day: datetime.date = MONDAY, **values: str) -> OrderRecord:
    """An order as it would be added by hand."""
    return OrderRecord("hand", order_id, day, values, {}, {}, {}, "open", 0, "", 0)


def take_in(store: Store, *rows: IncomingOrder, day: datetime.date = MONDAY, **more: Any) -> Any:
    """Import these rows as one file."""
    return import_orders(store, day, rows, "f" * 64, now=NOON, **more)


def save_plan(store: Store, plan_id: str = "p1", **more: Any) -> int:
    """Save a small plan as its first revision, or as said."""
    given: dict[str, Any] = {
        "day": MONDAY,
        "document": {"routes": []},
        "command": {"kind": "solve"},
        "summary": {"late": 0},
        "input_sha256": "a" * 64,
        "after": None,
        "now": NOON,
    }
    return save_revision(store, plan_id, **(given | more))
