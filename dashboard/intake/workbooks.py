"""XLSX -> grid: checked as a ZIP first, then read as a stream of values."""

import io
import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dashboard.intake.grids import EMPTY, Grid, grid
from dashboard.intake.packages import check_package
from dashboard.intake.refusals import MAX_COLUMNS, MAX_ROWS, RefusedError

_MAX_CELLS = 2 * MAX_ROWS * MAX_COLUMNS
"""Blank ones included: a row is as wide as its last cell."""


def read_workbook(data: bytes) -> Grid:
    """The first visible sheet that holds anything; the others are named in a note."""
    check_package(data)
    try:
        return _read(data)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # Whatever a crafted workbook provokes in the library.
        raise RefusedError(
            "This workbook cannot be read: it is damaged or unusual.",
            "Save it again as XLSX, or as CSV, and choose that file.",
        ) from error


def cell_text(value: object) -> str:
    """A cell's value as text: dates and times in ISO form, whole numbers without a point."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            moment = _to_second(value)
            return f"{moment:%Y-%m-%d}" if moment.time() == time(0) else moment.isoformat()
        case time():
            moment = _to_second(datetime.combine(date(2000, 1, 1), value))
            return "24:00" if moment.day == 2 else _clock(moment.time())
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        case _:
            return str(value)


def _read(data: bytes) -> Grid:
    book = _workbook(data, values=True)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    filled = [sheet for sheet in sheets if any(any(row) for row in _records(sheet))]
    if not filled:
        raise EMPTY
    chosen, others = filled[0], filled[1:]
    _refuse_uncalculated(data, chosen.title)
    table = grid(_records(chosen), widen=True)
    if others:
        titles = ", ".join(f"“{sheet.title}”" for sheet in others)
        table.notes.append(f"Only the sheet “{chosen.title}” was read, not {titles}.")
    return table


def _workbook(data: bytes, *, values: bool) -> Any:
    # Nothing here needs numpy, whose threads would take most of the memory allowed. And as no
    # part declares anything, the compiled parser is as safe as the guarded one, in half the time.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    os.environ["OPENPYXL_DEFUSEDXML"] = "False"
    import openpyxl

    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=values, keep_links=False
    )


def _records(sheet: Any) -> Iterator[Sequence[str]]:
    # The stated dimension may be false; without it every row is as wide as its last cell.
    sheet.reset_dimensions()
    cells = 0
    for row in sheet.iter_rows(values_only=True):
        cells += len(row)
        if cells > _MAX_CELLS:
            raise RefusedError(
                "This sheet has cells far to the right of any table.",
                "Delete the blank columns there, or save the orders as CSV.",
            )
        yield [cell_text(value) for value in row]


def _refuse_uncalculated(data: bytes, title: str) -> None:
    """A formula whose result was never saved would read as blank."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(b"<f" in archive.read(name) for name in sheets):
            return
    results, formulas = (_workbook(data, values=kept)[title] for kept in (True, False))
    for sheet in (results, formulas):
        sheet.reset_dimensions()
    rows = zip(results.iter_rows(), formulas.iter_rows(), strict=False)
    for number, row in enumerate(islice(rows, 2 * MAX_ROWS), start=1):
        # A result that is empty text is marked as text; one never saved is not.
        if any(
            f.data_type == "f" and r.data_type == "n" and r.value is None
            for r, f in zip(*row, strict=False)
        ):
            raise RefusedError(
                f"Row {number} holds a formula without a result.",
                "Open the workbook in a spreadsheet program, save it, and choose it again.",
            )


def _to_second(moment: datetime) -> datetime:
    """Spreadsheets keep times as fractions of a day, a few microseconds off."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _clock(clock: time) -> str:
    return f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}"
