"""What the ground of a map consists of: shapes of an extract made ready to be cut to tiles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import shapely

from dashboard.figures.sea import Box, sea
from dashboard.figures.tiles import world

FINEST = 14
"""The zoom of the last tiles: views from nearer enlarge them."""

_ZOOMS = {
    "areas": {"sea": 0, "water": 4, "wood": 6, "green": 9, "sand": 9, "built": 8, "square": 13},
    "water": {"coast": 6, "river": 8, "stream": 13},
    "roads": {
        "motorway": 5, "trunk": 6, "primary": 8, "secondary": 9, "tertiary": 11,
        "unclassified": 12, "residential": 12, "living_street": 12, "pedestrian": 13,
        "rail": 10, "runway": 11, "service": 13, "track": 13, "path": 14,
    },
    "buildings": {"building": 14},
    "places": {
        "city": 4, "town": 7, "village": 10, "suburb": 11, "hamlet": 12, "quarter": 12,
        "neighbourhood": 13,
    },
}  # fmt: skip
LAYERS = {kind: layer for layer, kinds in _ZOOMS.items() for kind in kinds}
"""The layer of each kind."""
_LEAST_ZOOM = {kind: zoom for kinds in _ZOOMS.values() for kind, zoom in kinds.items()}

_SMALLEST = 4 / 512  # Of a tile's side: what is smaller is left to nearer views.
_TOLERANCE = 1 / (8192 * 2**FINEST)  # One step of the finest tiles, a third of a metre.
_ROADS = ("primary", "secondary", "tertiary", "unclassified", "residential", "service")
_AT_ONCE = 200_000  # A whole city: what is of one name is joined. Of a country, a part fits.


class Record(Protocol):
    """A shape as read from an extract."""

    @property
    def kind(self) -> str:
        """One of ``LAYERS``."""

    @property
    def name(self) -> str:
        """Empty for none."""

    @property
    def wkb(self) -> bytes:
        """Well-known binary, in degrees."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing to draw from a zoom on, in parts of the world's map."""

    kind: str
    name: str
    zoom: int
    geometry: Any


def shapes_of(records: Iterable[Record], box: Box | None) -> Iterator[Shape]:
    """
    Lines of one name joined, seas found, bends that nobody sees taken out.

    ``box`` is where the extract ends, in degrees; None: where its roads end.
    """
    rest, coasts, dry = iter(records), [], [np.empty((0, 2))]
    while some := list(islice(rest, _AT_ONCE)):
        kinds = np.array([record.kind for record in some])
        names = np.array([record.name for record in some], object)
        geometries = shapely.from_wkb([record.wkb for record in some])
        coasts += list(geometries[kinds == "coast"])
        roads = geometries[np.isin(kinds, _ROADS)]
        dry.append(
            shapely.get_coordinates(shapely.line_interpolate_point(roads, 0.5, normalized=True))
        )
        for kind, name, found in _grouped(kinds, names, geometries):
            yield from _shapes(kind, name, found)
    points = np.concatenate(dry)
    if coasts and (box or len(points)):
        edge = box or (*points.min(axis=0).tolist(), *points.max(axis=0).tolist())
        for area in sea(coasts, edge, points):
            yield from _shapes("sea", "", np.array([area]))


def _grouped(
    kinds: npt.NDArray[Any], names: npt.NDArray[Any], geometries: npt.NDArray[Any]
) -> Iterator[tuple[str, str, npt.NDArray[Any]]]:
    order = np.lexsort((names, kinds))
    kinds, names, geometries = kinds[order], names[order], geometries[order]
    is_new = (kinds[1:] != kinds[:-1]) | (names[1:] != names[:-1])
    bounds = [0, *(np.flatnonzero(is_new) + 1).tolist(), len(kinds)]
    for start, end in pairwise(bounds):
        yield str(kinds[start]), str(names[start]), geometries[start:end]


def _shapes(kind: str, name: str, geometries: npt.NDArray[Any]) -> Iterator[Shape]:
    if LAYERS[kind] in ("roads", "water"):
        # Names are written along lines: short pieces would carry none.
        joined = shapely.line_merge(shapely.multilinestrings(shapely.get_parts(geometries)))
        geometries = shapely.get_parts(joined)
    geometries = shapely.transform(geometries, world)
    geometries = shapely.simplify(geometries, _TOLERANCE)
    for geometry, zoom in zip(geometries, _zooms(kind, geometries), strict=True):
        if not geometry.is_empty:
            yield Shape(kind, name, zoom, geometry)


def _zooms(kind: str, geometries: npt.NDArray[Any]) -> list[int]:
    """From which zoom on each is drawn: areas once they are larger than a dot."""
    least = _LEAST_ZOOM[kind]
    if LAYERS[kind] != "areas":
        return [least] * len(geometries)
    sides = np.maximum(np.sqrt(shapely.area(geometries)), 1e-12)
    zooms = np.ceil(np.log2(_SMALLEST / sides)).astype(int)
    return [int(zoom) for zoom in np.clip(zooms, least, FINEST)]
