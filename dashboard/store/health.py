"""What the settings page tells about the database."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from dashboard.store.connections import Store, read
from dashboard.store.engine import journal_mode
from dashboard.store.migrations import REVISIONS


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """How and where the workspace is kept; for Postgres the file's facts are empty."""

    database: str
    sqlite_version: str
    journal_mode: str
    wal_safe: bool
    """Whether this SQLite is free of the fault that can lose commits in WAL mode."""
    path: Path | None
    size_bytes: int
    schema: str


def health(store: Store) -> StoreHealth:
    """The facts as they are now."""
    name = store.engine.dialect.name
    if name != "sqlite":
        return StoreHealth(name, "", "", True, None, 0, REVISIONS[-1])
    with read(store) as connection:
        mode = connection.execute(sa.text("PRAGMA journal_mode")).scalar_one()
        pages = connection.execute(sa.text("PRAGMA page_count")).scalar_one()
        page_bytes = connection.execute(sa.text("PRAGMA page_size")).scalar_one()
    return StoreHealth(
        database=name,
        sqlite_version=sqlite3.sqlite_version,
        journal_mode=str(mode).upper(),
        wal_safe=journal_mode() == "WAL",
        path=Path(str(store.engine.url.database)),
        size_bytes=pages * page_bytes,
        schema=REVISIONS[-1],
    )
