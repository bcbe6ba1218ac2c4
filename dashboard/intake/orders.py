"""One order from text, cell by cell: for rows of a file and for what is typed later."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import TypeVar

from dashboard.domain import Day, Load, Order, Point, Priority, TimeWindow
from dashboard.intake.cells import (
    CellError,
    CellProblem,
    checked_point,
    parse_degrees,
    parse_parcels,
    parse_priority,
    parse_service,
    parse_volume_cm3,
    parse_weight_g,
)
from dashboard.intake.clocks import Night, instant_of, parse_clock
from dashboard.intake.spelling import MAX_NAME_CHARACTERS, clean_id, clean_text
from dashboard.intake.windows import is_written_as_windows, parse_windows

_Value = TypeVar("_Value")

_MAX_CHARACTERS = 300
"""Of a cell that holds a number or times; names, addresses and notes may be longer."""

# Latitude, what stands between, longitude: with decimal points, else with decimal commas.
_DEGREES = "([-+\N{MINUS SIGN}]?[0-9]+(?:%s[0-9]+)?)"
_POSITIONS = tuple(
    re.compile((_DEGREES % point) + between + (_DEGREES % point))
    for point, between in ((r"\.", r"(?:\s*[,;/]\s*|\s+)"), (",", r"(?:\s*[;/]\s*|,?\s+)"))
)


def parse_order(
    values: Mapping[str, str],
    day: Day,
    *,
    overnight: tuple[time, time] | None = None,
    source: str = "",
) -> tuple[Order | None, list[CellProblem]]:
    """
    The order that the texts describe, or every reason why they describe none.

    ``values`` holds text by field (``columns.FIELDS``); what is missing or
    blank takes its default. ``overnight`` is the opening and closing of the
    day's overnight shift, if it has one: times before its opening may be the
    next day's.
    """
    order, problems = _parsed(tuple(values.items()), day, overnight, source)
    return order, list(problems)


@lru_cache(maxsize=20_000)
def _parsed(
    texts: tuple[tuple[str, str], ...],
    day: Day,
    overnight: tuple[time, time] | None,
    source: str,
) -> tuple[Order | None, tuple[CellProblem, ...]]:
    """The same text is read again and again: from a file, for a table, for a plan."""
    night = Night(*overnight) if overnight else None
    cells = _Cells(dict(texts))
    parse = cells.parse
    id_ = parse("order_id", _id, "")
    point = _point(cells)
    windows = _windows(cells, day, night)
    service = parse("service_min", parse_service, None)
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
        customer=cells["customer"],
        address=cells["address"],
        phone=cells["phone"],
        email=cells["email"],
        notes=cells["notes"],
        source=source,
    )
    return order, ()


class _Cells:
    """The texts of one order, and what was wrong with them so far."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._texts = {field: clean_text(text) for field, text in values.items() if text}
        self.problems: list[CellProblem] = []

    def __getitem__(self, field: str) -> str:
        return self._texts.get(field, "")

    def parse(self, field: str, parser: Callable[[str], _Value], otherwise: _Value) -> _Value:
        """What the cell says; if it cannot be taken, that is noted."""
        text = self[field]
        try:
            return parser(text if field == "order_id" else _short(text))
        except CellError as error:
            self.problems.append(error.problem(field, text))
            return otherwise


def _short(text: str) -> str:
    """The text, if matching patterns against it takes no time."""
    if len(text) > _MAX_CHARACTERS:
        raise CellError("It is too long.", "Move what else it says to the notes.")
    return text


def _id(text: str) -> str:
    cleaned = clean_id(text)
    if not cleaned:
        raise CellError("The order has no number.", "Give each order a number or a name.")
    if len(cleaned) > MAX_NAME_CHARACTERS:
        raise CellError(
            f"It is longer than {MAX_NAME_CHARACTERS} characters.", "Give a shorter order number."
        )
    return cleaned


def _point(cells: _Cells) -> Point | None:
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
        return cells.parse("position", parse_position, None)
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


def parse_position(text: str) -> Point:
    """Latitude and longitude in one cell, as in ``60.17, 24.94``; raises CellError."""
    plain = text.strip().strip("()[]").replace("°", "")
    for pattern in _POSITIONS:
        if match := pattern.fullmatch(plain.strip()):
            return checked_point(parse_degrees(match[1]), parse_degrees(match[2]))
    raise CellError(
        "It is not a position.", "Give latitude and longitude in degrees, as in 60.17, 24.94."
    )


def _checked(cells: _Cells, lat: str, lon: str) -> Point | None:
    lat_degrees = cells.parse("latitude", parse_degrees, None)
    lon_degrees = cells.parse("longitude", parse_degrees, None)
    if lat_degrees is None or lon_degrees is None:
        return None
    try:
        return checked_point(lat_degrees, lon_degrees)
    except CellError as error:
        is_lat = abs(lat_degrees) > 90 or abs(lon_degrees) <= 180
        field, text = ("latitude", lat) if is_lat else ("longitude", lon)
        cells.problems.append(error.problem(field, text))
        return None


def _windows(cells: _Cells, day: Day, night: Night | None) -> tuple[TimeWindow, ...]:
    start, end, several = cells["window_start"], cells["window_end"], cells["window"]
    try:
        return parse_windows(_short(start), _short(end), _short(several), day, night)
    except CellError as error:
        if several:
            cells.problems.append(error.problem("window", several))
        elif 0 < len(start) <= _MAX_CHARACTERS and is_written_as_windows(start):
            cells.problems.append(error.problem("window_start", start))
        else:
            _add_side_problems(cells, day, error)
        return ()


def _add_side_problems(cells: _Cells, day: Day, error: CellError) -> None:
    """What is wrong with each of the two times; if each is sound, with both together."""
    known = len(cells.problems)
    for field in ("window_start", "window_end"):
        cells.parse(field, lambda text: parse_clock(text, day) if text else None, None)
    if len(cells.problems) == known:
        field = "window_end" if cells["window_end"] else "window_start"
        cells.problems.append(error.problem(field, cells[field]))


def _release(text: str, day: Day, night: Night | None) -> datetime | None:
    if not text:
        return None
    clock = parse_clock(text, day)
    return instant_of(clock, day, days=int(night is not None and night.holds(clock.time)))


def _skills(text: str) -> frozenset[str]:
    return frozenset(skill for part in text.split(";") if (skill := part.strip().casefold()))
