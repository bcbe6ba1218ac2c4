"""Archives of tables: what is read, what is passed over, and what is refused by name."""

import gzip
import zipfile

import pytest

from dashboard.domain.errors import IntakeError
from dashboard.intake.tables import Upload, read_table, read_tables
from tests.intake.build_tables import csv_bytes, xlsx_bytes, zipped
from tests.intake.in_process import read_here

MARCH = csv_bytes(["id", "lat"], ["m1", "60"])
APRIL = xlsx_bytes(["id", "lat"], ["a1", "61"], ["a2", "62"])


def read(files: dict[str, bytes], name: str = "orders.zip") -> Upload:
    return read_here(zipped(files), name)


def test_every_table_of_an_archive_is_read_and_named_after_it() -> None:
    upload = read_tables(zipped({"march.csv": MARCH, "new/april.xlsx": APRIL}), "orders.zip")
    march, april = upload.tables
    assert (march.name, march.rows) == ("orders.zip › march.csv", (("m1", "60"),))
    assert (april.name, april.rows) == ("orders.zip › new/april.xlsx", (("a1", "61"), ("a2", "62")))
    assert upload.refused == ()


def test_what_systems_add_to_an_archive_is_passed_over() -> None:
    added = ("__MACOSX/._march.csv", ".DS_Store", "new/.hidden", "new/", "Thumbs.db", ".git/x.csv")
    upload = read({"march.csv": MARCH} | dict.fromkeys(added, b""))
    assert [table.name for table in upload.tables] == ["orders.zip › march.csv"]
    assert upload.refused == ()


def test_a_file_that_cannot_be_read_is_refused_by_name_and_the_others_are_read() -> None:
    upload = read({"terms.pdf": b"%PDF-1.7", "march.csv": MARCH, "none.csv": b"", "h.csv": b"id\n"})
    assert [table.name for table in upload.tables] == ["orders.zip › march.csv"]
    assert upload.refused == (
        "orders.zip › terms.pdf: This is a PDF document, not a table of rows."
        " Save the orders as CSV or XLSX and choose that file.",
        "orders.zip › none.csv: This file is empty. Take it out of the archive.",
        "orders.zip › h.csv: This file has headings but no rows below them."
        " Add at least one row, or choose another file.",
    )


def test_where_nothing_can_be_read_each_reason_is_told_as_far_as_anybody_reads() -> None:
    with pytest.raises(IntakeError) as refused:
        read({f"{n}.pdf": b"%PDF" for n in range(8)})
    told = str(refused.value)
    assert told.count("PDF") == 5
    assert told.endswith("So it is with 3 more.")


def test_a_file_compressed_by_itself_is_read() -> None:
    assert read_here(gzip.compress(MARCH), "march.csv.gz").tables[0].rows == (("m1", "60"),)
    assert read_here(gzip.compress(APRIL), "april.xlsx.gz").tables[0].rows[0] == ("a1", "61")


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("../../etc/x.csv", "../../etc/x.csv"),
        ("..\\..\\x.csv", "..\\..\\x.csv"),
        ("/etc/x.csv", "/etc/x.csv"),
        ("C:\\CON.csv", "C:\\CON.csv"),
        ("evil\u202evsc.exe", "evilvsc.exe"),
        ("x" * 4096 + ".csv", "x" * 119 + "…"),
        ("Łódź – märz.csv", "Łódź – märz.csv"),
    ],
)
def test_a_name_inside_is_only_ever_shown(inside: str, shown: str) -> None:
    [table] = read({inside: MARCH}).tables
    assert table.name == f"orders.zip › {shown}"


def test_a_name_ends_where_it_says_so() -> None:
    data = zipped({"aXb.csv": MARCH}).replace(b"aXb.csv", b"a\0b.csv")
    assert read_here(data, "orders.zip").tables[0].name == "orders.zip › a"


def test_accents_in_a_name_are_read_though_nothing_says_how_they_are_written() -> None:
    data = zipped({"aaarz.csv": MARCH}).replace(b"aaarz", "märz".encode())
    assert read_here(data, "o.zip").tables[0].name == "o.zip › märz.csv"


def test_an_archive_within_an_archive_is_refused() -> None:
    upload = read({"march.csv": MARCH, "in.zip": zipped({"a.csv": MARCH}), "b.gz": b"\x1f\x8b"})
    assert len(upload.tables) == 1
    assert [told.split(" ")[2] for told in upload.refused] == ["in.zip:", "b.gz:"]
    assert all("one more archive inside" in told for told in upload.refused)


def test_a_protected_file_is_refused() -> None:
    data = bytearray(zipped({"a.csv": MARCH}))
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(start) + flags] |= 1
    with pytest.raises(IntakeError, match=r"o\.zip › a\.csv: .* password. Unpack"):
        read_here(bytes(data), "o.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_may_unpack_without_bound_are_refused(method: int) -> None:
    with pytest.raises(IntakeError, match="unusual way"):
        read_here(zipped({"a.csv": MARCH}, method), "o.zip")


def test_a_damaged_file_does_not_take_the_others_with_it() -> None:
    data = bytearray(zipped({"a.csv": MARCH, "b.csv": MARCH}, zipfile.ZIP_STORED))
    data[data.find(b"m1")] ^= 1
    upload = read_here(bytes(data), "o.zip")
    assert [table.name for table in upload.tables] == ["o.zip › b.csv"]
    assert "damaged in the archive" in upload.refused[0]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "holds no files"),
        ({".DS_Store": b"x", "new/": b""}, "holds no files"),
        ({f"{n}.csv": b"id\n1\n" for n in range(51)}, "more than 50 files"),
        ({"a.csv": b"0" * 11 * 2**20}, "unpacks to far more"),
        ({f"{n}.csv": b"0" * 2**20 for n in range(11)}, "unpacks to far more"),
    ],
)
def test_an_archive_that_is_none_of_orders_is_refused(files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(IntakeError, match=rf"^orders\.zip: .*{reason}"):
        read(files)


def test_fifty_files_are_read() -> None:
    assert len(read({f"{n}.csv": MARCH for n in range(50)}).tables) == 50


def test_a_compressed_bomb_and_a_broken_one_are_refused() -> None:
    with pytest.raises(IntakeError, match="unpacks to far more"):
        read_here(gzip.compress(b"0" * 60 * 2**20), "x.gz")
    with pytest.raises(IntakeError, match="compressed file is damaged"):
        read_here(gzip.compress(MARCH)[:-6], "x.gz")


def test_all_tables_of_an_archive_hold_no_more_than_one_may() -> None:
    many = b"id\n" + b"1\n" * 30_000
    upload = read({"a.csv": many, "b.csv": many, "c.csv": MARCH})
    assert [table.name[-5:] for table in upload.tables] == ["a.csv", "c.csv"]
    assert "orders.zip › b.csv: With the files before it" in upload.refused[0]


def test_a_single_table_is_taken_from_an_archive_and_what_was_not_read_is_told() -> None:
    table = read_table(zipped({"march.csv": MARCH, "a.pdf": b"%PDF"}), "orders.zip")
    assert table.rows == (("m1", "60"),)
    assert "orders.zip › a.pdf: This is a PDF document" in table.notes[0]


def test_several_tables_are_not_taken_for_one() -> None:
    with pytest.raises(IntakeError, match=r"orders\.zip: .* holds 2 tables"):
        read_table(zipped({"march.csv": MARCH, "april.xlsx": APRIL}), "orders.zip")
