"""A whole plan in a directory."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.domain import Formats, Plan, plan_from_document
from dashboard.export import list_name, plan_json, write_plan
from dashboard.figures.palette import driver_colour
from tests.build import day_plan, order, plan_of, problem, shift
from tests.export.market import market_plan

FILES = {
    "stops.csv",
    "routes.csv",
    "unassigned.csv",
    "rejected.csv",
    "driver-lists.csv",
    "driver-lists.xlsx",
    "driver-lists.pdf",
    "driver-lists/01-aino-mäkelä.pdf",
    "driver-lists/02-driver-2.pdf",
    "routes.geojson",
    "stops.geojson",
    "depots.geojson",
    "plan.gpkg",
    "plan.json",
}


def test_every_promised_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    written = write_plan(market_plan(), tmp_path / "out" / "today", formats=Formats())
    folder = tmp_path / "out" / "today"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == FILES == {path.relative_to(folder).as_posix() for path in written}


def test_the_plan_reads_back_equal(tmp_path: Path) -> None:
    write_plan(market_plan(), tmp_path, formats=Formats())
    document = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert plan_from_document(document) == market_plan()


def test_the_plan_keeps_every_text_raw_and_is_the_same_each_time() -> None:
    content = plan_json(market_plan())
    assert "東京 Flowers 🌷".encode() in content
    assert b'"=1+1"' in content
    assert content == plan_json(market_plan())


def test_half_a_surrogate_pair_loses_nothing() -> None:
    plan = _plan_of("a\ud800b")
    assert plan_from_document(json.loads(plan_json(plan))) == plan


def test_the_tables_read_back_with_their_numbers(tmp_path: Path) -> None:
    write_plan(market_plan(), tmp_path, formats=Formats())
    stops = pd.read_csv(tmp_path / "stops.csv")
    assert stops["parcels"].sum() == 24
    assert stops["lat"].dtype.kind in "if"
    assert len(pd.read_csv(tmp_path / "unassigned.csv")) == 1


def test_the_colour_of_a_driver_is_the_one_of_the_map(tmp_path: Path) -> None:
    write_plan(market_plan(), tmp_path, formats=Formats())
    routes = json.loads((tmp_path / "routes.geojson").read_text("utf-8"))
    assert routes["features"][1]["properties"]["colour"] == driver_colour(2)


def test_lists_of_drivers_who_no_longer_drive_are_removed(tmp_path: Path) -> None:
    write_plan(market_plan(), tmp_path, formats=Formats())
    (tmp_path / "driver-lists" / "notes.pdf").write_bytes(b"somebody's own")
    write_plan(day_plan(3, 1), tmp_path, formats=Formats())
    names = sorted(path.name for path in (tmp_path / "driver-lists").iterdir())
    assert names == ["01-driver-1.pdf", "notes.pdf"]


def test_a_failed_write_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(market_plan(), tmp_path, formats=Formats())
    before = (tmp_path / "stops.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fdopen", full)
    with pytest.raises(OSError, match="no space left"):
        write_plan(day_plan(3, 1), tmp_path, formats=Formats())
    assert (tmp_path / "stops.csv").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_empty_day_has_all_its_files(tmp_path: Path) -> None:
    plan = plan_of(problem([], [shift("s")]), {})
    written = {path.name for path in write_plan(plan, tmp_path, formats=Formats())}
    assert written == {name for name in FILES if "/" not in name}


@pytest.mark.parametrize(
    ("number", "driver", "name"),
    [
        (1, "Aino Mäkelä", "01-aino-mäkelä.pdf"),
        (12, "../../etc/passwd", "12-etc-passwd.pdf"),
        (3, "CON", "03-con.pdf"),
        (4, "🚚", "04-driver.pdf"),
        (105, "a" * 99, f"105-{'a' * 40}.pdf"),
    ],
)
def test_the_file_of_a_driver_has_a_plain_name(number: int, driver: str, name: str) -> None:
    assert list_name(number, driver) == name


def _plan_of(customer: str) -> Plan:
    one = replace(order("a", 1), customer=customer)
    return plan_of(problem([one], [shift("s")]), {"s": ["a"]})
