"""Streets of a map: where points lie on them, how long ways take, and how they go."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dashboard.domain import UNREACHABLE, Point, great_circle_m
from dashboard.travel import contraction
from dashboard.travel import streets as module
from dashboard.travel.graph_building import build_graph
from dashboard.travel.snapping import FARTHEST_M, NO_ACCESS, TOO_FAR, UNREACHABLE_PART
from dashboard.travel.streets import Streets
from tests.travel.grid_town import corner, write_town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Streets:
    """The streets of the town."""
    folder = tmp_path_factory.mktemp("town")
    return Streets(build_graph(write_town(folder / "town.osm")), folder / "made")


def test_a_point_beside_a_street_is_moved_onto_it(town: Streets) -> None:
    beside = Point(corner(0.5, 0).lon, corner(0, 0).lat - 0.0003)
    snaps = town.snap([beside])
    assert snaps.reasons == ("",)
    assert snaps.metres[0] == pytest.approx(0.0003 * 111_195, abs=0.5)
    # Both directions of the street, each from its own end.
    first, second = snaps.snapped.fraction
    assert first + second == pytest.approx(1)


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        (corner(1.5, -3), TOO_FAR),
        (Point(0.0, 0.0), TOO_FAR),
        (corner(1.5, 6.3), NO_ACCESS),
        (corner(9.1, 0.5), UNREACHABLE_PART),
    ],
)
def test_a_point_that_is_on_no_street_says_why(town: Streets, point: Point, reason: str) -> None:
    snaps = town.snap([corner(1, 1), point])
    assert snaps.reasons == ("", reason)
    assert np.isnan(snaps.metres[1])
    matrix = town.matrix([corner(1, 1), point], "van")
    assert matrix.durations_s[0].tolist() == [[0, UNREACHABLE], [UNREACHABLE, 0]]
    assert matrix.distances_m.tolist() == [[0, UNREACHABLE], [UNREACHABLE, 0]]


def test_nothing_is_moved_farther_than_300_m(town: Streets) -> None:
    north = [corner(1.5, 3 + metres / 222.4) for metres in (290, 310)]
    assert town.snap(north).reasons == ("", TOO_FAR)
    assert town.snap(north).metres[0] < FARTHEST_M


def test_ways_are_as_long_as_the_streets_and_no_shorter_than_a_bird_flies(town: Streets) -> None:
    places = [corner(0, 0), corner(3, 0), corner(3, 3), corner(0, 3)]
    matrix = town.matrix(places, "van")
    assert (matrix.kind, matrix.estimated) == ("streets", False)
    along = great_circle_m(places[0], places[1])
    assert matrix.distances_m[0, 1] == pytest.approx(along, abs=2)
    up = great_circle_m(places[1], places[2])
    assert matrix.distances_m[0, 2] == pytest.approx(along + up, abs=3)
    assert (matrix.durations_s[0] > 0).sum() == 12


def test_a_one_way_street_is_a_detour_backwards(town: Streets) -> None:
    matrix = town.matrix([corner(0.5, 3), corner(2.5, 3)], "van")
    there, back = matrix.distances_m[0, 1], matrix.distances_m[1, 0]
    assert back > there + 300


def test_what_is_known_is_not_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, town: Streets
) -> None:
    asked: list[tuple[int, int]] = []

    def counting(weights: object, sources: object, targets: object) -> object:
        asked.append((len(sources), len(targets)))  # type: ignore[arg-type]
        return many_to_many(weights, sources, targets)  # type: ignore[arg-type]

    many_to_many = contraction.many_to_many
    monkeypatch.setattr(module, "many_to_many", counting)
    places = [corner(k / 3, j) for k in range(9) for j in range(4)]
    first = Streets(town.graph, tmp_path)
    first.matrix(places[:30], "van")
    assert asked == [(30, 30), (30, 30)]
    asked.clear()
    # Tomorrow, in another process, with six new customers and two gone.
    later = Streets(town.graph, tmp_path).matrix(places[2:], "van")
    assert asked == [(6, 34), (34, 6)]
    asked.clear()
    assert (later.durations_s == Streets(town.graph, tmp_path / "anew").matrix(
        places[2:], "van"
    ).durations_s).all()  # fmt: skip
    asked.clear()
    Streets(town.graph, tmp_path).matrix(places, "van")
    # Those that are gone were never asked for together with the new ones.
    assert sum(a * b for a, b in asked) < 36 * 36


def test_a_broken_memory_is_no_memory(tmp_path: Path, town: Streets) -> None:
    Streets(town.graph, tmp_path).matrix([corner(0, 0), corner(1, 1)], "van")
    [file] = tmp_path.glob("*.matrix.npz")
    file.write_bytes(b"PK nonsense")
    again = Streets(town.graph, tmp_path).matrix([corner(0, 0), corner(1, 1)], "van")
    assert again.durations_s[0, 0, 1] > 0


def test_a_line_goes_along_the_streets_from_door_to_door(town: Streets) -> None:
    line = town.line([corner(0.5, 0), corner(2, 1.5)])
    assert line[0] == pytest.approx(corner(0.5, 0), abs=1e-6)
    assert line[-1] == pytest.approx(corner(2, 1.5), abs=1e-6)
    # Every bend is at a corner of the town.
    for place in line[1:-1]:
        column, row = (place.lon - 15.60) / 0.002, (place.lat - 48.40) / 0.002
        assert abs(column - round(column)) < 1e-3 or abs(row - round(row)) < 1e-3
    metres = sum(great_circle_m(a, b) for a, b in pairwise(line))
    matrix = town.matrix([corner(0.5, 0), corner(2, 1.5)], "van")
    assert metres == pytest.approx(int(matrix.distances_m[0, 1]), rel=0.01)


def test_where_no_way_leads_the_line_is_straight(town: Streets) -> None:
    apart = [corner(1, 1), corner(9, 0.5)]
    assert town.line(apart) == apart


def test_directions_name_streets_and_turns(town: Streets) -> None:
    [leg] = town.directions([corner(0.5, 0), corner(2, 2.5)])
    words = [direction.words for direction in leg]
    assert words[0].startswith("Start on Row 0")
    assert sum(d.metres for d in leg) > 500
    assert all(d.street for d in leg)
    turns = [d.turn for d in leg[1:]]
    assert turns
    assert set(turns) <= {"left", "right"}
    # Northwards, then eastwards, or the other way round.
    assert {d.street.split()[0] for d in leg} == {"Row", "Column"}


def test_no_way_has_no_directions(town: Streets) -> None:
    assert town.directions([corner(1, 1), corner(9, 0.5)]) == [[]]
