"""Opening: a new folder, an old one, one of a newer program or of another one."""

import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dashboard.domain import StoreError
from dashboard.store import (
    Store,
    close_store,
    get_settings,
    health,
    list_orders,
    migrations,
    open_store,
    save_settings,
    upgrades,
)
from dashboard.store.connections import read
from dashboard.store.engine import database_file, journal_mode
from dashboard.store.tables import VERSION_TABLE, metadata
from tests.store import writers
from tests.store.processes import needs_kill, start
from tests.store.records import MONDAY, set_revision

ADDS_A_TABLE = """
import os, signal
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0003", "0002"
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    {then}
"""


def steps(folder: Path, then: str = "pass") -> Path:
    """Today's migrations and one more."""
    ignored = "__pycache__"
    copytree(upgrades.MIGRATIONS, folder, ignore=lambda *_: [ignored])
    (folder / "versions" / "v0003_extra.py").write_text(ADDS_A_TABLE.format(then=then))
    return folder


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for [name] in rows}


@pytest.fixture
def old_folder(folder: Path) -> Path:
    """A workspace of today with something in it."""
    store = open_store(folder)
    save_settings(store, units="km")
    close_store(store)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_a_workspace_is_its_owners_alone(file_store: Store) -> None:
    save_settings(file_store, units="km")
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in file_store.folder.iterdir()}
    assert stat.S_IMODE(file_store.folder.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert database_file(file_store.folder) in modes


def test_what_was_kept_is_there_again(old_folder: Path) -> None:
    store = open_store(old_folder)
    assert get_settings(store) == {"units": "km"}
    close_store(store)


def test_a_new_folder_may_be_opened_by_several_at_once(folder: Path) -> None:
    with ThreadPoolExecutor(4) as programs:
        stores = list(programs.map(lambda _: open_store(folder), range(4)))
    for number, store in enumerate(stores):
        save_settings(store, **{f"n{number}": number})
    assert get_settings(stores[0]) == {"n0": 0, "n1": 1, "n2": 2, "n3": 3}
    for store in stores:
        close_store(store)


def test_the_migrations_make_the_tables_of_the_program(store: Store) -> None:
    with read(store) as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_every_migration_is_known_to_the_program() -> None:
    scripts = ScriptDirectory(str(upgrades.MIGRATIONS)).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == migrations.REVISIONS


def test_a_newer_workspace_is_refused_and_left_alone(old_folder: Path) -> None:
    set_revision(database_file(old_folder), "9999")
    before = database_file(old_folder).read_bytes()
    with pytest.raises(StoreError, match="newer version of Roundsman"):
        open_store(old_folder)
    assert database_file(old_folder).read_bytes() == before


def test_a_database_of_another_program_is_refused(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(database_file(folder))) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    with pytest.raises(StoreError, match="another program"):
        open_store(folder)
    assert tables(database_file(folder)) == {"recipes"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(tmp_path / "file" / "workspace")


def test_a_database_address_without_a_driver_is_told(folder: Path) -> None:
    with pytest.raises(StoreError, match="driver"):
        open_store(folder, "oddbase://nowhere/db")


def test_an_upgrade_keeps_everything_and_a_copy_of_before(
    old_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrades, "MIGRATIONS", steps(tmp_path / "migrations"))
    monkeypatch.setattr(migrations, "REVISIONS", ("0001", "0002", "0003"))
    store = open_store(old_folder)
    assert get_settings(store) == {"units": "km"}
    close_store(store)
    assert "extra" in tables(database_file(old_folder))
    copy = old_folder / "roundsman-before-upgrade-from-0002.db"
    assert "extra" not in tables(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or sys.platform == "win32"


def test_an_upgrade_that_fails_changes_nothing(
    old_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = steps(tmp_path / "migrations", then="raise RuntimeError('half done')")
    with monkeypatch.context() as patched:
        patched.setattr(upgrades, "MIGRATIONS", failing)
        patched.setattr(migrations, "REVISIONS", ("0001", "0002", "0003"))
        with pytest.raises(RuntimeError, match="half done"):
            open_store(old_folder)
    assert "extra" not in tables(database_file(old_folder))
    close_store(open_store(old_folder))


@needs_kill
def test_a_process_killed_in_an_upgrade_leaves_the_workspace_as_it_was(
    old_folder: Path, tmp_path: Path
) -> None:
    deadly = steps(tmp_path / "migrations", then="os.kill(os.getpid(), signal.SIGKILL)")
    process = start(writers.upgrade_and_die, old_folder, deadly, ("0001", "0002", "0003"))
    process.join()
    assert process.exitcode == -9
    store = open_store(old_folder)
    assert get_settings(store) == {"units": "km"}
    close_store(store)
    assert "extra" not in tables(database_file(old_folder))


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 0), "WAL"),
    ],
)
def test_wal_only_where_it_cannot_lose_commits(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_sqlite_is_set_as_promised(file_store: Store) -> None:
    with read(file_store) as connection:
        [synchronous] = connection.exec_driver_sql("PRAGMA synchronous").one()
        [foreign_keys] = connection.exec_driver_sql("PRAGMA foreign_keys").one()
        [busy_timeout] = connection.exec_driver_sql("PRAGMA busy_timeout").one()
    assert (synchronous, foreign_keys, busy_timeout) == (2, 1, 5000)
    told = health(file_store)
    assert told.journal_mode == journal_mode()
    assert told.sqlite_version == sqlite3.sqlite_version
    assert told.size_bytes == database_file(file_store.folder).stat().st_size


def test_orders_of_the_first_version_are_open_and_lie_where_they_lay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "REVISIONS", ("0001",))
        close_store(open_store(folder))
    with closing(sqlite3.connect(database_file(folder))) as connection:
        connection.execute("INSERT INTO days (date, version) VALUES ('2026-03-02', 1)")
        connection.execute(
            "INSERT INTO orders VALUES ('file', '00123', '2026-03-02', '{\"parcels\": \"2\"}',"
            " '{}', '{}', '{}', 'excluded', 0, 'a.csv', 2)"
        )
        connection.commit()
    store = open_store(folder)
    [order] = list_orders(store, MONDAY)
    assert (order.order_id, order.values, order.state) == ("00123", {"parcels": "2"}, "excluded")
    assert (order.status, order.file_day, order.missing_in) == ("open", None, "")
    close_store(store)
