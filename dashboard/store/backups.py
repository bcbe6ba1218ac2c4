"""Backups: one file that holds the whole workspace, and the way back."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from dashboard.domain import StoreError
from dashboard.store.connections import Store, close_store, read, write
from dashboard.store.copies import copy_database, open_file, sync
from dashboard.store.engine import database_file, make_engine
from dashboard.store.failures import told_of_file
from dashboard.store.jobs import LOST_AFTER
from dashboard.store.lock import hold_workspace
from dashboard.store.migrations import APPLICATION_ID
from dashboard.store.opening import open_store
from dashboard.store.tables import days, jobs

_BESIDE_A_DATABASE = ("-journal", "-wal", "-shm")


def backup(store: Store, to: Path) -> Path:
    """Write the workspace, as it is at this moment, to one checked file; replaces an older one."""
    _require_sqlite(store)
    if to.is_dir():
        raise StoreError(f"{to} is a folder. Name a file for the backup, such as {to}/monday.db.")
    if to.absolute() == database_file(store.folder).absolute():
        raise StoreError(f"{to} is the workspace itself. Name another file for the backup.")
    copy_database(database_file(store.folder), to)
    return to


def restore(folder: Path, backup: Path, now: datetime) -> Path | None:
    """
    Put a backup in the place of a folder's workspace while no planner runs on it.

    Returns where the replaced database lies now; None where there was none.
    """
    with hold_workspace(folder), _prepared(folder, backup) as prepared:
        file = database_file(folder)
        if not file.exists():
            prepared.replace(file)
            sync(folder)
            return None
        _refuse_while_working(folder, now)
        aside = _aside(folder, now)
        with told_of_file(aside):
            _keep(file, aside)
            # At no moment is there no database, which the next start would take for a new folder.
            prepared.replace(file)
            sync(folder)
    return aside


def restore_into(store: Store, backup: Path, now: datetime) -> Path:
    """
    Put a backup in the place of an open workspace, for the planner that runs on it.

    Others may read meanwhile; day versions go on from where they were. Returns
    where the replaced database lies now.
    """
    _require_sqlite(store)
    _refuse_while_working(store.folder, now)
    aside = _aside(store.folder, now)
    with _prepared(store.folder, backup) as prepared, store.writing:
        copy_database(database_file(store.folder), aside)
        _raise_versions(store, prepared)
        with told_of_file(database_file(store.folder)):
            source, target = open_file(prepared), open_file(database_file(store.folder))
            with closing(source), closing(target):
                source.backup(target)
    return aside


@contextmanager
def _prepared(folder: Path, backup: Path) -> Iterator[Path]:
    """A copy of the backup on the folder's own disk: checked, ours, and with today's tables."""
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}.")
    with told_of_file(backup), closing(open_file(backup, "ro")) as original:
        [application_id] = original.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise StoreError(f"{backup} is not a backup of Roundsman.")
    with TemporaryDirectory(prefix=".restore-", dir=folder) as temporary:
        copy = database_file(Path(temporary))
        copy_database(backup, copy)
        close_store(open_store(Path(temporary)))
        yield copy


def _refuse_while_working(folder: Path, now: datetime) -> None:
    """A search in another process would go on writing to the database that is put aside."""
    store = Store(make_engine(folder), folder)
    alive = sa.select(jobs.c.job_id).where(
        jobs.c.state == "running", jobs.c.beat >= now - LOST_AFTER
    )
    working = None
    # What cannot be read is damaged, which is a reason to restore.
    with suppress(StoreError, DBAPIError), read(store) as connection:
        working = connection.execute(alive).first()
    close_store(store)
    if working is not None:
        raise StoreError("A search is running. Stop it, or wait for its end, and restore then.")


def _keep(file: Path, aside: Path) -> None:
    """Give the old database its second name, and move what SQLite left beside it."""
    try:
        aside.hardlink_to(file)
    except OSError:
        shutil.copy2(file, aside)
    for ending in _BESIDE_A_DATABASE:
        left = file.with_name(file.name + ending)
        if left.exists():
            left.replace(aside.with_name(aside.name + ending))


def _raise_versions(store: Store, prepared: Path) -> None:
    """Let no day of the backup have a version that stood for something else before."""
    with read(store) as connection:
        newest = connection.execute(sa.select(sa.func.max(days.c.version))).scalar() or 0
    copy = open_store(prepared.parent)
    with write(copy) as connection:
        connection.execute(sa.update(days).values(version=days.c.version + newest + 1))
    close_store(copy)


def _aside(folder: Path, now: datetime) -> Path:
    return folder / f"roundsman-before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"


def _require_sqlite(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":
        raise StoreError("This workspace is kept in Postgres: use pg_dump and pg_restore.")
