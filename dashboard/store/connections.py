"""The open workspace, and the two ways to talk to it: to read, or to write one thing whole."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from dashboard.store.engine import BUSY_TIMEOUT_MS
from dashboard.store.failures import told

# Any number will do, so long as all our programs use the same.
_POSTGRES_LOCK = 0x526F756E


@dataclass(frozen=True, slots=True)
class Store:
    """An open workspace: its database, and the folder that belongs to it."""

    engine: sa.Engine
    folder: Path
    writing: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)
    """Held while this process writes: one writing connection at a time."""


@contextmanager
def read(store: Store) -> Iterator[sa.Connection]:
    """A connection that sees one state of the database; keep it only for milliseconds."""
    with told(store.engine.url), store.engine.connect() as connection:
        yield connection


@contextmanager
def write(store: Store) -> Iterator[sa.Connection]:
    """A connection that alone may write; all of it is kept on leaving, none upon an error."""
    with told(store.engine.url), store.writing, store.engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            _wait_for_other_writers(connection)
            yield connection


def close_store(store: Store) -> None:
    """Close every idle connection of this process."""
    store.engine.dispose()


def _wait_for_other_writers(connection: sa.Connection) -> None:
    """Let one writer at a time into Postgres too, as BEGIN IMMEDIATE does for SQLite."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(sa.text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
