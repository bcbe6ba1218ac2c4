"""What kind of file it is, told by its content and never by its name; standard library only."""

import codecs
import io
import re
import zipfile

from dashboard.intake.archives import DAMAGES
from dashboard.intake.refusals import MAX_WORKBOOK_BYTES, MEGABYTE, RefusedError

TEXT, WORKBOOK, ARCHIVE, COMPRESSED = "text", "workbook", "archive", "compressed"

_REMEDY = "Save the orders as CSV or XLSX and choose that file."
_UNPACK = "Unpack it and choose the CSV or XLSX file inside."

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM\x00", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a text document"),
    (b"BZh9", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)

_TEXT_STARTS = (
    (rb"<(!--|(!doctype|html|head|meta|body|table|div)\b)", "a web page"),
    (rb"<\?xml", "an XML file"),
    (rb"\{\s*\"|\[\s*\{", "a JSON file"),
)
"""Some shops call a web page orders.xls."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes) -> str:
    """One of the kinds above; anything else is refused by its name."""
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data[4:8] == b"ftyp":
        raise _wrong("a picture or a film")
    if data[257:262] == b"ustar":
        raise _wrong("an archive of another kind (.tar)", _UNPACK)
    if data.startswith(b"\x1f\x8b"):
        return COMPRESSED
    start = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _wrong(kind)
    for beginning, kind in _TEXT_STARTS:
        if re.match(beginning, start):
            raise _wrong(kind)
    return TEXT


def _wrong(kind: str, remedy: str = _REMEDY) -> RefusedError:
    return RefusedError(f"This is {kind}, not a table of rows.", remedy)


def _ole_refusal(data: bytes) -> RefusedError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return RefusedError(
            "This workbook is protected with a password.",
            "Open it, save it without the password, and choose that file.",
        )
    return _wrong(
        "an old Excel (.xls) or Word file", "Save it as XLSX or CSV and choose that file."
    )


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            form = _open_document_form(archive)
    except DAMAGES as error:
        raise RefusedError(
            "This workbook or archive is damaged.", "Save it again and choose that file."
        ) from error
    if "xl/workbook.xml" in names:
        if len(data) > MAX_WORKBOOK_BYTES:
            raise RefusedError(
                f"This workbook is larger than {MAX_WORKBOOK_BYTES // MEGABYTE} MB.",
                "Save only the orders, without pictures, or save them as CSV.",
            )
        return WORKBOOK
    if "spreadsheet" in form:
        raise _wrong("an OpenDocument (.ods) file", "Save it as XLSX or CSV and choose that file.")
    if "xl/workbook.bin" in names:
        raise _wrong("a binary workbook (.xlsb)", "Save it as XLSX or CSV and choose that file.")
    if "word/document.xml" in names or form:
        raise _wrong("a text document")
    if "ppt/presentation.xml" in names:
        raise _wrong("a presentation")
    if "[Content_Types].xml" in names:  # All files of office programs have it.
        raise RefusedError("This is no workbook, or a damaged one.", _REMEDY)
    return ARCHIVE


def _open_document_form(archive: zipfile.ZipFile) -> str:
    """The media type that OpenDocument files carry first; empty where there is none."""
    first = next(iter(archive.infolist()), None)
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        return ""
    return archive.read(first).decode("ascii", "replace")
