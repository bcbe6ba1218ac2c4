"""The address index as it is asked: addresses to points, and what lies around a point."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from dashboard.domain import Point
from dashboard.places.answers import Found
from dashboard.places.finding import find
from dashboard.places.known import House, Known, StreetLine, read_known, square
from dashboard.places.schema import open_file

_MARGIN_M = 500


@dataclass(frozen=True, slots=True)
class AddressIndex:
    """
    An opened index: names of streets and towns in memory, everything else in its file.

    May be asked from several threads. Close it, or use it as a context manager.
    """

    known: Known
    bounds: tuple[float, float, float, float]
    """West, south, east, north of the map, in degrees."""
    attribution: str
    """Stands wherever something of the map is shown."""

    def find(self, text: str, *, near: Point | None = None) -> Found:
        """Where an address is; ``near`` decides between places that agree alike."""
        return find(self.known, text, near)

    def knows(self, point: Point) -> bool:
        """Whether the point lies within the map, or half a kilometre around it."""
        west, south, east, north = square(point, _MARGIN_M)
        least_lon, least_lat, most_lon, most_lat = self.bounds
        return least_lon <= east and west <= most_lon and least_lat <= north and south <= most_lat

    def streets_near(self, point: Point, radius_m: float) -> list[StreetLine]:
        """Pieces of streets that come into the square around the point."""
        return self.known.lines_near(point, radius_m)

    def houses_near(self, point: Point, radius_m: float, limit: int = 200) -> list[House]:
        """Houses in the square around the point, nearest first."""
        return self.known.houses_near(point, radius_m, limit)

    def close(self) -> None:
        """Let go of the file."""
        self.known.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_index(path: Path) -> AddressIndex:
    """Open an index for reading; raises ``ExtractError`` for a file that is none."""
    database = open_file(path)
    with closing(database.execute("SELECT key, value FROM meta")) as rows:
        meta = dict(rows)
    west, south, east, north = map(float, meta["bounds"].split())
    known = read_known(database, number_first=bool(meta["number_first"]))
    return AddressIndex(known, (west, south, east, north), meta["attribution"])
