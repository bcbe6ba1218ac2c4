"""A matrix along streets for anyone who wants to check it or use it elsewhere."""

from datetime import date as calendar_date
from datetime import datetime, time
from pathlib import Path

import numpy as np

from dashboard.domain import (
    IntakeError,
    PlannerError,
    Point,
    TravelMatrix,
    count_words,
    is_on_earth,
)
from dashboard.domain.traffic import EMPTY_ROADS
from dashboard.services.reading import table_of
from dashboard.services.roads import streets_of
from dashboard.services.traffic import traffic_of
from dashboard.travel.streets import Streets
from dashboard.travel.traffic import UNSLOWED

_COLUMNS = ("latitude", "longitude")


def write_matrix(
    points: Path,
    extract: Path,
    out: Path,
    *,
    profile: str = "van",
    slot: str | None = None,
    traffic: str = "",
    date: str | None = None,
) -> str:
    """
    Write the .npz; what came of it in words. Raises ``PlannerError`` for unusable input.

    Without traffic, times are those on empty roads at any hour.
    """
    places = read_points(points)
    streets = streets_of(extract)
    snaps = streets.snap(places, profile)
    matrix = _matrix(streets, places, profile, slot, traffic, date)
    with out.open("wb") as file:
        np.savez(
            file,
            durations_s=matrix.durations_s[0],
            distances_m=matrix.distances_m,
            snap_m=snaps.metres,
            reason=np.array(snaps.reasons),
        )
    lost = sum(bool(reason) for reason in snaps.reasons)
    more = f"; {count_words(lost, 'point')} on no street: see reason" if lost else ""
    return f"{count_words(len(places), 'point')}, {len(places) ** 2:,} ways in {out}{more}"


def read_points(file: Path) -> list[Point]:
    """The points of a table in its order; raises ``IntakeError`` naming row and column."""
    table = table_of(file)
    names = [heading.strip().casefold() for heading in table.headings]
    if missing := [name for name in _COLUMNS if name not in names]:
        raise IntakeError(f"{file}: there is no column {missing[0]}.")
    columns = [names.index(name) for name in _COLUMNS]
    found = []
    for number, cells in enumerate(table.rows, start=table.first_row):
        texts = [cells[k].strip() if k < len(cells) else "" for k in columns]
        try:
            lat, lon = (float(text.replace(",", ".")) for text in texts)
        except ValueError:
            bad = f"{file}, row {number}: {', '.join(texts)} is no position"
            raise IntakeError(f"{bad}: give latitude and longitude in degrees.") from None
        point = Point(lon, lat)
        if not is_on_earth(point):
            raise IntakeError(f"{file}, row {number}: {lat}, {lon} is not on earth.")
        found.append(point)
    return found


def _matrix(
    streets: Streets,
    places: list[Point],
    profile: str,
    slot: str | None,
    traffic: str,
    date: str | None,
) -> TravelMatrix:
    """At that time, as if its speeds held for as long as anybody drives."""
    if not traffic or slot is None or profile in UNSLOWED:
        return streets.matrix(places, profile)
    local, speeds = _instant(slot, date), traffic_of(traffic)
    factors = [EMPTY_ROADS / speeds.speed_at(local, name) for name in streets.road_classes]
    return streets.matrix_by_hour(places, profile, np.array([factors]), (0,))


def _instant(slot: str, date: str | None) -> datetime:
    """What the local clock shows then; raises ``PlannerError`` for what it never shows."""
    try:
        day = calendar_date.fromisoformat(date) if date else datetime.now().astimezone().date()
        return datetime.combine(day, time.fromisoformat(slot))
    except ValueError as error:
        raise PlannerError(f"{error}: write 2026-11-30 for a date and 08:00 for a time.") from None
