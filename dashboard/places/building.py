"""An extract -> the address index: one SQLite file, complete or not there."""

import hashlib
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from dashboard.domain import Point
from dashboard.osm import (
    ATTRIBUTION,
    AddressRecord,
    ExtractError,
    StreetRecord,
    addresses,
    localities,
    sorted_copy,
    streets,
)
from dashboard.places.folding import fold, words
from dashboard.places.numbers import tagged
from dashboard.places.postcodes import postcode_key
from dashboard.places.schema import INDEXES, SCHEMA, VERSION
from dashboard.places.street_names import StreetName, street_name
from dashboard.places.vocabulary import NUMBER_FIRST_KINDS

DEGREE_PARTS = 10_000_000
"""Degrees are stored as whole numbers of these."""

_Row = tuple[str | float | None, ...]

_OUTLIERS = 0.5  # Per cent at each side: long roads run out of an extract.
_CITY_GRID_DECIMALS = 2  # About a kilometre: where in a town is all the same.


class IndexSummary(NamedTuple):
    """What an index holds; ``bounds`` west, south, east, north in degrees."""

    addresses: int
    streets: int
    places: int
    postcodes: int
    bounds: tuple[float, float, float, float]


def build_index(
    extract: Path, target: Path, *, progress: Callable[[str], None] | None = None
) -> IndexSummary:
    """
    Make the index of an extract; ``progress`` hears what is being done.

    Raises ``ExtractError`` for an unusable extract, and for one without a street.
    """
    tell = progress or (lambda _: None)
    with TemporaryDirectory(dir=target.parent, prefix=".index-") as folder:
        ordered, unfinished = Path(folder) / "sorted.osm.pbf", Path(folder) / "index.db"
        tell("Sorting the map")
        sorted_copy(extract, ordered)
        with closing(sqlite3.connect(unfinished)) as database:
            database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;{SCHEMA}")
            build = _Build(database)
            tell("Reading streets")
            build.add_lines(streets(ordered))
            tell("Reading addresses")
            build.add_houses(addresses(ordered))
            tell("Reading towns and postcodes")
            build.add_localities(ordered)
            summary = build.finish(extract)
            database.commit()
            database.executescript(f"{INDEXES}ANALYZE")
        unfinished.replace(target)
    return summary


@dataclass(slots=True)
class _Build:
    database: sqlite3.Connection
    ids: dict[StreetName, int] = field(default_factory=dict)
    ids_as_written: dict[str, int | None] = field(default_factory=dict)
    count: int = 0
    postcodes: dict[tuple[str, float, float], Point] = field(default_factory=dict)
    cities: dict[tuple[str, float, float], tuple[str, Point]] = field(default_factory=dict)
    # Known by name alone: the extract has no more than their border.
    borders: dict[str, str] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)
    spread: "array[float]" = field(default_factory=lambda: array("d"))
    kinds: Counter[bool] = field(default_factory=Counter)

    def add_lines(self, records: Iterable[StreetRecord]) -> None:
        for record in records:
            ids = [self._street(name) for name in record.name.split(";")]
            lons, lats = zip(*record.points, strict=True)
            self.spread.extend((lons[0], lats[0], lons[-1], lats[-1]))
            degrees = array("i", [round(d * DEGREE_PARTS) for p in record.points for d in p])
            box = min(lons), min(lats), max(lons), max(lats)
            self.database.executemany(
                "INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)",
                [(street, *box, degrees.tobytes()) for street in ids if street is not None],
            )
            middle = record.points[len(record.points) // 2]
            self._add_postcode(postcode_key(record.postcode), middle)

    def add_houses(self, records: Iterable[AddressRecord]) -> None:
        for record in records:
            number, street = tagged(fold(record.number)), self._street_of_house(record.street)
            if number is None or street is None:
                continue
            (lon, lat), self.count = record.point, self.count + 1
            postcode, city = postcode_key(record.postcode), _city_name(record.city)
            house = self.database.execute(
                "INSERT INTO houses VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
                (street, number.label, number.base, lon, lat, postcode, city),
            ).lastrowid
            self.database.executemany(
                "INSERT INTO numbers VALUES (?, ?, ?)",
                [(street, key, house) for key in number.keys],
            )
            self.spread.extend((lon, lat))
            self._add_postcode(postcode, record.point)
            self._add_city(city, record.point)

    def add_localities(self, extract: Path) -> None:
        for locality in localities(extract):
            key = postcode_key(locality.postcode)
            if locality.point is None:
                self.borders.setdefault(name_key(locality.name), locality.name)
                self.areas.add(key)
            else:
                self._add_city(_city_name(locality.name), locality.point)
                self._add_postcode(key, locality.point)

    def finish(self, extract: Path) -> IndexSummary:
        if not self.ids:
            raise ExtractError(
                f"{extract.name} has no street with a name. Choose a map file of your area."
            )
        placed = {key for key, _, _ in self.postcodes}
        codes: list[_Row] = [(key, *point) for (key, _, _), point in self.postcodes.items()]
        codes += [(key, None, None) for key in sorted(self.areas - placed - {""})]
        self.database.executemany("INSERT INTO postcodes VALUES (?, ?, ?)", codes)
        known = {key for key, _, _ in self.cities} | {""}
        towns: list[_Row] = [
            (key, *named, *at) for (key, _, _), (*named, at) in self.cities.items()
        ]
        towns += [(k, n, None, None) for k, n in self.borders.items() if k not in known]
        self.database.executemany("INSERT INTO cities VALUES (?, ?, ?, ?)", towns)
        bounds = _bounds(self.spread)
        number_first = self.kinds[True] > self.kinds[False]
        meta = {
            "version": VERSION,
            "source": extract.name,
            "sha256": _fingerprint(extract),
            "attribution": ATTRIBUTION,
            "bounds": " ".join(map(repr, bounds)),
            "number_first": "1" if number_first else "",
        }
        self.database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        places, areas = ({row[0] for row in rows} for rows in (towns, codes))
        return IndexSummary(self.count, len(self.ids), len(places), len(areas), bounds)

    def _street_of_house(self, name: str) -> int | None:
        """``Caisa, Vilhonkatu`` is on the street that the map has, else on what is written."""
        for part in re.split("[;,]", name):
            known = self.ids.get(street_name(words(part)))
            if known is not None:
                return known
        return self._street(name)

    def _street(self, name: str) -> int | None:
        """The id of the street, new where the name is; None for a name without letters."""
        if name not in self.ids_as_written:
            self.ids_as_written[name] = self._add_street(name)
        return self.ids_as_written[name]

    def _add_street(self, name: str) -> int | None:
        parts = words(name)
        if not parts:
            return None
        parsed = street_name(parts)
        if parsed not in self.ids:
            self.ids[parsed] = len(self.ids)
            self.kinds[parts[-1] in NUMBER_FIRST_KINDS or parts[0] in NUMBER_FIRST_KINDS] += 1
            self.database.execute(
                "INSERT INTO streets VALUES (?, ?, ?, ?, ?, ?)",
                (self.ids[parsed], " ".join(name.split()), *parsed, "".join(parts)),
            )
        return self.ids[parsed]

    def _add_postcode(self, key: str, point: Point) -> None:
        if key:
            near = round(point.lon, _CITY_GRID_DECIMALS), round(point.lat, _CITY_GRID_DECIMALS)
            self.postcodes.setdefault((key, *near), point)

    def _add_city(self, name: str, point: Point) -> None:
        key = name_key(name)
        if key:
            near = round(point.lon, _CITY_GRID_DECIMALS), round(point.lat, _CITY_GRID_DECIMALS)
            self.cities.setdefault((key, *near), (name, point))


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_key(name: str) -> str:
    """A town's name as it is compared: folded words with single spaces."""
    return " ".join(words(name))


def _city_name(text: str) -> str:
    """A town as tagged, without the state behind it; "" for figures and the like."""
    name = " ".join(text.split(",")[0].split())
    return name if any(mark.isalpha() for mark in name) else ""


def _bounds(spread: "array[float]") -> tuple[float, float, float, float]:
    pairs = np.asarray(spread).reshape(-1, 2)
    (west, south), (east, north) = np.percentile(pairs, [_OUTLIERS, 100 - _OUTLIERS], axis=0)
    return float(west), float(south), float(east), float(north)
