"""Uploads through the limited process."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.errors import IntakeError
from dashboard.intake import tables
from dashboard.intake.tables import read_table
from tests.intake.build_tables import csv_bytes, xlsx_bytes

ORDERS = (["id", "lat", "lon"], ["001", 60.5, 24.5], ["Łucja", 60.25, 24.0])
ROWS = (("001", "60.5", "24.5"), ("Łucja", "60.25", "24"))


def test_a_csv_file_and_a_workbook_give_the_same_table() -> None:
    text = read_table(csv_bytes(*ORDERS).replace(b"24.0", b"24"), "orders.csv")
    book = read_table(xlsx_bytes(*ORDERS), "orders.xlsx")
    assert text.headings == book.headings == ("id", "lat", "lon")
    assert text.rows == book.rows == ROWS
    assert (text.first_row, text.encoding, book.encoding) == (2, "utf-8", "")


def test_content_counts_and_not_the_name() -> None:
    assert read_table(xlsx_bytes(*ORDERS), "orders.csv").rows == ROWS


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "This file is empty."),
        (b"id,lat\n", "no rows below"),
        (b"%PDF-1.7", "a PDF document"),
        (b"x" * (50 * 2**20 + 1), "larger than 50 MB"),
        (b"id\n" + b"1\n" * 50_001, "more than 50,000 rows"),
    ],
    ids=["empty", "headings only", "PDF", "too large", "too many rows"],
)
def test_a_refusal_names_the_file_and_the_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(IntakeError, match=reason) as refused:
        read_table(data, "today.csv")
    told = str(refused.value)
    assert told.startswith("today.csv: ")
    assert told.count(". ") >= 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.csv", "../../x.csv"),
        ("..\\..\\x.csv", "..\\..\\x.csv"),
        ("a\0b.csv", "a b.csv"),
        ("evil\u202evsc.exe", "evilvsc.exe"),
        ("x" * 4096, "x" * 119 + "…"),
        ("", "The file"),
    ],
)
def test_the_name_is_only_ever_shown(name: str, shown: str) -> None:
    with pytest.raises(IntakeError) as refused:
        read_table(b"", name)
    assert str(refused.value).startswith(f"{shown}: ")


def test_a_chosen_encoding_reaches_the_reader() -> None:
    data = "name;lat\nŁucja;1\n".encode("utf-16-le")
    assert read_table(data, "x", encoding="utf-16-le").rows[0][0] == "Łucja"
    with pytest.raises(ValueError, match="encoding"):
        read_table(data, "x", encoding="mac_latin2")


def test_a_reader_that_is_killed_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    _run_instead(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(IntakeError, match="more time or memory"):
        read_table(b"id\n1\n", "orders.csv")


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "WALL_SECONDS", 0.3)
    _run_instead(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(IntakeError, match="more time or memory"):
        read_table(b"id\n1\n", "orders.csv")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory limits are Linux's")
def test_the_reader_has_a_gigabyte_and_no_more() -> None:
    script = (
        "from dashboard.intake import reader; reader._limit(); b = bytearray(900 * 2**20)\n"
        "try: bytearray(200 * 2**20)\n"
        "except MemoryError: print('limited')"
    )
    done = _python(script)
    assert done.stdout.strip() == "limited"


def test_the_reader_of_text_imports_the_standard_library_alone() -> None:
    script = (
        "import sys, dashboard.intake.reader\n"
        "print([m for m in ('numpy', 'numba', 'openpyxl', 'dashboard.domain') if m in sys.modules])"
    )
    assert _python(script).stdout.strip() == "[]"


def _python(script: str) -> subprocess.CompletedProcess[str]:
    root = Path(tables.__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=root, check=True
    )


def _run_instead(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    run = subprocess.run

    def run_script(_command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        return run([sys.executable, "-c", script], **options)

    monkeypatch.setattr(subprocess, "run", run_script)
