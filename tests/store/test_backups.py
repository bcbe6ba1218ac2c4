"""Backups: one file, checked, and the way back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.domain import StoreError
from dashboard.store import (
    Store,
    add_job,
    backup,
    claim_next,
    close_store,
    day_version,
    get_revision,
    get_settings,
    hold_workspace,
    list_orders,
    open_store,
    restore,
    restore_into,
    save_settings,
)
from dashboard.store.engine import database_file
from tests.store.records import MONDAY, NOON, row, save_plan, seconds, set_revision, take_in


@pytest.fixture
def saved(file_store: Store, tmp_path: Path) -> Path:
    """A backup of a workspace with an order and a plan, which has since lost its units."""
    save_settings(file_store, units="km")
    take_in(file_store, row("1", customer="Ana"))
    save_plan(file_store, document={"routes": [1]})
    file = backup(file_store, tmp_path / "monday.db")
    save_settings(file_store, units="miles")
    return file


def test_a_backup_is_one_file_with_everything(saved: Path, tmp_path: Path) -> None:
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["monday.db"]
    fresh = tmp_path / "fresh"
    assert restore(fresh, saved, NOON) is None
    store = open_store(fresh)
    assert get_settings(store) == {"units": "km"}
    assert list_orders(store, MONDAY)[0].values == {"customer": "Ana"}
    plan = get_revision(store, "p1")
    assert plan is not None
    assert plan.document == {"routes": [1]}
    close_store(store)


def test_a_restore_keeps_the_old_database_aside(
    saved: Path, file_store: Store, tmp_path: Path
) -> None:
    close_store(file_store)
    aside = restore(file_store.folder, saved, NOON)
    assert aside is not None
    assert aside.name == "roundsman-before-restore-20260302T120000Z.db"
    assert get_settings(file_store) == {"units": "km"}
    restore(tmp_path / "old", aside, NOON)
    old = open_store(tmp_path / "old")
    assert get_settings(old) == {"units": "miles"}
    close_store(old)


def test_a_damaged_workspace_can_be_restored(saved: Path, file_store: Store) -> None:
    close_store(file_store)
    file = database_file(file_store.folder)
    file.write_bytes(b"\xa5" * 8192)
    aside = restore(file_store.folder, saved, NOON)
    assert aside is not None
    assert aside.read_bytes() == b"\xa5" * 8192
    assert get_settings(file_store) == {"units": "km"}
    left = {path.name for path in file_store.folder.iterdir()}
    assert not any(name.startswith(".restore") for name in left)


def test_a_running_planner_keeps_restores_away(saved: Path, file_store: Store) -> None:
    with hold_workspace(file_store.folder), pytest.raises(StoreError, match="running"):
        restore(file_store.folder, saved, NOON)
    assert get_settings(file_store) == {"units": "miles"}


def test_a_running_search_keeps_restores_away(saved: Path, file_store: Store) -> None:
    add_job(file_store, MONDAY, {}, NOON)
    claim_next(file_store, limit=1, now=NOON, pid=7)
    with pytest.raises(StoreError, match="search is running"):
        restore(file_store.folder, saved, NOON + seconds(5))
    with pytest.raises(StoreError, match="search is running"):
        restore_into(file_store, saved, NOON + seconds(5))
    assert restore_into(file_store, saved, NOON + seconds(60)).exists()


def test_the_running_planner_itself_can_restore(saved: Path, file_store: Store) -> None:
    take_in(file_store, row("1", customer="Zoë"))
    before = day_version(file_store, MONDAY)
    with hold_workspace(file_store.folder):
        aside = restore_into(file_store, saved, NOON)
    assert get_settings(file_store) == {"units": "km"}
    assert list_orders(file_store, MONDAY)[0].values == {"customer": "Ana"}
    assert day_version(file_store, MONDAY) > before
    assert aside.exists()
    save_settings(file_store, units="leagues")
    assert get_settings(file_store) == {"units": "leagues"}


def test_what_is_no_backup_is_refused(file_store: Store, tmp_path: Path) -> None:
    save_settings(file_store, units="km")
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("order_id,customer\n" * 500)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    for file, words in [
        (text, "damaged"),
        (other, "not a backup"),
        (tmp_path / "none.db", "no file"),
        (tmp_path, "no file"),
    ]:
        with pytest.raises(StoreError, match=words):
            restore(file_store.folder, file, NOON)
    assert get_settings(file_store) == {"units": "km"}


def test_a_backup_of_a_newer_program_is_refused(saved: Path, file_store: Store) -> None:
    set_revision(saved, "9999")
    with pytest.raises(StoreError, match="newer version"):
        restore(file_store.folder, saved, NOON)
    assert get_settings(file_store) == {"units": "miles"}


def test_a_damaged_backup_is_refused(saved: Path, file_store: Store) -> None:
    content = bytearray(saved.read_bytes())
    content[3 * 4096 : 4 * 4096] = b"\xa5" * 4096
    saved.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        restore(file_store.folder, saved, NOON)
    assert get_settings(file_store) == {"units": "miles"}


def test_a_backup_goes_neither_onto_a_folder_nor_onto_the_workspace(
    file_store: Store, tmp_path: Path
) -> None:
    for target in (tmp_path, database_file(file_store.folder)):
        with pytest.raises(StoreError):
            backup(file_store, target)
    with pytest.raises(StoreError, match="No such file"):
        backup(file_store, tmp_path / "nowhere" / "monday.db")
