"""Delimited text -> grid: the encoding by rule, the delimiter by the headings; standard library."""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from dashboard.intake.grids import EMPTY, Grid, grid
from dashboard.intake.refusals import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    CellTooLongError,
    RefusedError,
)

ENCODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1")
"""What a person may choose when the rule read accents wrongly."""

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NUL_PLACES = {
    "utf-32-le": ((0,), (2, 3)),
    "utf-32-be": ((3,), (0, 1)),
    "utf-16-le": ((0, 2), (1, 3)),
    "utf-16-be": ((1, 3), (0, 2)),
}
"""Of four bytes: which are hardly ever NUL, and which mostly are, where no mark tells."""

# Comma last: it is the one that occurs inside values.
_DELIMITERS = ("\t", ";", "|", ",")

_PREVIEW_RECORDS = 20
_END = "\0"  # A last line that no text has: a quotation mark left open swallows it.
_BLANK = re.compile(r'[\s,;|"]*')
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(data: bytes, encoding: str | None = None) -> Grid:
    """The table in a CSV file of any common delimiter; None: the encoding by rule."""
    chosen = encoding or encoding_of(data)
    text = _decoded(data, chosen)
    _refuse_binary(text)
    lines = io.StringIO(text, newline="")
    first = re.match(r'"?sep=(.)"?[ \t]*(\r\n|\n|\r)', text)
    if first:  # Spreadsheet programs obey this line and do not show it.
        lines.seek(first.end())
    start = lines.tell()
    delimiter = first[1] if first else _delimiter(lines)
    lines.seek(start)
    table = grid(_records(lines, delimiter), widen=False)
    table.encoding = chosen
    if chosen == "cp1252" and encoding is None and not data.isascii():
        table.notes.append("The file was read as Windows-1252 text: check that accents look right.")
    return table


def encoding_of(data: bytes) -> str:
    """By mark, else by where the NULs are, else UTF-8 if it is valid, else cp1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    nuls = [sample[place::4].count(0) / (len(sample) / 4) for place in range(4)] if sample else []
    for encoding, (full, blank) in _NUL_PLACES.items():
        if nuls and min(nuls[p] for p in blank) > 0.4 and max(nuls[p] for p in full) < 0.1:
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            "The letters of this file cannot be read.",
            "Save it as “CSV UTF-8” and choose that file.",
        ) from error
    text = text.removeprefix("\ufeff").removesuffix("\x1a")  # The mark that DOS ends texts with.
    if _BLANK.fullmatch(text):
        raise EMPTY
    return text


def _refuse_binary(text: str) -> None:
    if "\0" in text:
        raise RefusedError(
            "This file holds NUL characters, which no table of text has.",
            "It is damaged or of another kind: save the orders as CSV or XLSX once more.",
        )
    sample = text[:65536]
    if len(_CONTROLS.findall(sample)) > max(4, len(sample) / 100):
        raise RefusedError(
            "This is not a table of text.", "Save the orders as CSV or XLSX and choose that file."
        )


def _delimiter(lines: io.StringIO) -> str:
    """What splits the headings into most columns; then, what splits the rows below alike."""
    start = lines.tell()

    def score(delimiter: str) -> tuple[int, int]:
        lines.seek(start)
        records = _preview(lines, delimiter)
        width = len(records[0]) if records else 0
        return width, sum(len(record) == width for record in records)

    scores = {delimiter: score(delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _preview(lines: io.StringIO, delimiter: str) -> list[Sequence[str]]:
    records: list[Sequence[str]] = []
    # What is refused further down is refused once the delimiter is known.
    with contextlib.suppress(RefusedError):
        for record in _records(lines, delimiter):
            if any(cell.strip() for cell in record):
                records.append(record)
            if len(records) == _PREVIEW_RECORDS:
                break
    return records


def _records(lines: io.StringIO, delimiter: str) -> Iterator[Sequence[str]]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    reader = csv.reader(_sane(lines), delimiter=delimiter)
    number = 0
    try:
        for record in reader:
            number += 1
            if record and record[-1].endswith(_END):
                if record == [_END]:
                    return
                break
            yield record
    except csv.Error as error:
        raise CellTooLongError(number + 1) from error
    raise RefusedError(
        f"A quotation mark in row {number} is never closed.",
        "Close it, or take it out, and choose the file again.",
    )


def _sane(lines: Iterable[str]) -> Iterator[str]:
    """The lines and the one of our own; a line of nothing but separators would fill the memory."""
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_COLUMNS * MAX_CELL_CHARACTERS:
            raise RefusedError(
                f"Line {number} is longer than any row of orders.",
                "Look there for cells or line breaks gone wrong, and choose the file again.",
            )
        yield line
    yield _END
