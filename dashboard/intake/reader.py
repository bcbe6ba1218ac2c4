"""
The limited process that reads an upload: bytes on standard input, JSON lines on standard output.

For each file inside comes one line that says what it is, then one for each of
its rows: whoever listens need never hold the whole twice.
"""

import json
import sys
from collections.abc import Iterator

from dashboard.intake.apart import limit_self
from dashboard.intake.archives import inflated, members
from dashboard.intake.grids import Grid
from dashboard.intake.kinds import ARCHIVE, COMPRESSED, TEXT, WORKBOOK, kind_of
from dashboard.intake.refusals import MAX_ROWS, MAX_TEXT_CHARACTERS, RefusedError
from dashboard.intake.texts import read_text

MEMORY_BYTES = 2**30
CPU_SECONDS = 20


def main() -> None:
    """Read one upload; the encoding, if a person chose one, is the first argument."""
    _limit()
    encoding = sys.argv[1] if len(sys.argv) > 1 else None
    for line in answer(sys.stdin.buffer.read(), encoding):
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))


def answer(data: bytes, encoding: str | None = None) -> Iterator[str]:
    """What there is to say of an upload, in JSON lines."""
    try:
        for name, table in read_upload(data, encoding):
            yield from _told(name, table)
    except RefusedError as refusal:
        yield from _told("", refusal)


def read_upload(
    data: bytes, encoding: str | None = None
) -> Iterator[tuple[str, Grid | RefusedError]]:
    """
    The table of each file in the upload, or why it has none; a file by itself has no name.

    Raises RefusedError for an upload that is refused as a whole.
    """
    kind = kind_of(data)
    if kind == ARCHIVE:
        yield from _read_members(data, encoding)
    else:
        yield "", read_grid(inflated(data) if kind == COMPRESSED else data, encoding)


def read_grid(data: bytes, encoding: str | None = None) -> Grid:
    """The table in a single file, whatever its kind; may take as much as the file provokes."""
    kind = kind_of(data)
    if kind == WORKBOOK:
        from dashboard.intake.workbooks import read_workbook

        return read_workbook(data)
    if kind == TEXT:
        return read_text(data, encoding)
    raise RefusedError(
        "This is one more archive inside.", "Unpack it and choose the CSV or XLSX file in it."
    )


def _read_members(data: bytes, encoding: str | None) -> Iterator[tuple[str, Grid | RefusedError]]:
    """All tables together may hold what one may: whoever listens keeps them all."""
    rows = characters = 0
    for name, content in members(data):
        try:
            if isinstance(content, RefusedError):
                raise content
            table = read_grid(content, encoding)
            filled = sum(map(bool, table.rows))
            if rows + filled > MAX_ROWS or characters + table.characters > MAX_TEXT_CHARACTERS:
                raise RefusedError(
                    "With the files before it, this is more than is read at once.",
                    "Choose this file by itself.",
                )
        except RefusedError as refusal:
            yield name, refusal
        else:
            rows, characters = rows + filled, characters + table.characters
            yield name, table


def _told(name: str, table: Grid | RefusedError) -> Iterator[str]:
    if isinstance(table, RefusedError):
        yield _line({"file": name, "refused": [table.reason, table.remedy]})
        return
    known = {word: getattr(table, word) for word in ("headings", "first_row", "encoding", "notes")}
    yield _line({"file": name, "rows": len(table.rows), **known})
    yield from map(_line, table.rows)


def _line(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def _limit() -> None:
    limit_self(MEMORY_BYTES, CPU_SECONDS)


if __name__ == "__main__":
    main()
