"""The benchmark counts every row, checks every answer and compares on one matrix."""

import os
from pathlib import Path

import numpy as np
import pytest

from dashboard.bench.days import Figures, compare, metres_between, read_stops, table
from dashboard.bench.peers import CapacityDay, total_metres
from dashboard.domain import Point

HEADINGS = "order_id,latitude,longitude,parcels\n"
DEPOT = Point(24.92, 60.16)


def test_all_searches_answer_on_one_matrix(tmp_path: Path) -> None:
    rows = [f"o{k},{60.16 + k / 1000},{24.92 + (k % 3) / 1000},2" for k in range(1, 9)]
    file = tmp_path / "day.csv"
    # The same order twice is two deliveries here: the peers know no ids.
    file.write_text(HEADINGS + "\n".join([*rows, rows[0]]), "utf-8")
    found = compare(file, DEPOT, 6, seconds=0.3, seeds=1, matrix="circle")
    assert [one.name for one in found] == ["Roundsman", "PyVRP as it comes", "OR-Tools"]
    assert found[0].metres == found[1].metres
    assert all(one.routes == 3 for one in found)


def test_an_answer_that_misses_or_overloads_is_refused() -> None:
    day = CapacityDay(np.ones((3, 3), dtype=np.int64), (2, 2), 3)
    assert total_metres(day, [[1], [2]]) == 4
    with pytest.raises(ValueError, match="missing"):
        total_metres(day, [[1]])
    with pytest.raises(ValueError, match="too much"):
        total_metres(day, [[1, 2]])


def test_figures_stand_side_by_side() -> None:
    shown = table([Figures("A", (100, 120, 150), 2, 1.0), Figures("B", (110,), 3, 1.0)])
    assert "120" in shown.splitlines()[1]
    assert "+50.00%" in shown


def test_the_matrices_are_the_estimate_and_the_circle() -> None:
    points = [DEPOT, Point(24.93, 60.16)]
    assert metres_between(points, "estimate")[0, 1] > metres_between(points, "circle")[0, 1]


@pytest.mark.skipif(
    "ROUNDSMAN_DATASETS" not in os.environ, reason="ROUNDSMAN_DATASETS names no folder"
)
def test_the_real_day_has_all_its_deliveries() -> None:
    stops = read_stops(Path(os.environ["ROUNDSMAN_DATASETS"]) / "days" / "rio_221.csv")
    assert len(stops) == 221
    assert sum(parcels for _, parcels in stops) == 1179
