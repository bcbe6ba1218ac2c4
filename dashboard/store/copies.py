"""Whole copies of a SQLite database: taken while others write, checked, put in place at once."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from dashboard.domain import StoreError
from dashboard.store.engine import BUSY_TIMEOUT_MS
from dashboard.store.failures import DAMAGED, told_of_file


def copy_database(source: Path, target: Path) -> None:
    """Write one checked file that replaces the target and that its owner alone may read."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with told_of_file(target):
        try:
            part.touch(mode=0o600)
            _copy(source, part)
            sync(part)
            part.replace(target)
            sync(target.parent)
        finally:
            part.unlink(missing_ok=True)


def open_file(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A plain connection to a database that must exist; mode ``ro`` leaves no trace beside it."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_TIMEOUT_MS / 1000
    )


def sync(path: Path) -> None:
    """Have the disk keep a file or folder as it is now, power cut or not."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: Path, part: Path) -> None:
    with closing(open_file(part)) as copy:
        with told_of_file(source):
            original = open_file(source)
        with closing(original):
            original.backup(copy)
        # A copy of a WAL database would otherwise need two more files beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        [[verdict], *_] = copy.execute("PRAGMA integrity_check(1)").fetchall()
    if verdict != "ok":
        raise StoreError(DAMAGED.format(place=source))
