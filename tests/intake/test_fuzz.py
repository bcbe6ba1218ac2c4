"""Tables made by chance, and files damaged by chance: read as written, or refused in words."""

import codecs
import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.errors import IntakeError
from tests.intake.build_tables import csv_bytes, saved, xlsx_bytes, zipped
from tests.intake.in_process import read_here
from tests.intake.nasty.invariants import assert_sound, assert_told_in_full

NAME = "chance.csv"
HEADINGS = ("id", "address", "notes", "lat", "lon", "parcels")
RECORDS = (
    HEADINGS[:4],
    ("1", "Mannerheimintie 1, Helsinki", "Käy \u201cpihan\u201d kautta; koodi 12", "60.17"),
    ("00123", "Łódź 5", "", "60,2"),
    ("3", "東京 7", "two\nlines", ""),
)
FILES = (
    csv_bytes(*RECORDS),
    "\n".join(";".join(record) for record in RECORDS[:3]).encode("utf-16"),
    xlsx_bytes(*RECORDS),
    zipped({"a.csv": csv_bytes(*RECORDS), "b.xlsx": xlsx_bytes(*RECORDS)}),
)
STARTS = (
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    codecs.BOM_UTF16_LE,
    b"sep=",
    b'"',
    b"id,lat\n",
)

SHOP_HEADINGS = (
    "Name", "Email", "Financial Status", "Fulfillment Status", "Currency", "Shipping Method",
    "Lineitem quantity", "Lineitem name", "Shipping Name", "Shipping Street", "Shipping City",
    "Notes", "Note Attributes", "Tags", "Total", "Id",
)  # fmt: skip
SHOP_CELLS = (
    "", "#1001", "#1002", "paid", "refunded", "fulfilled", "EUR", "Local Delivery", "2", "Tulips",
    "Helsinki", "Delivery Date: 2026/03/10", "Delivery-Time: 09:00 - 12:00", "05/06/2026", "x" * 50,
)  # fmt: skip

# No control characters, halves of pairs or characters that XML has none of.
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
CELLS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.sampled_from(
        ["", " ", "00123", "1e5", "NA", "=1+1", "+1", "-1", "@a", '"', '""', "a\nb", "\t;|,"]
    ),
)
PLAIN = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12)


def rows_of(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows under the headings, some shorter than others."""
    return st.lists(st.lists(cells, max_size=len(HEADINGS)), max_size=8)


@settings(max_examples=150, deadline=None)
@given(
    rows_of(CELLS),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_table_written_in_any_manner_is_read_back(
    rows: list[list[str]], delimiter: str, line_end: str, encoding: str
) -> None:
    assert_read_back(rows, delimited(rows, delimiter, line_end).encode(encoding))


@settings(max_examples=50, deadline=None)
@given(rows_of(PLAIN), st.sampled_from(",;"))
def test_windows_text_is_read_back_where_a_person_says_so(
    rows: list[list[str]], delimiter: str
) -> None:
    assert_read_back(rows, delimited(rows, delimiter, "\r\n").encode("cp1252"), "cp1252")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows_of(CELLS))
def test_a_workbook_is_read_back(rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for row, texts in enumerate([HEADINGS, *rows], start=1):
        for column, text in enumerate(texts, start=1):
            cell = book.active.cell(row, column, text)
            cell.data_type = "s"  # Else what begins like a formula becomes one.
    assert_read_back(rows, saved(book))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SHOP_CELLS), max_size=len(SHOP_HEADINGS)), max_size=8))
def test_every_row_of_a_shop_has_one_fate_however_they_are_mixed(rows: list[list[str]]) -> None:
    assert_read_or_refused(csv_bytes(SHOP_HEADINGS, *rows))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_bytes_made_by_chance_are_read_or_refused(start: bytes, rest: bytes) -> None:
    assert_read_or_refused(start + rest)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FILES), st.data())
def test_a_file_damaged_by_chance_is_read_or_refused(file: bytes, data: st.DataObject) -> None:
    damaged = bytearray(file)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        until = at + data.draw(st.sampled_from([0, 1, 2, 40]))
        damaged[at:until] = data.draw(st.binary(max_size=3))
    assert_read_or_refused(bytes(damaged))


@pytest.mark.parametrize("file", FILES, ids=["CSV", "UTF-16", "XLSX", "ZIP"])
def test_a_file_cut_off_anywhere_is_read_or_refused(file: bytes) -> None:
    step = max(1, len(file) // 60)
    for end in range(1, len(file), step):
        assert_read_or_refused(file[:end])


def delimited(rows: Sequence[Sequence[str]], delimiter: str, line_end: str) -> str:
    """The table as text, every cell in quotation marks."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADINGS, *rows])
    return text.getvalue()


def assert_read_back(
    rows: Sequence[Sequence[str]], data: bytes, encoding: str | None = None
) -> None:
    expected = [without_blank_end(row) for row in rows]
    while expected and not expected[-1]:
        expected.pop()
    if not expected:
        with pytest.raises(IntakeError, match="no rows"):
            read_here(data, NAME, encoding=encoding)
        return
    upload = read_here(data, NAME, encoding=encoding)
    [table] = upload.tables
    assert table.headings == HEADINGS
    assert list(table.rows) == expected
    assert_sound(upload, NAME)


def without_blank_end(row: Sequence[str]) -> tuple[str, ...]:
    filled = [place for place, cell in enumerate(row, start=1) if cell.strip()]
    return tuple(row[: filled[-1]]) if filled else ()


def assert_read_or_refused(data: bytes) -> None:
    try:
        upload = read_here(data, NAME)
    except IntakeError as refused:
        told = str(refused)
    else:
        assert_sound(upload, NAME)
        return
    assert_told_in_full(told, NAME)
