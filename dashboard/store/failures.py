"""What a database refused, in words for the person who can mend it."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from dashboard.domain import StoreError

DAMAGED = (
    "{place} is damaged. Nothing was changed. To bring a backup back, stop the planner and run: "
    "python3 -m dashboard restore FILE"
)
_BUSY = (
    "Another program is using {place} and did not finish in time. Try again; "
    "nothing of this step was saved."
)
_SQLITE = {
    "SQLITE_FULL": "The disk is full: {place} cannot grow. Free some space and try again; "
    "nothing of this step was saved.",
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": "{place} cannot be written. Check who may write to it and to its folder.",
    "SQLITE_CANTOPEN": "{place} cannot be opened. Check that it exists and may be written.",
    "SQLITE_IOERR": "The disk failed while {place} was in use. Check the disk and try again; "
    "nothing of this step was saved.",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
}
_POSTGRES_BUSY = "55P03"


@contextmanager
def told(address: sa.URL) -> Iterator[None]:
    """Turn what a person can mend into a ``StoreError``; a mistake of ours stays as it is."""
    try:
        yield
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(
            f"No driver is installed for a database address that starts with "
            f"'{address.drivername}'. For Postgres, install dashboard/requirements/postgres.txt."
        ) from error
    except zlib.error as error:
        raise StoreError(DAMAGED.format(place=address.database)) from error
    except DBAPIError as error:
        words = _words(error, address)
        if words is None:
            raise
        raise StoreError(words) from error


@contextmanager
def told_of_file(path: Path) -> Iterator[None]:
    """The same for a file that is handled without an engine."""
    try:
        yield
    except sqlite3.Error as error:
        words = _sqlite_words(error, str(path))
        if words is None:
            raise
        raise StoreError(words) from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}.") from error


def _words(error: DBAPIError, address: sa.URL) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_words(error.orig, str(address.database))
    if getattr(error.orig, "sqlstate", None) == _POSTGRES_BUSY:
        return _BUSY.format(place="the database")
    if isinstance(error, sa.exc.OperationalError):
        return f"The database at {address.host or 'this machine'} cannot be used: {error.orig}"
    return None


def _sqlite_words(error: sqlite3.Error, place: str) -> str | None:
    # The extended codes, such as SQLITE_IOERR_WRITE, begin with the plain one.
    name = getattr(error, "sqlite_errorname", None) or ""
    words = _SQLITE.get("_".join(name.split("_")[:2]))
    return words and words.format(place=place)
