"""`matrix`: seconds and metres along the streets of a map, as a file for others."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.commands.matrix import run
from dashboard.services.roads import CACHE
from tests.travel.grid_town import corner, write_town
from tests.travel.rush_town import EAST, WEST, write_rush_town


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The arguments for three points, one of them far from every street."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    points = [corner(0, 0), corner(2, 1.5), corner(1, 30)]
    rows = [f"{name},{p.lat},{p.lon}" for name, p in zip("abc", points, strict=True)]
    (tmp_path / "points.csv").write_text("\n".join(["id,latitude,longitude", *rows]), "utf-8")
    town = write_town(tmp_path / "town.osm")
    return [str(tmp_path / "points.csv"), "--extract", str(town), "--out", str(tmp_path / "m.npz")]


def test_the_matrix_is_in_the_order_of_the_points(
    asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked) == 0
    assert "3 points, 9 ways" in capsys.readouterr().out
    with np.load(tmp_path / "m.npz") as file:
        assert file["durations_s"].dtype == file["distances_m"].dtype == np.int32
        assert (file["durations_s"] == -1).tolist() == [
            [False, False, True],
            [False, False, True],
            [True, True, False],
        ]
        assert file["reason"].tolist() == ["", "", "too_far"]
        assert np.isnan(file["snap_m"]).tolist() == [False, False, True]


def test_in_traffic_ways_take_longer_and_are_no_farther(asked: list[str], tmp_path: Path) -> None:
    found = []
    for more in ([], ["--slot", "08:00", "--traffic", "big-city", "--date", "2026-11-30"]):
        assert run([*asked, *more]) == 0
        with np.load(tmp_path / "m.npz") as file:
            found.append((int(file["durations_s"][0, 1]), int(file["distances_m"][0, 1])))
    assert found[1][0] > found[0][0]
    assert found[1][1] == found[0][1]


def test_a_slow_kind_of_road_is_driven_around_at_its_hour(asked: list[str], tmp_path: Path) -> None:
    rows = [f"{place.lat},{place.lon}" for place in (WEST, EAST)]
    Path(asked[0]).write_text("\n".join(["latitude,longitude", *rows]), "utf-8")
    asked[2] = str(write_rush_town(tmp_path / "rush.osm"))
    speeds = tmp_path / "speeds.csv"
    speeds.write_text("road_class,weekday,hour,factor\nmain roads,mon,8,10\n", "utf-8")
    found = []
    for slot, date in (("08:30", "2026-11-30"), ("12:30", "2026-11-30"), ("08:30", "2026-12-01")):
        assert run([*asked, "--slot", slot, "--traffic", str(speeds), "--date", date]) == 0
        with np.load(tmp_path / "m.npz") as file:
            found.append((int(file["durations_s"][0, 1]), int(file["distances_m"][0, 1])))
    assert found[1] == found[2]
    assert all(slow > free for slow, free in zip(found[0], found[1], strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,lat\na,1", "no column latitude"),
        ("latitude,longitude\n48,x", "row 2: 48, x is no position"),
        ("latitude,longitude\n148,15", "row 2: 148.0, 15.0 is not on earth"),
    ],
)
def test_points_that_are_none_are_told_by_row(
    asked: list[str], capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    Path(asked[0]).write_text(text, "utf-8")
    assert run(asked) == 2
    assert words in capsys.readouterr().err


def test_what_is_no_map_is_told(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(asked[2]).write_bytes(b"no map")
    assert run(asked) == 2
    assert capsys.readouterr().err
