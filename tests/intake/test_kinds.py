"""The kind of a file is told by its content."""

import pytest

from dashboard.intake.kinds import ARCHIVE, COMPRESSED, TEXT, WORKBOOK, kind_of
from dashboard.intake.refusals import RefusedError
from tests.intake.build_tables import xlsx_bytes, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_tables_of_text_workbooks_and_archives_are_known() -> None:
    assert kind_of(b"id,lat\n") == TEXT
    assert kind_of("id,lat\n".encode("utf-16")) == TEXT
    assert kind_of(xlsx_bytes(["id"])) == WORKBOOK
    assert kind_of(zipped({"orders.csv": b"id\n1\n"})) == ARCHIVE
    assert kind_of(b"\x1f\x8b\x08") == COMPRESSED


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (OLE + b"\0" * 99, r"\.xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), r"\.ods"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "text document"),
        (zipped({"word/document.xml": b""}), "text document"),
        (zipped({"xl/workbook.bin": b""}), r"\.xlsb"),
        (zipped({"ppt/presentation.xml": b""}), "presentation"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "no workbook, or a damaged one"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"BZh91AY&SY", "compressed"),
        (b"\0" * 257 + b"ustar", r"\.tar"),
        (b"\n<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?>', "XML"),
        (b'{"orders": []}', "JSON"),
        (b'\xef\xbb\xbf[\n  {"id": 1}]', "JSON"),
        (b"<table border=1><tr><td>id", "web page"),
    ],
)
def test_other_kinds_are_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(RefusedError, match=kind) as refused:
        kind_of(data)
    assert refused.value.remedy
