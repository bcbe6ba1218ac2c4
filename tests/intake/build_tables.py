"""Builders for files and tables of orders."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import openpyxl

from dashboard.domain import Day, Order
from dashboard.intake.cells import CellProblem
from dashboard.intake.orders import parse_order
from dashboard.intake.tables import Table

DAY = Day(date(2026, 3, 10), "Europe/Helsinki")
"""Two hours ahead of UTC."""
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def table(*rows: Sequence[str], headings: Sequence[str] = ("id", "lat", "lon")) -> Table:
    """A table as if read from orders.csv."""
    return Table("orders.csv", tuple(headings), tuple(map(tuple, rows)))


def csv_bytes(*records: Sequence[object]) -> bytes:
    """A comma-separated file in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(records)
    return text.getvalue().encode()


def xlsx_bytes(*records: Sequence[object]) -> bytes:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    for record in records:
        book.active.append(list(record))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with these parts of its package put in place."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files; names may be as odd as they like."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def book_of(rows: str, before: str = "", inside: str = "") -> bytes:
    """A workbook whose sheet is this XML."""
    sheet = f'{before}<worksheet xmlns="{MAIN}">{inside}<sheetData>{rows}</sheetData></worksheet>'
    return repacked(xlsx_bytes(["id"], ["1"]), {SHEET: sheet.encode()})


def read(**values: str) -> Order:
    """The order of a row in the middle of Helsinki that also says this."""
    order, problems = parse(**values)
    assert problems == []
    assert order is not None
    return order


def problem(**values: str) -> CellProblem:
    """The one thing that is wrong with such a row."""
    order, problems = parse(**values)
    assert order is None
    [only] = problems
    return only


def parse(**values: str) -> tuple[Order | None, list[CellProblem]]:
    """A row in the middle of Helsinki that also says this."""
    return parse_order({"order_id": "o", "latitude": "60.17", "longitude": "24.94"} | values, DAY)


def local(clock: str, day: int = 10) -> datetime:
    """The instant at which the clock in Helsinki shows this."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}+02:00")
