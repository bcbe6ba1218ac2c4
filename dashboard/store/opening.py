"""Opening a workspace: make it, check it, bring it up to date."""

import os
from pathlib import Path

import sqlalchemy as sa

from dashboard.domain import StoreError
from dashboard.store.connections import Store, close_store, read
from dashboard.store.engine import database_file, make_engine
from dashboard.store.failures import DAMAGED
from dashboard.store.upgrades import upgrade

LARGEST_CHECKED_BYTES = 200_000_000


def open_store(folder: Path, url: str | None = None) -> Store:
    """
    Open the workspace of a folder, making it where there is none.

    Orders and plans lie in the folder's SQLite file, or at the address of
    another database. Raises ``StoreError`` where the folder cannot be used, the
    database is damaged, or a newer program made it.
    """
    _make_folder(folder)
    if url is None:
        _make_file(database_file(folder))
    store = Store(make_engine(folder, url), folder)
    try:
        _check(store)
        upgrade(store)
    except BaseException:
        close_store(store)
        raise
    return store


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made or used: {error.strerror}. "
            "Choose another with --data."
        ) from error


def _make_file(file: Path) -> None:
    """Customers' addresses are nobody else's business; SQLite itself would let others read."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"{file} cannot be opened: {error.strerror}.") from error


def _check(store: Store) -> None:
    """Look for damage in a SQLite file, unless it is so large that the start would take long."""
    path = store.engine.url.database
    if store.engine.dialect.name != "sqlite" or path is None:
        return
    if Path(path).exists() and Path(path).stat().st_size > LARGEST_CHECKED_BYTES:
        return
    with read(store) as connection:
        verdict = connection.execute(sa.text("PRAGMA quick_check(1)")).scalar_one()
    if verdict != "ok":
        raise StoreError(DAMAGED.format(place=path))
