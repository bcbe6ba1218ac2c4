"""What the fault tests run in processes of their own, to be killed."""

import itertools
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import sqlalchemy as sa

from dashboard.store import hold_workspace, migrations, open_store, save_settings, upgrades
from tests.store.records import row, take_in


def write_for_ever(folder: Path, name: str, told: Connection) -> None:
    """Commit one row after another, telling of each once it is acknowledged."""
    store = open_store(folder)
    for number in itertools.count():
        save_settings(store, **{f"{name} {number}": number})
        told.send(number)
        # SQLite is not fair: a writer that never rests would starve the others.
        time.sleep(0.002)


def import_and_die(folder: Path, after: int) -> None:
    """Be killed in the middle of an import, so many statements after its first."""
    store = open_store(folder)
    statements = itertools.count()

    @sa.event.listens_for(store.engine, "before_cursor_execute")
    def die(*_: object) -> None:
        if next(statements) == after:
            os.kill(os.getpid(), signal.SIGKILL)

    take_in(store, *(row(str(number), parcels="2") for number in range(2000)))


def upgrade_and_die(folder: Path, steps: Path, revisions: tuple[str, ...]) -> None:
    """Open a workspace with other migrations, the last of which kills the process."""
    upgrades.MIGRATIONS = steps
    migrations.REVISIONS = revisions
    open_store(folder)


def hold_for_ever(folder: Path, told: Connection) -> None:
    """Hold a workspace as a server does."""
    with hold_workspace(folder):
        told.send("held")
        time.sleep(3600)
