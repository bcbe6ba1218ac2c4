"""The folder in which a business keeps its days."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from dashboard.store import Store as Store
from dashboard.store import close_store, hold_workspace, open_store

DATA_VARIABLE = "ROUNDSMAN_DATA"
"""Names the folder to pages and routes: they run in the server's process, and so do their tests."""

DATABASE_VARIABLE = "ROUNDSMAN_DATABASE_URL"
"""Names a Postgres instead of the folder's own database; worker and pages inherit it."""


@lru_cache(maxsize=16)
def workspace(folder: Path) -> Store:
    """The open workspace of a folder, made where there is none; one for each process."""
    return open_store(folder, os.environ.get(DATABASE_VARIABLE))


@contextmanager
def open_workspace(folder: Path) -> Iterator[Store]:
    """A workspace that no other server may open meanwhile; raises ``StoreError`` if one has."""
    with hold_workspace(folder):
        store = workspace(folder)
        try:
            yield store
        finally:
            workspace.cache_clear()
            close_store(store)
