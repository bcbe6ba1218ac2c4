"""Cells that programs like to change, and characters that nobody sees."""

from tests.intake.nasty.cases import Case, reads, refuses, with_note

KEPT = (
    "00123", "02134", "1e5", "+15551234", "NA", "N/A", "null", "None", "nan", "inf", "TRUE",
    "-0", "1.0", "0x1F", "1_000", "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)",
    "\uff1d1+1", "#REF!", "#N/A", "1/2", "2026-02-30", "MAR1", "60.17", "60.17 N", "'00123",
    "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "%s%n", "../../etc/passwd",
    "'; DROP TABLE orders;--", "\\", "\\n", "&amp;", "a" * 500, "١٢٣", "\uff11\uff12\uff13",
    "½", "ﬁ", "🚚👩‍👩‍👧", "Z̷̢͠a̴l̶g̷o̵", "שלום", "مرحبا", "end of the file",
)  # fmt: skip

UNSEEN = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "soft hyphen": "\u00ad",
    "word joiner": "\u2060",
    "a mark within": "\ufeff",
    "right-to-left override": "\u202e",
    "left-to-right mark": "\u200e",
    "isolate": "\u2067",
    "bell": "\x07",
    "escape": "\x1b[31m",
    "delete": "\x7f",
    "unit separator": "\x1f",
    "no-break space": "\u00a0",
    "private letter": "\ue000",
    "no letter": "\uffff",
    "replacement": "\ufffd",
}

VALUES: tuple[Case, ...] = (
    *(
        reads(f"kept: {text[:20]}", with_note(text).encode(), ("1", "Street 1", text))
        for text in KEPT
    ),
    *(
        reads(f"unseen: {name}", with_note(f"a{mark}b").encode(), ("1", "Street 1", f"a{mark}b"))
        for name, mark in UNSEEN.items()
    ),
    reads(
        "an id that nobody sees", "id,address\n\u200b1\u200b,x\n".encode(), ("\u200b1\u200b", "x")
    ),
    reads(
        "ids that look alike",
        "id,address\nA1,x\n\u04101,y\n".encode(),
        ("A1", "x"),
        ("\u04101", "y"),
    ),
    reads("an id of one unseen letter", "id,address\n\u2060,x\n".encode(), ("\u2060", "x")),
    reads("doubled ids", b"id,address\n1,x\n1,x\n1,y\n", ("1", "x"), ("1", "x"), ("1", "y")),
    reads("ids left out", b"id,address\n,x\n,y\nrow-2,z\n", ("", "x"), ("", "y"), ("row-2", "z")),
    reads("a blank heading", b"id,,address\n1,2,x\n", ("1", "2", "x")),
    reads("doubled headings", b"id,address,address\n1,x,y\n", ("1", "x", "y")),
    reads(
        "headings that our own names meet",
        b"Column 2,,Column 2,a (2),a,a\n1,2,3,4,5,6\n",
        tuple("123456"),
    ),
    reads("a heading of many lines", b'id,"the\nwhole\naddress",address\n1,2,x\n', ("1", "2", "x")),
    reads("an unseen heading", "\u200b,address\n1,x\n".encode(), ("1", "x")),
    reads("headings that are numbers", b"1,2,3\n4,5,6\n", ("4", "5", "6")),
    reads("dates both ways", b"id,address,date\n1,x,05/06/2026\n", ("1", "x", "05/06/2026")),
    reads(
        "a place on another planet",
        b"id,lat,lon\n1,9999,1e308\n2,nan,inf\n",
        ("1", "9999", "1e308"),
        ("2", "nan", "inf"),
    ),
    reads(
        "numbers without end",
        f"id,lat,lon\n1,{'9' * 5000},-{'9' * 5000}\n".encode(),
        ("1", "9" * 5000, "-" + "9" * 5000),
    ),
    reads(
        "windows of nonsense",
        b"id,address,window_start,window_end\n1,x,99:99,-1\n",
        ("1", "x", "99:99", "-1"),
    ),
    refuses("a NUL", b"id,address\n1,a\0b\n", "NUL"),
    refuses("NULs at the end", b"id,address\n1,x\n" + b"\0" * 4096, "NUL"),
    refuses(
        "a field of control characters",
        b"id,address\n1," + bytes(range(1, 9)) * 9 + b"\n",
        "not a table",
    ),
)
