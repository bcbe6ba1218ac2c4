"""The ground of a map as a file of its shapes, found by place and zoom."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import shapely

from dashboard.figures.ground import LAYERS, Shape
from dashboard.figures.tiles import Drawn, Tile

_Row = tuple[str, str, bytes]

_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE shapes (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, wkb BLOB NOT NULL
);
CREATE VIRTUAL TABLE boxes USING rtree (id, left, right, top, bottom, zoom, near);
"""
_AT_ONCE = 20_000
# Zoom is a third direction: what is drawn from nearer only is not even looked at.
_WITHIN = """
SELECT kind, name, wkb FROM boxes JOIN shapes USING (id)
WHERE left <= ? AND right >= ? AND top <= ? AND bottom >= ? AND zoom <= ? ORDER BY id
"""


def write(path: Path, shapes: Iterable[Shape]) -> None:
    """Write the file, in place of an older one."""
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    rest = iter(shapes)
    first = 0
    with closing(sqlite3.connect(aside)) as database:
        database.executescript(_SCHEMA)
        while some := list(islice(rest, _AT_ONCE)):
            _insert(database, first, some)
            first += len(some)
        database.commit()
    aside.replace(path)


def read(paths: Iterable[Path], tile: Tile) -> dict[str, Drawn]:
    """What a tile shows of several grounds together, by layer."""
    left, top, right, bottom = tile.box
    layers: dict[str, list[_Row]] = {}
    for path in paths:
        with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)) as database:
            for row in database.execute(_WITHIN, (right, left, bottom, top, tile.zoom)):
                layers.setdefault(LAYERS[row[0]], []).append(row)
    return {layer: _drawn(rows) for layer, rows in layers.items()}


def _insert(database: sqlite3.Connection, first: int, shapes: list[Shape]) -> None:
    geometries = [shape.geometry for shape in shapes]
    codes, boxes = shapely.to_wkb(geometries), shapely.bounds(geometries).tolist()
    rows, entries = [], []
    for number, shape, wkb, box in zip(count(first), shapes, codes, boxes, strict=False):
        left, top, right, bottom = box
        rows.append((number, shape.kind, shape.name, wkb))
        entries.append((number, left, right, top, bottom, shape.zoom, shape.zoom))
    database.executemany("INSERT INTO shapes VALUES (?, ?, ?, ?)", rows)
    database.executemany("INSERT INTO boxes VALUES (?, ?, ?, ?, ?, ?, ?)", entries)


def _drawn(rows: list[_Row]) -> Drawn:
    kinds, names, codes = zip(*rows, strict=True)
    return Drawn(kinds, names, shapely.from_wkb(codes))
