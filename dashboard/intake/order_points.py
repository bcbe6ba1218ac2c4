"""Where an order goes, or is fetched: a position in one cell or two, else an address."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.domain import Point
from dashboard.intake.cells import CellError, CellProblem
from dashboard.intake.order_cells import OrderCells
from dashboard.intake.positions import NowhereError, checked_point, parse_degrees, parse_position


@dataclass(frozen=True, slots=True)
class PlaceFields:
    """The fields that say where a place is."""

    latitude: str
    longitude: str
    position: str
    """Both in one; empty where there is no such field."""
    address: str


DOOR = PlaceFields("latitude", "longitude", "position", "address")
PICKUP = PlaceFields("pickup_latitude", "pickup_longitude", "", "pickup_address")


def point_in(cells: OrderCells, place: PlaceFields = DOOR) -> Point | None:
    """None without a position: the address is to be looked up."""
    lat, lon = cells[place.latitude], cells[place.longitude]
    if lat and lon:
        return _checked(cells, place, lat, lon)
    if lat or lon:
        field, missing = (place.longitude, "longitude") if lat else (place.latitude, "latitude")
        cells.problems.append(
            CellProblem(field, "", f"The {missing} is missing.", "Give both, or neither.")
        )
        return None
    if cells[place.position]:
        return cells.parse(
            place.position, lambda text: _or_address(cells, place, parse_position, text), None
        )
    if not cells[place.address]:
        cells.problems.append(
            CellProblem(
                place.address,
                "",
                "There is neither a position nor an address.",
                "Give latitude and longitude, or an address.",
            )
        )
    return None


def _or_address(
    cells: OrderCells,
    place: PlaceFields,
    position_of: Callable[..., Point],
    *written: str | float,
) -> Point | None:
    """None for 0, 0 where an address can be looked up instead."""
    try:
        return position_of(*written)
    except NowhereError:
        if cells[place.address]:
            return None
        raise


def _checked(cells: OrderCells, place: PlaceFields, lat: str, lon: str) -> Point | None:
    lat_degrees = cells.parse(place.latitude, lambda text: parse_degrees(text, "ns"), None)
    lon_degrees = cells.parse(place.longitude, lambda text: parse_degrees(text, "ew"), None)
    if lat_degrees is None or lon_degrees is None:
        return None
    try:
        return _or_address(cells, place, checked_point, lat_degrees, lon_degrees)
    except CellError as error:
        is_lat = abs(lat_degrees) > 90 or abs(lon_degrees) <= 180
        field, text = (place.latitude, lat) if is_lat else (place.longitude, lon)
        cells.problems.append(error.problem(field, text))
        return None
