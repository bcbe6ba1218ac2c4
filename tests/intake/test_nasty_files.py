"""Nasty files by the hundred: each is read as written or refused in words, and nothing else."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.domain.errors import IntakeError
from dashboard.intake.tables import Upload, read_tables
from tests.intake.in_process import read_here
from tests.intake.nasty.books import BOMBS, BOOKS
from tests.intake.nasty.cases import Case
from tests.intake.nasty.delimited import DELIMITED
from tests.intake.nasty.encodings import ENCODINGS
from tests.intake.nasty.invariants import assert_sound, assert_told_in_full
from tests.intake.nasty.others import OTHERS
from tests.intake.nasty.values import VALUES

NAME = "today.csv"

# A process of its own for each would take longer than all of them: these can do no harm here.
HARMLESS = (*ENCODINGS, *DELIMITED, *VALUES, *OTHERS, *BOOKS)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's")


@pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case.name)
def test_a_nasty_file_is_read_as_written_or_refused(case: Case) -> None:
    judge(case, read_here)


@pytest.mark.parametrize("case", BOMBS, ids=lambda case: case.name)
def test_a_dangerous_file_is_met_by_the_limited_process(case: Case) -> None:
    judge(case, read_tables)


def test_no_two_cases_are_called_alike() -> None:
    names = [case.name for case in (*HARMLESS, *BOMBS)]
    assert len(names) == len(set(names)) >= 300


@linux
@pytest.mark.parametrize(
    ("data", "most_mb"),
    [
        ("bytes(30 * 2**20)", 20),
        ("b'id\\n1' + b',' * 40 * 2**20", 20),
        ("zipped({'a.csv': bytes(9 * 2**20), 'b.csv': b'id\\n1\\n'})", 20),
        ("book_of('<row><c><v>1</v></c></row>' * 49_000)", 40),
        ("wide()", 150),
    ],
    ids=["zeros", "commas", "an archive", "a workbook", "a shop's 50,000 rows of 79 columns"],
)
def test_reading_costs_whoever_asks_little_memory(data: str, most_mb: int) -> None:
    assert grown_mb(data) <= most_mb


def judge(case: Case, read: Callable[[bytes, str], Upload]) -> None:
    """What must hold of every file, and what this one says beside."""
    upload = upload_or_refusal(case, read)
    if isinstance(upload, str):
        assert case.refusal or case.question, upload
        assert re.search(case.refusal, upload)
        assert_told_in_full(upload, NAME)
        return
    assert not case.refusal
    if case.question:
        notes = [note for table in upload.tables for note in table.notes]
        assert any(re.search(case.question, note) for note in notes)
    else:
        assert tuple(row for table in upload.tables for row in table.rows) == case.rows
    assert_sound(upload, NAME)


def upload_or_refusal(case: Case, read: Callable[[bytes, str], Upload]) -> Upload | str:
    try:
        return read(case.data(), NAME)
    except IntakeError as refused:
        return str(refused)


def grown_mb(data: str) -> float:
    """By how much reading this raises the peak of a process that holds it already."""
    script = (
        "import csv, io, resource\n"
        "from dashboard.domain.errors import IntakeError\n"
        "from dashboard.intake.tables import read_tables\n"
        "from tests.intake.build_tables import book_of, zipped\n"
        "from tests.intake.nasty.wide import wide\n"
        f"data = {data}\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
        "before = peak()\n"
        "try: upload = read_tables(data, 'x.csv')\n"
        "except IntakeError: pass\n"
        "print(peak() - before)\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True)
    return float(done.stdout)
