"""An XLSX as a ZIP of XML parts, checked before anything reads it; standard library only."""

import contextlib
import io
import zipfile
from typing import IO
from xml.parsers import expat

from dashboard.intake.archives import DAMAGES, METHODS, unpacks_to_too_much
from dashboard.intake.refusals import RefusedError

_MAX_ENTRIES = 1000
_DAMAGED = RefusedError("This workbook is damaged.", "Save it again and choose that file.")


def check_package(data: bytes) -> None:
    """Refuse an XLSX that unpacks to too much, hides something, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except DAMAGES as error:
        raise _DAMAGED from error
    # zipfile inflates no entry beyond the size it states, so the stated sizes bound the work.
    inflated = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or unpacks_to_too_much(inflated, len(data)):
        raise RefusedError(
            "This workbook unpacks to far more than a day of orders.",
            "Save only the sheet with the orders, or save it as CSV.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError(
            "This workbook is protected with a password.",
            "Open it, save it without the password, and choose that file.",
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(_is_odd(name) for name in names):
        raise _DAMAGED
    if any(entry.compress_type not in METHODS for entry in entries):
        raise _DAMAGED
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RefusedError(
            "This workbook holds macros.", "Save it as a plain XLSX, without macros."
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise RefusedError(
            "This workbook takes values from other workbooks.",
            "Copy the orders as values into a new workbook, or save them as CSV.",
        )
    _refuse_declarations(data)


def _refuse_declarations(data: bytes) -> None:
    """No part may declare a document type: that is where entities come from."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                with archive.open(name) as part:
                    _read_prolog(part)
    except DAMAGES as error:
        raise _DAMAGED from error


def _read_prolog(part: IO[bytes]) -> None:
    """Up to the first element, with the parser that reads the part later."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    # What is not XML, such as a picture, is nobody's to parse.
    with contextlib.suppress(expat.ExpatError, _PrologEnd):
        parser.ParseFile(part)


def _refuse(*_: object) -> None:
    raise _DAMAGED


def _stop(*_: object) -> None:
    raise _PrologEnd


class _PrologEnd(Exception):  # noqa: N818
    """The first element has come, and no declaration before it."""


def _is_odd(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/")
