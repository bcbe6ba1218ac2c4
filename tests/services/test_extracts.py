"""Maps laid into the workspace: how far each has come, and what was made of it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.domain import PlannerError
from dashboard.places import build_index
from dashboard.services import extract_child, extracts
from dashboard.services.extracts import FAILED, READY, WAITING, WORKING, Extract
from tests.small_map import bring_map, house


def only(folder: Path) -> Extract:
    [found] = extracts.list_extracts(folder)
    return found


def lay(folder: Path, name: str = "town.osm", text: str = "<osm></osm>") -> Path:
    """A file as somebody lays it into the folder."""
    file = extracts.folder_of(folder) / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The processes that were to be begun; none is."""
    commands: list[list[str]] = []
    begin = SimpleNamespace(Popen=lambda command, **_: commands.append(command), DEVNULL=None)
    monkeypatch.setattr(extracts, "subprocess", begin)
    return commands


def test_a_map_is_made_ready_and_asked(tmp_path: Path) -> None:
    bring_map(tmp_path)
    ready = only(tmp_path)
    assert (ready.name, ready.state, ready.words) == ("village.osm", READY, "")
    assert ready.counts == {"addresses": 18, "streets": 2}
    [index] = extracts.indexes(tmp_path)
    found = index.find("Mill Lane 2, 12345 Bramley")
    assert found.best is not None
    assert found.best.point == house("Mill Lane", 2)
    assert extracts.indexes(tmp_path)[0] is index


def test_a_workspace_without_maps_has_none(tmp_path: Path, begun: list[list[str]]) -> None:
    assert extracts.list_extracts(tmp_path) == []
    assert extracts.indexes(tmp_path) == ()
    assert extracts.fingerprint(tmp_path) == ""
    assert not extracts.begin(tmp_path)
    assert begun == []


def test_only_files_of_maps_count(tmp_path: Path) -> None:
    for name in ("readme.txt", "town.osm.pbf.part", "town.osm"):
        lay(tmp_path, name)
    (extracts.folder_of(tmp_path) / "folder.osm").mkdir()
    assert [one.name for one in extracts.list_extracts(tmp_path)] == ["town.osm"]


def test_a_new_map_waits_until_a_process_is_begun_for_it(
    tmp_path: Path, begun: list[list[str]]
) -> None:
    lay(tmp_path)
    assert only(tmp_path).state == WAITING
    assert extracts.begin(tmp_path)
    [command] = begun
    assert command[-2:] == ["dashboard.services.extract_child", str(tmp_path)]


def test_the_process_makes_everything_ready_and_a_second_ends_at_once(tmp_path: Path) -> None:
    bring_map(tmp_path)
    lay(tmp_path, "a.osm", "no map at all")
    with extracts.sole_work(tmp_path) as is_free:
        assert is_free
        extract_child.main(tmp_path)
        assert [one.state for one in extracts.list_extracts(tmp_path)] == [WAITING, READY]
    extract_child.main(tmp_path)
    broken, village = extracts.list_extracts(tmp_path)
    assert (broken.state, village.state) == (FAILED, READY)
    assert broken.words
    assert extracts.next_waiting(tmp_path) is None


def test_a_map_is_being_worked_on_only_as_long_as_somebody_does(tmp_path: Path) -> None:
    file = lay(tmp_path)
    with extracts.sole_work(tmp_path):
        extracts.write_status(
            tmp_path, file.name, extracts.stamp(file), WORKING, "Reading streets."
        )
        assert (only(tmp_path).state, only(tmp_path).words) == (WORKING, "Reading streets.")
        assert extracts.next_waiting(tmp_path) is None
    assert only(tmp_path).state == WAITING
    assert extracts.next_waiting(tmp_path) == file


def test_a_newer_file_of_the_same_name_is_read_anew(tmp_path: Path) -> None:
    bring_map(tmp_path)
    before = extracts.fingerprint(tmp_path)
    lay(tmp_path, "village.osm", "<osm>shorter</osm>")
    assert only(tmp_path).state == WAITING
    assert extracts.fingerprint(tmp_path) == ""
    bring_map(tmp_path)
    assert only(tmp_path).state == READY
    assert extracts.fingerprint(tmp_path) != before


def test_a_file_that_comes_while_the_older_one_is_read_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(extract: Path, target: Path, **more: Any) -> Any:
        summary = build_index(extract, target, **more)
        extract.write_text("another map", encoding="utf-8")
        return summary

    monkeypatch.setattr(extract_child, "build_index", slowly)
    bring_map(tmp_path)
    assert only(tmp_path).state == WAITING


def test_what_made_the_process_stumble_is_told_and_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(extract_child, "build_index", stumble)
    lay(tmp_path)
    with pytest.raises(MemoryError):
        extract_child.main(tmp_path)
    assert only(tmp_path).state == FAILED
    assert "the log of the workspace tells why" in only(tmp_path).words
    assert extracts.next_waiting(tmp_path) is None


def test_a_status_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    bring_map(tmp_path)
    extracts.status_file(tmp_path, "village.osm").write_text("{", encoding="utf-8")
    assert only(tmp_path).state == WAITING
    bring_map(tmp_path)
    extracts.index_file(tmp_path, "village.osm").unlink()
    assert only(tmp_path).state == WAITING


def test_a_map_is_taken_away_with_all_that_was_made_of_it(tmp_path: Path) -> None:
    bring_map(tmp_path)
    lay(tmp_path, "other.osm")
    assert len(extracts.indexes(tmp_path)) == 1
    extracts.remove(tmp_path, "village.osm")
    extracts.remove(tmp_path, "../../etc/passwd")
    assert [one.name for one in extracts.list_extracts(tmp_path)] == ["other.osm"]
    assert extracts.indexes(tmp_path) == ()
    made = extracts.folder_of(tmp_path) / extracts.INDEXES
    assert not [file for file in made.iterdir() if file.name.startswith("village")]


def test_a_file_is_brought_whole_and_under_a_name_of_ones_own(tmp_path: Path) -> None:
    source = tmp_path / "download.osm.pbf"
    source.write_bytes(b"a map")
    workspace = tmp_path / "workspace"
    assert extracts.bring(workspace, source, "town.osm.pbf") == "town.osm.pbf"
    source.write_bytes(b"a longer map")
    assert extracts.bring(workspace, source, "town.osm.pbf") == "town.osm.pbf"
    assert (extracts.folder_of(workspace) / "town.osm.pbf").read_bytes() == b"a longer map"
    assert [one.name for one in extracts.list_extracts(workspace)] == ["town.osm.pbf"]
    with pytest.raises(PlannerError, match=r"map\.zip is no map data"):
        extracts.bring(workspace, tmp_path / "map.zip")
