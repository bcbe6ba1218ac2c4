"""Workbooks: what cells say, and the hostile ones."""

import io
import zipfile
from datetime import datetime, time, timedelta

import openpyxl
import pytest

from dashboard.intake.refusals import RefusedError
from dashboard.intake.workbooks import cell_text, read_workbook
from tests.intake.build_tables import MAIN, SHEET, book_of, repacked, saved, xlsx_bytes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("00123", "00123"),
        (1, "1"),
        (1.0, "1"),
        (60.17, "60.17"),
        (-1e-05, "-1e-05"),
        (True, "true"),
        (time(9, 30), "09:30"),
        (time(9, 29, 59, 999_999), "09:30"),
        (time(23, 59, 59, 999_999), "24:00"),
        (timedelta(days=1), "24:00"),
        (timedelta(minutes=7, seconds=30), "0:07:30"),
        (datetime(2026, 3, 10, 9, 30), "2026-03-10T09:30:00"),  # noqa: DTZ001
        (datetime(2026, 3, 10), "2026-03-10"),  # noqa: DTZ001
    ],
)
def test_cells_become_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_rows_keep_their_numbers_and_wide_rows_get_headings() -> None:
    data = xlsx_bytes([], ["id", "from"], ["007", time(9, 30)], [], [8, None, "x"])
    grid = read_workbook(data)
    assert grid.headings == ["id", "from", "Column 3"]
    assert grid.first_row == 3
    assert grid.rows == [["007", "09:30"], [], ["8", "", "x"]]


def test_only_the_first_filled_visible_sheet_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Empty"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["secret"])
    for title in ("Orders", "Prices"):
        book.create_sheet(title).append(["id"])
        book[title].append([title])
    grid = read_workbook(saved(book))
    assert grid.rows == [["Orders"]]
    assert grid.notes == ["Only the sheet “Orders” was read, not “Prices”."]


def test_a_formula_without_a_result_is_not_taken_for_a_blank_cell() -> None:
    with pytest.raises(RefusedError, match="Row 2 holds a formula"):
        read_workbook(xlsx_bytes(["id", "lat"], ["1", "=30+30"]))


def test_a_formula_is_read_as_its_result_even_if_that_is_no_text() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c>'
        '<c r="B2" t="str"><f>IF(TRUE,"","x")</f><v></v></c></row>'
    )
    assert read_workbook(book_of(rows)).rows == [["2"]]


def test_two_far_corner_cells_are_refused() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    with pytest.raises(RefusedError, match=r"columns|rows"):
        read_workbook(book_of(rows))


def test_a_far_column_is_refused() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    with pytest.raises(RefusedError, match="Row 1 has more than 100 columns"):
        read_workbook(book_of(rows))


def test_blank_cells_far_right_in_every_row_are_refused_soon() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"/></row>' for n in range(1, 2000)
    )
    with pytest.raises(RefusedError, match="far to the right"):
        read_workbook(book_of(rows))


def test_one_long_text_in_many_cells_is_refused() -> None:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 90 + "</row>"
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 8000}</t></si></sst>'
    types = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    data = book_of(row * 100)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        known = archive.read("[Content_Types].xml").decode().replace("</Types>", types)
    parts = {"xl/sharedStrings.xml": strings.encode(), "[Content_Types].xml": known.encode()}
    with pytest.raises(RefusedError, match="too much text"):
        read_workbook(repacked(data, parts))


def test_a_false_dimension_does_no_harm() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c></row>'
    )
    data = book_of(rows, inside='<dimension ref="A1:XFD1048576"/>')
    assert read_workbook(data).rows == [["1"]]


def test_blank_rows_to_the_end_of_the_sheet_do_no_harm() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
        '<row r="1048576"><c r="A1048576" s="0"/></row>'
    )
    assert read_workbook(book_of(rows)).rows == [["2"]]


BILLION = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{BILLION}]>',
        f'<!DOCTYPE x [<!ENTITY e9 "{"A" * 2000}">]>',
        '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
    ],
    ids=["billion laughs", "quadratic", "external entity", "external declaration"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parts_that_declare_entities_are_refused(declaration: str, encoding: str) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>'
    sheet = f'{declaration}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    data = repacked(xlsx_bytes(["id"], ["1"]), {SHEET: sheet.encode(encoding)})
    with pytest.raises(RefusedError, match="damaged"):
        read_workbook(data)


def test_a_package_that_unpacks_to_far_more_is_refused() -> None:
    data = repacked(xlsx_bytes(["id"], ["1"]), {SHEET: b" " * 30_000_000})
    with pytest.raises(RefusedError, match="unpacks"):
        read_workbook(data)


def test_a_stated_size_that_is_false_does_not_help() -> None:
    data = bytearray(repacked(xlsx_bytes(["id"], ["1"]), {"xl/odd.bin": b"x" * 3_000_000}))
    position = data.find((3_000_000).to_bytes(4, "little"))
    while position >= 0:
        data[position : position + 4] = (100).to_bytes(4, "little")
        position = data.find((3_000_000).to_bytes(4, "little"))
    with pytest.raises(RefusedError, match="damaged"):
        read_workbook(bytes(data))


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "other workbooks"),
        ("../../etc/passwd", "damaged"),
        ("/etc/passwd", "damaged"),
    ],
)
def test_parts_that_no_table_needs_are_refused(part: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_workbook(repacked(xlsx_bytes(["id"], ["1"]), {part: b"x"}))


def test_too_many_parts_are_refused() -> None:
    parts = {f"xl/media/{n}": b"" for n in range(1001)}
    with pytest.raises(RefusedError, match="unpacks"):
        read_workbook(repacked(xlsx_bytes(["id"], ["1"]), parts))


def test_nonsense_in_a_known_part_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_workbook(repacked(xlsx_bytes(["id"], ["1"]), {"xl/workbook.xml": b"<oops"}))


def test_an_empty_workbook_is_empty() -> None:
    with pytest.raises(RefusedError, match="empty"):
        read_workbook(xlsx_bytes())
