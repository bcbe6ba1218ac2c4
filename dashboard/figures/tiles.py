"""Shapes cut to the square tiles of a web map, as Mapbox Vector Tiles of version 2."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from dashboard.figures.protobuf import field, varint, varints

EXTENT = 8192
"""Steps along the side of a tile."""

Numbers = npt.NDArray[np.int64]
Shapes = npt.NDArray[Any]
Commands = tuple[int, int, bytes]
"""Of one feature: the place of its shape, its type and its packed drawing commands."""

_BEYOND = 256  # Steps drawn beyond the edge, so that lines have no ends at it.
_COARSE = EXTENT / 1024  # Half a pixel: of what is nearer, nobody sees the bends.
_FINE = 1.0
_MOVE, _LINE, _CLOSE = 1, 2, 7


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map: column from the west and row from the north, of 2**zoom each."""

    zoom: int
    column: int
    row: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as parts of the world's map, with what is drawn beyond."""
        side, beyond = 0.5**self.zoom, _BEYOND / EXTENT
        return (
            (self.column - beyond) * side,
            (self.row - beyond) * side,
            (self.column + 1 + beyond) * side,
            (self.row + 1 + beyond) * side,
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """Shapes of one layer, with what each is called and of which kind it is."""

    kinds: Sequence[str]
    names: Sequence[str]
    shapes: Shapes
    """In parts of the world's map, from its north-west corner."""


def world(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Longitudes and latitudes, shape ``(n, 2)``, as parts of the world's map (web Mercator)."""
    lat = np.radians(np.clip(degrees[:, 1], -85.05, 85.05))
    y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
    return np.column_stack(((degrees[:, 0] + 180) / 360, y))


def tile_of(layers: dict[str, Drawn], tile: Tile, *, finest: bool) -> bytes:
    """The tile's file; ``finest`` keeps every bend, for views from nearer than this zoom."""
    tolerance = _FINE if finest else _COARSE
    cut = [_layer(name, drawn, tile, tolerance) for name, drawn in layers.items()]
    return b"".join(field(3, layer) for layer in cut if layer)


def _layer(name: str, drawn: Drawn, tile: Tile, tolerance: float) -> bytes:
    shapes, origins = _cut(drawn.shapes, tile, tolerance)
    texts: dict[str, int] = {}
    features = []
    for origin, kind, commands in _commands(shapes, origins):
        tags = [0, texts.setdefault(drawn.kinds[origin], len(texts))]
        if drawn.names[origin]:
            tags += [1, texts.setdefault(drawn.names[origin], len(texts))]
        feature = field(2, b"".join(map(varint, tags))) + field(3, kind) + field(4, commands)
        features.append(field(2, feature))
    if not features:
        return b""
    values = [field(4, field(1, text.encode())) for text in texts]
    keys = [field(3, b"kind"), field(3, b"name")]
    return b"".join(
        (field(1, name.encode()), *features, *keys, *values, field(5, EXTENT), field(15, 2))
    )


def _cut(shapes: Shapes, tile: Tile, tolerance: float) -> tuple[Shapes, Numbers]:
    """Single parts in steps of the tile, each with the place of the shape that it is of."""
    scale = EXTENT * 2.0**tile.zoom
    corner = np.array([tile.column, tile.row]) * EXTENT
    steps = shapely.transform(shapes, lambda at: at * scale - corner)
    clipped = shapely.clip_by_rect(steps, -_BEYOND, -_BEYOND, EXTENT + _BEYOND, EXTENT + _BEYOND)
    parts, origins = shapely.get_parts(clipped, return_index=True)
    parts = shapely.simplify(parts, tolerance, preserve_topology=False)
    parts, again = shapely.get_parts(parts, return_index=True)
    dimensions = shapely.get_dimensions(parts)
    # What a tile's edge is touched by, and what has shrunk to nothing, is no area any more.
    kept = (dimensions == shapely.get_dimensions(shapes)[origins[again]]) & ~shapely.is_empty(parts)
    kept &= (dimensions < 2) | (shapely.area(parts) > tolerance**2)
    return shapely.orient_polygons(parts[kept]), origins[again][kept]


def _commands(shapes: Shapes, origins: Numbers) -> Iterator[Commands]:
    """Of all parts, whatever they are."""
    for dimension in range(3):
        chosen = shapely.get_dimensions(shapes) == dimension
        if chosen.any():
            yield from _alike(shapes[chosen], origins[chosen], dimension)


def _alike(shapes: Shapes, origins: Numbers, dimension: int) -> Iterator[Commands]:
    """Of parts that are all points (0), lines (1) or areas (2): they are packed at once."""
    rings, owners = shapes, np.arange(len(shapes))
    if dimension == 2:
        rings, owners = shapely.get_rings(shapes, return_index=True)
    places, ring_of = shapely.get_coordinates(rings, return_index=True)
    places = np.rint(places).astype(np.int64)
    # No place twice in a row; a ring's last place is its first, and goes without saying.
    is_same = ring_of[1:] == ring_of[:-1]
    kept = np.ones(len(places), bool)
    kept[:-1] = (places[1:] != places[:-1]).any(axis=1) | ~is_same
    if dimension == 2:
        kept[:-1] &= is_same
        kept[-1] = False
    places, ring_of = places[kept], ring_of[kept]
    lengths = np.bincount(ring_of, minlength=len(rings))
    sound = lengths >= dimension + 1
    if dimension == 2:
        first = np.append(True, np.diff(owners) > 0)
        sound &= sound[first][owners]
    places, ring_of = places[sound[ring_of]], ring_of[sound[ring_of]]
    yield from _packed(places, lengths[sound], owners[sound], origins, dimension)


def _packed(
    places: Numbers, lengths: Numbers, owners: Numbers, origins: Numbers, dimension: int
) -> Iterator[Commands]:
    """Rings or lines one after the other, as commands: move, line to the others, close."""
    if not len(lengths):
        return
    starts = np.cumsum(lengths) - lengths
    is_first = np.append(True, np.diff(owners) > 0)
    steps = np.diff(places, axis=0, prepend=np.zeros((1, 2), np.int64))
    # The pen rests where it was, until another part begins: at the corner.
    steps[starts[is_first]] = places[starts[is_first]]
    zigzag = ((steps << 1) ^ (steps >> 63)).ravel()
    spare = [1, 2, 3][dimension]
    sizes = 2 * lengths + spare
    begins = np.cumsum(sizes) - sizes
    numbers = np.empty(sizes.sum(), np.int64)
    taken = np.zeros(len(numbers), bool)
    numbers[begins], taken[begins] = _MOVE | 1 << 3, True
    if dimension:
        numbers[begins + 3], taken[begins + 3] = _LINE | lengths - 1 << 3, True
    if dimension == 2:
        ends = begins + sizes - 1
        numbers[ends], taken[ends] = _CLOSE | 1 << 3, True
    numbers[~taken] = zigzag
    code, offsets = varints(numbers)
    bounds = np.append(offsets[begins[is_first]], len(code))
    for owner, start, end in zip(owners[is_first], bounds, bounds[1:], strict=False):
        yield int(origins[owner]), dimension + 1, code[start:end]
