"""The database engine: how SQLite is set so that what was acknowledged stays written."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dashboard.store.failures import told

DATABASE_NAME = "roundsman.db"
BUSY_TIMEOUT_MS = 5000

# Made once: the functions of the json module make one for every call.
_JSON_TEXT = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
_JSON_VALUE = json.JSONDecoder().decode


def make_engine(folder: Path, url: str | None = None) -> sa.Engine:
    """An engine for the database at the address, or for the SQLite file of the folder."""
    address = _address(folder, url)
    if address.get_backend_name() != "sqlite":
        with told(address):
            return sa.create_engine(address, json_serializer=_JSON_TEXT, pool_pre_ping=True)
    # A reader needs a connection only for milliseconds; none should ever wait for one.
    engine = sa.create_engine(
        address, json_serializer=_JSON_TEXT, json_deserializer=_json_value, max_overflow=-1
    )
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def database_file(folder: Path) -> Path:
    """Where a workspace keeps its SQLite database."""
    return folder / DATABASE_NAME


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL, but only on a SQLite that cannot lose commits when its log starts over."""
    mended = (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )
    return "WAL" if mended else "TRUNCATE"


def _address(folder: Path, url: str | None) -> sa.URL:
    if url is None:
        return sa.URL.create("sqlite", database=str(database_file(folder).absolute()))
    address = sa.make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _json_value(text: str) -> Any:
    # Half of what the orders hold is empty.
    return {} if text == "{}" else _JSON_VALUE(text)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # Without this the driver would begin transactions by itself, and only deferred ones.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute(f"PRAGMA journal_mode={journal_mode()}")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another wrote between.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
