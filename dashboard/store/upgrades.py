"""Bringing an older database to the tables of this program, one step and transaction at a time."""

from pathlib import Path

import sqlalchemy as sa

from dashboard.domain import StoreError
from dashboard.store import migrations
from dashboard.store.connections import Store, read, write
from dashboard.store.copies import copy_database
from dashboard.store.engine import database_file
from dashboard.store.tables import VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(store: Store) -> None:
    """Run the steps that are missing, if any; the SQLite file is first copied aside."""
    with read(store) as connection:
        if _stored_revision(connection) == migrations.REVISIONS[-1]:
            return
    for revision in migrations.REVISIONS:
        # Each step looks again, holding the database: another program may have come first.
        with write(store) as connection:
            stored = _stored_revision(connection)
            if stored is None or migrations.REVISIONS.index(stored) < migrations.REVISIONS.index(
                revision
            ):
                _copy_aside(store, stored)
                _run_step(connection, revision)


def check_revision(stored: str | None) -> None:
    """Refuse tables made by a newer program; absence is a database without tables."""
    if stored is not None and stored not in migrations.REVISIONS:
        raise StoreError(
            "This workspace was last opened by a newer version of Roundsman (its tables are at "
            f"{stored}, this version knows them up to {migrations.REVISIONS[-1]}). "
            "Update Roundsman, or choose another folder with --data."
        )


def _stored_revision(connection: sa.Connection) -> str | None:
    tables = sa.inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables and connection.dialect.name == "sqlite":
            raise StoreError(
                f"{connection.engine.url.database} is a database of another program. "
                "Choose another folder with --data."
            )
        return None
    version = sa.table(VERSION_TABLE, sa.column("version_num", sa.Text))
    stored = connection.execute(sa.select(version.c.version_num)).scalar_one_or_none()
    check_revision(stored)
    return stored


def _number(revision: str | None) -> int:
    return -1 if revision is None else migrations.REVISIONS.index(revision)


def _copy_aside(store: Store, stored: str | None) -> None:
    if stored is not None and store.engine.dialect.name == "sqlite":
        aside = store.folder / f"roundsman-before-upgrade-from-{stored}.db"
        copy_database(database_file(store.folder), aside)


def _run_step(connection: sa.Connection, revision: str) -> None:
    # Alembic takes longer to import than everything else here, and is rarely needed.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
