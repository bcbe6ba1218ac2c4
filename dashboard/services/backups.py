"""A workspace as one file, and back."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from dashboard.domain import StoreError
from dashboard.services import workspaces
from dashboard.store import Store, backup, restore_into
from dashboard.store import restore as restore_folder
from dashboard.store.engine import database_file


def make(store: Store) -> bytes:
    """A consistent copy of the workspace."""
    with tempfile.TemporaryDirectory() as folder:
        return backup(store, Path(folder) / "roundsman-backup.db").read_bytes()


def make_file(folder: Path, to: Path) -> Path:
    """A consistent copy of the workspace in a folder, also while the server runs."""
    if not database_file(folder).exists():
        raise StoreError(f"There is no workspace in {folder}: name its folder with --data.")
    return backup(workspaces.workspace(folder), to)


def restore(store: Store, data: bytes) -> Path:
    """Put a backup in the workspace's place; returns where the old database lies now."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roundsman-backup.db"
        file.write_bytes(data)
        return restore_into(store, file, datetime.now(UTC))


def restore_file(folder: Path, file: Path) -> Path | None:
    """The same for a workspace that no server runs on; None where there was none before."""
    return restore_folder(folder, file, datetime.now(UTC))
