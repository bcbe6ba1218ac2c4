"""What an opened index knows: names in memory, houses and lines looked up in the file."""

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from threading import Lock
from typing import Any, NamedTuple

from dashboard.domain import Point, great_circle_m
from dashboard.places.building import DEGREE_PARTS, name_key
from dashboard.places.gazetteer import Gazetteer, gazetteer
from dashboard.places.postcodes import Codes, area, codes_like
from dashboard.places.towns import Towns

METRES_PER_DEGREE = 111_195

# Below this share of houses with a postcode, one that is missing says nothing.
_CODES_KNOWN = 0.1
_HOUSE = "street, number, base, lon, lat, postcode, city"
_WITH_KEY = (
    f"SELECT {_HOUSE} FROM houses WHERE id IN"  # noqa: S608
    " (SELECT house FROM numbers WHERE street = ? AND key = ?) ORDER BY id"
)
_OF_STREET = f"SELECT {_HOUSE} FROM houses WHERE street = ? ORDER BY ABS(base - ?), id LIMIT ?"  # noqa: S608
_AROUND = f"SELECT {_HOUSE} FROM houses WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"  # noqa: S608


class House(NamedTuple):
    """One numbered house; postcode and town as far as they are tagged."""

    street: int
    number: str
    base: int
    point: Point
    postcode: str
    city: str


class StreetLine(NamedTuple):
    """A piece of a street, for drawing."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The names of one map, and its file for the rest; for several threads."""

    database: sqlite3.Connection
    lock: Lock
    gazetteer: Gazetteer
    towns: Towns
    tagged_towns: frozenset[str]
    codes: Codes | None
    number_first: bool

    def houses(self, street: int, key: str) -> list[House]:
        """Houses of a street that a number stands for."""
        return [_house(row) for row in self._rows(_WITH_KEY, (street, key))]

    def houses_by_number(self, street: int, base: int, limit: int) -> list[House]:
        """Houses of a street, those with the nearest numbers first."""
        return [_house(row) for row in self._rows(_OF_STREET, (street, base, limit))]

    def houses_near(self, point: Point, radius_m: float, limit: int) -> list[House]:
        """Houses in the square around the point, nearest first."""
        west, south, east, north = square(point, radius_m)
        houses = [_house(row) for row in self._rows(_AROUND, (south, north, west, east))]
        houses.sort(key=lambda one: (great_circle_m(one.point, point), one.street, one.number))
        return houses[:limit]

    def lines(self, street: int) -> list[tuple[Point, ...]]:
        """The pieces of a street."""
        rows = self._rows("SELECT degrees FROM lines WHERE street = ?", (street,))
        return [_points(degrees) for (degrees,) in rows]

    def lines_near(self, point: Point, radius_m: float) -> list[StreetLine]:
        """Pieces of streets that come into the square around the point."""
        west, south, east, north = square(point, radius_m)
        rows = self._rows(
            "SELECT name, degrees FROM lines JOIN streets ON streets.id = street"
            " WHERE south <= ? AND north >= ? AND west <= ? AND east >= ?",
            (north, south, east, west),
        )
        return [StreetLine(name, _points(degrees)) for name, degrees in rows]

    def town_points(self, key: str) -> list[Point]:
        """Where the map has a town, once for each square kilometre; empty: by its border only."""
        rows = self._rows("SELECT lon, lat FROM cities WHERE key = ? AND lon IS NOT NULL", (key,))
        return [Point(*row) for row in rows]

    def code_points(self, code: str) -> list[Point]:
        """Where the map has a postcode, in the same way; an area has those of all its codes."""
        rows = self._rows(
            "SELECT lon, lat FROM postcodes WHERE (code = ? OR code >= ? AND code < ?)"
            " AND lon IS NOT NULL",
            (code, code + " ", code + "!"),
        )
        return [Point(*row) for row in rows]

    def _rows(self, query: str, values: Sequence[object]) -> list[Any]:
        with self.lock:
            return self.database.execute(query, values).fetchall()


def read_known(database: sqlite3.Connection, *, number_first: bool) -> Known:
    """Load what is held in memory."""
    streets = database.execute("SELECT name, core, kind, compass, long FROM streets ORDER BY id")
    codes = frozenset(code for (code,) in database.execute("SELECT DISTINCT code FROM postcodes"))
    cities = database.execute("SELECT DISTINCT city FROM houses WHERE city <> ''").fetchall()
    return Known(
        database,
        Lock(),
        gazetteer(streets.fetchall()),
        _towns(database, codes),
        frozenset(name_key(city) for (city,) in cities),
        codes_like(codes),
        number_first,
    )


def square(point: Point, radius_m: float) -> tuple[float, float, float, float]:
    """West, south, east and north of a square around the point, in degrees."""
    lat = radius_m / METRES_PER_DEGREE
    lon = lat / cos(radians(min(abs(point.lat), 89)))
    return point.lon - lon, point.lat - lat, point.lon + lon, point.lat + lat


def _towns(database: sqlite3.Connection, codes: frozenset[str]) -> Towns:
    [(houses, coded)] = database.execute("SELECT COUNT(*), SUM(postcode <> '') FROM houses")
    names = frozenset(key for (key,) in database.execute("SELECT DISTINCT key FROM cities"))
    return Towns(
        names=names,
        sorted_names=tuple(sorted(names)),
        codes=codes,
        areas=frozenset(map(area, codes)),
        judges_codes=bool(codes) and (coded or 0) >= _CODES_KNOWN * houses,
    )


def _house(row: tuple[Any, ...]) -> House:
    street, number, base, lon, lat, postcode, city = row
    return House(street, number, base, Point(lon, lat), postcode, city)


def _points(degrees: bytes) -> tuple[Point, ...]:
    parts = array("i", degrees)
    return tuple(
        Point(lon / DEGREE_PARTS, lat / DEGREE_PARTS)
        for lon, lat in zip(parts[::2], parts[1::2], strict=True)
    )
