"""Names in every encoding that a spreadsheet program may write."""

import codecs

from tests.intake.nasty.cases import Case, asks, reads, refuses, with_note

NAMES = ("José Müßig", "Łódź", "O’Neill", "10 €", "東京", "Ελλάς", "Zoë🚚")

_UNICODE = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", b""),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", b""),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-32-le", b""),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", b""),
    ("utf-32-be", codecs.BOM_UTF32_BE),
)
_OTHERS = (
    "cp1252", "latin-1", "iso-8859-15", "iso-8859-2", "cp1250", "cp1251", "cp1253", "cp437",
    "mac_roman", "koi8-r", "shift_jis", "euc_jp", "gb18030",
)  # fmt: skip
_LOOK = "check that accents look right"


def _unicode() -> list[Case]:
    return [
        reads(
            f"{encoding} {'with' if mark else 'without'} a mark: {name}",
            mark + with_note(name).encode(encoding),
            ("1", "Street 1", name),
        )
        for encoding, mark in _UNICODE
        for name in NAMES
    ]


def _others() -> list[Case]:
    """No rule can tell these apart: they are read as Windows text, and a person is asked."""
    cases = []
    for encoding in _OTHERS:
        for name in NAMES:
            try:
                data = with_note(name).encode(encoding)
            except UnicodeEncodeError:
                continue
            cases.append(asks(f"{encoding}: {name}", data, _LOOK))
    return cases


_MIXED = with_note("Café").encode() + "2,Street 2,Müßig\n".encode("cp1252")

ENCODINGS: tuple[Case, ...] = (
    *_unicode(),
    *_others(),
    reads(
        "an accent made of two characters",
        with_note("Cafe\u0301").encode(),
        ("1", "Street 1", "Cafe\u0301"),
    ),
    asks("two encodings in one file", _MIXED, _LOOK),
    asks("cut off within a letter", with_note("Café").encode()[:-2], _LOOK),
    refuses("bytes that are letters nowhere", b"id,notes\n1,\x81\x8d\x8f\n", "letters"),
    refuses("half a unit at the end", codecs.BOM_UTF16_LE + b"i\0d\0\n\0001\0\n", "letters"),
    refuses(
        "half a pair", codecs.BOM_UTF16_LE + "id\n".encode("utf-16-le") + b"\x00\xd8\n\0", "letters"
    ),
    refuses("beyond the last letter", codecs.BOM_UTF32_LE + b"i\0\0\0\xff\xff\xff\xff", "letters"),
    refuses("a mark and nothing else", codecs.BOM_UTF8, "empty"),
    refuses("another mark and nothing else", codecs.BOM_UTF16_BE, "empty"),
    reads("two marks", codecs.BOM_UTF8 * 2 + b"id,address\n1,x\n", ("1", "x")),
    asks("over-long slash", b"id,notes\n1,\xc0\xaf\n", _LOOK),
    asks("a lone surrogate in UTF-8", b"id,notes\n1,\xed\xa0\x80\n", _LOOK),
)
