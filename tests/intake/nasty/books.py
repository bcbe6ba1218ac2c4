"""Workbooks that mislead, and workbooks that attack."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.styles import Font

from tests.intake.build_tables import SHEET, book_of, repacked, saved, xlsx_bytes, zipped
from tests.intake.nasty.cases import Case, reads, refuses
from tests.intake.nasty.values import KEPT

Sheet = Any

_BOOK = xlsx_bytes(["id", "address"], ["1", "x"])
_BOMB = b"0" * (11 * 2**20)
_ID = '<c t="inlineStr"><is><t>id</t></is></c>'
_HEAD = f'<row r="1">{_ID}</row>'


def _edited(edit: Callable[[openpyxl.Workbook, Sheet], None]) -> Callable[[], bytes]:
    def data() -> bytes:
        book = openpyxl.Workbook()
        book.active.append(["id", "address"])
        edit(book, book.active)
        return saved(book)

    return data


def _cell(value: object) -> Callable[[], bytes]:
    return _edited(lambda _, sheet: sheet.append(["1", value]))


def _text(value: str) -> Callable[[], bytes]:
    """A cell of text, though it looks like a formula."""

    def put(_: openpyxl.Workbook, sheet: Sheet) -> None:
        sheet.append(["1", "x"])
        sheet["B2"].value = value
        sheet["B2"].data_type = "s"

    return _edited(put)


def _merged(_: openpyxl.Workbook, sheet: Sheet) -> None:
    for row in (["1", "x"], ["2", "hidden"], ["3", "y"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")


def _hidden(_: openpyxl.Workbook, sheet: Sheet) -> None:
    sheet.append(["1", "x"])
    sheet.append(["2", "y"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True


def _hidden_sheet(book: openpyxl.Workbook, sheet: Sheet) -> None:
    sheet.sheet_state = "veryHidden"
    shown = book.create_sheet("Shown")
    shown.append(["id", "address"])
    shown.append(["2", "y"])


def _far_style(_: openpyxl.Workbook, sheet: Sheet) -> None:
    sheet.append(["1", "x"])
    sheet["CZ900"].font = Font(bold=True)


def _row(*cells: str) -> str:
    return f'{_HEAD}<row r="2">{"".join(cells)}</row>'


def _sheet(rows: str, before: str = "", inside: str = "") -> Callable[[], bytes]:
    return lambda: book_of(rows, before, inside)


def _with(name: str, part: bytes) -> Callable[[], bytes]:
    return lambda: repacked(_BOOK, {name: part})


def _in_archives() -> bytes:
    return zipped({"a.zip": zipped({"b.zip": zipped({"c.csv": b"id\n1\n"})})})


def _beside_a_bomb() -> bytes:
    return zipped({"a.csv": b"id\n1\n", "b.xlsx": repacked(_BOOK, {SHEET: _BOMB})})


def _entities(kind: str) -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "laughs": f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY e9 "{"A" * 50_000}">]>',
        "external": '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
    }[kind]


_FAR = "".join(
    f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"/></row>' for n in range(2, 1500)
)
_ENTITY_ROW = _row('<c r="A2" t="inlineStr"><is><t>' + "&e9;" * 1000 + "</t></is></c>")

BOOKS: tuple[Case, ...] = (
    *(reads(f"text in a cell: {text[:20]}", _text(text), ("1", text)) for text in KEPT),
    reads("a date", _cell(date(2026, 3, 10)), ("1", "2026-03-10")),
    reads("a moment", _cell(datetime(2026, 3, 10, 9, 30)), ("1", "2026-03-10T09:30:00")),  # noqa: DTZ001
    reads("a time", _cell(time(9, 30)), ("1", "09:30")),
    reads("a span", _cell(timedelta(hours=30)), ("1", "30:00")),
    reads("a serial that nothing calls a date", _cell(46_091), ("1", "46091")),
    reads("a serial with a fraction", _cell(46_091.5), ("1", "46091.5")),
    reads("yes", _cell(True), ("1", "true")),
    reads("no", _cell(False), ("1", "false")),
    reads("a whole number as a fraction", _cell(12.0), ("1", "12")),
    reads("a small number", _cell(1e-7), ("1", "1e-07")),
    reads("a large number", _cell(10**14), ("1", "100000000000000")),
    reads("a number of many digits", _cell("4006381333931"), ("1", "4006381333931")),
    reads("line breaks", _cell("a\nb"), ("1", "a\nb")),
    reads("names", _cell("José Łódź 東京 🚚"), ("1", "José Łódź 東京 🚚")),
    refuses("a formula without a result", _cell("=1+1"), "Row 2 holds a formula"),
    refuses("a cell of more than 8 KB", _cell("x" * 8193), "Row 2 has a cell"),
    reads("merged cells", _edited(_merged), ("1", "x"), ("2",), ("3", "y")),
    reads("hidden rows and columns", _edited(_hidden), ("1", "x"), ("2", "y")),
    reads("a hidden sheet", _edited(_hidden_sheet), ("2", "y")),
    reads("a style far away", _edited(_far_style), ("1", "x")),
    refuses("headings alone", _edited(lambda *_: None), "no rows"),
    refuses("a workbook of nothing", xlsx_bytes, "empty"),
    reads("a formula with a result", _sheet(_row('<c r="A2"><f>1+1</f><v>2</v></c>')), ("2",)),
    reads(
        "a formula that failed",
        _sheet(_row('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')),
        ("#DIV/0!",),
    ),
    reads("a broken reference", _sheet(_row('<c r="A2" t="e"><v>#REF!</v></c>')), ("#REF!",)),
    reads("a number as text", _sheet(_row('<c r="A2" t="str"><v>007</v></c>')), ("007",)),
    reads(
        "a cell of rich text",
        _sheet(_row('<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>')),
        ("ab",),
    ),
    reads("a date in words", _sheet(_row('<c t="d"><v>2026-03-10</v></c>')), ("2026-03-10",)),
    reads(
        "a row that no number names", _sheet(f"<row>{_ID}</row><row><c><v>7</v></c></row>"), ("7",)
    ),
    refuses("a number that is none", _sheet(_row('<c r="A2"><v>abc</v></c>')), "cannot be read"),
    refuses(
        "a shared text that is not there",
        _sheet(_row('<c r="A2" t="s"><v>99</v></c>')),
        "cannot be read",
    ),
    reads(
        "a false dimension",
        _sheet(_row('<c r="A2"><v>1</v></c>'), inside='<dimension ref="A1:XFD1048576"/>'),
        ("1",),
    ),
    refuses(
        "two corner cells",
        _sheet(f'{_HEAD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "columns|rows",
    ),
    refuses(
        "a column far right", _sheet(_row('<c r="XFD2"><v>1</v></c>')), "more than 100 columns"
    ),
    refuses(
        "a sheet cut off", _with(SHEET, b"<worksheet><sheetData><row>"), "cannot be read|empty"
    ),
    refuses("a sheet that is no XML", _with(SHEET, b"id,address\n1,x\n"), "cannot be read|empty"),
    refuses(
        "a sheet that is not there",
        lambda: repacked(_BOOK, {"xl/workbook.xml": b"<workbook/>"}),
        "cannot be read|empty",
    ),
    reads("styles of no meaning", _with("xl/media/picture.png", b"\x89PNG" * 99), ("1", "x")),
)

BOMBS: tuple[Case, ...] = (
    *(
        refuses(f"entities: {kind}", _sheet(_ENTITY_ROW, before=_entities(kind)), "damaged")
        for kind in ("laughs", "quadratic", "external")
    ),
    refuses("a sheet that inflates", _with(SHEET, _BOMB), "unpacks to far more"),
    refuses("a picture that inflates", _with("xl/media/big.png", _BOMB), "unpacks to far more"),
    refuses("macros", _with("xl/vbaProject.bin", b"x"), "macros"),
    refuses(
        "links to other workbooks",
        _with("xl/externalLinks/externalLink1.xml", b"<x/>"),
        "other workbooks",
    ),
    refuses("a name that climbs", _with("../../etc/passwd", b"x"), "damaged"),
    refuses("a name from the root", _with("/etc/passwd", b"x"), "damaged"),
    refuses("a name of Windows", _with("..\\..\\x", b"x"), "damaged"),
    refuses(
        "too many parts", lambda: repacked(_BOOK, {f"xl/{n}": b"" for n in range(1001)}), "unpacks"
    ),
    refuses("cut off", lambda: _BOOK[: len(_BOOK) // 2], "damaged"),
    refuses("without its last byte", lambda: _BOOK[:-30], "damaged"),
    refuses("nothing but a start", b"PK\x03\x04", "damaged"),
    refuses("a million blank cells", _sheet(_HEAD + _FAR), "far to the right"),
    refuses("a line of 51 MB", lambda: b"x" * (51 * 2**20), "larger than 50 MB"),
    refuses("a line of 49 MB", lambda: b"id,address\n1," + b"x" * (49 * 2**20), "Line 2 is longer"),
    refuses(
        "a line of commas",
        lambda: b"id,address\n1" + b"," * (40 * 2**20),
        "Line 2 is longer",
    ),
    refuses("a headline of commas", lambda: b"," * (40 * 2**20), "empty"),
    refuses(
        "a line of quotes",
        lambda: b'id,address\n1,"' + b'""' * (20 * 2**20),
        "Line 2 is longer",
    ),
    refuses("zeros", lambda: bytes(30 * 2**20), "NUL"),
    refuses(
        "an archive of zeros", lambda: zipped({"a.csv": bytes(30 * 2**20)}), "unpacks to far more"
    ),
    refuses("an archive in an archive in an archive", _in_archives, "archive inside"),
    reads("an archive with a bomb and a table", _beside_a_bomb, ("1",)),
)
"""Given to the limited process alone."""
