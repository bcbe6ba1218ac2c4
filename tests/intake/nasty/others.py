"""Files of other kinds that are called orders.csv."""

import bz2
import io
import tarfile

from tests.intake.build_tables import csv_bytes, zipped
from tests.intake.nasty.cases import Case, reads, refuses

_TABLE = csv_bytes(["id", "address"], ["1", "x"])
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIXEL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"


def _tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        entry = tarfile.TarInfo("orders.csv")
        entry.size = len(_TABLE)
        archive.addfile(entry, io.BytesIO(_TABLE))
    return stream.getvalue()


OTHERS: tuple[Case, ...] = (
    refuses("a PDF", b"%PDF-1.7\n1 0 obj<<>>endobj\n", "a PDF document"),
    refuses("a PDF that is a table too", b"%PDF-1.7\nid,address\n1,x\n", "a PDF document"),
    refuses("a PNG", _PIXEL, "a picture"),
    refuses("a PNG and a table", _PIXEL + _TABLE, "a picture"),
    refuses("a JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture"),
    refuses("a GIF", b"GIF89a" + _TABLE, "a picture"),
    refuses("a HEIC", b"\0\0\0\x18ftypheic", "a picture or a film"),
    refuses("a sound", b"RIFF\x24\0\0\0WAVEfmt ", "a recording"),
    refuses("a web page", b"<!DOCTYPE html><html><table><tr><td>id", "a web page"),
    refuses("a web page after a mark", b"\xef\xbb\xbf\n <HTML><body>", "a web page"),
    refuses(
        "a web page called orders.xls",
        b"<table border='1'><tr><th>id</th></tr></table>",
        "a web page",
    ),
    refuses("a web page that begins with a remark", b"<!-- saved --><html>", "a web page"),
    refuses("an XML spreadsheet", b'<?xml version="1.0"?><Workbook>', "an XML file"),
    refuses("JSON", b'{"orders": [{"id": 1}]}', "a JSON file"),
    refuses("JSON on lines", b'{\n  "orders": []\n}', "a JSON file"),
    refuses("a JSON list", b'[ {"id": 1} ]', "a JSON file"),
    refuses("rich text", b"{\\rtf1\\ansi id,address}", "a text document"),
    refuses("an old workbook", _OLE + b"\0" * 504, r"\.xls"),
    refuses("an old workbook with a table in it", _OLE + _TABLE, r"\.xls"),
    refuses("a protected workbook", _OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    refuses("a program", b"\x7fELF\x02\x01\x01" + b"\0" * 99, "a program"),
    refuses("another program", b"MZ\x90\0\x03\0\0\0", "a program"),
    refuses("a database", b"SQLite format 3\0" + b"\0" * 84, "a database"),
    refuses("Parquet", b"PAR1\x15\x04\x15\x10", "a Parquet file"),
    refuses("bzip2", bz2.compress(_TABLE), "a compressed file"),
    refuses("7z", b"7z\xbc\xaf\x27\x1c\0\x04", "a compressed file"),
    refuses("RAR", b"Rar!\x1a\x07\x01\0", "a compressed file"),
    refuses("tar", _tar, r"\.tar"),
    refuses(
        "OpenDocument",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        r"\.ods",
    ),
    refuses("a binary workbook", zipped({"xl/workbook.bin": b"x"}), r"\.xlsb"),
    refuses("a letter", zipped({"word/document.xml": b"<x/>"}), "a text document"),
    refuses("slides", zipped({"ppt/presentation.xml": b"<x/>"}), "a presentation"),
    refuses("an e-book", zipped({"mimetype": b"application/epub+zip"}), "a text document"),
    reads(
        "a table and an archive behind it",
        _TABLE + b"2,PK\x03\x04\n",
        ("1", "x"),
        ("2", "PK\x03\x04"),
    ),
    refuses("binary noise", bytes(n * 37 % 256 for n in range(4096)), "letters|NUL|not a table"),
    refuses("a key", b"\x30\x82\x04\xa4\x02\x01\0\x02\x82\x01\x01\0\xb5", "NUL"),
)
