"""Uploads as tables of text, read by a limited process so that no file can take us down."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, Any

from dashboard.domain.errors import IntakeError
from dashboard.intake.apart import run_apart
from dashboard.intake.refusals import MAX_FILE_BYTES, MEGABYTE, RefusedError
from dashboard.intake.spelling import shown_name
from dashboard.intake.texts import ENCODINGS

WALL_SECONDS = 30

_SHOWN_REFUSALS = 5
_SHARED_TEXTS = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A file's text: headings, all different, and the rows below them."""

    name: str
    """As shown; for a file in an archive "orders.zip › march.csv"."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Row k is row ``first_row + k`` of the file. A blank row is empty; cells missing
    at the end are blank; cells beyond the headings are surplus."""
    encoding: str = "utf-8"
    """Empty for a workbook."""
    first_row: int = 2
    notes: tuple[str, ...] = ()
    """What the person should know about the reading, in sentences."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What one upload holds: a table, or those of an archive."""

    tables: tuple[Table, ...]
    """At least one, as they lie in the archive."""
    refused: tuple[str, ...] = ()
    """The other files of the archive, each with its reason and remedy."""


def read_tables(data: bytes, name: str, *, encoding: str | None = None) -> Upload:
    """
    The tables in a CSV or XLSX file, or in a ZIP archive of such, whatever it is called.

    ``encoding`` is one of ``ENCODINGS`` where a person chose it; None: by rule.
    Raises IntakeError, with the remedy, where nothing can be read.
    """
    shown = shown_name(name)
    if encoding is not None and encoding not in ENCODINGS:
        raise ValueError(f"encoding {encoding!r} is none of {', '.join(ENCODINGS)}")
    try:
        _check_size(data)
        upload = _read_apart(data, shown, encoding)
    except RefusedError as refusal:
        raise IntakeError(f"{shown}: {refusal.reason} {refusal.remedy}") from refusal
    if not upload.tables:
        more = len(upload.refused) - _SHOWN_REFUSALS
        rest = (f"So it is with {more} more.",) if more > 0 else ()
        raise IntakeError(" ".join((*upload.refused[:_SHOWN_REFUSALS], *rest)))
    return upload


def read_table(data: bytes, name: str, *, encoding: str | None = None) -> Table:
    """
    The only table in the file, as ``read_tables`` has it.

    What could not be read beside it is told in its notes. Raises IntakeError
    also where there are several.
    """
    upload = read_tables(data, name, encoding=encoding)
    if len(upload.tables) > 1:
        raise IntakeError(
            f"{shown_name(name)}: This archive holds {len(upload.tables)} tables, and one is"
            " wanted here. Unpack it and choose one of them."
        )
    [table] = upload.tables
    return replace(table, notes=(*table.notes, *upload.refused))


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


def _read_apart(data: bytes, shown: str, encoding: str | None) -> Upload:
    # The answer waits in a file without a name, so that it is in memory only row by row.
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as answer:
        _run_reader(data, encoding, answer)
        answer.seek(0)
        return _upload(iter(answer), shown)


def _run_reader(data: bytes, encoding: str | None, answer: IO[str]) -> None:
    chosen = filter(None, [encoding])
    module = "dashboard.intake.reader"
    if not run_apart(module, data, answer, wall_s=WALL_SECONDS, arguments=chosen):
        raise _too_much()


def _upload(lines: Iterator[str], shown: str) -> Upload:
    tables, refused = [], []
    for line in lines:
        said = json.loads(line)
        name = f"{shown} › {shown_name(said['file'])}" if said["file"] else shown
        if "refused" in said:
            refused.append(f"{name}: {' '.join(said['refused'])}")
        else:
            tables.append(_table(name, said, islice(lines, said["rows"])))
    return Upload(tuple(tables), tuple(refused))


def _table(name: str, said: dict[str, Any], lines: Iterator[str]) -> Table:
    rows = []
    texts: dict[str, str] = {}
    for line in lines:
        cells = json.loads(line)
        rows.append(tuple(map(texts.setdefault, cells, cells)))
        # Texts that occur often are kept once; such as do not are not worth remembering.
        if len(texts) > _SHARED_TEXTS:
            texts.clear()
    return Table(
        name=name,
        headings=tuple(said["headings"]),
        rows=tuple(rows),
        encoding=said["encoding"],
        first_row=said["first_row"],
        notes=tuple(said["notes"]),
    )


def _too_much() -> RefusedError:
    return RefusedError(
        "Reading this file took more time or memory than any list of orders should.",
        "Save only the orders, as CSV, and choose that file.",
    )
