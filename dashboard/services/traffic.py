"""The traffic of a business: kept in the workspace, chosen by name, or read from a file."""

from collections.abc import Iterator
from pathlib import Path

from dashboard.domain import IntakeError, PlannerError, RowProblem, Traffic
from dashboard.domain.traffic import EMPTY_ROADS as EMPTY_ROADS
from dashboard.domain.traffic import HOURS as HOURS
from dashboard.domain.traffic import NO_TRAFFIC
from dashboard.domain.traffic import SLOWEST as SLOWEST
from dashboard.intake.spelling import plain_words
from dashboard.intake.tables import Table
from dashboard.services.reading import table_of
from dashboard.store import Store, get_settings, save_settings
from dashboard.travel.traffic import PRESETS as PRESETS

_KEY = "traffic"
_COLUMNS = ("weekday", "hour", "factor")
_DAYS = {"weekday": "weekday", "weekdays": "weekday", "weekend": "weekend", "weekends": "weekend"}

Cell = tuple[str, int, int]
"""Weekday or weekend, the hour, and the speed in per cent."""


def get(store: Store) -> Traffic:
    """As saved; none at first."""
    saved = get_settings(store).get(_KEY)
    if not saved:
        return NO_TRAFFIC
    return Traffic(tuple(saved["weekday"]), tuple(saved["weekend"]))


def save(store: Store, traffic: Traffic) -> None:
    """The next plans count with it."""
    rows = {"weekday": list(traffic.weekday), "weekend": list(traffic.weekend)}
    save_settings(store, **{_KEY: None if traffic.is_none else rows})


def name_of(traffic: Traffic) -> str:
    """The preset that it is; empty for one of somebody's own."""
    return next((name for name, preset in PRESETS.items() if preset == traffic), "")


def traffic_of(text: str | Path) -> Traffic:
    """A preset by its name, or what a file says; raises ``PlannerError`` for anything else."""
    if str(text) in PRESETS:
        return PRESETS[str(text)]
    if not Path(text).suffix:
        names = ", ".join(PRESETS)
        raise PlannerError(f"There is no traffic {str(text)!r}: give one of {names}, or a file.")
    return read_traffic(table_of(Path(text)))


def read_traffic(table: Table) -> Traffic:
    """
    Rows of weekday (or weekend), hour and speed, as 70, 70 % or 0.7 of that on empty roads.

    Hours that are not named have empty roads. Raises ``IntakeError`` with all that is wrong.
    """
    places = _places(table)
    speeds = {"weekday": [EMPTY_ROADS] * HOURS, "weekend": [EMPTY_ROADS] * HOURS}
    problems: list[RowProblem] = []
    seen: set[tuple[str, int]] = set()
    for number, cells in enumerate(table.rows, start=table.first_row):
        if not any(cell.strip() for cell in cells):
            continue
        texts = [cells[place].strip() if place < len(cells) else "" for place in places]
        wrong = [RowProblem(table.name, number, *problem) for problem in _wrong(*texts)]
        if wrong:
            problems += wrong
            continue
        day, hour, speed = _cell(*texts)
        if (day, hour) in seen:
            twice = ("An earlier row has this hour.", "Keep one of the two.")
            problems.append(RowProblem(table.name, number, "hour", str(hour), *twice))
        seen.add((day, hour))
        speeds[day][hour] = speed
    if problems:
        raise IntakeError("The traffic cannot be read:\n" + "\n".join(map(str, problems)))
    return Traffic(tuple(speeds["weekday"]), tuple(speeds["weekend"]))


def _places(table: Table) -> list[int]:
    names = [plain_words(heading) for heading in table.headings]
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        raise IntakeError(
            f"{table.name}: there is no column {missing[0]}. Head the columns weekday, hour and"
            " factor."
        )
    return [names.index(name) for name in _COLUMNS]


def _wrong(day: str, hour: str, factor: str) -> Iterator[tuple[str, str, str, str]]:
    """Column, value, reason and remedy of each cell that says nothing."""
    if plain_words(day) not in _DAYS:
        yield "weekday", day, "It is neither weekday nor weekend.", "Write one of the two."
    if not (hour.isascii() and hour.isdecimal() and len(hour) <= 2 and int(hour) < HOURS):
        yield "hour", hour, "There is no such hour.", "Give 0 to 23, where 8 is from 8:00 to 9:00."
    if _speed(factor) is None:
        remedy = f"Give {SLOWEST} to {EMPTY_ROADS}, the speed in % of that on empty roads."
        yield "factor", factor, "No traffic is like that.", remedy


def _cell(day: str, hour: str, factor: str) -> Cell:
    return _DAYS[plain_words(day)], int(hour), _speed(factor) or EMPTY_ROADS


def _speed(text: str) -> int | None:
    """Per cent; None for what is no speed."""
    try:
        number = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        return None
    # Up to 1 it is a share: nobody means one per cent.
    percent = number * EMPTY_ROADS if 0 < number <= 1 else number
    return round(percent) if SLOWEST <= percent <= EMPTY_ROADS else None
