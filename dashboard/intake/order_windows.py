"""When an order may be served, or fetched: from its cells, by the habits of its source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.domain import Day, TimeWindow
from dashboard.intake.cells import CellError, CellProblem
from dashboard.intake.clocks import Night, parse_clock
from dashboard.intake.habits import EndMeans, Habits
from dashboard.intake.order_cells import MAX_CHARACTERS, OrderCells, short
from dashboard.intake.windows import is_written_as_windows, parse_windows


@dataclass(frozen=True, slots=True)
class WindowFields:
    """The fields that say when."""

    start: str
    end: str
    several: str
    """Start and end in one; empty where there is no such field."""


DELIVERY = WindowFields("window_start", "window_end", "window")
PICKUP = WindowFields("pickup_from", "pickup_to", "")


@dataclass(frozen=True, slots=True)
class Clocks:
    """What times of a file are read by: the day, its overnight shift, and the source's habits."""

    day: Day
    night: Night | None
    habits: Habits


def windows_in(
    cells: OrderCells, clocks: Clocks, service: timedelta | None, fields: WindowFields = DELIVERY
) -> tuple[TimeWindow, ...]:
    """The windows in which ``service`` may begin; none: at any time."""
    windows = _written(cells, clocks, fields)
    if service and clocks.habits.end_means is EndMeans.FINISH_BY:
        return _finished_by(cells, fields, windows, service)
    return windows


def _written(cells: OrderCells, clocks: Clocks, fields: WindowFields) -> tuple[TimeWindow, ...]:
    start, end, several = (cells[name] for name in (fields.start, fields.end, fields.several))
    how = clocks.day, clocks.night, clocks.habits
    try:
        return parse_windows(short(start), short(end), short(several), *how)
    except CellError as error:
        if several:
            cells.problems.append(error.problem(fields.several, several))
        elif 0 < len(start) <= MAX_CHARACTERS and is_written_as_windows(start, *how):
            cells.problems.append(error.problem(fields.start, start))
        else:
            _add_side_problems(cells, fields, clocks.day, error)
        return ()


def _finished_by(
    cells: OrderCells, fields: WindowFields, windows: Sequence[TimeWindow], service: timedelta
) -> tuple[TimeWindow, ...]:
    """The windows in which service must begin to have ended by their ends."""
    if any(window.end - window.start < service for window in windows):
        cells.problems.append(
            CellProblem(
                _end_field(cells, fields),
                cells[_end_field(cells, fields)],
                "The window is shorter than the minutes at the door.",
                "Give a longer window, or fewer minutes at the door.",
            )
        )
        return ()
    return tuple(replace(window, end=window.end - service) for window in windows)


def _add_side_problems(cells: OrderCells, fields: WindowFields, day: Day, error: CellError) -> None:
    """What is wrong with each of the two times; if each is sound, with both together."""
    known = len(cells.problems)
    for field in (fields.start, fields.end):
        cells.parse(field, lambda text: parse_clock(text, day) if text else None, None)
    if len(cells.problems) == known:
        field = _end_field(cells, fields)
        cells.problems.append(error.problem(field, cells[field]))


def _end_field(cells: OrderCells, fields: WindowFields) -> str:
    """Where the end of the windows is written."""
    return next((name for name in (fields.several, fields.end) if cells[name]), fields.start)
