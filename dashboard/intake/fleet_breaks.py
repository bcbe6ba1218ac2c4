"""The breaks of a driver class, from the cells of its row."""

from datetime import time, timedelta

from dashboard.domain import BreakRule
from dashboard.intake.amounts import parse_hours, parse_minutes
from dashboard.intake.cells import CellError
from dashboard.intake.fleet_cells import LONGEST_BREAK, parse_time
from dashboard.intake.fleet_rows import FleetRow

BREAK_COLUMNS = ("break_from", "break_to", "break_min", "break_after_h")

_NO_TIMES: tuple[time, ...] = ()
_NO_SPANS: tuple[timedelta, ...] = ()
_REMEDY = "Give break_from, break_to and break_min, each as often; or leave all blank."


def breaks_in(cells: FleetRow) -> tuple[BreakRule, ...]:
    """The breaks; where there are several, each cell has as many values with “;” between."""
    given = [name for name in BREAK_COLUMNS if cells[name]]
    if not given:
        return ()
    starts = cells.parse("break_from", _times, _NO_TIMES)
    ends = cells.parse("break_to", _times, _NO_TIMES)
    lengths = cells.parse("break_min", _lengths, _NO_SPANS)
    afters = cells.parse("break_after_h", _afters, _NO_SPANS)
    if not len(starts) == len(ends) == len(lengths) or len(afters) > len(starts):
        cells.add(given[0], "It does not say when a break is and how long.", _REMEDY)
        return ()
    always = (timedelta(0),) * (len(starts) - len(afters))
    rules = zip(starts, ends, lengths, (*afters, *always), strict=True)
    return tuple(BreakRule(*rule) for rule in rules)


def _times(text: str) -> tuple[time, ...]:
    return tuple(parse_time(part) for part in _parts(text))


def _lengths(text: str) -> tuple[timedelta, ...]:
    lengths = tuple(parse_minutes(part) for part in _parts(text))
    if not all(timedelta(0) < length <= LONGEST_BREAK for length in lengths):
        raise CellError("A break cannot last so long.", "Give minutes from 1 to 480, as in 30.")
    return lengths


def _afters(text: str) -> tuple[timedelta, ...]:
    return tuple(parse_hours(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]
