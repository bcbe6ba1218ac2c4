"""One order from text, cell by cell: for rows of a file and for what is typed later."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache

from dashboard.domain import Day, Load, Order, Point, Priority, TimeWindow
from dashboard.intake.cells import (
    CellError,
    CellProblem,
    parse_parcels,
    parse_priority,
    parse_service,
    parse_volume_cm3,
    parse_weight_g,
)
from dashboard.intake.clocks import Night, instant_of, parse_clock
from dashboard.intake.habits import USUAL, EndMeans, Habits
from dashboard.intake.order_cells import MAX_CHARACTERS, OrderCells, short
from dashboard.intake.positions import NowhereError, checked_point, parse_degrees, parse_position
from dashboard.intake.spelling import MAX_NAME_CHARACTERS, clean_id
from dashboard.intake.windows import is_written_as_windows, parse_windows


def parse_order(
    values: Mapping[str, str],
    day: Day,
    *,
    overnight: tuple[time, time] | None = None,
    source: str = "",
    habits: Habits = USUAL,
) -> tuple[Order | None, list[CellProblem]]:
    """
    The order that the texts describe, or every reason why they describe none.

    ``values`` holds text by field (``columns.FIELDS``); what is missing or
    blank takes its default, and what says nothing of an order itself, such as
    its date, is passed over. ``overnight`` is the opening and closing of the
    day's overnight shift, if it has one: times before its opening may be the
    next day's. ``habits`` is how the source writes windows.
    """
    order, problems = _parsed(tuple(values.items()), day, overnight, source, habits)
    return order, list(problems)


@lru_cache(maxsize=20_000)
def _parsed(
    texts: tuple[tuple[str, str], ...],
    day: Day,
    overnight: tuple[time, time] | None,
    source: str,
    habits: Habits,
) -> tuple[Order | None, tuple[CellProblem, ...]]:
    """The same text is read again and again: from a file, for a table, for a plan."""
    night = Night(*overnight) if overnight else None
    cells = OrderCells(dict(texts))
    parse = cells.parse
    id_ = parse("order_id", _id, "")
    point = _point(cells)
    windows = _windows(cells, day, night, habits)
    service = parse("service_min", parse_service, None)
    if service and habits.end_means is EndMeans.FINISH_BY:
        windows = _finished_by(cells, windows, service)
    parcels = parse("parcels", parse_parcels, 1)
    weight_g = parse("weight_kg", parse_weight_g, 0)
    volume_cm3 = parse("volume_l", parse_volume_cm3, 0)
    priority = parse("priority", parse_priority, Priority.NORMAL)
    release = parse("release", lambda text: _release(text, day, night), None)
    if cells.problems or service is None:
        return None, tuple(cells.problems)
    order = Order(
        id=id_,
        point=point,
        windows=windows,
        service=service,
        load=Load(parcels, weight_g, volume_cm3),
        priority=priority,
        skills=_skills(cells["skills"]),
        release=release,
        customer=cells["customer"] or cells["company"],
        address=cells["address"],
        phone=cells["phone"],
        email=cells["email"],
        notes=cells["notes"],
        source=source,
    )
    return order, ()


def _id(text: str) -> str:
    cleaned = clean_id(text)
    if not cleaned:
        raise CellError("The order has no number.", "Give each order a number or a name.")
    if len(cleaned) > MAX_NAME_CHARACTERS:
        raise CellError(
            f"It is longer than {MAX_NAME_CHARACTERS} characters.", "Give a shorter order number."
        )
    return cleaned


def _point(cells: OrderCells) -> Point | None:
    """None without a position: the address is to be looked up."""
    lat, lon = cells["latitude"], cells["longitude"]
    if lat and lon:
        return _checked(cells, lat, lon)
    if lat or lon:
        missing = "longitude" if lat else "latitude"
        cells.problems.append(
            CellProblem(missing, "", f"The {missing} is missing.", "Give both, or neither.")
        )
        return None
    if cells["position"]:
        return cells.parse("position", lambda text: _or_address(cells, parse_position, text), None)
    if not cells["address"]:
        cells.problems.append(
            CellProblem(
                "address",
                "",
                "There is neither a position nor an address.",
                "Give latitude and longitude, or an address.",
            )
        )
    return None


def _or_address(
    cells: OrderCells, position_of: Callable[..., Point], *written: str | float
) -> Point | None:
    """None for 0, 0 where an address can be looked up instead."""
    try:
        return position_of(*written)
    except NowhereError:
        if cells["address"]:
            return None
        raise


def _checked(cells: OrderCells, lat: str, lon: str) -> Point | None:
    lat_degrees = cells.parse("latitude", lambda text: parse_degrees(text, "ns"), None)
    lon_degrees = cells.parse("longitude", lambda text: parse_degrees(text, "ew"), None)
    if lat_degrees is None or lon_degrees is None:
        return None
    try:
        return _or_address(cells, checked_point, lat_degrees, lon_degrees)
    except CellError as error:
        is_lat = abs(lat_degrees) > 90 or abs(lon_degrees) <= 180
        field, text = ("latitude", lat) if is_lat else ("longitude", lon)
        cells.problems.append(error.problem(field, text))
        return None


def _windows(
    cells: OrderCells, day: Day, night: Night | None, habits: Habits
) -> tuple[TimeWindow, ...]:
    start, end, several = cells["window_start"], cells["window_end"], cells["window"]
    try:
        return parse_windows(short(start), short(end), short(several), day, night, habits)
    except CellError as error:
        if several:
            cells.problems.append(error.problem("window", several))
        elif 0 < len(start) <= MAX_CHARACTERS and is_written_as_windows(start, day, night, habits):
            cells.problems.append(error.problem("window_start", start))
        else:
            _add_side_problems(cells, day, error)
        return ()


def _finished_by(
    cells: OrderCells, windows: tuple[TimeWindow, ...], service: timedelta
) -> tuple[TimeWindow, ...]:
    """The windows in which service must begin to have ended by their ends."""
    if any(window.end - window.start < service for window in windows):
        cells.problems.append(
            CellProblem(
                _window_field(cells),
                cells[_window_field(cells)],
                "The window is shorter than the minutes at the door.",
                "Give a longer window, or fewer minutes at the door.",
            )
        )
        return ()
    return tuple(replace(window, end=window.end - service) for window in windows)


def _add_side_problems(cells: OrderCells, day: Day, error: CellError) -> None:
    """What is wrong with each of the two times; if each is sound, with both together."""
    known = len(cells.problems)
    for field in ("window_start", "window_end"):
        cells.parse(field, lambda text: parse_clock(text, day) if text else None, None)
    if len(cells.problems) == known:
        field = _window_field(cells)
        cells.problems.append(error.problem(field, cells[field]))


def _window_field(cells: OrderCells) -> str:
    """Where the end of the windows is written."""
    return next((name for name in ("window", "window_end") if cells[name]), "window_start")


def _release(text: str, day: Day, night: Night | None) -> datetime | None:
    if not text:
        return None
    clock = parse_clock(text, day)
    return instant_of(clock, day, days=int(night is not None and night.holds(clock.time)))


def _skills(text: str) -> frozenset[str]:
    return frozenset(skill for part in text.split(";") if (skill := part.strip().casefold()))
