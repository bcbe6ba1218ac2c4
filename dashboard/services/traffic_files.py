"""Traffic as a table that a spreadsheet opens: kind of road, day, hour, speed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from dashboard.domain import IntakeError, RowProblem, Traffic
from dashboard.domain.traffic import DAYS, EMPTY_ROADS, HOURS, SATURDAY, SLOWEST, Speeds, Week
from dashboard.export import csv_bytes
from dashboard.intake.spelling import plain_words
from dashboard.intake.tables import Table
from dashboard.travel.graph import CLASSES

GROUPS: Mapping[str, tuple[str, ...]] = {
    "motorways": ("motorway", "trunk"),
    "main roads": ("primary", "secondary"),
    "town streets": ("tertiary", "unclassified"),
    "residential streets": ("residential", "living_street", "service"),
}
"""Kinds of roads as a shop owner knows them, by the classes that a map has."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_WEEKDAY, _WEEKEND = "weekday", "weekend"
_SHORT = tuple(name[:3].casefold() for name in DAY_NAMES)
_DAYS = {
    **dict.fromkeys(("weekday", "weekdays"), _WEEKDAY),
    **dict.fromkeys(("weekend", "weekends"), _WEEKEND),
    **{form: day[:3] for day in map(str.casefold, DAY_NAMES) for form in (day, day[:3])},
}
_ALL = "all roads"
_ROADS = {plain_words(name): name for name in (*GROUPS, *CLASSES, _ALL)} | {"": _ALL}
_COLUMNS = ("weekday", "hour", "factor")
_HEADINGS = ("road_class", *_COLUMNS)


class Cell(NamedTuple):
    """Where a speed stands: a group, a class or all roads; weekday, weekend or "mon"; the hour."""

    roads: str
    day: str
    hour: int


def read_traffic(table: Table) -> Traffic:
    """
    Rows of weekday, hour and speed, as 70, 70 % or 0.7 of that on empty roads.

    A day is weekday, weekend, or mon to sun, which counts before these. Where a column
    road_class names a group or a class, the row is of these roads alone; what it does not say is
    as on all roads, and hours that are not named at all have empty roads. Raises ``IntakeError``
    with all that is wrong.
    """
    places = _places(table)
    speeds: dict[Cell, int] = {}
    problems: list[RowProblem] = []
    for number, cells in enumerate(table.rows, start=table.first_row):
        if not any(cell.strip() for cell in cells):
            continue
        texts = [cells[place].strip() if 0 <= place < len(cells) else "" for place in places]
        wrong = [RowProblem(table.name, number, *problem) for problem in _wrong(*texts)]
        if wrong:
            problems += wrong
            continue
        roads, day, hour, speed = texts
        cell = Cell(_ROADS[plain_words(roads)], _DAYS[plain_words(day)], int(hour))
        if cell in speeds:
            twice = ("An earlier row has this hour.", "Keep one of the two.")
            problems.append(RowProblem(table.name, number, "hour", hour, *twice))
        speeds[cell] = _speed(speed) or EMPTY_ROADS
    if problems:
        raise IntakeError("The traffic cannot be read:\n" + "\n".join(map(str, problems)))
    return _traffic(speeds)


def traffic_csv(traffic: Traffic) -> str:
    """The table that ``read_traffic`` reads, with a row for each hour."""
    rows: list[tuple[str, str, int, int]] = []
    for roads, week in _named(traffic):
        days = [(_SHORT[day], speeds) for day, speeds in week.days]
        for day, speeds in [(_WEEKDAY, week.weekday), (_WEEKEND, week.weekend), *days]:
            rows += [(roads, day, hour, speed) for hour, speed in enumerate(speeds)]
    return csv_bytes(pd.DataFrame(rows, columns=list(_HEADINGS))).decode()


def _places(table: Table) -> list[int]:
    """The column of each heading; -1 without one of road classes."""
    names = [plain_words(heading) for heading in table.headings]
    if missing := [name for name in _COLUMNS if name not in names]:
        raise IntakeError(
            f"{table.name}: there is no column {missing[0]}. Head the columns weekday, hour and"
            " factor, and road_class where kinds of roads differ."
        )
    roads = plain_words(_HEADINGS[0])
    return [names.index(roads) if roads in names else -1, *map(names.index, _COLUMNS)]


def _wrong(roads: str, day: str, hour: str, factor: str) -> Iterator[tuple[str, str, str, str]]:
    """Column, value, reason and remedy of each cell that says nothing."""
    if plain_words(roads) not in _ROADS:
        listed = ", ".join((_ALL, *GROUPS))
        yield "road_class", roads, "No roads are called that.", f"Write one of {listed}."
    if plain_words(day) not in _DAYS:
        yield "weekday", day, "It is no day.", "Write weekday, weekend, or mon to sun."
    if not (hour.isascii() and hour.isdecimal() and len(hour) <= 2 and int(hour) < HOURS):
        yield "hour", hour, "There is no such hour.", "Give 0 to 23, where 8 is from 8:00 to 9:00."
    if _speed(factor) is None:
        remedy = f"Give {SLOWEST} to {EMPTY_ROADS}, the speed in % of that on empty roads."
        yield "factor", factor, "No traffic is like that.", remedy


def _speed(text: str) -> int | None:
    """Per cent; None for what is no speed."""
    try:
        number = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        return None
    # Up to 1 it is a share: nobody means one per cent.
    percent = number * EMPTY_ROADS if 0 < number <= 1 else number
    return round(percent) if SLOWEST <= percent <= EMPTY_ROADS else None


def _traffic(speeds: Mapping[Cell, int]) -> Traffic:
    told = {cell.roads for cell in speeds}
    group_of = {name: group for group, names in GROUPS.items() for name in names}
    classes = tuple(
        (name, _week(speeds, own))
        for name in CLASSES
        if (own := [roads for roads in (name, group_of.get(name, "")) if roads in told])
    )
    usual = _week(speeds, [])
    return Traffic(usual.weekday, usual.weekend, days=usual.days, classes=classes)


def _week(speeds: Mapping[Cell, int], own: list[str]) -> Week:
    """The speeds of roads by their own rows, the closest first, else by those of all roads."""

    def of(*days: str) -> Speeds:
        cells = [(roads, day) for roads in (*own, _ALL) for day in days]
        return tuple(_first(speeds, cells, hour) for hour in range(HOURS))

    kinds = [_WEEKEND if day >= SATURDAY else _WEEKDAY for day in range(DAYS)]
    week = Week(of(_WEEKDAY), of(_WEEKEND))
    exact = [of(short, kind) for short, kind in zip(_SHORT, kinds, strict=True)]
    days = tuple((day, exact[day]) for day in range(DAYS) if exact[day] != week.on(day))
    return replace(week, days=days)


def _first(speeds: Mapping[Cell, int], cells: list[tuple[str, str]], hour: int) -> int:
    found = (speeds.get(Cell(roads, day, hour)) for roads, day in cells)
    return next((speed for speed in found if speed is not None), EMPTY_ROADS)


def _named(traffic: Traffic) -> Iterator[tuple[str, Week]]:
    """What there is to tell: all roads, then each group that is one, and classes by themselves."""
    yield _ALL, traffic
    known = dict(traffic.classes)
    for group, names in GROUPS.items():
        if len(weeks := {known.get(name) for name in names}) == 1 and (week := weeks.pop()):
            yield group, week
            known = {name: own for name, own in known.items() if name not in names}
    yield from known.items()
