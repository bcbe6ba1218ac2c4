"""Dashed ways as short lines."""

from itertools import pairwise
from math import hypot

import pytest

from dashboard.figures.dashes import dashed_paths, dashes


def lengths(pieces: list[list[list[float]]]) -> list[float]:
    return [sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(piece)) for piece in pieces]


def test_dashes_and_gaps_alternate_along_a_straight_way() -> None:
    pieces = list(dashes([[0, 0], [0, 1]], 0.25))
    assert len(pieces) == 4
    assert lengths(pieces) == pytest.approx([0.15] * 4, abs=1e-5)
    assert [piece[0][1] for piece in pieces] == pytest.approx([0, 0.25, 0.5, 0.75], abs=1e-5)


def test_a_dash_bends_around_a_corner() -> None:
    pieces = list(dashes([[0, 0], [0.1, 0], [0.1, 0.9]], 0.25))
    assert pieces[0] == [[0, 0], [0.1, 0.0], [0.1, pytest.approx(0.05)]]
    assert sum(lengths(pieces)) == pytest.approx(0.6, abs=1e-4)


def test_records_keep_their_columns_and_stay_few() -> None:
    legs = [{"number": 7, "path": [[0, 0], [0, 0.1]]}] * 400
    pieces = dashed_paths(legs)
    assert {piece["number"] for piece in pieces} == {7}
    assert 2 * len(legs) < len(pieces) < 25_000


@pytest.mark.parametrize("legs", [[], [{"path": [[1, 1]]}], [{"path": [[1, 1], [1, 1]]}]])
def test_a_way_of_no_length_is_left_as_it_is(legs: list[dict[str, object]]) -> None:
    assert dashed_paths(legs) == legs
