"""The ground of a map as a file of its shapes, found by place and zoom."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import numpy as np
import shapely

from dashboard.figures.ground import LAYERS, Shape
from dashboard.figures.tiles import Drawn, Tile

VERSION = 1
"""Another one where other things are drawn: the file's name carries it."""

_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE shapes (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, wkb BLOB NOT NULL);
CREATE VIRTUAL TABLE boxes USING rtree (id, left, right, top, bottom, zoom, near);
"""
# Zoom is a third direction: what is drawn from nearer only is not even looked at.
_WITHIN = """
SELECT kind, name, wkb FROM boxes JOIN shapes USING (id)
WHERE left <= ? AND right >= ? AND top <= ? AND bottom >= ? AND zoom <= ? ORDER BY id
"""


def write(path: Path, shapes: Iterable[Shape]) -> int:
    """Write the file, in place of an older one; how many shapes it holds."""
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    found = list(shapes)
    with closing(sqlite3.connect(aside)) as database:
        database.executescript(_SCHEMA)
        geometries = np.array([shape.geometry for shape in found], object)
        rows = zip(found, shapely.to_wkb(geometries), strict=True)
        database.executemany(
            "INSERT INTO shapes VALUES (?, ?, ?, ?)",
            ((id, shape.kind, shape.name, wkb) for id, (shape, wkb) in enumerate(rows)),
        )
        boxes = shapely.bounds(geometries).reshape(-1, 4).tolist()
        database.executemany(
            "INSERT INTO boxes VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (id, left, right, top, bottom, shape.zoom, shape.zoom)
                for id, (shape, (left, top, right, bottom)) in enumerate(zip(found, boxes, strict=True))
            ),
        )
        database.commit()
    aside.replace(path)
    return len(found)


def read(path: Path, tile: Tile) -> dict[str, Drawn]:
    """What a tile shows, by layer."""
    left, top, right, bottom = tile.box
    with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)) as database:
        rows = database.execute(_WITHIN, (right, left, bottom, top, tile.zoom)).fetchall()
    layers: dict[str, list[tuple[str, str, bytes]]] = {}
    for row in rows:
        layers.setdefault(LAYERS[row[0]], []).append(row)
    return {name: _drawn(found) for name, found in layers.items()}


def _drawn(rows: list[tuple[str, str, bytes]]) -> Drawn:
    kinds, names, codes = zip(*rows, strict=True)
    return Drawn(kinds, names, shapely.from_wkb(codes))
