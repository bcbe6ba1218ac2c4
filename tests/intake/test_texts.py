"""CSV files as they come: encodings, delimiters, quotes, limits."""

import csv
import io

import pytest

from dashboard.intake.refusals import RefusedError
from dashboard.intake.texts import encoding_of, read_text

NAMES = "Café Müßig,Łódź,O’Neill,10 €,東京"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
        "utf-32", "utf-32-le", "utf-32-be",
    ],
)  # fmt: skip
def test_names_are_read_alike_from_every_unicode_encoding(encoding: str) -> None:
    grid = read_text(f"a,b,c,d,e\n{NAMES}\n".encode(encoding))
    assert grid.headings == ["a", "b", "c", "d", "e"]
    assert grid.rows == [NAMES.split(",")]


def test_windows_text_is_read_as_such_and_said_so() -> None:
    grid = read_text("name\nJosé’s Café für 10 €\n".encode("cp1252"))
    assert grid.rows == [["José’s Café für 10 €"]]
    assert grid.encoding == "cp1252"
    assert "Windows-1252" in grid.notes[0]


def test_forty_western_rows_are_not_taken_for_another_alphabet() -> None:
    assert encoding_of(("name;town\n" + "José;Orléans\n" * 40).encode("cp1252")) == "cp1252"


def test_a_chosen_encoding_is_obeyed() -> None:
    assert read_text("name\nCafé\n".encode("latin-1"), "latin-1").rows == [["Café"]]


def test_bytes_that_no_rule_reads_are_refused() -> None:
    with pytest.raises(RefusedError, match="letters"):
        read_text(b"name\n\x81\x8d\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_common_delimiter_is_found(delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(
        [["id", "address", "lat;lon"], ["1", "Street 1, Town", "1.5,2|3"]]
    )
    grid = read_text(text.getvalue().encode())
    assert grid.headings == ["id", "address", "lat;lon"]
    assert grid.rows == [["1", "Street 1, Town", "1.5,2|3"]]


def test_a_comma_in_a_heading_does_not_make_it_the_delimiter() -> None:
    assert read_text(b"id;lat,lon\n1;60.17,24.94\n").headings == ["id", "lat,lon"]


def test_the_line_that_names_the_separator_is_no_row() -> None:
    grid = read_text(b"sep=;\r\nid;lat\r\n1;60\r\n")
    assert (grid.headings, grid.first_row, grid.rows) == (["id", "lat"], 2, [["1", "60"]])


def test_line_breaks_in_quotes_and_blank_lines_do_not_shift_row_numbers() -> None:
    grid = read_text(b'\nid,notes\n1,"two\nlines"\n\n3,x\n,\n\n')
    assert grid.first_row == 3
    assert grid.rows == [["1", "two\nlines"], [], ["3", "x"]]


def test_ids_and_words_that_look_like_numbers_stay_as_written() -> None:
    row = ["00123", "1e5", "NA", "null", "+15551234", "02134"]
    assert read_text(("a,b,c,d,e,f\n" + ",".join(row)).encode()).rows == [row]


def test_headings_that_repeat_or_are_blank_are_told_apart() -> None:
    assert read_text(b"notes,,notes\na,b,c\n").headings == ["notes", "Column 2", "notes (2)"]


def test_a_quotation_mark_left_open_is_refused_with_its_row() -> None:
    with pytest.raises(RefusedError, match="quotation mark in row 3 "):
        read_text(b'id,notes\n1,fine\n2,"open\n3,lost\n')


def test_no_words_at_the_end_are_taken_for_an_open_quotation() -> None:
    assert read_text(b"id,notes\n1,the end of the file").rows == [["1", "the end of the file"]]


def test_an_inch_mark_inside_a_value_is_no_quotation() -> None:
    assert read_text(b'id,notes\n1,5" pipe\n').rows == [["1", '5" pipe']]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b';;;\n"",,\n', "empty"),
        (b"id,lat,lon\n", "no rows"),
        (b"id,lat,lon\n,,\n\n", "no rows"),
        (b"id,lat\n1,\x00\n", "NUL"),
        (b"id,lat\n1," + b"\x01\x02\x03" * 9, "not a table"),
        (b"id\n" + b"x" * 8193, "Row 2 has a cell"),
        (b"id\n1\n2\n" + b"x" * 200_000, "Row 4 has a cell"),
        (b"id\n1" + b"," * 819_200, "Line 2 is longer"),
        (b"," * 100 + b"x\n1\n", "Row 1 has more than 100 columns"),
        (b"id\n" + b"1\n" * 50_001, "more than 50,000 rows"),
    ],
)
def test_what_is_no_table_or_too_large_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as refused:
        read_text(data)
    assert refused.value.remedy


def test_the_mark_at_the_end_of_a_dos_text_is_no_row() -> None:
    assert read_text(b"id,lat\r\n1,2\r\n\x1a").rows == [["1", "2"]]


def test_fifty_thousand_rows_are_read() -> None:
    assert len(read_text(b"id,lat\n" + b"1,2\n" * 50_000).rows) == 50_000
