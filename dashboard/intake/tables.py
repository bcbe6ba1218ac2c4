"""An upload as a table of text, read by a limited process so that no file can take us down."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.domain.errors import IntakeError
from dashboard.intake.refusals import MAX_FILE_BYTES, MEGABYTE, RefusedError
from dashboard.intake.spelling import shown_name
from dashboard.intake.texts import ENCODINGS

WALL_SECONDS = 30

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's text: headings, all different, and the rows below them."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Row k is row ``first_row + k`` of the file. A blank row is empty; cells missing
    at the end are blank; cells beyond the headings are surplus."""
    encoding: str = "utf-8"
    """Empty for a workbook."""
    first_row: int = 2
    notes: tuple[str, ...] = ()
    """What the person should know about the reading, in sentences."""


def read_table(data: bytes, name: str, *, encoding: str | None = None) -> Table:
    """
    The table in a CSV or XLSX file, whatever it is called.

    ``encoding`` is one of ``ENCODINGS`` where a person chose it; None: by rule.
    Raises IntakeError, with the remedy, for a file that cannot be read.
    """
    shown = shown_name(name)
    if encoding is not None and encoding not in ENCODINGS:
        raise ValueError(f"encoding {encoding!r} is none of {', '.join(ENCODINGS)}")
    try:
        _check_size(data)
        answer = _read_apart(data, encoding)
    except RefusedError as refusal:
        raise IntakeError(f"{shown}: {refusal.reason} {refusal.remedy}") from refusal
    return Table(
        name=shown,
        headings=tuple(answer["headings"]),
        rows=tuple(map(tuple, answer["rows"])),
        encoding=answer["encoding"],
        first_row=answer["first_row"],
        notes=tuple(answer["notes"]),
    )


def _check_size(data: bytes) -> None:
    if not data:
        raise RefusedError(
            "This file is empty.", "Choose a file with headings and at least one row."
        )
    if len(data) > MAX_FILE_BYTES:
        raise RefusedError(
            f"This file is larger than {MAX_FILE_BYTES // MEGABYTE} MB.",
            "Split it, or delete the columns that planning does not need.",
        )


def _read_apart(data: bytes, encoding: str | None) -> Mapping[str, Any]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [sys.executable, "-W", "ignore", "-m", "dashboard.intake.reader"]
    try:
        done = subprocess.run(
            [*command, *filter(None, [encoding])],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much() from error
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _too_much()
    if done.returncode:
        raise RuntimeError(f"the reading process failed: {done.stderr.decode(errors='replace')}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise RefusedError(*answer["refused"])
    return answer


def _too_much() -> RefusedError:
    return RefusedError(
        "Reading this file took more time or memory than any list of orders should.",
        "Save only the orders, as CSV, and choose that file.",
    )
