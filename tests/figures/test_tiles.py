"""Shapes as tiles: cut at the edge, in steps, and only what can be seen."""

import numpy as np
import pytest
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.figures.protobuf import varint, varints, zigzag
from dashboard.figures.tiles import EXTENT, Drawn, Tile, tile_of, world
from tests.figures.vector_tiles import Feature, area, signed, tile

HERE = Tile(1, 1, 0)
"""The north-east quarter of the world."""


def drawn(*shapes: BaseGeometry, name: str = "") -> list[Feature]:
    """What a program reads of shapes that are given in steps of the tile."""
    parts = shapely.transform(np.array(shapes), lambda at: (at / EXTENT + [1, 0]) / 2)
    layer = Drawn(["street"] * len(shapes), [name] * len(shapes), parts)
    return tile(tile_of({"roads": layer}, HERE, finest=True)).get("roads", [])


def test_a_line_comes_as_it_is() -> None:
    [line] = drawn(LineString([(0, 0), (100, 0), (100, 50)]), name="Ringstraße")
    assert (line.type, line.tags) == (2, {"kind": "street", "name": "Ringstraße"})
    assert line.parts == [[(0, 0), (100, 0), (100, 50)]]


def test_a_line_is_cut_just_beyond_the_edge() -> None:
    [line] = drawn(LineString([(-90_000, 10), (90_000, 10)]))
    assert line.parts == [[(-256, 10), (EXTENT + 256, 10)]]


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    lines = drawn(LineString([(10, 10), (10, -900), (500, -900), (500, 10)]))
    assert sorted(line.parts for line in lines) == [
        [[(10, 10), (10, -256)]],
        [[(500, -256), (500, 10)]],
    ]


def test_an_area_keeps_its_hole_and_says_which_is_which() -> None:
    hole = [(20, 20), (20, 60), (60, 60), (60, 20)]
    [found] = drawn(Polygon([(0, 0), (0, 100), (100, 100), (100, 0)], [hole]))
    assert found.type == 3
    assert [area(ring) for ring in found.parts] == [100 * 100, -40 * 40]
    assert all(len(ring) == 4 for ring in found.parts), "a ring's end goes without saying"


def test_an_area_around_the_whole_tile_fills_it() -> None:
    [found] = drawn(shapely.box(-90_000, -90_000, 90_000, 90_000))
    assert [area(ring) for ring in found.parts] == [(EXTENT + 512) ** 2]


def test_a_place_is_a_point() -> None:
    [found] = drawn(Point(7, 9))
    assert (found.type, found.parts) == (1, [[(7, 9)]])


def test_what_lies_elsewhere_or_is_too_small_is_not_there() -> None:
    elsewhere = LineString([(20_000, 0), (30_000, 0)])
    speck = shapely.box(5, 5, 5.4, 5.4)
    touching = shapely.box(EXTENT + 256, 0, EXTENT + 900, 900)
    assert drawn(elsewhere, speck, touching) == []
    assert tile_of({}, HERE, finest=True) == b""


def test_several_shapes_keep_apart() -> None:
    shapes = [LineString([(k, 0), (k, 100 + k)]) for k in range(50)]
    assert [line.parts[0] for line in drawn(*shapes)] == [[(k, 0), (k, 100 + k)] for k in range(50)]


def test_from_afar_bends_that_nobody_sees_are_left_out() -> None:
    line = LineString([(0, 0), (400, 3), (800, 0)])
    layer = Drawn(["a"], [""], shapely.transform([line], lambda at: (at / EXTENT + [1, 0]) / 2))
    far, near = (
        tile(tile_of({"roads": layer}, HERE, finest=finest))["roads"][0].parts[0]
        for finest in (False, True)
    )
    assert (len(far), len(near)) == (2, 3)


def test_the_world_is_a_square() -> None:
    places = world(np.array([[-180.0, 85.0511287], [0, 0], [180, -85.0511287]]))
    assert places == pytest.approx(np.array([[0, 0], [0.5, 0.5], [1, 1]]), abs=1e-4)


def test_numbers_are_packed_alike_one_by_one_and_together() -> None:
    numbers = [0, 1, 127, 128, 16_383, 16_384, 2**21, 2**28, 2**31]
    code, begins = varints(np.array(numbers))
    assert code == b"".join(map(varint, numbers))
    assert [varint(n) for n in numbers] == [
        code[a:b] for a, b in zip(begins, [*begins[1:], len(code)], strict=True)
    ]
    assert [signed(zigzag(n)) for n in (-300, -1, 0, 1, 300)] == [-300, -1, 0, 1, 300]
