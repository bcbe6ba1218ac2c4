"""What a killed process, a full disk, a lock or a damaged file may and may not do."""

import sqlite3
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.domain import StoreError
from dashboard.store import (
    Store,
    close_store,
    get_revision,
    get_settings,
    hold_workspace,
    list_imports,
    list_orders,
    open_store,
    save_settings,
)
from dashboard.store.connections import read, write
from dashboard.store.engine import database_file
from tests.store import writers
from tests.store.processes import needs_kill, start, start_telling
from tests.store.records import MONDAY, row, save_plan, take_in


def heard_until_the_end(connection: Connection) -> list[int]:
    numbers = []
    with connection:
        try:
            while True:
                numbers.append(connection.recv())
        except (EOFError, OSError):
            return numbers


def integrity(folder: Path) -> str:
    with closing(sqlite3.connect(database_file(folder))) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def set_pragma(store: Store, pragma: str) -> None:
    """Give every later connection of the store this pragma."""

    def on_connect(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    close_store(store)
    sa.event.listen(store.engine, "connect", on_connect)


def test_ten_kills_among_writers_lose_nothing_acknowledged(file_store: Store) -> None:
    kept: dict[str, int] = {}
    for round_number in range(5):
        names = [f"{round_number} {side}" for side in ("a", "b")]
        writing = [start_telling(writers.write_for_ever, file_store.folder, n) for n in names]
        for (process, heard), name, enough in zip(writing, names, (5, 11), strict=True):
            first = [heard.recv() for _ in range(enough)]
            process.kill()
            process.join()
            numbers = first + heard_until_the_end(heard)
            kept |= {f"{name} {number}": number for number in numbers}
    stored = get_settings(file_store)
    assert len(kept) >= 80
    assert kept.items() <= stored.items()
    # At most the one row of each writer that was written but not yet told of.
    assert len(stored) <= len(kept) + 10
    assert integrity(file_store.folder) == "ok"


@needs_kill
@pytest.mark.parametrize("after", [2, 5, 8])
def test_a_killed_import_leaves_nothing_and_can_be_repeated(file_store: Store, after: int) -> None:
    process = start(writers.import_and_die, file_store.folder, after)
    process.join()
    assert process.exitcode == -9
    assert list_orders(file_store, MONDAY) == []
    assert list_imports(file_store, MONDAY) == []
    rows = [row(str(number), parcels="2") for number in range(2000)]
    assert take_in(file_store, *rows).imported == 2000


def test_a_full_disk_is_told_and_nothing_of_the_step_stays(file_store: Store) -> None:
    take_in(file_store, row("1"))
    pages = database_file(file_store.folder).stat().st_size // 4096
    set_pragma(file_store, f"max_page_count={pages + 4}")
    with pytest.raises(StoreError, match="disk is full"):
        take_in(file_store, *(row(str(n), notes="x" * 500) for n in range(500)))
    assert [order.order_id for order in list_orders(file_store, MONDAY)] == ["1"]
    set_pragma(file_store, "max_page_count=100000")
    take_in(file_store, *(row(str(n), notes="x" * 500) for n in range(500)))
    assert len(list_orders(file_store, MONDAY)) == 500
    assert integrity(file_store.folder) == "ok"


def test_a_database_that_stays_locked_is_told(file_store: Store) -> None:
    set_pragma(file_store, "busy_timeout=50")
    other = sqlite3.connect(database_file(file_store.folder), isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another program"):
            save_settings(file_store, units="km")
        other.execute("ROLLBACK")
    assert get_settings(file_store) == {}
    save_settings(file_store, units="km")
    assert get_settings(file_store) == {"units": "km"}


def test_a_writer_has_the_database_from_its_first_moment(file_store: Store) -> None:
    other = sqlite3.connect(database_file(file_store.folder), timeout=0, isolation_level=None)
    with closing(other), write(file_store), pytest.raises(sqlite3.OperationalError):
        other.execute("BEGIN IMMEDIATE")


def test_a_reader_keeps_its_view_and_lets_others_read(file_store: Store) -> None:
    with read(file_store) as one, read(file_store) as another:
        for connection in (one, another):
            assert connection.exec_driver_sql("SELECT count(*) FROM settings").scalar() == 0


def test_one_process_sees_what_another_wrote(file_store: Store) -> None:
    process, heard = start_telling(writers.write_for_ever, file_store.folder, "other")
    for number in range(20):
        save_settings(file_store, **{f"mine {number}": number})
        assert f"other {heard.recv()}" in get_settings(file_store)
    process.kill()
    process.join()
    heard.close()


def test_a_second_server_is_refused_until_the_first_has_gone(folder: Path) -> None:
    process, heard = start_telling(writers.hold_for_ever, folder)
    with heard:
        assert heard.recv() == "held"
    with (
        pytest.raises(StoreError, match=f"process {process.pid}"),
        hold_workspace(folder),
    ):
        pass
    process.kill()
    process.join()
    with hold_workspace(folder):
        pass


@pytest.mark.parametrize("at", [0, 4096, 3 * 4096])
def test_a_damaged_file_is_refused_and_left_as_it_is(folder: Path, at: int) -> None:
    store = open_store(folder)
    take_in(store, *(row(str(number), parcels="2") for number in range(100)))
    close_store(store)
    file = database_file(folder)
    damaged = bytearray(file.read_bytes())
    damaged[at : at + 100] = b"\xa5" * 100
    file.write_bytes(damaged)
    with pytest.raises(StoreError, match="dashboard restore"):
        open_store(folder)
    assert file.read_bytes() == damaged


def test_a_plan_whose_bytes_changed_is_not_shown(file_store: Store) -> None:
    save_plan(file_store, document={"routes": list(range(5000))})
    with closing(sqlite3.connect(database_file(file_store.folder))) as connection:
        [packed] = connection.execute("SELECT document FROM plan_revisions").fetchone()
        flipped = packed[:900] + bytes([packed[900] ^ 1]) + packed[901:]
        connection.execute("UPDATE plan_revisions SET document = ?", [flipped])
        connection.commit()
    with pytest.raises(StoreError, match="damaged"):
        get_revision(file_store, "p1")
