"""A ZIP archive or a gzip file -> the files inside, within the limits; standard library only."""

import contextlib
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator

from dashboard.intake.refusals import MAX_FILE_BYTES, MEGABYTE, RefusedError

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The others may unpack to far more than they are asked for at a time."""
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the library raises for a ZIP that is cut off, altered or made up."""

_MAX_FILES = 50
_MAX_INFLATED_BYTES = 200 * MEGABYTE
_MAX_RATIO = 100
_RATIO_MATTERS_BYTES = 10 * MEGABYTE
_SYSTEM_FILES = ("thumbs.db", "desktop.ini")
_NAME_IS_UTF8 = 0x800
_UNPACK = "Unpack the archive and choose this file itself."


def members(data: bytes) -> Iterator[tuple[str, bytes | RefusedError]]:
    """
    Each file of the archive by name, in its sequence, or why it cannot be had.

    Folders, hidden files and what systems put beside them are passed over.
    Nothing is ever written to a disk: a name is only shown.
    """
    with _opened(data) as archive:
        entries = [entry for entry in archive.infolist() if _is_file(entry)]
        _check_sizes(entries, len(data))
        for entry in entries:
            yield _name(entry), _content(archive, entry)


def inflated(data: bytes) -> bytes:
    """What a file compressed by gzip holds."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    except DAMAGES as error:
        raise RefusedError(
            "This compressed file is damaged.", "Compress it again, or choose the file inside."
        ) from error
    if len(content) > MAX_FILE_BYTES or unpacks_to_too_much(len(content), len(data)):
        raise _too_much()
    return content


def unpacks_to_too_much(unpacked: int, packed: int) -> bool:
    """Whether this many bytes are too many, or too many from so few."""
    most = max(_RATIO_MATTERS_BYTES, _MAX_RATIO * packed)
    return unpacked > min(most, _MAX_INFLATED_BYTES)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGES as error:
        raise RefusedError(
            "This archive is damaged.", "Make it again, or choose the file inside."
        ) from error


def _is_file(entry: zipfile.ZipInfo) -> bool:
    *folders, name = _name(entry).replace("\\", "/").split("/")
    parts = [part for part in (*folders, name) if part not in (".", "..")]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return bool(name) and not hidden and name.lower() not in _SYSTEM_FILES


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    if not entries:
        raise RefusedError(
            "This archive holds no files.", "Choose the CSV or XLSX file with the orders."
        )
    if len(entries) > _MAX_FILES:
        raise RefusedError(
            f"This archive holds more than {_MAX_FILES} files.",
            "Take out what is not needed, or choose the files themselves.",
        )
    # zipfile inflates no entry beyond the size it states, so the stated sizes bound the work.
    if unpacks_to_too_much(sum(entry.file_size for entry in entries), size):
        raise _too_much()


def _too_much() -> RefusedError:
    return RefusedError(
        "This archive unpacks to far more than a day of orders.",
        "Choose only the CSV or XLSX file with the orders.",
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its maker meant it; some write UTF-8 without saying so."""
    if not entry.flag_bits & _NAME_IS_UTF8:
        with contextlib.suppress(UnicodeError):
            return entry.filename.encode("cp437").decode("utf-8")
    return entry.filename


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | RefusedError:
    if entry.flag_bits & 1:
        return RefusedError("This file is protected with a password.", _UNPACK)
    if entry.file_size > MAX_FILE_BYTES:
        return RefusedError(
            f"This file is larger than {MAX_FILE_BYTES // MEGABYTE} MB.",
            "Split it, or delete the columns that planning does not need.",
        )
    if entry.compress_type not in METHODS:
        return RefusedError("This file is packed in an unusual way.", _UNPACK)
    try:
        content = archive.read(entry)
    except DAMAGES:
        return RefusedError(
            "This file is damaged in the archive.", "Make the archive again, or choose this file."
        )
    if not content:
        return RefusedError("This file is empty.", "Take it out of the archive.")
    return content
