"""Published instances are read in every form, in their own whole numbers, and checked naively."""

import os
from pathlib import Path

import numpy as np
import pytest

from dashboard.bench.instance_files import read_instance
from dashboard.bench.instances import Instance, checked_cost, enough_vehicles
from dashboard.bench.solutions import best_known, read_solution, solution_text

EUCLIDEAN = """\
NAME : \tsmall\t
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 5
NODE_COORD_SECTION
1 0 0
2 0 3
3 2 2
4 4 0
DEMAND_SECTION
1 0
2 3
3 2
4 1
DEPOT_SECTION
1
-1
EOF
"""
SOLOMON = """\
R900

VEHICLE
NUMBER     CAPACITY
  2          200

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE TIME

    0      0         0          0          0        230          0
    1      1         1         10          5        204         10
    2      0         3          7          0          9         10
"""
MATRIX = """\
NAME : asymmetric
TYPE : VRPTW
DIMENSION : 3
VEHICLES : 2
EDGE_WEIGHT_TYPE : EXPLICIT
EDGE_WEIGHT_FORMAT : FULL_MATRIX
CAPACITY : 9
EDGE_WEIGHT_SECTION
0 10 20
11 0 5
21 6 0
DEMAND_SECTION
1 0
2 4
3 5
DEPOT_SECTION
1
-1
SERVICE_TIME_SECTION
1 0
2 60
3 90
TIME_WINDOW_SECTION
1 0 1000
2 0 500
3 100 500
EOF
"""


def read(tmp_path: Path, text: str) -> Instance:
    file = tmp_path / "instance.txt"
    file.write_text(text, "utf-8")
    return read_instance(file)


def test_straight_lines_without_hours_are_rounded(tmp_path: Path) -> None:
    instance = read(tmp_path, EUCLIDEAN)
    assert (instance.name, instance.kind, instance.scale) == ("small", "cvrp", 1)
    assert instance.lengths[0].tolist() == [0, 3, 3, 4]  # √8 is 2.83.
    assert instance.windows is None
    assert instance.vehicles == enough_vehicles([0, 3, 2, 1], 5) == 4


def test_solomon_is_cut_to_one_decimal_and_counts_in_tenths(tmp_path: Path) -> None:
    instance = read(tmp_path, SOLOMON)
    assert (instance.kind, instance.scale, instance.vehicles) == ("solomon", 10, 2)
    assert instance.lengths[0].tolist() == [0, 14, 30]  # √2 is 1.41; cut, √5 is 2.23.
    assert instance.lengths[1, 2] == 22
    assert instance.windows == ((0, 2300), (50, 2040), (0, 90))
    assert instance.services == (0, 100, 100)


def test_vrplib_with_hours_follows_the_same_convention(tmp_path: Path) -> None:
    windows = "SERVICE_TIME : 10\nTIME_WINDOW_SECTION\n1 0 90\n2 0 80\n3 5 80\n4 0 80\nEOF"
    instance = read(tmp_path, EUCLIDEAN.replace("EOF", windows))
    assert instance.lengths[0].tolist() == [0, 30, 28, 40]
    assert instance.services == (0, 100, 100, 100)
    assert instance.windows is not None
    assert instance.windows[2] == (50, 800)


def test_an_explicit_matrix_is_taken_as_it_is(tmp_path: Path) -> None:
    instance = read(tmp_path, MATRIX)
    assert (instance.kind, instance.scale, instance.vehicles) == ("ortec", 1, 2)
    assert instance.lengths.tolist() == [[0, 10, 20], [11, 0, 5], [21, 6, 0]]
    assert instance.services == (0, 60, 90)
    assert checked_cost(instance, [[1, 2]]) == 10 + 5 + 21


def test_half_a_matrix_is_mirrored(tmp_path: Path) -> None:
    lower = MATRIX.replace("FULL_MATRIX", "LOWER_ROW").replace("0 10 20\n11 0 5\n21 6 0", "7\n8 9")
    assert read(tmp_path, lower).lengths.tolist() == [[0, 7, 8], [7, 0, 9], [8, 9, 0]]
    diagonal = lower.replace("LOWER_ROW", "LOWER_DIAG_ROW").replace("7\n8 9", "0 7 0 8 9 0")
    assert read(tmp_path, diagonal).lengths.tolist() == [[0, 7, 8], [7, 0, 9], [8, 9, 0]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one,two\n1,2\n",
        EUCLIDEAN.replace("DIMENSION : 4", "DIMENSION : 5"),
        EUCLIDEAN.replace("DIMENSION : 4", "DIMENSION : 4000000000"),
        EUCLIDEAN.replace("EUC_2D", "GEO"),
        EUCLIDEAN.replace("4 4 0", "4 4e30 0"),
        EUCLIDEAN.replace("2 3\n3 2", "2 6\n3 2"),
        EUCLIDEAN.replace("\n1\n-1", "\n2\n-1"),
        MATRIX.replace("21 6 0", "21 6"),
        MATRIX.replace("21 6 0", "21 -6 0"),
        SOLOMON.replace("    2      0 ", "    7      0 "),
        SOLOMON.split("CUSTOMER")[0] + "CUST NO.",
    ],
)
def test_any_other_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"instance\.txt is not an instance"):
        read(tmp_path, text)


def test_a_solution_is_written_and_read_back(tmp_path: Path) -> None:
    instance = read(tmp_path, SOLOMON)
    file = tmp_path / "plan.sol"
    file.write_text(solution_text(instance, [[2], [], [1]], 88), "utf-8")
    assert file.read_text("utf-8") == "Route #1: 2\nRoute #2: 1\nCost 8.8\n"
    routes, cost = read_solution(file)
    assert routes == [[2], [1]]
    assert cost * instance.scale == 88 == checked_cost(instance, routes)


@pytest.mark.parametrize(
    ("routes", "reason"),
    [
        ([[1]], "1 stops are missing"),
        ([[1, 2], [2]], "doubled"),
        ([[1, 2, 3]], "doubled or unknown"),
        ([[1], [2], [3]], "unknown"),
        ([[1, 2]], "place 2 is reached 82 too late"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_refused(
    tmp_path: Path, routes: list[list[int]], reason: str
) -> None:
    # From 50 served until 150, then 22 to the second client, whose window ends at 90.
    with pytest.raises(ValueError, match=reason):
        checked_cost(read(tmp_path, SOLOMON), routes)


def test_a_full_van_and_one_van_too_many_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too much"):
        checked_cost(read(tmp_path, EUCLIDEAN), [[1, 2, 3]])
    with pytest.raises(ValueError, match="2 routes, and only 1"):
        checked_cost(read(tmp_path, MATRIX.replace("VEHICLES : 2", "VEHICLES : 1")), [[1], [2]])


def test_best_known_values_are_found_whatever_the_case_and_in_the_units() -> None:
    lengths = np.zeros((2, 2), dtype=np.int32)
    homberger = Instance("RC1_4_2", "homberger", lengths, (0, 1), 1, 1, scale=10)
    assert best_known(homberger) == 78_782
    assert best_known(Instance("nobody", "cvrp", lengths, (0, 1), 1, 1)) is None


@pytest.mark.skipif(
    "ROUNDSMAN_DATASETS" not in os.environ, reason="ROUNDSMAN_DATASETS names no folder"
)
def test_published_solutions_cost_what_is_published() -> None:
    folder = Path(os.environ["ROUNDSMAN_DATASETS"]) / "vrp"
    solutions = [file for file in folder.rglob("*.sol") if "Leuven" not in file.name]
    assert len(solutions) >= 7
    for file in solutions:
        source = next(f for f in file.parent.glob(f"{file.stem}.*") if f.suffix != ".sol")
        instance, (routes, cost) = read_instance(source), read_solution(file)
        assert checked_cost(instance, routes) == cost * instance.scale == best_known(instance)
