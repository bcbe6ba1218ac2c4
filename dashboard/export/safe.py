"""
The one place where text becomes safe for spreadsheets, and where tables are written.

A cell that begins like a formula may run when the file is opened, so it gets a
leading apostrophe. Numbers stay numbers. ``plan.json`` carries every text as it is.
"""

import io
import re

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

_TRIGGER = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"  # The last four are their full-width twins.
_UNSEEN = "\\s\0-\x20\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_FORMULA = re.compile(f"[\t\r\n\0]|[{_UNSEEN}]*{_TRIGGER}")
_NEW_CELL = re.compile(f"([;\t\n][{_UNSEEN}]*)(?={_TRIGGER})")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARK = "\ufffd"


def safe_text(text: str) -> str:
    """
    The text as no spreadsheet takes it for a formula: with ``'`` before it where it could be one.

    Line ends become ``\\n``; signs that no workbook may hold become a visible mark.
    """
    guard = "'" if _FORMULA.match(text) else ""
    return guard + _FORBIDDEN.sub(_MARK, re.sub("\r\n?", "\n", text))


def csv_bytes(frame: pd.DataFrame, *, for_excel: bool = False) -> bytes:
    """The table as UTF-8 CSV; with a byte order mark ``for_excel``, which else misreads accents."""
    safe = frame.rename(columns=_csv_cell)
    for column, kind in safe.dtypes.items():
        if not pd.api.types.is_numeric_dtype(kind):
            safe[column] = safe[column].map(_csv_cell)
    text: str = safe.to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8-sig" if for_excel else "utf-8")


def put(sheet: Worksheet, row: int, column: int, value: str | float) -> Cell:
    """Fill a cell: text as safe text that is never a formula, numbers as numbers."""
    cell: Cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = safe_text(value)
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def workbook_bytes(book: Workbook) -> bytes:
    """The workbook as an XLSX file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _csv_cell(value: object) -> object:
    # A program that expects semicolons would begin a cell of its own after one, or after a line.
    return _NEW_CELL.sub(r"\1'", safe_text(value)) if isinstance(value, str) else value
