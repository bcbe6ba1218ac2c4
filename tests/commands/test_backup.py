"""`backup` and `restore`: everything in one file, and back."""

from pathlib import Path

import pytest

from dashboard.commands import backup, restore
from dashboard.services import days, orders, settings, workspaces
from dashboard.services.settings import Settings
from dashboard.store import hold_workspace
from tests.services.ready import DATE, ready_day, row, take_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a day, which no server has open."""
    folder = tmp_path / "workspace"
    with workspaces.open_workspace(folder) as store:
        ready_day(store, 3)
        settings.save(store, Settings(currency="GBP"))
    return folder


def ids(folder: Path) -> list[str]:
    """The day's orders."""
    with workspaces.open_workspace(folder) as store:
        return [view.order_id for view in orders.list_orders(store, DATE)]


def test_a_backup_brings_everything_back(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "monday.db"
    assert backup.run([str(file), "--data", str(folder)]) == 0
    workspaces.workspace.cache_clear()
    with workspaces.open_workspace(folder) as store:
        take_in(store, row(9))
        settings.save(store, Settings(currency="USD"))
    assert restore.run([str(file), "--data", str(folder)]) == 0
    told = capsys.readouterr().out
    assert f"{folder} is now as in {file}." in told
    [kept] = folder.glob("roundsman-before-restore-*.db")
    assert f"What was there before is in {kept}" in told
    assert ids(folder) == ["A1", "A2", "A3"]
    with workspaces.open_workspace(folder) as store:
        assert settings.get(store).currency == "GBP"
        assert days.get_setup(store, DATE).depot is not None
    # And what was there before is a backup like any other.
    assert restore.run([str(kept), "--data", str(folder)]) == 0
    assert ids(folder) == ["A1", "A2", "A3", "A9"]


def test_a_backup_opens_in_an_empty_place(tmp_path: Path, folder: Path) -> None:
    file, elsewhere = tmp_path / "monday.db", tmp_path / "new" / "workspace"
    assert backup.run([str(file), "--data", str(folder)]) == 0
    assert restore.run([str(file), "--data", str(elsewhere)]) == 0
    assert ids(elsewhere) == ["A1", "A2", "A3"]


def test_a_folder_that_holds_no_workspace_is_not_backed_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = tmp_path / "worksapce"
    assert backup.run([str(tmp_path / "monday.db"), "--data", str(typo)]) == 2
    assert f"There is no workspace in {typo}" in capsys.readouterr().err
    assert not typo.exists()
    assert not (tmp_path / "monday.db").exists()


def test_a_file_that_is_no_backup_changes_nothing(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "orders.csv").write_text("order_id,latitude\n")
    for name in ("orders.csv", "nowhere.db"):
        assert restore.run([str(tmp_path / name), "--data", str(folder)]) == 2
        assert name in capsys.readouterr().err
    assert ids(folder) == ["A1", "A2", "A3"]


def test_nothing_is_restored_under_a_running_planner(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "monday.db"
    with hold_workspace(folder):
        assert backup.run([str(file), "--data", str(folder)]) == 0
        assert restore.run([str(file), "--data", str(folder)]) == 2
    assert "Stop it first" in capsys.readouterr().err
    workspaces.workspace.cache_clear()


def test_a_backup_needs_a_file_to_go_to(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backup.run([str(tmp_path), "--data", str(folder)]) == 2
    assert "is a folder" in capsys.readouterr().err
    workspaces.workspace.cache_clear()
